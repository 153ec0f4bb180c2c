import { didYouMean } from '#diagnostics';
import { type FaultKind, faultKinds } from '#runtime';

export { readWish } from '#runtime';

/** What to let go wrong: `drop`, `drop@23` (where), `duplicate=5%` (how often). */
export interface FaultWish {
  readonly kind: FaultKind;
  readonly line?: number;
  /** From 0 to 1: of every place where it can strike. Without it strikes one. */
  readonly rate?: number;
}

/** The wish, or a sentence that says what is wrong with it. */
export function readFaultWish(text: string): FaultWish | string {
  const match = /^([a-z-]+)(?:@(\d+))?(?:=(\d+(?:\.\d+)?)(%)?)?$/.exec(text.trim());
  const kind = faultKinds.find((known) => known === match?.[1]);
  if (!match || !kind) {
    const meant = didYouMean(match?.[1] ?? text, faultKinds);
    return `${meant ? `did you mean ${meant}? ` : ''}faults are ${faultKinds.join(', ')}; drop@23 strikes line 23, drop=5% one in twenty`;
  }
  const [, , line, number, percent] = match;
  const rate = number === undefined ? undefined : Number(number) / (percent ? 100 : 1);
  if (rate !== undefined && rate > 1) return `a rate is between 0 and 1, or 0% and 100%: ${text}`;
  return { kind, ...(line !== undefined && { line: Number(line) }), ...(rate !== undefined && { rate }) };
}

/** `all`, or a list with commas; none without a text. A sentence if it is neither. */
export function readFaultKinds(text: string | undefined): readonly FaultKind[] | string {
  if (text === undefined) return [];
  if (text === 'all') return faultKinds;
  const kinds: FaultKind[] = [];
  for (const name of text.split(',').map((part) => part.trim())) {
    const kind = faultKinds.find((known) => known === name);
    if (!kind) return `there is no fault ${name}; all, or a list of ${faultKinds.join(', ')}`;
    kinds.push(kind);
  }
  return kinds;
}
