/**
 * Writes diagrams/README.md from what the drawn systems do: every covering run of each is executed and judged, and every
 * single fault is let strike. `--check` writes nothing and fails where the page or a picture is not up to date, a run does
 * not conform, or more faults are missed than the page admits.
 *
 *     npm run systems
 *     npm run systems -- --check
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { lint, parse, render, run } from '#project';
import type { DrawingRuns } from '#reports';
import { faultKinds } from '#runtime';
import { systems } from '../../test/diagrams/facts.ts';

interface System {
  readonly key: string;
  readonly folder: string;
  readonly title: string;
  readonly description: string;
}

interface Catalogue {
  readonly patterns: readonly {
    readonly number: number;
    readonly name: string;
    readonly title: string;
    readonly description: string;
  }[];
}

const page = 'diagrams/README.md';
const isCheck = process.argv.includes('--check');
const cwd = process.cwd();
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const catalogue = JSON.parse(readFileSync('diagrams/patterns.json', 'utf8')) as Catalogue;
const all: readonly System[] = [
  ...systems,
  ...catalogue.patterns.map(({ number, name, ...rest }) => ({ ...rest, key: `P${number}`, folder: name })),
];
const paths = all.map(({ folder }) => `diagrams/${folder}/${folder}.puml`);

const problems: string[] = [];
const linted = await lint({ paths: ['diagrams'] }, { cwd });
if (linted.result.findings.length > 0) problems.push(`${linted.result.findings.length} findings of lint in diagrams`);
const { result } = await run(
  { paths, policy: 'cover', seed: 1, runs: 1, choose: [], faults: [], mutate: faultKinds },
  { cwd },
);
problems.push(...result.findings.map(({ message }) => message));
const parsed = await parse({ paths }, { cwd });

const text = pageOf(all.map((system, index) => rowOf(system, paths[index]!)));
const pictures = await render(
  { paths, mode: isCheck ? 'check' : 'write', force: false, version },
  { cwd, environment: process.env },
);
if (pictures.exit.code !== 0) problems.push(`pictures: ${pictures.exit.meaning}`);
if (!isCheck) writeFileSync(page, text);
else if (readFileSync(page, 'utf8') !== text) problems.push(`${page} is not up to date: npm run systems`);
for (const problem of problems) console.error(problem);
const { runs, verdicts } = result.summary;
console.log(`${all.length} systems, ${verdicts.conforms} of ${runs} runs conform, ${sumsOf(result.drawings)}`);
process.exitCode = problems.length > 0 || verdicts.conforms < runs ? 1 : 0;

function rowOf({ key, folder, title, description }: System, path: string): string {
  const drawing = result.drawings.find((one) => one.path === path);
  const interaction = parsed.result.drawings.find((one) => one.path === path)?.interaction;
  if (!drawing?.mutations || !interaction) throw new Error(`${path} was not run`);
  const { struck, found, named, missed, unobservable } = drawing.mutations;
  const conform = drawing.runs.filter(({ verdict }) => verdict === 'conforms').length;
  const spans = drawing.runs.reduce((sum, one) => sum + one.spans, 0);
  const cells = [
    key,
    `[${title}](${folder}/${folder}.puml)<br>${description}`,
    interaction.lifelines.length,
    drawing.runs.reduce((most, one) => Math.max(most, one.messages.length), 0),
    `${conform} of ${drawing.runs.length}`,
    spans,
    struck,
    found,
    named,
    missed,
    unobservable,
    `[<img src="${folder}/${folder}.svg" width="160" alt="${title}">](${folder}/${folder}.svg)`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function sumsOf(drawings: readonly DrawingRuns[]): string {
  const sum = (of: 'struck' | 'found' | 'named' | 'missed' | 'unobservable') =>
    drawings.reduce((total, { mutations }) => total + (mutations?.[of] ?? 0), 0);
  return `of ${sum('struck')} faults ${sum('found')} found, ${sum('named')} of them named, ${sum('missed')} missed, ${sum('unobservable')} not observable`;
}

function missedLines(): readonly string[] {
  return result.drawings.flatMap(({ path, mutations }) =>
    (mutations?.outcomes ?? [])
      .filter(({ outcome }) => outcome === 'missed')
      .map(
        ({ kind, line, says, run: number }) =>
          `- ${path.slice('diagrams/'.length)}, line ${line}, run ${number}: ${kind}: ${says}`,
      ),
  );
}

function pageOf(rows: readonly string[]): string {
  const missed = missedLines();
  return `<!-- Written by \`npm run systems\` from what the drawings do. -->

# Drawn systems

Each folder holds one system, in PlantUML and in Mermaid: twins with equal models. All of them are executed by
\`asdrawn run\`: few runs together take every branch and run every loop its least number of times, once, and more often. What
the services of a run would have reported is held against the drawing. Then every single fault that can strike those runs
strikes in a run of its own, and must be found: *named* are those whose finding points at the line or the span that was
struck, or at what is missing because of it. What cannot be seen in telemetry (\`asdrawn run --mutate all\` says why for each)
is not counted as missed. P1 to P20 are also the catalogue of \`asdrawn patterns\`.

| | system | participants | messages | runs that conform | spans | faults | found | named | missed | not observable | picture |
|---|---|---|---|---|---|---|---|---|---|---|---|
${rows.join('\n')}

Together: ${sumsOf(result.drawings)}.

${missed.length > 0 ? `## Missed\n\nFaults that telemetry shows and the check does not find yet:\n\n${missed.join('\n')}\n` : 'No fault that telemetry shows is missed.\n'}`;
}
