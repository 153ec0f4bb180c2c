import type { Finding } from '#checks';
import { didYouMean } from '#diagnostics';
import type { CombinedFragment, Interaction } from '#model';
import { walkFragments } from '#model';
import { type FaultKind, faultKinds, type Wish } from '#runtime';
import { finding } from '../findings.ts';

/** `12=2`, `12=2,1,3`, `14` (an operand's own line), or the text beside an operand. */
export function readWish(text: string): Wish {
  const numbered = /^\s*(\d+)\s*(?:=\s*(\d+(?:\s*,\s*\d+)*)\s*)?$/.exec(text);
  if (numbered) return { line: Number(numbered[1]), taken: (numbered[2] ?? '').split(',').filter(Boolean).map(Number) };
  const guarded = /^(.*?)\s*=\s*(\d+(?:\s*,\s*\d+)*)$/.exec(text);
  return guarded
    ? { guard: guarded[1]!, taken: guarded[2]!.split(',').map(Number) }
    : { guard: text.trim(), taken: [] };
}

/** A wish that came to nothing, with what could be wished for. */
export function unknownWish(wish: Wish, path: string, interaction: Interaction): Finding {
  const said = wish.line === undefined ? `"${wish.guard}"` : `line ${wish.line}`;
  const places = choicesIn(interaction);
  const meant = wish.guard === undefined ? undefined : didYouMean(wish.guard, guardsOf(places));
  return finding({
    code: 'run/unknown-choice',
    severity: 'error',
    message: `no run came to a choice at ${said}${meant ? `; did you mean "${meant}"?` : ''}`,
    path,
    help:
      places.length === 0
        ? 'the drawing leaves nothing to choose; leave --choose out'
        : `choices are drawn at ${places.map(described).join('; ')}`,
  });
}

function choicesIn(interaction: Interaction): readonly CombinedFragment[] {
  const found: CombinedFragment[] = [];
  for (const { fragment } of walkFragments(interaction.fragments))
    if (fragment.type === 'combined' && ['alt', 'opt', 'loop', 'break'].includes(fragment.operator))
      found.push(fragment);
  return found;
}

function guardsOf(fragments: readonly CombinedFragment[]): string[] {
  return fragments.flatMap(({ operands }) => operands.flatMap(({ guard }) => guard ?? []));
}

function described({ operator, operands, range }: CombinedFragment): string {
  const guards = operands.flatMap(({ guard }) => (guard ? [`"${guard}"`] : []));
  return `line ${range.start.line} (${[operator, ...guards].join(' ')})`;
}

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
