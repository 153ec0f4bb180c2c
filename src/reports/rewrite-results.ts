import type { Finding } from '#checks';

/** What `asdrawn format` did, or would do. */
export interface FormatResult {
  readonly mode: FormatMode;
  /** Every file that was looked at and could be judged. */
  readonly files: readonly FormattedFile[];
  readonly findings: readonly Finding[];
}

/** `write`: files are replaced; `check`: only said which would be; `diff`: shown how. */
export type FormatMode = 'write' | 'check' | 'diff' | 'check-and-diff';

export interface FormattedFile {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}
