/** Results as text, one file a format. A format is loaded when it is asked for. */
import type { BindingsResult, CheckResult, Finding } from '#checks';
import type { ParseResult } from './parse-result.ts';
import type { Report, Reports } from './report.ts';

export type { CaseTraces, TraceSpan } from './case-trace.ts';
export type { ParsedDrawing, ParseResult } from './parse-result.ts';
export {
  type ExitStatus,
  type Report,
  type ReportFormat,
  type ReportOptions,
  type Reports,
  reportFormats,
} from './report.ts';

export const checkReports: Reports<CheckResult> = {
  pretty: async () => (await import('./check-pretty.ts')).checkPretty,
  json: async () => (await import('./check-json.ts')).checkJson,
  html: async () => (await import('./html/check-html.ts')).checkHtml,
};

export const bindingsReports: Reports<BindingsResult> = {
  pretty: async () => (await import('./bindings-pretty.ts')).bindingsPretty,
  json: async () => (await import('./bindings-json.ts')).bindingsJson,
};

export const parseReports: Reports<ParseResult> = {
  pretty: async () => (await import('./interaction-pretty.ts')).interactionPretty,
  json: async () => (await import('./interaction-json.ts')).interactionJson,
};

/** For what is told beside a result, whatever its format. */
export const findingsReport = async (): Promise<Report<readonly Finding[]>> =>
  (await import('./findings-pretty.ts')).findingsPretty;
