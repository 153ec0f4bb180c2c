/** What a line is to the one who indents it. */
export type LineRole =
  | { readonly type: 'statement' }
  /** Its block lies between it and the line that closes it. */
  | { readonly type: 'open' }
  | { readonly type: 'between' }
  | { readonly type: 'close' }
  /** Several statements on one line: how many blocks are closed first, and how many are open behind it. */
  | { readonly type: 'many'; readonly before: number; readonly after: number }
  /** Stands at the margin, and everything behind it one step deeper. */
  | { readonly type: 'header' }
  /** At the margin. */
  | { readonly type: 'margin' }
  /** Text of several lines begins here; `last` is the line that ends it. Its lines keep their places to each other. */
  | { readonly type: 'text'; readonly last: number }
  /** The lines up to `last` stay as they are. */
  | { readonly type: 'verbatim'; readonly last: number }
  /** Lines in braces up to `last`, indented by them. */
  | { readonly type: 'braces'; readonly last: number };

export interface Dialect {
  readonly roleOf: (line: string, at: number, lines: readonly string[]) => LineRole;
  /** A statement with its spaces and keywords in order. */
  readonly statement: (line: string) => string;
}

/** Lines in order: indented by what they stand in, no white space at their ends, no two empty ones in a row. */
export function tidyLines(lines: readonly string[], { roleOf, statement: stated }: Dialect): string[] {
  const statement = (text: string) => withItsSpace(stated(text), text);
  const tidy: string[] = [];
  let depth = 0;
  let margin = 0;
  const put = (text: string, level: number) => tidy.push(text === '' ? '' : '  '.repeat(Math.max(0, level)) + text);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const text = ended(line.trimStart());
    if (text === '') {
      if (tidy.at(-1) !== '') tidy.push('');
      continue;
    }
    const role = roleOf(text, at, lines);
    const level = margin + depth;
    switch (role.type) {
      case 'statement':
        put(statement(text), level);
        break;
      case 'open':
        put(statement(text), level);
        depth += 1;
        break;
      case 'between':
        put(statement(text), level - 1);
        break;
      case 'close':
        depth = Math.max(0, depth - 1);
        put(statement(text), margin + depth);
        break;
      case 'many':
        put(text, level - role.before);
        depth = Math.max(0, depth - role.before + role.after);
        break;
      case 'header':
        put(text, 0);
        margin = 1;
        break;
      case 'margin':
        put(text, 0);
        break;
      case 'text': {
        put(statement(text), level);
        tidy.push(...shifted(lines.slice(at + 1, role.last), level + 1));
        if (role.last > at) put(statement(ended(lines[role.last]!.trimStart())), level);
        at = Math.max(at, role.last);
        break;
      }
      case 'braces':
        tidy.push(...inBraces(lines.slice(at, role.last + 1), level));
        at = role.last;
        break;
      case 'verbatim':
        tidy.push(...lines.slice(at, role.last + 1).map((each) => ended(each)));
        at = role.last;
        break;
    }
  }
  while (tidy.at(-1) === '') tidy.pop();
  return tidy;
}

function withItsSpace(tidy: string, text: string): string {
  return tidy.endsWith('\\') && text.endsWith('\\ ') ? `${tidy} ` : tidy;
}

/** Without white space at its end, but for one space that keeps a backslash from joining the line with the next. */
function ended(line: string): string {
  const text = line.trimEnd();
  return text.endsWith('\\') && text.length < line.length ? `${text} ` : text;
}

/** A text moved as a whole, so that its least indented line stands at the level. */
function shifted(lines: readonly string[], level: number): string[] {
  const filled = lines.filter((line) => line.trim() !== '');
  const indents = filled.map((line) => line.length - line.trimStart().length);
  const least = indents.reduce((smallest, indent) => Math.min(smallest, indent), Number.POSITIVE_INFINITY);
  return lines.map((line) => (line.trim() === '' ? '' : '  '.repeat(level) + ended(line.slice(least))));
}

function inBraces(lines: readonly string[], level: number): string[] {
  let depth = level;
  return lines.map((line) => {
    const text = line.trim();
    const opens = text.split('{').length - 1;
    const closes = text.split('}').length - 1;
    const own = text.startsWith('}') || text.startsWith('</') ? depth - 1 : depth;
    depth = Math.max(level, depth + opens - closes + (/^<style>/i.test(text) ? 1 : 0));
    return text === '' ? '' : '  '.repeat(Math.max(level, own)) + text;
  });
}

/** From which line on nothing was found, by what was looked for, so that no text is searched to its end twice. */
const searched = new WeakMap<readonly string[], Map<string, number>>();

/** The first line from `from` on that matches; undefined where none does. */
export function lineWhere(lines: readonly string[], from: number, pattern: RegExp): number | undefined {
  return onceEmpty(lines, from, pattern.source, () => {
    for (let at = from; at < lines.length; at++) if (pattern.test(lines[at]!)) return at;
    return undefined;
  });
}

/** The line that closes the braces and brackets opened at `from`; after one that nothing closes no other is looked for. */
export function closingBrace(lines: readonly string[], from: number): number | undefined {
  return onceEmpty(lines, from, '{', () => {
    let depth = 0;
    for (let at = from; at < lines.length; at++) {
      for (const sign of lines[at]!) {
        if (sign === '{' || sign === '[') depth += 1;
        else if (sign === '}' || sign === ']') depth -= 1;
      }
      if (depth <= 0) return at;
    }
    return undefined;
  });
}

function onceEmpty(
  lines: readonly string[],
  from: number,
  what: string,
  search: () => number | undefined,
): number | undefined {
  const known = searched.get(lines) ?? new Map<string, number>();
  searched.set(lines, known);
  if (from >= (known.get(what) ?? Number.POSITIVE_INFINITY)) return undefined;
  const found = search();
  if (found === undefined) known.set(what, from);
  return found;
}
