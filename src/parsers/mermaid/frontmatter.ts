import type { Span } from '../lowering/builder.ts';
import type { Problem } from '../lowering/problem.ts';
import { badFrontmatter, lateFrontmatter, unclosedFrontmatter } from './messages.ts';

export interface Frontmatter {
  /** Where the diagram may begin; 0 where there is no frontmatter. */
  readonly end: number;
  readonly title?: string;
  readonly problems: readonly Problem[];
}

interface Line extends Span {
  readonly text: string;
}

/**
 * Finds the frontmatter by the rules of Mermaid 12 (regexes.ts): its first `---` stands on the first line, its last one
 * below that, indented alike. What is frontmatter but for these rules is taken for one with a complaint.
 */
export function readFrontmatter(source: string): Frontmatter {
  const none: Frontmatter = { end: 0, problems: [] };
  const opening = /\S/.exec(source);
  if (!opening || !source.startsWith('---', opening.index)) return none;
  const lines = linesOf(source);
  const first = lines.findIndex(({ text }) => text.trim() !== '');
  const head = lines[first]!;
  if (head.text.trim() !== '---') return none;
  const last = lines.findIndex(({ text }, index) => index > first + 1 && text.trim() === '---');
  const place = { start: opening.index, end: opening.index + 3 };
  const close = lines[last];
  if (!close) return { ...none, problems: [unclosedFrontmatter(place)] };
  const problems: Problem[] = [];
  if (first > 0) problems.push(lateFrontmatter(place));
  else if (indentOf(close.text) !== indentOf(head.text)) {
    const start = close.start + indentOf(close.text).length;
    problems.push(unclosedFrontmatter(place, { start, end: start + 3 }));
  }
  const body = lines.slice(first + 1, last);
  problems.push(...misspelt(body));
  const title = titleOf(body);
  return { end: close.end, problems, ...(title ? { title } : {}) };
}

function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  const pattern = /([^\r\n]*)(?:\r\n?|\n|$)/g;
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const text = pattern.exec(source)![1]!;
    lines.push({ start: at, end: at + text.length, text });
    // Only what may still be frontmatter is cut into lines.
    if (lines.length > 2 && text.trim() === '---') break;
  }
  return lines;
}

function indentOf(line: string): string {
  return line.slice(0, line.length - line.trimStart().length);
}

const pair = /^(\s*(?:-\s+)*)([\w$.-]+|"[^"]*"|'[^']*')\s*:(?:\s+(.*))?$/;

/** The outermost `title:`; one deeper inside belongs to something else. */
function titleOf(body: readonly Line[]): string | undefined {
  const first = body.find(({ text }) => text.trim() !== '' && !text.trimStart().startsWith('#'));
  if (!first) return undefined;
  const outermost = indentOf(first.text);
  const at = body.findIndex(
    ({ text }) => indentOf(text) === outermost && /^\s*(?:title|"title"|'title')\s*:/.test(text),
  );
  if (at < 0) return undefined;
  const written = (pair.exec(body[at]!.text)?.[3] ?? '').trim();
  if (/^[|>][+-]?\d?$/.test(written)) {
    const rest = body.slice(at + 1);
    const over = rest.findIndex(({ text }) => text.trim() !== '' && indentOf(text).length <= outermost.length);
    const inside = over < 0 ? rest : rest.slice(0, over);
    return inside
      .map(({ text }) => text.trim())
      .join(written.startsWith('>') ? ' ' : '\n')
      .trim();
  }
  const quoted = /^(["'])(.*)\1(?:\s+#.*)?$/.exec(written);
  if (quoted) return (quoted[1] === "'" ? quoted[2]!.replaceAll("''", "'") : quoted[2]!.replaceAll('\\"', '"')).trim();
  return written.replace(/(?:^|\s+)#.*$/, '').trim();
}

/** The two mistakes in YAML that titles and settings are prone to. */
function misspelt(body: readonly Line[]): Problem[] {
  const problems: Problem[] = [];
  let deeperThan: number | undefined;
  for (const { start, text } of body) {
    if (text.trim() === '') continue;
    const indent = indentOf(text);
    if (deeperThan !== undefined && indent.length > deeperThan) continue;
    deeperThan = undefined;
    if (indent.includes('\t')) {
      problems.push(badFrontmatter({ start, end: start + indent.length }, 'tab'));
      continue;
    }
    const value = pair.exec(text)?.[3];
    if (value === undefined || value === '') continue;
    // The lines of a text of several lines are nothing but text.
    if (/^[|>]/.test(value)) deeperThan = indent.length;
    else if (!/^["'[{&*!#]/.test(value) && /:(?:\s|$)/.test(value.replace(/\s#.*$/, ''))) {
      const from = start + text.length - value.length;
      problems.push(badFrontmatter({ start: from, end: from + value.trimEnd().length }, 'colon'));
    }
  }
  return problems;
}
