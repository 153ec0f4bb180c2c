/** What there is to say about a baseline. */
import type { Finding } from '#checks';
import type { SourceRange } from '#diagnostics';
import { finding } from '../findings.ts';

export const baselineFindings = {
  badBaseline: (path: string, problem: string, range?: SourceRange): Finding =>
    finding({
      code: 'baseline/invalid',
      severity: 'error',
      message: `the baseline cannot be followed: ${problem}`,
      path,
      ...(range && { range }),
      help: 'mend it, or delete it and write it anew with --update-baseline',
    }),

  staleBaseline: (
    { path, range, strict }: { readonly path: string; readonly range: SourceRange; readonly strict: boolean },
    { code, path: file, count }: { readonly code: string; readonly path: string; readonly count: number },
    seen: number,
    isGone: boolean,
  ): Finding =>
    finding({
      code: 'baseline/stale',
      severity: strict ? 'error' : 'warning',
      message: isGone
        ? `there is no ${file} any more, and nothing that is known of it`
        : seen === 0
          ? `${code} is known of ${file}, and is not found there any more`
          : `${code} is known ${count} times of ${file}, and is found only ${seen === 1 ? 'once' : `${seen} times`}`,
      path,
      range,
      help: 'take it out with --update-baseline, or it hides what comes back',
    }),
};
