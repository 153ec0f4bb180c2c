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
}

/** The exit status a run ends with, and why. */
export interface ExitStatus {
  readonly code: number;
  readonly meaning: string;
  /** True where the person allowed what would have been another status; that is never left unsaid. */
  readonly permitted?: boolean;
}

/** A report format: from a result to the whole text, line break at its end included. */
export type Report<Result> = (result: Result, options: ReportOptions) => string;

/** The formats that a result comes in, by name; each is loaded when it is asked for. */
export type Reports<Result> = Readonly<Partial<Record<ReportFormat, () => Promise<Report<Result>>>>>;

export const reportFormats = ['pretty', 'json', 'html'] as const;
export type ReportFormat = (typeof reportFormats)[number];
