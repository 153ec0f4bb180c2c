/** Finding one's way in JSON text without parsing it: where a value ends, where a place is, what of damaged text is whole. */

/** Behind the quote that closes a string: the first after an even number of backslashes. */
export function stringEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at + 1;
  }
  return undefined;
}

export function newlinesBefore(text: string, offset: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** The stretches of brackets that stand in no others, from the opening one to its closing one or to the text's end. */
export function* outermostBrackets(
  text: string,
  from = 0,
): Generator<{ readonly start: number; readonly end: number; readonly closed: boolean }> {
  const mark = /[{}[\]"]/g;
  mark.lastIndex = from;
  let depth = 0;
  let start = 0;
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    if (match[0] === '{' || match[0] === '[') {
      if (depth++ === 0) start = match.index;
    } else if (match[0] !== '"') {
      if (depth > 0 && --depth === 0) yield { start, end: match.index + 1, closed: true };
    } else if (depth > 0) {
      const end = stringEnd(text, match.index);
      if (end === undefined) break;
      mark.lastIndex = end;
    }
  }
  if (depth > 0) yield { start, end: text.length, closed: false };
}

/** Longer texts are not searched for places: it would take longer than knowing the line is worth. */
const placesLimit = 64_000_000;

/**
 * Lines, counted from 1, of places such as `data[0].spans[2]` in a text that is valid JSON. A place that is not there
 * is not in the answer.
 */
export function linesOfPlaces(text: string, places: readonly string[]): Map<string, number> {
  const lines = new Map<string, number>();
  if (text.length > placesLimit) return lines;
  const offsets = new Map<string, number>();
  const targets = [...new Set(places)].map((place) => ({
    place,
    steps: (place.match(/[^.[\]]+/g) ?? []).map(canonical),
  }));
  visit(text, skipBlanks(text, 0), targets, 0, offsets);
  let line = 1;
  let counted = 0;
  for (const [place, offset] of [...offsets].sort(([, a], [, b]) => a - b)) {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
    counted = offset;
    lines.set(place, line);
  }
  return lines;
}

/** `scope_spans` is where readers say `scopeSpans`. */
function canonical(key: string): string {
  return key.replaceAll('_', '').toLowerCase();
}

interface Target {
  readonly place: string;
  /** Keys and indexes. Their number bounds the recursion, and it is the reader's, not the input's. */
  readonly steps: readonly string[];
}

/** Notes the targets within the value at `at`, and gives its end. */
function visit(
  text: string,
  at: number,
  targets: readonly Target[],
  depth: number,
  found: Map<string, number>,
): number {
  const below = new Map<string, Target[]>();
  for (const target of targets) {
    const step = target.steps[depth];
    if (step === undefined) found.set(target.place, at);
    else below.set(step, [...(below.get(step) ?? []), target]);
  }
  const open = text[at];
  if (below.size === 0 || (open !== '{' && open !== '[')) return valueEnd(text, at);
  let next = skipBlanks(text, at + 1);
  for (let index = 0; next < text.length && text[next] !== '}' && text[next] !== ']'; index++) {
    let step = String(index);
    if (open === '{') {
      const keyEnd = stringEnd(text, next) ?? text.length;
      step = canonical(text.slice(next + 1, keyEnd - 1));
      next = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
    }
    const inner = below.get(step);
    next = skipBlanks(text, inner ? visit(text, next, inner, depth + 1, found) : valueEnd(text, next));
    if (text[next] === ',') next = skipBlanks(text, next + 1);
  }
  return next + 1;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return at;
}

function valueEnd(text: string, at: number): number {
  if (text[at] === '"') return stringEnd(text, at) ?? text.length;
  if (text[at] === '{' || text[at] === '[') return outermostBrackets(text, at).next().value?.end ?? text.length;
  const end = /[\s,\]}]/g;
  // At least one character, so that whoever walks along gets on.
  end.lastIndex = at + 1;
  return end.exec(text)?.index ?? text.length;
}
