/**
 * Foreign text in GitHub-flavoured Markdown. Labels, span names and paths were written by others; in a comment they must
 * stay what they are: no markup, no HTML, no link, no image, and nobody is notified by a name after an `@`.
 */
import { oneLine, printable } from '../terminal/text.ts';

const zeroWidthSpace = '\u200b';

/** What no escape keeps from being found in the rendered text: mentions, references to issues, bare addresses. */
function unlinked(text: string): string {
  return text
    .replace(/@(?=[\w-])/g, `@${zeroWidthSpace}`)
    .replace(/#(?=\d)/g, `#${zeroWidthSpace}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${zeroWidthSpace}`)
    .replace(/:(?=\/\/)/g, `:${zeroWidthSpace}`)
    .replace(/\b(www)(?=\.)/gi, `$1${zeroWidthSpace}`);
}

/** As part of a line that does not begin with it. */
export function inline(text: string): string {
  return unlinked(oneLine(text.toWellFormed()))
    .replace(/[\\`*_{}[\]|~$!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/** Between tags. */
export function html(text: string): string {
  return unlinked(oneLine(text.toWellFormed())).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** In a code span, whose fence is longer than what is in it. Nothing in it is found by GitHub's filters. */
export function code(text: string): string {
  const content = oneLine(text.toWellFormed());
  const fence = '`'.repeat(longestRun(content) + 1);
  const space = content.startsWith('`') || content.endsWith('`') || content.trim() === '' ? ' ' : '';
  return `${fence}${space}${content}${space}${fence}`;
}

/** The same in a cell of a table, where a bar must be escaped even in code. */
export function codeCell(text: string): string {
  return code(text).replace(/\|/g, '\\|');
}

/** A block of code, whose fence is longer than any in it. */
export function codeBlock(lines: readonly string[]): string[] {
  const content = lines.map((line) => printable(line.toWellFormed()));
  const fence = '`'.repeat(Math.max(3, ...content.map((line) => longestRun(line) + 1)));
  return [`${fence}text`, ...content, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
