import type { SourceRange, SourceText } from '#diagnostics';
import { html, type Markup } from '../markup.ts';

/** Characters that are kept on either side of a place in a very long line. */
const around = 100;

/** The line that a range begins in, with its place marked and the label below. */
export function excerpt(source: SourceText, range: SourceRange, label: string | undefined): Markup | undefined {
  const line = source.line(range.start.line);
  if (line.trim() === '') return undefined;
  const code = markedLine(line, range);
  const said = label ? html`<figcaption>${label}</figcaption>` : undefined;
  return html`<figure class="excerpt">
<pre><span class="number">${range.start.line}</span><code>${code}</code></pre>${said}</figure>`;
}

function markedLine(line: string, { start, end }: SourceRange): Markup {
  const length = line.trimEnd().length;
  const indent = line.length - line.trimStart().length;
  const from = Math.min(start.column - 1, length);
  const to = end.line > start.line ? length : Math.max(from, Math.min(end.column - 1, length));
  // Deep nesting is no part of what is shown.
  const begin = from - indent > around ? from - around : Math.min(indent, from);
  const until = Math.min(length, Math.max(to, Math.min(to + around, length)), from + 6 * around);
  const before = `${begin > indent ? '…' : ''}${line.slice(begin, from)}`;
  const after = `${line.slice(Math.min(to, until), until)}${until < length ? '…' : ''}`;
  return html`${before}<mark>${line.slice(from, Math.min(to, until)) || ' '}</mark>${after}`;
}

export interface SourceLine {
  readonly number: number;
  readonly text: string;
  /** Ids of what is told of the line. */
  readonly findings: readonly string[];
  readonly state: string;
}

/** A drawing's text, its lines painted like the drawing. */
export function sourceListing(lines: readonly SourceLine[]): Markup {
  return html`<pre class="listing">${lines.map(({ number, text, findings, state }) => {
    const link = findings[0];
    const code = html`<span class="number">${number}</span><code>${text}</code>`;
    return link
      ? html`<a class="line ${state}" href="#${link}">${code}</a>`
      : html`<span class="line ${state}">${code}</span>`;
  })}</pre>`;
}
