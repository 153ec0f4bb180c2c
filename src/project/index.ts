/** The composition root: finds drawings and recordings, puts the rooms together, and decides how a run ends. */
export type { BindingsResult, CheckReport, CheckResult, Finding, LintResult, Verdict } from '#checks';
export type { GivenSpans, SdkSpan, Span } from '#traces';
export { bindings } from './bindings.ts';
export { cacheFolder } from './cache/cache-folder.ts';
export { type DrawingCall, drawingCall, type OneOrMore, type TraceCall, traceCall } from './call-options.ts';
export { type CheckOptions, check } from './check.ts';
export { type CheckCommandOptions, type CommandPlace, checkCommand } from './check-command.ts';
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
export { configuredTraces } from './configured-traces.ts';
export { type Contract, type ContractOptions, contract } from './contract/contract.ts';
export { type Came, ContractError, ContractRun, type ContractRunOptions, type Sent } from './contract/contract-run.ts';
export { type GenerateOptions, type GenerateResult, generateVitest } from './contract/generate.ts';
export { command, type Start, type Started } from './contract/start.ts';
export { type ConvertOptions, type ConvertResult, convert } from './convert.ts';
export { type DrawingPlace, drawingAt } from './drawing-place.ts';
export { type DrawingText, drawingExtensions } from './drawings.ts';
export { explain, explainable, type Unexplained } from './explain.ts';
export { reasonOf } from './files.ts';
export { type FormatOptions, format } from './format.ts';
export { inFull } from './in-full.ts';
export { type InitOptions, init } from './init/init.ts';
export { type LintOptions, lint } from './lint.ts';
export type { PlayResult } from './live/judging.ts';
export { type Neighbours, type PlayOptions, StubError, type StubOptions, stub } from './live/stub.ts';
export {
  type LiveCommandOptions,
  type LivePlace,
  type StubCommandOptions,
  stubCommand,
} from './live/stub-command.ts';
export type { Outcome, Place } from './outcome.ts';
export { parse } from './parse.ts';
export {
  type AddPatternOptions,
  addPattern,
  listPatterns,
  type PatternWishes,
  type Rename,
  readCatalogue,
  readPatternDrawing,
  recommendPatterns,
  showPattern,
  type UnknownName,
} from './patterns/index.ts';
export { type RenderOptions, render } from './render.ts';
export { type RunOptions, run } from './run/run.ts';
export { type FaultWish, readFaultKinds, readFaultWish, readWish } from './run/wishes.ts';
export { type Watch, type WatchOptions, watchFiles } from './watch.ts';
