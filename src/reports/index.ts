/** Results as text, one file a format. A format is loaded when it is asked for. */
import type { BindingsResult, CheckReport, CheckResult, Finding, LintResult } from '#checks';
import type { ChangedFile } from './diff-pretty.ts';
import type { ExplainResult } from './explanation.ts';
import type { InitResult } from './init-result.ts';
import type { ParseResult } from './parse-result.ts';
import type { AddedPattern, PatternListResult, RecommendResult, ShownPattern } from './patterns/results.ts';
import type { RenderResult } from './picture-results.ts';
import type { PlainReport, Reports } from './report.ts';
import type { FormatResult } from './rewrite-results.ts';
import type { RunView } from './run-pretty.ts';
import type { RunResult } from './run-result.ts';
import type { StubResult } from './stub-result.ts';

export type { CaseTraces, TraceSpan } from './case-trace.ts';
export type { ExplainedExample, ExplainResult, Explanation } from './explanation.ts';
export type { InitFile, InitResult } from './init-result.ts';
export type { ParsedDrawing, ParseResult } from './parse-result.ts';
export type {
  ComplexityGuide,
  Pattern,
  PatternCatalogue,
  PatternGuide,
  PatternGuides,
  PatternParticipant,
  PerformanceLevel,
} from './patterns/catalogue.ts';
export type {
  AddedPattern,
  GuidedPlace,
  PatternListResult,
  RecommendedPattern,
  RecommendResult,
  ShownPattern,
} from './patterns/results.ts';
export type { RenderedPicture, RenderResult } from './picture-results.ts';
export {
  type Checkout,
  type ExitStatus,
  type Report,
  type ReportFormat,
  type ReportOptions,
  type Reports,
  reportFormats,
} from './report.ts';
export type { FormatMode, FormatResult, FormattedFile } from './rewrite-results.ts';
export type { ListeningParticipant, LiveMessage, StubResult } from './stub-result.ts';

/** For formats that tell every case. */
function inFull(report: PlainReport<CheckResult>): PlainReport<CheckReport> {
  return ({ drawings, ...result }, options) =>
    report({ ...result, drawings: drawings.map((drawing) => ({ ...drawing, cases: [...drawing.cases] })) }, options);
}

export const checkReports: Reports<CheckReport> = {
  pretty: async () => (await import('./check-pretty.ts')).checkPretty,
  json: async () => (await import('./check-json.ts')).checkJson,
  sarif: async () => inFull((await import('./sarif/index.ts')).checkSarif),
  junit: async () => inFull((await import('./junit/check-junit.ts')).checkJunit),
  github: async () => inFull((await import('./github/index.ts')).checkGithub),
  markdown: async () => inFull((await import('./markdown/check-markdown.ts')).checkMarkdown),
  html: async () => inFull((await import('./html/check-html.ts')).checkHtml),
};

export const lintReports: Reports<LintResult> = {
  pretty: async () => (await import('./lint-pretty.ts')).lintPretty,
  json: async () => (await import('./lint-json.ts')).lintJson,
  sarif: async () => (await import('./sarif/index.ts')).lintSarif,
  junit: async () => (await import('./junit/lint-junit.ts')).lintJunit,
  github: async () => (await import('./github/index.ts')).lintGithub,
  markdown: async () => (await import('./markdown/lint-markdown.ts')).lintMarkdown,
  html: async () => (await import('./html/lint-html.ts')).lintHtml,
};

export const bindingsReports: Reports<BindingsResult, 'pretty' | 'json'> = {
  pretty: async () => (await import('./bindings-pretty.ts')).bindingsPretty,
  json: async () => (await import('./bindings-json.ts')).bindingsJson,
};

export type {
  DrawingRun,
  DrawingRuns,
  InjectedFault,
  Mutation,
  Mutations,
  RunChoice,
  RunMessage,
  RunResult,
  RunSummary,
} from './run-result.ts';

export const runReports: Reports<RunResult, 'pretty' | 'json'> = runReportsAs('log');

/** Reports of runs with their messages shown another way. */
export function runReportsAs(view: RunView): Reports<RunResult, 'pretty' | 'json'> {
  return {
    pretty: async () => {
      const { runPretty } = await import('./run-pretty.ts');
      return (result, options) => runPretty(result, options, view);
    },
    json: async () => (await import('./run-json.ts')).runJson,
  };
}

export const parseReports: Reports<ParseResult, 'pretty' | 'json'> = {
  pretty: async () => (await import('./parse-pretty.ts')).parsePretty,
  json: async () => (await import('./parse-json.ts')).parseJson,
};

export const explainReports: Reports<ExplainResult, 'pretty' | 'json' | 'markdown'> = {
  pretty: async () => (await import('./explain-pretty.ts')).explainPretty,
  json: async () => (await import('./explain-json.ts')).explainJson,
  markdown: async () => (await import('./explain-markdown.ts')).explainMarkdown,
};

export const initReport = async (): Promise<PlainReport<InitResult>> => (await import('./init-pretty.ts')).initPretty;

/** What changes in files, as `diff -u` shows it. */
export const diffReport = async (): Promise<PlainReport<readonly ChangedFile[]>> =>
  (await import('./diff-pretty.ts')).diffPretty;

/** For what is told beside a result, whatever its format. */
export const findingsReport = async (): Promise<PlainReport<readonly Finding[]>> =>
  (await import('./findings-pretty.ts')).findingsPretty;

export const formatReport = async (): Promise<PlainReport<FormatResult>> =>
  (await import('./format-pretty.ts')).formatPretty;

export const renderReport = async (): Promise<PlainReport<RenderResult>> =>
  (await import('./render-pretty.ts')).renderPretty;

export const stubReports: Reports<StubResult, 'pretty' | 'json'> = {
  pretty: async () => (await import('./stub-pretty.ts')).stubPretty,
  json: async () => (await import('./stub-json.ts')).stubJson,
};

export const patternListReports: Reports<PatternListResult, 'pretty' | 'json' | 'markdown'> = {
  pretty: async () => (await import('./patterns/list-pretty.ts')).patternListPretty,
  json: async () => (await import('./patterns/json.ts')).patternJson,
  markdown: async () => (await import('./patterns/list-markdown.ts')).patternListMarkdown,
};

export const shownPatternReports: Reports<ShownPattern, 'pretty' | 'json'> = {
  pretty: async () => (await import('./patterns/show-pretty.ts')).shownPatternPretty,
  json: async () => (await import('./patterns/json.ts')).patternJson,
};

export const recommendReports: Reports<RecommendResult, 'pretty' | 'json'> = {
  pretty: async () => (await import('./patterns/recommend-pretty.ts')).recommendPretty,
  json: async () => (await import('./patterns/json.ts')).patternJson,
};

export const addedPatternReport = async (): Promise<PlainReport<AddedPattern>> =>
  (await import('./patterns/add-pretty.ts')).addedPatternPretty;
