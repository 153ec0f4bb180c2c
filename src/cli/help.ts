/** What `--help` says beyond the list of options. */

export const overview = [
  'asdrawn holds the sequence diagrams that a team keeps (PlantUML, Mermaid, alone or in Markdown)',
  'against what its services really do, as OpenTelemetry traces show it.',
].join(' ');

export const paths = `
Paths
  Files, folders and globs. From folders are read .puml .plantuml .pu .iuml .wsd
  .mmd .mermaid, and the fenced plantuml and mermaid blocks of .md, .mdx and
  .adoc. With no path: everything git tracks here, else the working folder.`.trim();

export const exitStatus = `
Exit status
  0  nothing to complain of
  1  findings: violations, or the command failed
  2  could not do the work: usage, input that cannot be read or parsed, no such
     command
  3  inconclusive, or nothing was judged: no diagrams, no spans, no case that
     enters a drawing`.trim();

export const environment = `
Environment
  NO_COLOR, FORCE_COLOR   switch colours off or on
  ASDRAWN_TRACES_HEADERS  headers for a backend that traces are asked from:
                          name=value,…
  GITHUB_STEP_SUMMARY     file that -f github appends its summary to
  GITHUB_WORKSPACE, CI_PROJECT_DIR
                          root that files are named from in reports for CI
  ASDRAWN_THREADS         threads that read a large file, as --threads
  CHROMIUM, PUPPETEER_EXECUTABLE_PATH, CHROME_PATH
                          browser that draws Mermaid
  ASDRAWN_DEBUG=1         shows where an internal error happened`.trim();

export const overviewExamples = `
Examples
  asdrawn init                                  begin: write a configuration
  asdrawn lint docs                             what is wrong or doubtful
  asdrawn check -- npm test                     judge what the tests caused
  asdrawn check docs --traces traces.jsonl      judge recorded traces
  asdrawn run docs/signup.puml                  execute it in simulated time
  asdrawn generate vitest docs/a.puml --for a   contract tests of a service
  asdrawn bindings docs --traces traces.jsonl   which spans stand for a line
  asdrawn parse docs/signup.puml -f json        the drawing as data
  asdrawn convert docs/signup.puml              the other language
  asdrawn format docs --check                   which are not in order
  asdrawn render docs --check                   which pictures are stale
  asdrawn explain too-big                       what a rule or a code means
  asdrawn patterns recommend retry a call       find a pattern for a need

asdrawn <command> --help tells more of each.`.trim();

export const addresses = `
Addresses
  jaeger+http://localhost:16686?service=gateway&lookback=1h&limit=200
  tempo+http://localhost:3200?q={resource.service.name="gateway"}&lookback=1h
  https:// likewise. Both: service (repeatable), start, end or lookback (1h),
  limit (200 traces, for each service in Jaeger), traceID (repeatable),
  minDuration, maxDuration, tags. Jaeger: operation, tag. Tempo: q instead of
  service, with & written %26. Without a service: all. ASDRAWN_TRACES_HEADERS is
  sent along: Authorization=Bearer …,X-Scope-OrgID=team`.trim();

export const check = {
  traces: `
Traces
  Recorded traces: OTLP (JSON, JSON lines, protobuf), Jaeger, Zipkin or Tempo
  JSON, also compressed. Or a command after --: it is run with
  OTEL_EXPORTER_OTLP_ENDPOINT, and what else an exporter reads, pointing to a
  receiver of asdrawn's own, which speaks HTTP and gRPC; a protocol that
  OTEL_EXPORTER_OTLP_PROTOCOL names already is kept. When the command has ended
  and no export came for --idle seconds, what was received is judged. Processes
  that outlive the command have that time to export: where
  OTEL_BSP_SCHEDULE_DELAY is set, --idle is 1 s longer, else 1.5 s. A command
  that fails makes the run fail (status 1) whatever was found. No shell is
  involved: pipes and variables need -- sh -c "…".`.trim(),
  formats: `
Reports
  pretty    for people                    json   as data, by a published schema
  sarif     code scanning and editors     junit  test reports of CI servers
  github    annotations of GitHub Actions, and the summary of the step
  markdown  a comment on a pull request   html   one page, opens offline

  -f may be given several times, each followed by the -o of its file; one report
  may go to standard output. While another than pretty goes there, what the
  command prints goes to standard error. docs/reports.md shows them in CI.`.trim(),
  examples: `
Examples
  asdrawn check -- npm test
  asdrawn check docs/signup.puml --traces 'traces/*.json'
  asdrawn check docs --traces 'jaeger+http://localhost:16686?lookback=30m'
  asdrawn check docs -f html -o report.html -f pretty -- npx playwright test
  asdrawn check docs --traces traces --update-baseline
  asdrawn check docs -f pretty -f sarif -o asdrawn.sarif -- npm test
  otel-cli … | asdrawn check docs --traces - --allow-inconclusive`.trim(),
};

export const bindings = `
Examples
  asdrawn bindings docs/signup.puml --traces traces.jsonl
  asdrawn bindings docs --traces traces -f json -o bindings.json`.trim();

export const lint = {
  exitStatus: `
Exit status
  0  no errors; warnings and notes do not count, unless there are more than
     --max-warnings
  1  errors
  2  could not do the work: usage, configuration, files that cannot be read
  3  no diagrams`.trim(),
  examples: `
Examples
  asdrawn lint
  asdrawn lint docs/signup.puml 'services/*/docs'
  asdrawn lint docs --max-warnings 0 -f json -o lint.json
  asdrawn lint --update-baseline         take what is found for known
  asdrawn lint --since origin/main       only what this branch has changed
  asdrawn lint docs --watch`.trim(),
};

export const init = {
  details: `
What it does
  Finds the diagrams, and the services in compose files, package manifests
  (package.json, pom.xml, Gradle, go.mod, pyproject.toml, Cargo.toml),
  Kubernetes manifests and OTEL_SERVICE_NAME. Says in asdrawn.yaml who a
  participant is where its name alone would not tell. On a terminal it asks
  whether to add a hook (pre-commit, lefthook, husky) and a CI job (GitHub,
  GitLab), where the repository has such; elsewhere it shows them, and --yes
  writes them.`.trim(),
  exitStatus: `
Exit status
  0  written
  2  could not do the work: there is an asdrawn.yaml already, or a file cannot
     be written
  3  there are no diagrams; nothing was written`.trim(),
  examples: `
Examples
  asdrawn init --dry-run
  asdrawn init --yes`.trim(),
};

export const parse = `
Examples
  asdrawn parse docs/signup.puml
  asdrawn parse docs -f json -o models.json`.trim();

export const convert = {
  details: `
Markdown
  Of a Markdown document the fences are converted and everything else stays.
  --in-place writes the document itself; -o never writes over a file without
  --force.

What is lost
  What the other language has no words for is a finding, and nothing is written;
  --lossy writes the nearest there is, with a comment at each place. Comments,
  colours and styles are not carried over.`.trim(),
  exitStatus: `
Exit status
  0  converted
  1  not everything can be expressed; nothing was written
  2  could not do the work: usage, input that cannot be read or parsed, a file
     in the way`.trim(),
  examples: `
Examples
  asdrawn convert docs/signup.puml -o docs/signup.mmd
  asdrawn convert README.md --to mermaid --in-place
  asdrawn convert docs/signup.puml --lossy | less
  pbpaste | asdrawn convert -`.trim(),
};

export const format = {
  details: `
What changes
  Indentation by nesting, spaces around arrows and colons, the case of keywords,
  white space at line ends, more than one empty line in a row. Comments,
  directives, styles and the words of every text stay. A file is only written if
  it is read as the same drawing afterwards; one with syntax errors is left
  alone. - formats standard input.`.trim(),
  exitStatus: `
Exit status
  0  everything is in order now
  1  --check: not everything is
  2  could not do the work: a file that cannot be read, parsed or written
  3  there is no diagram`.trim(),
  examples: `
Examples
  asdrawn format
  asdrawn format docs README.md --check
  asdrawn format --check --since origin/main
  asdrawn format docs --diff | less`.trim(),
};

export const explain = {
  about:
    'Tell all about a rule or a code: what it means and why it matters, its options, examples, how it is set and how it is kept silent.',
  exitStatus: `
Exit status
  0  explained
  2  there is no such code; wrong usage`.trim(),
  examples: `
Examples
  asdrawn explain
  asdrawn explain too-big
  asdrawn explain mermaid/unclosed-block
  asdrawn explain lint -f markdown -o rules.md`.trim(),
};

export const completion = `
Examples
  source <(asdrawn completion bash)      in ~/.bashrc
  source <(asdrawn completion zsh)       in ~/.zshrc
  asdrawn completion fish > ~/.config/fish/completions/asdrawn.fish`.trim();

export const render = {
  details: `
Names
  docs/signup.puml gives docs/signup.svg. Where a file may hold several
  drawings, as Markdown does, the name of the drawing or the heading above
  follows: docs/readme-sign-up.svg.

Engines
  PlantUML is drawn by its own JavaScript, without Java. Mermaid needs a browser
  that is installed: Chromium, Chrome or Edge, found in PATH or named by
  CHROMIUM. Nothing is downloaded. --engine node-plantuml uses the one that this
  project has installed.

What a picture says of itself
  Each holds a hash of the text it was made from. What is up to date is not made
  again; --check tells the others, and what PlantUML itself made. Files that
  asdrawn did not make are only written over with --force.

Colours
  --paint: green was seen in traces, red was violated, grey and dotted could
  have been seen and never was. The drawing's own text stays as it is.`.trim(),
  exitStatus: `
Exit status
  0  every picture is up to date now
  1  --check: not every one is
  2  could not do the work: no browser, a drawing that its language rejects, a
     file in the way
  3  there is no diagram`.trim(),
  examples: `
Examples
  asdrawn render docs
  asdrawn render docs README.md --check
  asdrawn render docs/signup.puml -o pictures --format png
  asdrawn check docs --traces traces.jsonl -f json -o results.json
  asdrawn render docs --paint results.json -o coverage`.trim(),
};

export const run = {
  details: `
Choices
  --policy first   the first branch, an opt taken, loops once or as often as
                   they must (default)
  --policy random  everything as likely as everything else; --seed repeats it
  --policy cover   few runs that take every branch, skip what can be skipped,
                   and run every loop its least number of times, once, and more
                   often
  --choose 12=2    at line 12 the second branch, or twice for a loop; 12=2,1 for
                   one time after the other; 14 for the branch that begins in
                   line 14; 402 for the one that answers so; or a branch's own
                   text

Faults
  drop lose duplicate extra delay reorder wrong-receiver wrong-sender
  wrong-branch wrong-count error-status crash. --fault drop strikes somewhere,
  drop@23 in line 23, drop=5% one in twenty. --mutate all lets every single one
  strike in a run of its own, and tells which were found, which were missed, and
  which cannot be seen and why.

Time is simulated: an hour of retries takes a millisecond. Each participant has
its own queue, clock and randomness. --record writes the spans that services
with ordinary instrumentation would have reported; asdrawn check --traces reads
them.

In real time
  --only orders,payment plays these alone over HTTP; the others are services, or
  processes that play theirs: --at inventory=http://127.0.0.1:4002 says where,
  --listen orders=4001 where ours listen. docs/stub.md tells more.`.trim(),
  exitStatus: `
Exit status
  0  what was run conforms; with --mutate: every fault that can be seen was
     found
  1  it does not, as is to be expected of faults; with --mutate: a fault was
     missed
  2  could not do the work: usage, a drawing that cannot be read or executed
  3  nothing was run, or not all of it could be judged`.trim(),
  examples: `
Examples
  asdrawn run docs/signup.puml                  one run, message by message
  asdrawn run docs --policy cover --record runs.jsonl
                                                every branch, recorded
  asdrawn run docs/signup.puml --choose "card refused" --timeline
  asdrawn run docs/signup.puml --policy random --runs 100 --seed 7 -f json
  asdrawn run docs/signup.puml --fault drop@23  what a lost message looks like
  asdrawn run docs/signup.puml --mutate all     is what can go wrong found?`.trim(),
};

export const stub = {
  details: `
What it does
  Reads the drawing and plays every participant but one. Those that are called
  listen on ports of their own on 127.0.0.1 and answer as drawn; those that call
  the service do so at --target. Bodies are made up from what labels name:
  POST /users {email, password}. A call without a drawn answer is answered 204.
  Databases and brokers are left alone. Bodies that the service sends are held
  against JSON Schemas where --schemas or asdrawn.yaml names a folder of them.

  Where participants listen is printed first. A command after -- is started with
  variables that say the same (PAYMENT_SERVICE_URL), with PORT of the target
  where nothing else sets it, and is waited for until it listens at --target,
  played with, and stopped. Without --target nobody calls the service:
  neighbours answer whoever comes, flow after flow, until Ctrl-C or until the
  command ends. One that only a broker reaches (--broker) needs no --target.

Choices
  Of what is the neighbours' to choose the first way is taken, or any with
  --policy random.
  --choose declined   the operand with this guard
  --choose 402        the operand that answers so
  --choose 12=2       at line 12 the second operand, or twice in a loop; 12=2,1
                      one by one
  A request may choose as well, with the header asdrawn-choose: 402, or by
  baggage of that name.`.trim(),
  exitStatus: `
Exit status
  0    everything went as drawn
  1    something came that is not drawn, or did not come
  2    could not be played: usage, a drawing that cannot be played, a port that
       is taken, nobody at --target, a command that never listened
  3    nothing was played, or nothing could be judged
  130  Ctrl-C; the verdict is about what had happened by then`.trim(),
  examples: `
Examples
  asdrawn stub docs/shop.puml --for orders -- npm test
  asdrawn stub docs/shop.puml --for orders --target http://127.0.0.1:3000 \\
    -- node orders.js
  asdrawn stub docs/shop.puml --for orders --choose declined \\
    --target http://127.0.0.1:3000
  asdrawn stub docs/shop.puml --for orders --listen payment=4001 \\
    --addresses .env.stub`.trim(),
};
