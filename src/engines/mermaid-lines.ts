/**
 * The line of a text that mermaid means by a number. Before it parses it takes out frontmatter, directives and comments,
 * and counts the lines of what is left (mermaid 12: preprocess.ts, frontmatter.ts, comments.ts). Never one below the
 * last that says something.
 */
export function originalLine(text: string, line: number): number {
  const kept = keptStretches(text);
  let left = line - 1;
  for (const { start, end } of kept) {
    for (let at = start; at < end; at++) {
      if (left === 0) return lineAt(text, at);
      if (text[at] === '\n') left -= 1;
    }
  }
  return lineAt(text, text.trimEnd().length);
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What mermaid keeps of a text, without the white space that it begins with. */
function keptStretches(text: string): Stretch[] {
  const frontmatter = /^[^\S\n]*-{3}[^\S\n]*\n(?:[\s\S]*?\n)?[^\S\n]*-{3}[^\S\n]*(?:\n|$)/.exec(text)?.[0].length ?? 0;
  // Mermaid takes a comment's own blank lines above with it.
  const removed = /%%\{[\s\S]*?\}%%|(?<=^[^\S\n]*)%%(?!\{)[^\n]+\n?/gm;
  const kept: Stretch[] = [];
  let start = frontmatter;
  removed.lastIndex = start;
  for (let match = removed.exec(text); match; match = removed.exec(text)) {
    const isComment = !match[0].startsWith('%%{');
    kept.push({ start, end: isComment ? beforeBlankLines(text, start, match.index) : match.index });
    start = removed.lastIndex;
  }
  kept.push({ start, end: text.length });
  const first = kept.findIndex(({ start, end }) => text.slice(start, end).trim() !== '');
  if (first < 0) return [];
  const { start: from, end } = kept[first]!;
  const lead = end - from - text.slice(from, end).trimStart().length;
  return [{ start: from + lead, end }, ...kept.slice(first + 1)];
}

/** Where the blank lines begin that stand right above the line of `at`. */
function beforeBlankLines(text: string, least: number, at: number): number {
  let start = at;
  while (start > least && /\s/.test(text[start - 1]!)) start -= 1;
  if (start === least) return start;
  const lineEnd = text.indexOf('\n', start);
  return lineEnd < 0 || lineEnd >= at ? at : lineEnd + 1;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
