/** Results as text, one file a format. A format is loaded when it is asked for. */
import type { BindingsResult, CheckResult, Finding, LintResult } from '#checks';
import type { ChangedFile } from './diff-pretty.ts';
import type { InitResult } from './init-result.ts';
import type { ParseResult } from './parse-result.ts';
import type { Report, Reports } from './report.ts';
import type { FormatResult } from './rewrite-results.ts';

export type { InitFile, InitResult } from './init-result.ts';
export type { ParsedDrawing, ParseResult } from './parse-result.ts';
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

export const checkReports: Reports<CheckResult> = {
  pretty: async () => (await import('./check-pretty.ts')).checkPretty,
  json: async () => (await import('./check-json.ts')).checkJson,
  sarif: async () => (await import('./sarif/index.ts')).checkSarif,
  junit: async () => (await import('./junit/check-junit.ts')).checkJunit,
  github: async () => (await import('./github/index.ts')).checkGithub,
  markdown: async () => (await import('./markdown/check-markdown.ts')).checkMarkdown,
};

export const lintReports: Reports<LintResult> = {
  pretty: async () => (await import('./lint-pretty.ts')).lintPretty,
  json: async () => (await import('./lint-json.ts')).lintJson,
  sarif: async () => (await import('./sarif/index.ts')).lintSarif,
  junit: async () => (await import('./junit/lint-junit.ts')).lintJunit,
  github: async () => (await import('./github/index.ts')).lintGithub,
  markdown: async () => (await import('./markdown/lint-markdown.ts')).lintMarkdown,
};

export const bindingsReports: Reports<BindingsResult, 'pretty' | 'json'> = {
  pretty: async () => (await import('./bindings-pretty.ts')).bindingsPretty,
  json: async () => (await import('./bindings-json.ts')).bindingsJson,
};

export const parseReports: Reports<ParseResult, 'pretty' | 'json'> = {
  pretty: async () => (await import('./interaction-pretty.ts')).interactionPretty,
  json: async () => (await import('./interaction-json.ts')).interactionJson,
};

export const initReport = async (): Promise<Report<InitResult>> => (await import('./init-pretty.ts')).initPretty;

/** What changes in files, as `diff -u` shows it. */
export const diffReport = async (): Promise<Report<readonly ChangedFile[]>> =>
  (await import('./diff-pretty.ts')).diffPretty;

/** For what is told beside a result, whatever its format. */
export const findingsReport = async (): Promise<Report<readonly Finding[]>> =>
  (await import('./findings-pretty.ts')).findingsPretty;

export const formatReport = async (): Promise<Report<FormatResult>> =>
  (await import('./format-pretty.ts')).formatPretty;
