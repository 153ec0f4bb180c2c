/** What the project itself has to say about files and runs, each with its code; the prose is here and nowhere else. */
import type { Finding } from '#checks';
import type { Diagnostic, SourceRange } from '#diagnostics';
import type { DrawingLanguage } from '#parsers';
import type { Loss } from '#printers';

type Parts = Omit<Finding, 'path' | 'spans'> & { readonly path?: string };

export function finding(parts: Parts): Finding {
  return { path: '', spans: [], ...parts };
}

const tools = { plantuml: 'PlantUML', mermaid: 'Mermaid' } as const;

export function findingOf(diagnostic: Diagnostic): Finding {
  return { ...diagnostic, spans: [] };
}

interface Drawn {
  readonly path: string;
  readonly kind: string;
  readonly range: SourceRange;
}

function ofOtherKinds(code: string, drawings: readonly Drawn[], fate: string): Finding {
  const kinds = [...new Set(drawings.map(({ kind }) => kind))].sort().join(', ');
  const [one, isOne] = [drawings[0]!, drawings.length === 1];
  return finding({
    code,
    severity: 'note',
    message: isOne
      ? `a diagram of another kind was ${fate.replace('they are', 'it is')}: ${kinds}`
      : `${drawings.length} diagrams of other kinds were ${fate}: ${kinds}`,
    ...(isOne ? { path: one.path } : {}),
    related: drawings.map(({ path, kind, range }) => ({ path, range, message: kind })),
  });
}

const languages: Readonly<Record<DrawingLanguage, string>> = { plantuml: 'PlantUML', mermaid: 'Mermaid' };

export const findings = {
  unreadable: (path: string, reason: string, help?: string): Finding =>
    finding({
      code: 'project/unreadable',
      severity: 'error',
      message: `${path} ${reason}`,
      path,
      ...(help ? { help } : {}),
    }),

  notUtf8: (path: string): Finding =>
    finding({
      code: 'project/not-utf8',
      severity: 'warning',
      message: 'this file is not UTF-8; what could not be read stands as U+FFFD',
      path,
      help: 'save it as UTF-8, or names in it will match nothing',
    }),

  badYaml: (path: string, range: SourceRange, message: string): Finding =>
    finding({
      code: 'configuration/not-yaml',
      severity: 'error',
      message: `the configuration cannot be read: ${message}`,
      path,
      range,
      help: 'nothing was judged, for what was configured is not known',
    }),

  unknownSetting: (
    path: string,
    range: SourceRange,
    key: string,
    meant: string | undefined,
    known: readonly string[],
  ): Finding =>
    finding({
      code: 'configuration/unknown-setting',
      severity: 'error',
      message: `there is no setting "${key}" here`,
      path,
      range,
      help: meant ? `did you mean "${meant}"?` : `there are: ${known.join(', ')}`,
    }),

  unknownRule: (path: string, range: SourceRange, rule: string, meant: string | undefined): Finding =>
    finding({
      code: 'configuration/unknown-rule',
      severity: 'error',
      message: `there is no rule "${rule}"`,
      path,
      range,
      help: meant ? `did you mean "${meant}"?` : '`asdrawn explain` lists all rules',
    }),

  badSetting: (path: string, range: SourceRange, what: string, expected: string): Finding =>
    finding({
      code: 'configuration/invalid',
      severity: 'error',
      message: `${what} ${expected}`,
      path,
      range,
      help: 'docs/configuration.md shows every setting with an example',
    }),

  /** The usual reason for a file that is no drawing: the shell expanded a glob that was meant for --traces. */
  perhapsTraces: (unknown: Finding): Finding => ({
    ...unknown,
    help: `${unknown.help ?? ''} If it holds traces, name it after --traces, and quote a glob there.`.trim(),
  }),

  noDrawings: (where: string, otherKinds: number): Finding =>
    finding({
      code: 'check/no-drawings',
      severity: 'error',
      message: otherKinds === 0 ? `there is no diagram in ${where}` : `there is no sequence diagram in ${where}`,
      help:
        otherKinds === 0
          ? 'diagrams are read from .puml .plantuml .pu .iuml .wsd .mmd .mermaid files and from ```plantuml and ```mermaid blocks of .md, .mdx and .adoc'
          : 'traces are only held against sequence diagrams',
    }),

  unknownRevision: (ref: string, reason: string): Finding =>
    finding({
      code: 'project/unknown-revision',
      severity: 'error',
      message: `what has changed since "${ref}" cannot be told: ${reason}`,
      help: 'fetch the commit first; a shallow checkout (fetch-depth: 1) knows no earlier ones',
    }),

  unchanged: (ref: string, where: string): Finding =>
    finding({
      code: 'project/unchanged',
      severity: 'note',
      message: `no diagram in ${where} has changed since ${ref}`,
    }),

  otherKinds: (drawings: readonly Drawn[]): Finding => ofOtherKinds('check/other-kind', drawings, 'not checked'),

  /** What an official tool says of a kind that only it can read. */
  rejected: (
    path: string,
    language: 'plantuml' | 'mermaid',
    kind: string,
    message: string,
    range: SourceRange,
  ): Finding => {
    const tool = tools[language];
    return finding({
      code: `${language}/rejected`,
      severity: 'error',
      message: `${tool} does not accept this ${kind} diagram: ${message}`,
      path,
      range,
      help: `${tool} tells only the first error of a diagram, and sometimes a line late`,
    });
  },

  /** One for all of them, as nobody has to do anything about it. */
  syntaxOnly: (drawings: readonly { path: string; kind: string; range: SourceRange }[]): Finding => {
    const kinds = [...new Set(drawings.map(({ kind }) => kind))].sort().join(', ');
    const [one, isOne] = [drawings[0]!, drawings.length === 1];
    return finding({
      code: 'project/syntax-only',
      severity: 'note',
      message: isOne
        ? `this ${kinds} diagram is well-formed; nothing further is read from its kind`
        : `${drawings.length} diagrams are well-formed, and nothing further is read from their kinds: ${kinds}`,
      ...(isOne ? { path: one.path, range: one.range } : {}),
      ...(isOne ? {} : { related: drawings.map(({ path, kind, range }) => ({ path, range, message: kind })) }),
    });
  },

  notChecked: (
    path: string,
    language: 'plantuml' | 'mermaid',
    kind: string,
    reason: string,
    range: SourceRange,
  ): Finding =>
    finding({
      code: 'project/not-checked',
      severity: 'warning',
      message: `this ${kind} diagram was not checked: ${reason}`,
      path,
      range,
      help: `its kind is left to ${tools[language]} itself, which could not judge it here`,
    }),

  noSpans: (where: string): Finding =>
    finding({
      code: 'check/no-spans',
      severity: 'error',
      message: `there are no spans in ${where}, so nothing was judged`,
      help: 'was tracing switched on, and did the exporter flush before the services ended?',
    }),

  noSpansReceived: (command: string, variables: Readonly<Record<string, string>>): Finding => {
    const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: protocol } = variables;
    const exporter = variables.OTEL_TRACES_EXPORTER;
    return finding({
      code: 'check/no-spans',
      severity: 'error',
      message: `no spans were received while \`${command}\` ran, so nothing was judged`,
      help:
        `are the services instrumented with OpenTelemetry, started by the command, and flushed before they end? ` +
        `The command was given OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}, OTEL_EXPORTER_OTLP_PROTOCOL=${protocol} and ` +
        `OTEL_TRACES_EXPORTER=${exporter}; a service in a container cannot reach 127.0.0.1, and one that was already ` +
        `running has not seen these variables`,
    });
  },

  noMatchingCase: (
    drawing: { path: string; name: string; range: SourceRange },
    cases: number,
    beginnings: readonly string[],
  ): Finding =>
    finding({
      code: 'check/no-matching-case',
      severity: 'warning',
      message: `${cases === 1 ? 'the one case does not enter' : `none of ${cases} cases enters`} the drawing "${drawing.name}"`,
      path: drawing.path,
      range: drawing.range,
      ...(beginnings.length > 0 ? { label: 'drawn: it begins here' } : {}),
      help:
        beginnings.length > 0
          ? `a case would begin with ${beginnings.join(', or ')}; \`asdrawn bindings\` shows what each line was bound to`
          : 'the drawing has no message that a case could begin with',
    }),

  stillExporting: (seconds: number, idle: number): Finding =>
    finding({
      code: 'check/still-exporting',
      severity: 'warning',
      message: `${seconds} s after the command had ended there had still been no ${idle} s without spans; what came later is missing`,
      help: 'wait longer with --max-wait, or end what the command has left running',
    }),

  shortIdle: (idle: number, delay: number): Finding =>
    finding({
      code: 'check/short-idle',
      severity: 'note',
      message: `exporters may be silent for ${delay} s (OTEL_BSP_SCHEDULE_DELAY), longer than --idle ${idle}`,
      help: 'spans of processes that outlived the command may be missing; leave --idle out, or set a shorter delay',
    }),

  commandFailed: (command: string, how: string): Finding =>
    finding({
      code: 'check/command-failed',
      severity: 'error',
      message: `\`${command}\` ${how}`,
      help: 'its own output says why; what it emitted was judged all the same, but a failed run stays a failed run',
    }),

  commandNotStarted: (command: string, reason: string, help?: string): Finding =>
    finding({
      code: 'check/command-not-started',
      severity: 'error',
      message: `\`${command}\` could not be started: ${reason}`,
      ...(help ? { help } : {}),
    }),

  interrupted: (signal: string): Finding =>
    finding({ code: 'check/interrupted', severity: 'error', message: `${signal} ended the run; nothing was judged` }),

  unwritable: (path: string, reason: string): Finding =>
    finding({ code: 'project/unwritable', severity: 'error', message: `${path} ${reason}`, path }),

  notRewritable: (path: string): Finding =>
    finding({
      code: 'project/not-utf8',
      severity: 'error',
      message: 'this file is not UTF-8 and is left as it is',
      path,
      help: 'save it as UTF-8',
    }),

  meaningWouldChange: (path: string): Finding =>
    finding({
      code: 'format/meaning-would-change',
      severity: 'error',
      message: 'formatted, this file would be read differently; it is left as it is',
      path,
      help: 'this is a defect of asdrawn; please report it together with the drawing',
    }),

  notFormatted: (drawings: readonly Drawn[]): Finding =>
    ofOtherKinds('format/other-kind', drawings, 'left as they are'),

  notConverted: (drawings: readonly Drawn[], among: boolean): Finding => ({
    ...ofOtherKinds('convert/other-kind', drawings, 'not converted'),
    ...(among
      ? {}
      : { severity: 'error' as const, help: 'sequence, component and state diagrams and flowcharts can be' }),
  }),

  notOneFile: (path: string): Finding =>
    finding({
      code: 'convert/one-file',
      severity: 'error',
      message: `${path} is not one file`,
      path,
      help: 'name a drawing or a Markdown document; a loop of the shell converts several',
    }),

  nothingToConvert: (path: string): Finding =>
    finding({ code: 'convert/nothing', severity: 'error', message: 'there is no diagram to convert', path }),

  alreadyConverted: (path: string, to: DrawingLanguage): Finding =>
    finding({
      code: 'convert/nothing',
      severity: 'note',
      message: `all diagrams are ${languages[to]} already`,
      path,
    }),

  bothLanguages: (path: string): Finding =>
    finding({
      code: 'convert/both-languages',
      severity: 'error',
      message: 'the document holds diagrams of both languages',
      path,
      help: 'say which one they are to have: --to plantuml or --to mermaid',
    }),

  severalDrawings: (drawings: readonly Drawn[]): Finding =>
    finding({
      code: 'convert/several-drawings',
      severity: 'error',
      message: `these are ${drawings.length} diagrams, and a Mermaid text holds one`,
      path: drawings[0]!.path,
      range: drawings[1]!.range,
      help: 'put each in a file or a Markdown fence of its own',
    }),

  inPlaceOfDrawing: (path: string): Finding =>
    finding({
      code: 'convert/in-place',
      severity: 'error',
      message: 'only the diagrams of a Markdown document can be converted in place',
      path,
      help: 'name a file for the other language: -o <file>',
    }),

  alreadyThere: (path: string): Finding =>
    finding({
      code: 'convert/file-exists',
      severity: 'error',
      message: `${path} is there already and was not touched`,
      path,
      help: 'give another name, or --force to write over it',
    }),

  notExpressible: (path: string, loss: Loss, lossy: boolean): Finding =>
    finding({
      code: 'convert/not-expressible',
      severity: lossy ? 'warning' : 'error',
      message: lossy ? `${loss.message}; ${loss.instead}` : loss.message,
      path,
      range: loss.range,
      ...(lossy ? {} : { help: `with --lossy ${loss.instead}, and a comment tells of it` }),
    }),

  notFaithful: (path: string, range: SourceRange, to: DrawingLanguage, lossy: boolean): Finding =>
    finding({
      code: 'convert/not-expressible',
      severity: lossy ? 'warning' : 'error',
      message: `written in ${languages[to]}, the drawing is not read as the same again`,
      path,
      range: { start: range.start, end: range.start },
      ...(lossy ? {} : { help: '--lossy writes it all the same; compare the two before you rely on it' }),
    }),

  renamed: (path: string, range: SourceRange, renamed: ReadonlyMap<string, string>, to: DrawingLanguage): Finding =>
    finding({
      code: 'convert/renamed',
      severity: 'note',
      message: `${languages[to]} cannot write every short name; what is shown stays the same: ${[...renamed]
        .map(([id, name]) => `"${id}" is now ${name}`)
        .join(', ')}`,
      path,
      range: { start: range.start, end: range.start },
    }),

  nameInComment: (path: string, range: SourceRange, name: string): Finding =>
    finding({
      code: 'convert/name',
      severity: 'note',
      message: `Mermaid has no place for the name of a diagram; "${name}" stands in a comment`,
      path,
      range: { start: range.start, end: range.start },
    }),

  leftBehind: (path: string, range: SourceRange, lines: number): Finding =>
    finding({
      code: 'convert/left-behind',
      severity: 'note',
      message: `${lines === 1 ? 'a line of comments, styles or numbers is' : `${lines} lines of comments, styles or numbers are`} not carried over`,
      path,
      range,
    }),

  invalidModel: (path: string, range: SourceRange, reason: string): Finding =>
    finding({
      code: 'internal/invalid-model',
      severity: 'error',
      message: `the model of this drawing does not fit its own schema: ${reason}`,
      path,
      range,
      help: 'this is a defect of asdrawn; please report it together with the drawing',
    }),
};
