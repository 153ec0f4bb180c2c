/**
 * asdrawn as a library: `parse` what drawings say, `lint` them, `run` them, `check` traces against them, and show their
 * `bindings`.
 * Drawings are files or texts, traces are files, backends or spans at hand. Whatever is wrong with those is a finding in
 * the result; only a call that cannot be meant (an option that there is none of, a value of the wrong type) throws a
 * TypeError. docs/api.md shows all of it at work.
 */
import type { BindingsResult, CheckResult, Finding, LintResult } from '#checks';
import * as project from '#project';
import {
  bindingsReports,
  checkReports,
  lintReports,
  type ParseResult,
  parseReports,
  type ReportFormat,
  type Reports,
  type RunResult,
  runReports,
} from '#reports';
import type { GivenSpans, Span } from '#traces';

export type {
  BindingStrength,
  BindingsResult,
  CaseResult,
  CheckResult,
  CheckSummary,
  Coverage,
  DrawingBindings,
  DrawingResult,
  Finding,
  LifelineBindingResult,
  LifelineCoverage,
  LintResult,
  LintSummary,
  LoopCoverage,
  MessageBindingResult,
  MessageCoverage,
  OperandCoverage,
  Reason,
  RelatedPlace,
  SpanReference,
  Verdict,
} from '#checks';
export type { Fix, Position, Severity, SourceRange, TextEdit } from '#diagnostics';
export type {
  Activation,
  CombinedFragment,
  Delay,
  Destruction,
  Direction,
  Divider,
  DrawnNote,
  EdgeHead,
  EdgeLine,
  Interaction,
  InteractionFragment,
  InteractionOperand,
  InteractionOperator,
  InteractionUse,
  Lifecycle,
  Lifeline,
  LifelineBox,
  LifelineId,
  LifelineKind,
  LoopBounds,
  Message,
  MessageKind,
  MessageSort,
  NodeId,
  NodeShape,
  Note,
  State,
  StateId,
  StateKind,
  Structure,
  StructureEdge,
  StructureGroup,
  StructureNode,
  Transition,
} from '#model';
export type {
  AttributeScope,
  BaggageScope,
  BrokerConfiguration,
  DatabaseConfiguration,
  DrawingConfiguration,
  DrawingText,
  HostConfiguration,
  IgnoreConfiguration,
  MessageConfiguration,
  OneOrMore,
  ParticipantConfiguration,
  RoleConfiguration,
  RuleConfiguration,
  RuleSeverity,
  ScopeConfiguration,
} from '#project';
export {
  type Came,
  type Contract,
  ContractError,
  type ContractOptions,
  type ContractRun,
  type ContractRunOptions,
  command,
  type Neighbours,
  type PlayOptions,
  type PlayResult,
  type RunHandlersOptions,
  type Sent,
  type Start,
  type Started,
  StubError,
  type StubOptions,
} from '#project';
export {
  type DrawingRun,
  type DrawingRuns,
  type InjectedFault,
  type Mutation,
  type Mutations,
  type ParsedDrawing,
  type ParseResult,
  type ReportFormat,
  type RunChoice,
  type RunMessage,
  type RunResult,
  type RunSummary,
  reportFormats,
} from '#reports';
export type {
  Deviation,
  Flow,
  FlowError,
  HandledMessage,
  HandledParticipant,
  Handler,
  HandlerAnswer,
  HttpReply,
  HttpRequest,
  MessagingTransport,
  ReceivedMessage,
  ReceivedRequest,
  Sending,
} from '#runtime';
export type {
  Attributes,
  AttributeValue,
  GivenSpans,
  JsonRecording,
  Resource,
  SdkResource,
  SdkSpan,
  SdkSpanContext,
  Span,
  SpanKind,
  SpanLink,
  SpanStatus,
} from '#traces';

/** Which drawings are meant. With neither `paths` nor `texts`: what asdrawn.yaml says, else what git tracks below `cwd`. */
export interface ParseOptions {
  /** Files, folders and globs, relative to `cwd`, or `file:` URLs. */
  readonly paths?: project.OneOrMore<string | URL> | undefined;
  /** Drawings that are at hand, beside those of `paths` or instead of any. */
  readonly texts?: project.OneOrMore<string | project.DrawingText> | undefined;
  /** Only drawings of this name, or beneath this heading of a document. */
  readonly name?: string | undefined;
  /** What paths are relative to, in the result as well, and where asdrawn.yaml is looked for, upwards. Default: the working folder. */
  readonly cwd?: string | URL | undefined;
  /** The configuration to follow, where it is not the nearest. */
  readonly config?: string | undefined;
}

export interface LintOptions extends ParseOptions {
  /** As asdrawn.yaml has them. They count before the file, and before comments in drawings. */
  readonly settings?: project.DrawingConfiguration | undefined;
}

/** Texts as the command line takes them; docs/run.md tells of them. */
export interface RunOptions extends LintOptions {
  /** How choices are made. Default: `first`; with `mutate`, `cover`. */
  readonly policy?: 'first' | 'random' | 'cover' | undefined;
  /** Of everything that is left to chance; the same seed gives the same runs. Default: 1. */
  readonly seed?: number | undefined;
  /** How many runs of each drawing there are with `policy: 'random'`. Default: 1. */
  readonly runs?: number | undefined;
  /** Choices that are made otherwise: `'12=2'`, `'card refused'`. */
  readonly choose?: project.OneOrMore<string> | undefined;
  /** What is to go wrong: `'drop'`, `'drop@23'`, `'duplicate=5%'`. */
  readonly faults?: project.OneOrMore<string> | undefined;
  /** `'all'`, or kinds of faults, every single one of which strikes in a run of its own. */
  readonly mutate?: project.OneOrMore<string> | undefined;
  /** A file that the spans of all runs are written to, as a line of OTLP JSON. */
  readonly record?: string | undefined;
}

/** Of `traces` and `spans` at least one, unless asdrawn.yaml names traces. */
export interface TraceOptions extends LintOptions {
  /** Files, folders, globs, `-` for standard input, and addresses of Jaeger and Tempo: `jaeger+http://…`. */
  readonly traces?: project.OneOrMore<string | URL> | undefined;
  /**
   * Spans that are at hand: those of the OpenTelemetry SDK (any version), asdrawn's own, or what `JSON.parse` makes of a
   * recording, OTLP or any other that asdrawn reads.
   */
  readonly spans?: GivenSpans | undefined;
  /** The service of one of `spans`, where its resource does not tell; undefined leaves it to the resource. */
  readonly service?: ((span: Span) => string | undefined) | undefined;
  /**
   * Of `spans`: the name of who drives the system in its own process, a test say. A call that a service makes to itself
   * before anybody has called it is taken for the driver's.
   */
  readonly driver?: string | undefined;
}

/**
 * What drawings say. Findings of severity `error` mean that a drawing could not be read in full.
 *
 *     const { drawings } = await parse({ texts: 'sequenceDiagram\n A ->> B: hello' });
 *     drawings[0].interaction.lifelines.map(({ label }) => label); // ['A', 'B']
 */
export async function parse(options: ParseOptions = {}): Promise<ParseResult> {
  const { choice, cwd } = project.drawingCall('parse', options);
  const outcome = await project.parse(choice, { cwd });
  return remembered(outcome.result, outcome, parseReports);
}

/**
 * What is wrong or doubtful in drawings, without evidence. Nothing is written; a finding's `fix` says what would mend it.
 *
 *     const { findings, summary } = await lint({ paths: 'docs' });
 */
export async function lint(options: LintOptions = {}): Promise<LintResult> {
  const { choice, cwd } = project.drawingCall('lint', options);
  const outcome = await project.lint(choice, { cwd });
  return remembered(outcome.result, outcome, lintReports);
}

/**
 * Holds traces against drawings. `verdict` is `conforms` only where everything named could be read and every case that
 * enters a drawing is a run of it; why it is not stands in `findings` and in those of each case.
 *
 *     const { verdict } = await check({ paths: 'docs/signup.puml', spans: exporter.getFinishedSpans() });
 */
export async function check(options: TraceOptions): Promise<CheckResult> {
  const { choice, cwd } = await project.traceCall('check', options, project.configuredTraces);
  const outcome = await project.check(choice, place(cwd));
  return remembered(project.inFull(outcome.result), outcome, checkReports);
}

/**
 * Which spans each line of the drawings was bound to, how, and how strongly. Drawings that do not parse are left out, and
 * `findings` says why.
 */
export async function bindings(
  options: TraceOptions,
): Promise<BindingsResult & { readonly findings: readonly Finding[] }> {
  const { choice, cwd } = await project.traceCall('bindings', options, project.configuredTraces);
  const outcome = await project.bindings(choice, place(cwd));
  return remembered({ ...outcome.result, findings: outcome.findings }, outcome, bindingsReports);
}

/**
 * Plays everybody but one service, over HTTP, as drawn: neighbours listen on the loopback address, answer in the drawn
 * order with the drawn statuses, and call the service at `target`. Rejects with a `StubError` whose `findings` say why,
 * where the drawing cannot be played. Close what it resolves with, or the process does not end.
 *
 *     const neighbours = await stub({ drawing: 'docs/orders.puml', for: 'orders', target: 'http://127.0.0.1:3000' });
 *     const { verdict, findings } = await neighbours.play({ choose: ['declined'] });
 */
export async function stub(options: project.StubOptions & { readonly cwd?: string }): Promise<project.Neighbours> {
  return project.stub(options, options.cwd ?? process.cwd());
}

/**
 * One service under test among neighbours that do as drawn, step by step: what tests are made of that
 * `asdrawn generate vitest` writes. Rejects where the drawing cannot be played or the service does not start.
 */
export async function contract(options: project.ContractOptions): Promise<project.Contract> {
  return project.contract(options);
}

/**
 * Plays a drawing in this process, in simulated time unless it is said otherwise: participants with a handler act by their own code, all others as drawn,
 * and what the handlers did is judged. Rejects with a `StubError` where the drawing cannot be played.
 *
 *     const { verdict } = await run({ drawing: 'docs/orders.puml', handlers: { orders: async (message, me) => '201 Created' } });
 */
export function run(options: project.RunHandlersOptions & { readonly cwd?: string }): Promise<project.PlayResult>;
/**
 * Executes drawings in simulated time and holds what their services would have reported against them. `spans` is that,
 * run after run: `check` takes it. A fault that is found is a finding of its run, a drawing that cannot be executed one of
 * the result.
 *
 *     const { drawings, spans } = await run({ paths: 'docs/signup.puml', policy: 'cover' });
 */
export function run(options?: RunOptions): Promise<RunResult & { readonly spans: readonly Span[] }>;
export async function run(
  options: RunOptions | (project.RunHandlersOptions & { readonly cwd?: string }) = {},
): Promise<(RunResult & { readonly spans: readonly Span[] }) | project.PlayResult> {
  if ('handlers' in options) return project.runHandlers(options, options.cwd ?? process.cwd());
  const { options: wanted, cwd } = await project.runCall(options);
  const outcome = await project.run(wanted, { cwd });
  return remembered({ ...outcome.result, spans: outcome.spans }, outcome, runReports);
}

/**
 * A result as the command line prints it, with the lines of drawings that its findings point into. Takes what this
 * process got from the functions above; for anything else, and for a format that the result has none of, a TypeError.
 *
 *     console.log(await report(await lint({ paths: 'docs' })));
 */
export async function report(
  result: ParseResult | LintResult | CheckResult | BindingsResult | RunResult,
  { format = 'pretty', colors = false }: { readonly format?: ReportFormat; readonly colors?: boolean } = {},
): Promise<string> {
  const print = printers.get(result);
  if (!print)
    throw new TypeError('report takes a result that parse, lint, run, check or bindings gave, not a copy of one');
  return print(format, colors);
}

const printers = new WeakMap<object, (format: ReportFormat, colors: boolean) => Promise<string>>();

/** Keeps what a report would need for as long as the result is kept. */
function remembered<Given extends object, Result, Format extends ReportFormat>(
  given: Given,
  outcome: project.Outcome<Result>,
  reports: Reports<Result, Format>,
): Given {
  printers.set(given, async (format, colors) => {
    const load = Object.hasOwn(reports, format) ? reports[format as Format] : undefined;
    if (!load)
      throw new TypeError(`there is no ${format} report of this; there are: ${Object.keys(reports).join(', ')}`);
    const text = (await load())(outcome.result, { ...outcome, sources: (path) => outcome.sources.get(path), colors });
    return typeof text === 'string' ? text : [...text].join('');
  });
  return given;
}

function place(cwd: string): project.Place {
  return { cwd, stdin, environment: process.env };
}

async function stdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
