/** Makes what is whole of damaged JSON readable: traces come in lists, and a list can do without one of its elements. */
import { outermostBrackets, stringEnd } from './json-scan.ts';

export interface Mended {
  /** Valid JSON, its lines where they were. */
  readonly text: string;
  /** Everything after the damage is missing; otherwise only the elements that were damaged, which are `null` now. */
  readonly cut: boolean;
}

/** Lists, and one object, whose elements mean something without the next. */
const keepers: ReadonlySet<string> = new Set([
  ...['resourceSpans', 'resource_spans', 'batches', 'scopeSpans', 'scope_spans'],
  ...['instrumentationLibrarySpans', 'instrumentation_library_spans', 'spans', 'data', 'processes'],
]);

/** So many elements may be damaged; each costs one more parsing of the text. */
const attempts = 8;

/**
 * `errorIn` gives the offset of the first syntax error, or undefined where there is none. Undefined where not one
 * element is whole.
 */
export function mend(damaged: string, errorIn: (text: string) => number | undefined): Mended | undefined {
  let text = damaged;
  for (let attempt = 0; attempt <= attempts; attempt++) {
    const offset = errorIn(text);
    if (offset === undefined) return attempt === 0 ? undefined : { text, cut: false };
    const around = surroundings(text, offset);
    const without = attempt < attempts ? withoutElement(text, offset, around) : undefined;
    if (without === undefined) {
      const cut = cutOff(text, around);
      return cut !== undefined && errorIn(cut) === undefined ? { text: cut, cut: true } : undefined;
    }
    text = without;
  }
  return undefined;
}

interface Bracket {
  readonly open: string;
  readonly start: number;
  readonly keeps: boolean;
}

interface Surroundings {
  /** Brackets that are open where the damage is. */
  readonly open: readonly Bracket[];
  /** The last place behind a whole element, and how many brackets are open there. */
  readonly safe: { readonly end: number; readonly depth: number } | undefined;
}

function surroundings(text: string, offset: number): Surroundings {
  const open: Bracket[] = [];
  let safe: Surroundings['safe'];
  let key = '';
  const mark = /[{}[\]:"]/g;
  let lastString = '';
  for (let match = mark.exec(text); match && match.index < offset; match = mark.exec(text)) {
    const { 0: sign, index } = match;
    if (sign === '"') {
      const end = stringEnd(text, index);
      if (end === undefined || end > offset) break;
      lastString = text.slice(index + 1, Math.min(end - 1, index + 40));
      mark.lastIndex = end;
    } else if (sign === ':') key = lastString;
    else if (sign === '{' || sign === '[') {
      open.push({ open: sign, start: index, keeps: isKeeper(sign, key, open) });
      key = '';
    } else {
      open.pop();
      if (open.at(-1)?.keeps || (safe && open.length < safe.depth)) safe = { end: index + 1, depth: open.length };
    }
  }
  return { open, safe };
}

/** Also a list that is the whole text, or an element of it: Zipkin’s traces. */
function isKeeper(sign: string, key: string, open: readonly Bracket[]): boolean {
  if (open.length === 0) return sign === '[';
  if (open.length === 1 && open[0]?.open === '[') return sign === '[';
  return open.at(-1)?.open === '{' && keepers.has(key) && (sign === '[') === (key !== 'processes');
}

/** Puts `null` for the innermost element of a keeper in which the damage is, if its end can be found. */
function withoutElement(text: string, offset: number, { open }: Surroundings): string | undefined {
  if (offset >= text.length) return undefined;
  const element = open[open.findLastIndex(({ keeps }, index) => keeps && index + 1 < open.length) + 1];
  if (!element || element === open[0]) return undefined;
  const place = outermostBrackets(text, element.start).next().value;
  if (!place?.closed || place.end <= offset) return undefined;
  if (!/^\s*[,\]}]/.test(text.slice(place.end, place.end + 200))) return undefined;
  const lines = text.slice(element.start, place.end).replace(/[^\n]+/g, '');
  return `${text.slice(0, element.start)}null${lines}${text.slice(place.end)}`;
}

function cutOff(text: string, { open, safe }: Surroundings): string | undefined {
  if (!safe) return undefined;
  const brackets = open.slice(0, safe.depth).reverse();
  return text.slice(0, safe.end) + brackets.map((each) => (each.open === '{' ? '}' : ']')).join('');
}
