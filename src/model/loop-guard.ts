import type { LoopBounds } from './interaction.ts';

export interface LoopGuard {
  readonly bounds: LoopBounds;
  /** What is left of the text once the count is taken out. */
  readonly guard?: string;
}

const unit = '(?:times?|x|×|attempts?|iterations?|repetitions?|rounds?|retries|tries|runs?)';
const duration = '(?:ms|s|m|h|d|(?:milli)?sec\\w*|min\\w*|hours?|days?|%)';
const number = '(\\d+)';
const upper = '(\\d+|\\*|n)';

/** How a count may be written, alone. Each gives least and most; null is without bound. */
const counts: readonly { readonly pattern: RegExp; readonly bounds: (match: RegExpExecArray) => LoopBounds }[] = [
  { pattern: whole(`(?:exactly\\s+)?${number}\\s*${unit}`), bounds: (m) => between(m[1], m[1]) },
  { pattern: whole(`exactly\\s+${number}`), bounds: (m) => between(m[1], m[1]) },
  { pattern: whole(`${number}\\s*\\.\\.\\.?\\s*${upper}(?:\\s*${unit})?`), bounds: (m) => between(m[1], m[2]) },
  { pattern: whole(`${number}\\s*,\\s*${upper}(?:\\s*${unit})?`), bounds: (m) => between(m[1], m[2]) },
  { pattern: whole(`${number}\\s*(?:-|–|to)\\s*${number}\\s*${unit}`), bounds: (m) => between(m[1], m[2]) },
  { pattern: whole(`between\\s+${number}\\s+and\\s+${number}\\s+${unit}`), bounds: (m) => between(m[1], m[2]) },
  {
    pattern: whole(`(?:up\\s+to|at\\s+most|no\\s+more\\s+than|max\\.?|maximum)\\s*:?\\s*${number}(?:\\s*${unit})?`),
    bounds: (m) => between('0', m[1]),
  },
  { pattern: whole(`${number}\\s*${unit}\\s+(?:max\\.?|maximum|at\\s+most)`), bounds: (m) => between('0', m[1]) },
  {
    pattern: whole(`(?:at\\s+least|min\\.?|minimum)\\s*:?\\s*${number}(?:\\s*${unit})?`),
    bounds: (m) => between(m[1], '*'),
  },
  { pattern: whole('once'), bounds: () => ({ min: 1, max: 1 }) },
  { pattern: whole('twice'), bounds: () => ({ min: 2, max: 2 }) },
];

/** Counts too short to be told from prose unless they stand alone: `loop 3`, `loop(3)`, `loop *`. */
const bareCounts: typeof counts = [
  { pattern: whole(number), bounds: (m) => between(m[1], m[1]) },
  { pattern: whole('\\*'), bounds: () => ({ min: 0, max: null }) },
];

const bracketed = /^([([])\s*([^()[\]]*?)\s*([)\]])$/;
const bracketedFirst = /^([([])\s*([^()[\]]*?)\s*([)\]])\s*[:,;–—-]?\s*(\S[\s\S]*)$/;
const bracketedLast = /^([\s\S]*\S)\s*([([])\s*([^()[\]]*?)\s*([)\]])$/;
/** `3 times [until accepted]`, `3 times: until accepted`. */
const countThenGuard = /^([^:;([]*?)\s*(?:[:;]\s*(\S[\s\S]*)|([([][\s\S]*[)\]]))$/;
/** `1..3 until accepted`: nobody writes a range like this in prose, unless of time. */
const rangeThenGuard = new RegExp(
  `^(\\d+\\s*\\.\\.\\.?\\s*(?:\\d+|\\*|n(?=\\s))(?:\\s*${unit}(?=\\s))?)\\s+(?!${duration}(?:\\W|$))(\\S[\\s\\S]*)$`,
  'i',
);

/** No one counts in a text longer than this. */
const longestCounted = 200;

/**
 * Reads how often a loop runs from the text beside it. Only a count that is written as a count is taken: the whole
 * text (`3 times`, `1..3`, `up to 5 times`), one in brackets before or after other words (`Retry (3 attempts)`,
 * `(1,3) retry`), a range before them (`1..3 until accepted`), or one with the condition set off from it
 * (`3 times [until accepted]`). Everything else is prose and
 * means any number of times; no bound is guessed from it ("retry up to three times or so").
 */
export function readLoopGuard(text: string): LoopGuard {
  const trimmed = text.trim();
  if (trimmed.length > longestCounted) return { bounds: { min: 0, max: null }, guard: trimmed };
  const alone = readCount(trimmed, true);
  if (alone) return { bounds: alone };

  const enclosed = bracketed.exec(trimmed);
  if (enclosed && pairs(enclosed[1], enclosed[3])) {
    const bounds = readCount(enclosed[2]!, true);
    if (bounds) return { bounds };
  }
  const first = bracketedFirst.exec(trimmed);
  if (first && pairs(first[1], first[3])) {
    const bounds = readCount(first[2]!, true);
    if (bounds) return { bounds, guard: unbracket(first[4]!) };
  }
  const last = bracketedLast.exec(trimmed);
  if (last && pairs(last[2], last[4])) {
    const bounds = readCount(last[3]!, false);
    if (bounds) return { bounds, guard: last[1]! };
  }
  const range = rangeThenGuard.exec(trimmed);
  if (range) {
    const bounds = readCount(range[1]!, false);
    if (bounds) return { bounds, guard: unbracket(range[2]!) };
  }
  const split = countThenGuard.exec(trimmed);
  if (split) {
    const bounds = readCount(split[1]!, false);
    if (bounds) return { bounds, guard: unbracket(split[2] ?? split[3]!) };
  }
  return { bounds: { min: 0, max: null }, ...(trimmed === '' ? {} : { guard: trimmed }) };
}

function readCount(text: string, bare: boolean): LoopBounds | undefined {
  for (const { pattern, bounds } of bare ? [...counts, ...bareCounts] : counts) {
    const match = pattern.exec(text);
    if (!match) continue;
    const read = bounds(match);
    const sensible =
      Number.isSafeInteger(read.min) && (read.max === null || (Number.isSafeInteger(read.max) && read.min <= read.max));
    return sensible ? read : undefined;
  }
  return undefined;
}

function between(min: string | undefined, max: string | undefined): LoopBounds {
  return { min: Number(min), max: max === '*' || max?.toLowerCase() === 'n' ? null : Number(max) };
}

function whole(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`, 'i');
}

function pairs(open: string | undefined, close: string | undefined): boolean {
  return open === '(' ? close === ')' : close === ']';
}

function unbracket(text: string): string {
  const match = bracketed.exec(text);
  return match && pairs(match[1], match[3]) ? match[2]! : text;
}
