/**
 * asdrawn as a library. Three verbs, as on the command line: `parse` what drawings say, `check` traces against them,
 * and show their `bindings`. All three read files themselves, take bad input as findings, and throw for none of it.
 */
import type { BindingsResult, CheckResult } from '#checks';
import * as project from '#project';
import type { ParseResult } from '#reports';

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
  MessageBindingResult,
  MessageCoverage,
  OperandCoverage,
  Reason,
  RelatedPlace,
  SpanReference,
  Verdict,
} from '#checks';
export type { Position, Severity, SourceRange } from '#diagnostics';
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
export { type Neighbours, type PlayOptions, type PlayResult, StubError, type StubOptions } from '#project';
export type { ParsedDrawing, ParseResult } from '#reports';
export {
  type Deviation,
  type Flow,
  FlowError,
  type HttpReply,
  type HttpRequest,
  type ReceivedMessage,
  type ReceivedRequest,
  type Sending,
} from '#runtime';

export interface ParseOptions {
  /** Files, folders and globs; with none, what git tracks below `cwd`, else the folder itself. */
  readonly paths?: readonly string[];
  /** What paths are relative to, in the result as well. Default: the process's working folder. */
  readonly cwd?: string;
}

export interface TraceOptions extends ParseOptions {
  /** Files, folders, globs, `-` for standard input, and addresses of Jaeger and Tempo: `jaeger+http://…`. */
  readonly traces: readonly string[];
}

/**
 * Plays everybody but one service, over HTTP, as drawn: neighbours listen on the loopback address, answer in the drawn
 * order with the drawn statuses, and call the service at `target`. Rejects with a `StubError` whose `findings` say why,
 * where the drawing cannot be played. Close what it resolves with, or the process does not end.
 */
export async function stub(options: project.StubOptions & { readonly cwd?: string }): Promise<project.Neighbours> {
  return project.stub(options, options.cwd ?? process.cwd());
}

/** What drawings say. Findings of severity `error` mean that a drawing could not be read in full. */
export async function parse(options: ParseOptions = {}): Promise<ParseResult> {
  return (await project.parse(...arrange(options))).result;
}

/**
 * Holds recorded traces against drawings. `verdict` is `conforms` only where everything named could be read and every
 * case that enters a drawing is a run of it; why it is not stands in `findings` and in those of each case.
 */
export async function check(options: TraceOptions): Promise<CheckResult> {
  return project.inFull((await project.check(...arrange(options))).result);
}

/** Which spans each line of the drawings was bound to, how, and how strongly. Drawings that do not parse are left out. */
export async function bindings(options: TraceOptions): Promise<BindingsResult> {
  return (await project.bindings(...arrange(options))).result;
}

function arrange<Options extends ParseOptions>(
  options: Options,
): [Options & { paths: readonly string[] }, project.Place] {
  const { paths = [], cwd = process.cwd() } = options;
  return [
    { ...options, paths },
    { cwd, stdin, environment: process.env },
  ];
}

async function stdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}
