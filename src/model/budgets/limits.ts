/** Whether a figure for a time limits it, and what it says that it is the time of. */
import { type Claim, claimsIn, isEndToEnd, isTotal } from './claims.ts';
import { quantitiesOf } from './quantities.ts';

/**
 * `limit`: no case may take longer (`≤ 200 ms`, `within 5 s`, `timeout: 30s`). `approximate` and `percentile` say what
 * is usual, which a single case may exceed. `statement`: a time, and no word that it is a limit.
 */
export type TimeKind = 'limit' | 'approximate' | 'percentile' | 'statement';

export interface TimeFigure {
  readonly kind: TimeKind;
  /** Of a range its end. */
  readonly seconds: number;
  /** With the words that make it a limit: `≤ 200 ms`, `timeout: 30s`. */
  readonly written: string;
  /** Of all, from the first message to the last. */
  readonly extent: 'total' | 'end-to-end' | undefined;
  /** How long somebody waits before giving up. */
  readonly isTimeout: boolean;
  /** Stands apart from what is before it: in brackets, behind a comma, on a line of its own. */
  readonly isApart: boolean;
  /** Arguments of what looks like a call: `poll(timeout=30s)`. */
  readonly isArgument: boolean;
  /** In small letters, what it is said of, beyond that it is a time: `parse`, `lock ttl`. */
  readonly of: readonly string[];
  /** The same of what stands above or before it, where it says nothing itself. */
  readonly under: readonly string[];
}

/** All times in a text with what they are; those that are no time of anything (`t=5ms`, `every 5 s`) left out. */
export function timesIn(text: string): TimeFigure[] {
  if (!/\d/.test(text)) return [];
  let end = 0;
  const figures: TimeFigure[] = [];
  for (const claim of claimsIn(text)) {
    const between = text.slice(end, claim.at);
    end = claim.at + (claim.end - claim.start);
    const figure = claim.kind === 'time' ? timeOf(claim, between) : undefined;
    if (figure) figures.push(figure);
  }
  return figures;
}

/** `said`: all between the figure before and this one. */
function timeOf(claim: Claim, said: string): TimeFigure | undefined {
  const { part, start, end, low, high } = claim;
  const clause = clauseAt(part, start, end);
  const before = part.slice(clause.from, start);
  const after = part.slice(end, clause.to);
  if (other.test(before) || /^\s?(?:or (?:more|longer)|ago|later|old)\b|^\s?\+/i.test(after)) return undefined;
  const own = wordsOf(`${before} ${after}`);
  // What stands alone is said of what was named before it.
  const above = own.every((word) => limiting.has(word)) ? wordsOf(said) : [];
  const words = [...own, ...above];
  const lead = limitBefore.exec(before)?.[0] ?? usualBefore.exec(before)?.[0];
  const isFromZero = low === 0 && high > 0;
  const behind = limitBehind.exec(after)?.[0];
  return {
    kind: kindOf(
      claim,
      `${before} ${after} ${said}`,
      words,
      limitBefore.test(before) || isFromZero || behind !== undefined,
    ),
    seconds: high,
    written: `${lead ?? ''}${part.slice(start, end)}${behind ?? ''}`.trim(),
    extent: isEndToEnd({ name: words.join(' ') })
      ? 'end-to-end'
      : isTotal({ name: words.join(' ') })
        ? 'total'
        : undefined,
    isTimeout: words.some((word) => /^time-?outs?$/.test(word)) || /\btimes? out\b/i.test(before),
    isApart: clause.isApart || claim.at > start,
    isArgument: clause.isArgument,
    of: own.filter((word) => !plain.has(word)),
    under: above.filter((word) => !plain.has(word)),
  };
}

function kindOf({ percentile, part }: Claim, about: string, words: readonly string[], isLimit: boolean): TimeKind {
  if (percentile !== undefined || /\bp\d{2}\b|percentile/i.test(about)) return 'percentile';
  // `99 % within 200 ms`.
  if (quantitiesOf(part).some(({ kind }) => kind === 'share')) return 'percentile';
  if (/[~≈]\s?[≤<]?\s?$/.test(about.trimEnd()) || /[~≈∼]/.test(about)) return 'approximate';
  if (words.some((word) => usual.has(word))) return 'approximate';
  return isLimit ? 'limit' : 'statement';
}

/** No limit from above, or no time that something takes. */
const other =
  /(?:[≥>⩾]|>=|\bat least|\bmin(?:imum|\.)?|(?<!\b(?:no|not) )\b(?:more|longer) than|(?<!\btime-?out )\bafter|\bevery|\bt\s?[=+])\s?[:=]?\s?$/i;

const limitBefore =
  /(?:[≤⩽<]|<=|=<|\b(?:within|in (?:under|at most|less than)|max(?:imum|imal|\.)?(?: of)?|at most|(?:no|not|never) (?:more|longer) than|under|below|less than|(?:time |latency )?(?:budget|limit)(?: of| is)?|deadline(?: of| is)?|time-?out(?: of| is| after)?))\s?[:=]?\s?[≤<]?\s?$/i;

/** What makes a figure no limit, for telling it as it is written. */
const usualBefore = /(?:[~≈∼]|\bp\d{2}(?:\.\d{1,2})?|\b(?:avg|average|typically|about)\.?)\s?[:=]?\s?[≤<~]?\s?$/i;

const limitBehind =
  /^\s?(?:\(?max(?:imum|\.)?\)?|at most|or (?:less|faster)|(?:time |latency )?(?:budget|limit)|deadline|time-?out)(?![\p{L}\p{N}])/iu;

const usual: ReadonlySet<string> = new Set(
  'about around approx approximately circa ca roughly typical typically usual usually average avg mean median normally expected estimated est mostly often'.split(
    ' ',
  ),
);

const limitWords =
  'within max maximum maximal at most no not never more longer than under below less in budget limit deadline timeout timeouts time-out time of is after or faster';

/** Words that say no more than that something takes a time, and that it is limited. */
const plain: ReadonlySet<string> = new Set(
  `${limitWords} a an the this it its be and must should shall has have to will can out times latency response respond responds responded responding reply replies replied answer answers answered answering return returns returned complete completes completed finish finishes finished done take takes taking duration elapsed total overall altogether end e2e from start processing process processed execution run running runtime round trip rtt roundtrip request requests call calls sla slo hard always guaranteed guarantee worst case here step whole up`.split(
    ' ',
  ),
);

const limiting: ReadonlySet<string> = new Set(limitWords.split(' '));

/** Words, in small letters; signs and figures are none. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}[\p{L}\p{N}]*(?:-\p{L}+)*/gu) ?? [];
}

interface Clause {
  readonly from: number;
  readonly to: number;
  readonly isApart: boolean;
  readonly isArgument: boolean;
}

/** What stands between brackets, commas and dashes around a figure. */
function clauseAt(part: string, start: number, end: number): Clause {
  const opening = [...part.slice(0, start).matchAll(/[([{]|,\s|\s[-–—]+\s|(?<!\bmax)\.\s/gi)].at(-1);
  const from = opening ? opening.index + opening[0].length : 0;
  const closing = /[)\]}]|,\s|\s[-–—]+\s|\.(?:\s|$)/.exec(part.slice(end));
  const isArgument = opening?.[0] === '(' && /[\p{L}\p{N}_]/u.test(part[opening.index - 1] ?? ' ');
  return { from, to: closing ? end + closing.index : part.length, isApart: opening !== undefined, isArgument };
}
