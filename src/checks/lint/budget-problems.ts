import { type InteractionFragment, isEndToEnd, isTotal, type Note, quantitiesOf } from '#model';
import { type BudgetNote, isThroughput, type NotedClaim } from './budget-claims.ts';

/** Figures that cannot all be true. */
export interface BudgetProblem {
  readonly note: Pick<BudgetNote, 'range' | 'drawing'>;
  readonly message: string;
  readonly help: string;
  readonly other?: Pick<BudgetNote, 'range' | 'drawing'>;
}

/** Rounded figures may miss each other by so much. */
const SLACK = 1.001;

/** What a note says wrong by itself. */
export function problemsWithin(note: BudgetNote, claims: readonly NotedClaim[]): BudgetProblem[] {
  const problems: BudgetProblem[] = [];
  for (const { low, high, written } of claims) {
    if (low <= high * SLACK) continue;
    problems.push({ note, message: `the range "${written}" ends below its beginning`, help: 'swap its ends' });
  }
  for (const change of note.text.matchAll(changes)) {
    const fits = fittingShares(change);
    if (!fits) continue;
    const told = `${change[1]}${change[2] ?? ''} → ${change[3]}${change[4] ?? ''}`;
    problems.push({
      note,
      message: `${change[5]}% does not fit ${told}, which is ${fits.toFixed(fits > 99 ? 1 : 0)}%`,
      help: 'mend the share or the figures',
    });
  }
  const total = claims.filter((claim) => isTotal(claim) && claim.kind === 'time');
  const parts = claims.filter((claim) => !isTotal(claim) && claim.kind === 'time' && claim.name !== '');
  const isOneKind = new Set([...total, ...parts].map(({ percentile }) => percentile)).size === 1;
  if (total.length === 1 && parts.length > 1 && isOneKind && parts.every(({ name }) => !isEndToEndName.test(name))) {
    const sum = parts.reduce((all, { low }) => all + low, 0);
    if (sum > total[0]!.high * SLACK)
      problems.push({
        note,
        message: `its parts take longer together than the total of ${total[0]!.written}`,
        help: 'mend the total or its parts; if the parts run at the same time, say so',
      });
  }
  return problems;
}

const isEndToEndName = /\b(?:timeout|max|limit|ttl|interval|every|window|e2e)\b/;

/** `246K → 1K ops (95%)`: two figures and the share that is said to lie between them. */
const changes =
  /(?<![\w.,])(\d{1,9}(?:\.\d{1,4})?)\s?([KkMG%])?[^\d\n→()=>-]{0,24}(?:→|->|=>)\s?(\d{1,9}(?:\.\d{1,4})?)\s?([KkMG%])?[^\d\n→()]{0,30}\([-+~≈]?\s?(\d{1,3}(?:\.\d{1,2})?)\s?%/g;
const multiples: Readonly<Record<string, number>> = { K: 1e3, k: 1e3, M: 1e6, G: 1e9 };

/** The share that would fit, where the one that is given does not, whatever was rounded. */
function fittingShares([, first, firstSign = '', second, secondSign = '', share]: RegExpExecArray): number | undefined {
  const read = (digits: string, sign: string): readonly [number, number, number] => {
    const half = 0.5 / 10 ** (digits.split('.')[1]?.length ?? 0);
    const factor = multiples[sign] ?? 1;
    return [(Number(digits) - half) * factor, Number(digits) * factor, (Number(digits) + half) * factor];
  };
  const [a, b] = [read(first!, firstSign), read(second!, secondSign)];
  if (a[0] <= 0) return undefined;
  const said = Number(share);
  const between = (one: number, other: number): boolean =>
    said >= Math.min(one, other) - 1 && said <= Math.max(one, other) + 1;
  const change = (from: number, to: number): number => (Math.abs(to - from) / from) * 100;
  if (between((b[0] / a[2]) * 100, (b[2] / a[0]) * 100)) return undefined;
  if (between(change(a[0], b[2]), change(a[2], b[0])) || between(change(a[0], b[0]), change(a[2], b[2])))
    return undefined;
  return change(a[1], b[1]);
}

/** What the notes of one drawing say against each other. */
export function problemsBetween(claims: readonly NotedClaim[]): BudgetProblem[] {
  const problems: BudgetProblem[] = [];
  const known = new Map<string, NotedClaim>();
  for (const claim of claims) {
    // What is said inside a frame holds for that case, and another case may take another time.
    if ((!isTotal(claim) && !isEndToEnd(claim)) || claim.note.isInFrame) continue;
    const key = JSON.stringify([claim.kind, claim.name, claim.percentile ?? null]);
    const twin = known.get(key);
    known.set(key, twin ?? claim);
    // Several figures of one note are a list of values, told apart by what stands beside them.
    if (twin && twin.note !== claim.note && areApart(twin, claim)) problems.push(contradiction(claim, twin));
  }
  return [...problems, ...percentilesUpsideDown(claims)];
}

function percentilesUpsideDown(claims: readonly NotedClaim[]): BudgetProblem[] {
  const lower = new Map<string, NotedClaim[]>();
  const problems: BudgetProblem[] = [];
  for (const claim of claims) {
    if (claim.percentile === undefined || claim.kind !== 'time') continue;
    const key = JSON.stringify([claim.name, claim.note.of]);
    const others = lower.get(key) ?? [];
    const wrong = others.find((other) => {
      const [low, high] = other.percentile! < claim.percentile! ? [other, claim] : [claim, other];
      return low.percentile! < high.percentile! && low.low > high.high * SLACK;
    });
    if (wrong)
      problems.push({
        note: claim.note,
        message: `p${claim.percentile} of ${claim.written} and p${wrong.percentile} of ${wrong.written} cannot both be true`,
        help: 'the higher percentile is never the smaller one; mend one of them',
        ...(wrong.note !== claim.note && { other: wrong.note }),
      });
    if (others.length < 8) lower.set(key, [...others, claim]);
  }
  return problems;
}

/** What the drawings of one document say against each other: they are about one system. */
export function problemsAcross(claims: readonly NotedClaim[]): BudgetProblem[] {
  const problems: BudgetProblem[] = [];
  const rates: NotedClaim[] = [];
  for (const claim of claims.filter(isThroughput)) {
    const twin = rates.find((other) => other.of === claim.of && mayBeOfOne(other, claim));
    // Nobody writes more, and all of them are compared with each other.
    if (!twin && rates.length < 100) rates.push(claim);
    else if (twin && areApart(twin, claim)) problems.push(contradiction(claim, twin));
  }
  const wholes = new Map<number, NotedClaim>();
  for (const claim of claims)
    if (isEndToEnd(claim) && claim.kind === 'time' && claim.percentile !== undefined) {
      const twin = wholes.get(claim.percentile);
      if (!twin) wholes.set(claim.percentile, claim);
      else if (twin.note.drawing !== claim.note.drawing && areApart(twin, claim))
        problems.push(contradiction(claim, twin));
    }
  for (const claim of claims) {
    const whole = claim.kind === 'time' && !isEndToEnd(claim) ? wholes.get(claim.percentile ?? Number.NaN) : undefined;
    if (whole && claim.high > whole.high * SLACK)
      problems.push({
        note: claim.note,
        message: `"${claim.written}" for a part is more than "${whole.written}" from end to end (both p${claim.percentile})`,
        help: 'mend one of them, or say how the part can take longer than the whole',
        other: whole.note,
      });
  }
  return problems;
}

/** Throughput of a part is not that of another, or of all; where it is not said of what, it is of the same. */
function mayBeOfOne(one: NotedClaim, other: NotedClaim): boolean {
  const [a, b] = [one, other].map(({ name }) => /\bthroughput (?:of|for|per|in) (?:an? |the )?(.+)/.exec(name)?.[1]);
  return a === undefined || b === undefined || a === b;
}

function contradiction(claim: NotedClaim, twin: NotedClaim): BudgetProblem {
  const what = isThroughput(claim) ? 'throughput' : claim.name;
  return {
    note: claim.note,
    message: `the ${what} is "${claim.written}" here and "${twin.written}" in line ${twin.note.range.start.line}`,
    help: 'give one figure, or say what each of them is the figure of',
    other: twin.note,
  };
}

function areApart(one: NotedClaim, other: NotedClaim): boolean {
  return one.low > other.high * SLACK || other.low > one.high * SLACK;
}

/** Time marks (`t=5 ms`) that run backwards. Operands go on from what was before their frame. */
export function marksBackwards(
  fragments: readonly InteractionFragment[],
  drawing: BudgetNote['drawing'],
): BudgetProblem[] {
  const problems: BudgetProblem[] = [];
  const visit = (some: readonly InteractionFragment[], start: Mark | undefined): Mark | undefined => {
    let last = start;
    for (const fragment of some) {
      if (fragment.type === 'note') {
        const mark = markOf(fragment);
        if (mark && last && mark.seconds < last.seconds)
          problems.push({
            note: { range: fragment.range, drawing },
            message: `"${mark.written}" comes after "${last.written}"`,
            help: 'mend the marks, or move the note to where it belongs',
            other: { range: last.note.range, drawing },
          });
        last = mark ?? last;
      } else if (fragment.type === 'combined') {
        // What is drawn below goes on from none of the operands in particular.
        const ends = fragment.operands.map((operand) => visit(operand.fragments, last));
        last = ends.reduce(
          (least, end) => (end && (!least || end.seconds < least.seconds) ? end : least),
          last && ends[0],
        );
      }
    }
    return last;
  };
  visit(fragments, undefined);
  return problems;
}

interface Mark {
  readonly seconds: number;
  readonly written: string;
  readonly note: Note;
}

function markOf(note: Note): Mark | undefined {
  const match = /(?:^|\n)\s*(t\s?[=+]\s?[^\n|;]{1,16})/i.exec(note.text);
  const quantity = match && quantitiesOf(match[1]!).find(({ kind }) => kind === 'time');
  if (!match || !quantity) return undefined;
  return { seconds: quantity.low, written: match[1]!.slice(0, quantity.end).trim(), note };
}
