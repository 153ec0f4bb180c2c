/** Which ids in the texts of spans the drawings cannot mean. */
import { squash } from '#model';

/** Everything that drawings say, as names are compared: lower-case letters and digits. */
export interface Wording {
  /** Does any drawing have this, even as a part of something else? */
  has(text: string): boolean;
}

/** `drawings` with all that is configured of them: whatever text there is may be compared with. */
export function wordingOf(drawings: readonly object[]): Wording {
  const all = [...new Set(textsIn(drawings).map(squash))].join(' ');
  const known = new Map<string, boolean>();
  return {
    has(text) {
      let found = known.get(text);
      if (found === undefined) {
        found = all.includes(text);
        if (known.size >= MOST_KNOWN) known.clear();
        known.set(text, found);
      }
      return found;
    },
  };
}

const MOST_KNOWN = 10_000;

function textsIn(value: unknown): string[] {
  const texts: string[] = [];
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') texts.push(next);
    else if (next instanceof Map) pending.push(...next.entries());
    else if (next instanceof Set) pending.push(...next);
    else if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) pending.push(inner);
  }
  return texts;
}

export interface Worded {
  /** The text with its ids taken out. */
  readonly template: string;
  readonly ids: readonly string[];
}

/** Whole words of digits, hexadecimal digits with at least one decimal among them, or UUIDs; in lower case only. */
const id =
  /(?<![\p{L}\p{N}])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|(?=[a-f]*\d)[0-9a-f]{8,64}|\d{1,20})(?![\p{L}\p{N}])/gu;

/**
 * Takes out the ids of a text. All that labels are compared by treats ids of one sort alike as long as no part of them
 * is in a drawing: they are equal to no name, word or segment that is drawn, and inside of none.
 */
export function idsIn(text: string, wording: Wording): Worded {
  const ids: string[] = [];
  if (!/\d/.test(text)) return { template: text, ids };
  const template = text.replace(id, (found) => {
    if (found.split('-').some((part) => wording.has(part))) return found;
    ids.push(found);
    // One sort for all would make a UUID, which has hyphens, like a number, which has none.
    return found.includes('-') ? '\u{1}' : /^\d+$/.test(found) ? (found.length > 3 ? '\u{2}' : '\u{3}') : '\u{4}';
  });
  return { template, ids };
}
