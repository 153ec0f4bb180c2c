/**
 * The composition root: finds drawings and recordings, puts the rooms together, and decides how a run ends. Each command
 * is loaded when it is called, so that linting a drawing waits for nothing that judging traces needs.
 */
export type { BindingsResult, CheckReport, CheckResult, Finding, LintResult, Verdict } from '#checks';
export type { GivenSpans, SdkSpan, Span } from '#traces';
export { cacheFolder } from './cache/cache-folder.ts';
export { type DrawingCall, drawingCall, type OneOrMore, type TraceCall, traceCall } from './call-options.ts';
export type { CheckOptions } from './check.ts';
export type { CheckCommandOptions, CommandPlace } from './check-command.ts';
export type {
  AttributeScope,
  BaggageScope,
  BrokerConfiguration,
  DatabaseConfiguration,
  DrawingConfiguration,
  HostConfiguration,
  IgnoreConfiguration,
  MessageConfiguration,
  ParticipantConfiguration,
  RoleConfiguration,
  RuleConfiguration,
  RuleSeverity,
  ScopeConfiguration,
} from './configuration/configuration.ts';
export type { Contract, ContractOptions } from './contract/contract.ts';
export { ContractError } from './contract/contract-error.ts';
export type { Came, ContractRun, ContractRunOptions, Sent } from './contract/contract-run.ts';
export type { GenerateOptions, GenerateResult } from './contract/generate.ts';
export { command, type Start, type Started } from './contract/start.ts';
export type { ConvertOptions, ConvertResult } from './convert.ts';
export { type DrawingPlace, drawingAt } from './drawing-place.ts';
export { type DrawingText, drawingExtensions } from './drawings.ts';
export type { Unexplained } from './explain.ts';
export { reasonOf } from './files.ts';
export type { FormatOptions } from './format.ts';
export { inFull } from './in-full.ts';
export type { InitOptions } from './init/init.ts';
export type { LintOptions } from './lint.ts';
export type { PlayResult } from './live/judging.ts';
export type { RunHandlersOptions } from './live/run-handlers.ts';
export type { RunLiveOptions } from './live/run-live.ts';
export type { Neighbours, PlayOptions, StubOptions } from './live/stub.ts';
export type { LiveCommandOptions, LivePlace, StubCommandOptions } from './live/stub-command.ts';
export { StubError } from './live/stub-error.ts';
export type { Outcome, Place } from './outcome.ts';
export type {
  AddPatternOptions,
  PatternWishes,
  Rename,
  UnknownName,
} from './patterns/index.ts';
export type { RenderOptions } from './render.ts';
export type { RunOptions } from './run/run.ts';
export type { RunCall } from './run/run-call.ts';
export type { FaultWish } from './run/wishes.ts';
export type { Watch, WatchOptions } from './watch.ts';
export { replaceFile } from './writing.ts';

export const bindings: typeof import('./bindings.ts').bindings = async (...given) =>
  (await import('./bindings.ts')).bindings(...given);

export const check: typeof import('./check.ts').check = async (...given) =>
  (await import('./check.ts')).check(...given);

export const checkCommand: typeof import('./check-command.ts').checkCommand = async (...given) =>
  (await import('./check-command.ts')).checkCommand(...given);

export const configuredTraces: typeof import('./configured-traces.ts').configuredTraces = async (...given) =>
  (await import('./configured-traces.ts')).configuredTraces(...given);

export const convert: typeof import('./convert.ts').convert = async (...given) =>
  (await import('./convert.ts')).convert(...given);

/** `explain` and `explainable`: what is known of rules and codes. */
export const explanations = () => import('./explain.ts');

export const format: typeof import('./format.ts').format = async (...given) =>
  (await import('./format.ts')).format(...given);

export const init: typeof import('./init/init.ts').init = async (...given) =>
  (await import('./init/init.ts')).init(...given);

export const lint: typeof import('./lint.ts').lint = async (...given) => (await import('./lint.ts')).lint(...given);

export const parse: typeof import('./parse.ts').parse = async (...given) =>
  (await import('./parse.ts')).parse(...given);

/** The catalogue of patterns: what is in it, which of them fits, and a copy for a project. */
export const patternCatalogue = () => import('./patterns/index.ts');

export const render: typeof import('./render.ts').render = async (...given) =>
  (await import('./render.ts')).render(...given);

export const run: typeof import('./run/run.ts').run = async (...given) => (await import('./run/run.ts')).run(...given);

/** What a program asks of a run, read. */
export const runCall: (
  ...given: Parameters<typeof import('./run/run-call.ts').runCall>
) => Promise<ReturnType<typeof import('./run/run-call.ts').runCall>> = async (...given) =>
  (await import('./run/run-call.ts')).runCall(...given);

/** `readWish`, `readFaultWish` and `readFaultKinds`: what a person asks of a run, read. */
export const wishes = () => import('./run/wishes.ts');

export const watchFiles: typeof import('./watch.ts').watchFiles = async (...given) =>
  (await import('./watch.ts')).watchFiles(...given);

export const runLive: typeof import('./live/run-live.ts').runLive = async (...given) =>
  (await import('./live/run-live.ts')).runLive(...given);

export const stub: typeof import('./live/stub.ts').stub = async (...given) =>
  (await import('./live/stub.ts')).stub(...given);

export const stubCommand: typeof import('./live/stub-command.ts').stubCommand = async (...given) =>
  (await import('./live/stub-command.ts')).stubCommand(...given);

export const runHandlers: typeof import('./live/run-handlers.ts').runHandlers = async (...given) =>
  (await import('./live/run-handlers.ts')).runHandlers(...given);

export const contract: typeof import('./contract/contract.ts').contract = async (...given) =>
  (await import('./contract/contract.ts')).contract(...given);

export const generateVitest: typeof import('./contract/generate.ts').generateVitest = async (...given) =>
  (await import('./contract/generate.ts')).generateVitest(...given);
