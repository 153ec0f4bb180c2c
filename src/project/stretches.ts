import type { SourceText } from '#diagnostics';
import type { DiagramFence, Drawing } from '#parsers';

/** The lines of a file that are one drawing, without what a Markdown container puts before each. */
export interface Stretch {
  /** Line numbers of the file, from 1. */
  readonly first: number;
  readonly last: number;
  readonly lines: readonly string[];
  /** Quote marks and indentation. */
  readonly prefix: string;
}

/** Lines that take the place of others. */
export interface Replacement {
  readonly stretch: Pick<Stretch, 'first' | 'last' | 'prefix'>;
  readonly lines: readonly string[];
}

/** Undefined where the drawing does not begin and end with whole lines. */
export function stretchOf(drawing: Drawing, source: SourceText, fence: DiagramFence | undefined): Stretch | undefined {
  const { start, end } = drawing.range;
  if (fence) return inFence(fence, source, start.line, end.line);
  const lines = [];
  for (let line = start.line; line <= end.line; line++) lines.push(source.line(line));
  if (
    lines[0]!.slice(0, start.column - 1).trim() !== '' ||
    lines
      .at(-1)!
      .slice(end.column - 1)
      .trim() !== ''
  )
    return undefined;
  return { first: start.line, last: end.line, lines, prefix: '' };
}

/** All lines of a fence, or some of them. */
export function inFence({ text }: DiagramFence, source: SourceText, from?: number, to?: number): Stretch | undefined {
  const opening = text.position(0).line;
  const all = text.text.split('\n');
  const first = from ?? opening;
  const last = to ?? opening + all.length - 1;
  const lines = all.slice(first - opening, last - opening + 1).map((line) => line.replace(/\r$/, ''));
  const told = lines.findIndex((line) => line.trim() !== '');
  if (told < 0) return undefined;
  const offset = all.slice(0, first - opening + told).reduce((sum, line) => sum + line.length + 1, 0);
  const { line, column } = text.position(offset);
  return { first, last, lines, prefix: source.line(line).slice(0, column - 1) };
}

/** The fence that a drawing stands in. */
export function fenceOf(drawing: Drawing, fences: readonly DiagramFence[]): DiagramFence | undefined {
  const { line } = drawing.range.start;
  return fences.find(({ text }) => {
    const first = text.position(0).line;
    return line >= first && line < first + text.text.split('\n').length;
  });
}

/** The text with stretches replaced; each keeps the line breaks of its place. */
export function replaced(source: SourceText, replacements: readonly Replacement[]): string {
  const lines = source.text.split('\n');
  const windows = source.text.includes('\r\n');
  const parts: string[] = [];
  let at = 0;
  for (const { stretch, lines: own } of [...replacements].sort((a, b) => a.stretch.first - b.stretch.first)) {
    parts.push(...lines.slice(at, stretch.first - 1));
    const bare = stretch.prefix.trimEnd();
    const isLast = stretch.last === lines.length;
    own.forEach((line, index) => {
      const text = line === '' ? bare : stretch.prefix + line;
      parts.push(windows && !(isLast && index === own.length - 1) ? `${text}\r` : text);
    });
    at = stretch.last;
  }
  parts.push(...lines.slice(at));
  return parts.join('\n');
}
