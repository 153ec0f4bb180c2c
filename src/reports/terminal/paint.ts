import { Chalk, type ChalkInstance } from 'chalk';
import type { Verdict } from '#checks';
import type { Severity } from '#diagnostics';

/** Styles by name; with `colors` off they leave text alone. Sixteen colours, so that the reader's own theme holds. */
export type Paint = ChalkInstance;

export function paintWith(colors: boolean): Paint {
  return new Chalk({ level: colors ? 1 : 0 });
}

export function severityStyle(paint: Paint, severity: Severity): Paint {
  if (severity === 'error') return paint.red;
  return severity === 'warning' ? paint.yellow : paint.cyan;
}

const verdictMarks: Readonly<Record<Verdict, string>> = {
  conforms: '✓',
  violates: '✗',
  inconclusive: '?',
  'not-applicable': '–',
};

const verdictWords: Readonly<Record<Verdict, string>> = {
  conforms: 'conforms',
  violates: 'violates',
  inconclusive: 'inconclusive',
  'not-applicable': 'nothing to judge',
};

export function verdictStyle(paint: Paint, verdict: Verdict): Paint {
  if (verdict === 'conforms') return paint.green;
  if (verdict === 'violates') return paint.red;
  return verdict === 'inconclusive' ? paint.yellow : paint.dim;
}

export function verdictMark(verdict: Verdict): string {
  return verdictMarks[verdict];
}

export function verdictWord(verdict: Verdict): string {
  return verdictWords[verdict];
}
