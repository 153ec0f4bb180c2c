/** What is compared: the text that the drawing calls it by, and what is written on it. */
export interface Named {
  readonly id: string;
  readonly label: string;
}

/** Of the longest names only equal letters are looked for, so that the time stays linear. */
const LONGEST = 40;
const SHORTEST = 6;

/**
 * Pairs of names of which the later one may be a slip of the pen: equal but for case, spaces and punctuation, or with one
 * letter lost, added, changed or swapped inside of a word. Each name is told once at most, with an earlier one.
 */
export function lookalikes<T extends Named>(all: readonly T[]): (readonly [earlier: T, later: T])[] {
  const pairs: (readonly [T, T])[] = [];
  const byLetters = new Map<string, T[]>();
  const byGap = new Map<string, T[]>();
  for (const later of all) {
    const letters = lettersOf(later.label);
    const keys = [letters, ...(later.id === later.label ? [] : [`\u0000${lettersOf(later.id)}`])];
    const near = [
      ...keys.flatMap((key) => byLetters.get(key) ?? []),
      ...gapsOf(letters).flatMap((gap) => byGap.get(gap) ?? []),
    ];
    const twin = near.find((earlier) => isSlip(earlier, later));
    if (twin) pairs.push([twin, later]);
    for (const key of keys) add(byLetters, key, later);
    for (const gap of gapsOf(letters)) add(byGap, gap, later);
  }
  return pairs;
}

/** A few of a kind are enough to find a twin among them. */
function add<T>(index: Map<string, T[]>, key: string, one: T): void {
  const others = index.get(key);
  if (!others) index.set(key, [one]);
  else if (others.length < 4) others.push(one);
}

/** The word itself and with each letter left out: words that differ in one letter, or in two that are swapped, share one. */
function gapsOf(letters: string): string[] {
  if (letters.length < SHORTEST || letters.length > LONGEST) return [];
  return [letters, ...Array.from(letters, (_, index) => letters.slice(0, index) + letters.slice(index + 1))];
}

function isSlip(one: Named, other: Named): boolean {
  return (
    isSlipOf(one.label, other.label) ||
    (one.id !== one.label && isSlipOf(one.id, other.id) && one.label === other.label)
  );
}

/** Are two names equal but for a slip of the pen? */
export function isSlipOf(one: string, other: string): boolean {
  const [a, b] = [lettersOf(one), lettersOf(other)];
  // Tags are formulas, pictures or code, of which every letter counts.
  if (/[<>]/.test(one + other)) return false;
  if (a === b) return a.length > 2 && one.replace(/\s+/g, ' ') !== other.replace(/\s+/g, ' ');
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHORTEST || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  // A number, a letter as a number, and a plural tell two things apart on purpose.
  if (/\d/.test(left + right) || end === 0 || start === 0) return false;
  return (left.length <= 1 && right.length <= 1) || (left.length === 2 && left === [...right].reverse().join(''));
}

export function lettersOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
