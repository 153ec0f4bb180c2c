import type { RuleDescription } from '#checks';
import type { SourceText } from '#diagnostics';
import type { Interaction } from '#model';
import type { CaseTraces } from './case-trace.ts';

/** What a report may need beside the result itself. */
export interface ReportOptions {
  /** The text that a finding's path stands for, where it was read; a finding without one is shown without an excerpt. */
  readonly sources: (path: string) => SourceText | undefined;
  /** The model of the drawing that begins at this line of a file, where it was read; without it only text is shown. */
  readonly drawings?: (path: string, line: number) => Interaction | undefined;
  /** For reports that show what was recorded. */
  readonly traces?: CaseTraces;
  readonly colors: boolean;
  /** Columns of the terminal; 100 where it is none. */
  readonly width?: number;
  /** Said at the end, so that nobody has to look up what a status means. */
  readonly status?: ExitStatus;
  /** Of asdrawn. */
  readonly version?: string;
  /** Every code that could have been told, for formats that list their rules. */
  readonly rules?: readonly RuleDescription[];
  /** Where the paths of the result are, for formats that others read who know only the checkout. */
  readonly checkout?: Checkout;
  /** The longest text in bytes, where what takes it has a limit. */
  readonly limit?: number;
}

/** The folder that a server has checked out, as paths of a result are seen from it. */
export interface Checkout {
  /** What goes before a path to name it from the checkout's root: empty, or `services/orders/`. */
  readonly folder: string;
  /** What goes before a path from the root to show it: `https://github.com/o/r/blob/4be1/`. */
  readonly pages?: string;
}

/** The exit status a run ends with, and why. */
export interface ExitStatus {
  readonly code: number;
  readonly meaning: string;
  /** True where the person allowed what would have been another status; that is never left unsaid. */
  readonly permitted?: boolean;
}

/** A report format: from a result to the whole text, in one part or several, line break at its end included. */
export type Report<Result> = (result: Result, options: ReportOptions) => string | Generator<string>;

/** One that comes in one part. */
export type PlainReport<Result> = (result: Result, options: ReportOptions) => string;

/** Formats by name; each is loaded when it is asked for. */
export type Reports<Result, Format extends ReportFormat = ReportFormat> = Readonly<
  Record<Format, () => Promise<Report<Result>>>
>;

export const reportFormats = ['pretty', 'json', 'sarif', 'junit', 'github', 'markdown', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];
