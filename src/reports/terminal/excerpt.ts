import type { SourceRange, SourceText } from '#diagnostics';
import type { Paint } from './paint.ts';
import { displayWidth, graphemes, printable, wrap } from './text.ts';

const tabWidth = 4;

interface Cell {
  readonly shown: string;
  readonly column: number;
  readonly width: number;
  /** Of the first code unit in the line. */
  readonly index: number;
}

/** A line as it will be shown: tabs widened, each grapheme with the column it begins at. */
function cellsOf(line: string): Cell[] {
  let column = 0;
  // What is unprintable is replaced unit by unit, so indices stay what they are.
  return graphemes(printable(line)).map(({ text, index, width }) => {
    const cellWidth = text === '\t' ? tabWidth - (column % tabWidth) : width;
    const cell = { shown: text === '\t' ? ' '.repeat(cellWidth) : text, column, width: cellWidth, index };
    column += cellWidth;
    return cell;
  });
}

/**
 * The line that a range begins in, its place underlined and the label beside it:
 *
 *     14 │   gateway -> billing : POST /accounts
 *        │   ^^^^^^^^^^^^^^^^^^ drawn: gateway calls billing
 *
 * A range over several lines has its first one underlined to the end. A line too long for `width` is shown around it.
 */
export function excerpt(
  source: SourceText,
  range: SourceRange,
  options: {
    readonly label?: string | undefined;
    readonly width: number;
    readonly paint: Paint;
    readonly style: Paint;
  },
): string[] {
  const { label, paint, style } = options;
  const whole = source.line(range.start.line);
  // Of a line of megabytes only what may be shown is looked at.
  const first = Math.max(0, range.start.column - 1 - around(options.width));
  const line = whole.slice(first, range.start.column - 1 + around(options.width));
  if (line.trim() === '') return [];
  const cells = cellsOf(line);
  const lineEnd = line.trimEnd().length;
  const startIndex = Math.min(range.start.column - 1 - first, lineEnd);
  const endIndex = range.end.line > range.start.line ? lineEnd : Math.min(range.end.column - 1 - first, lineEnd);
  const from = columnOf(cells, startIndex);
  const to = Math.max(from + 1, columnOf(cells, endIndex));

  const number = String(range.start.line);
  const gutter = { numbered: `   ${number} │ `, empty: `   ${' '.repeat(number.length)} │ ` };
  const room = Math.max(40, options.width - gutter.empty.length);
  const shown = crop(cells, from, to, room);
  const begin = from - shown.offset;
  const caretCount = Math.max(1, Math.min(to - shown.offset, shown.width) - begin);
  const carets = ' '.repeat(begin) + style('^'.repeat(caretCount));

  const rows = [paint.dim(gutter.numbered) + shown.text];
  const beside = label ? wrap(label.replace(/\s*\n\s*/g, ' '), Math.max(24, room - begin - caretCount - 1)) : [];
  if (beside.length === 1) rows.push(`${paint.dim(gutter.empty)}${carets} ${style(beside[0]!)}`);
  else {
    rows.push(paint.dim(gutter.empty) + carets);
    const indent = Math.min(begin, room - 40);
    const below = label ? wrap(label, room - Math.max(0, indent)) : [];
    for (const text of below) rows.push(paint.dim(gutter.empty) + ' '.repeat(Math.max(0, indent)) + style(text));
  }
  return rows;
}

/** Code units to either side of a place that are enough to fill the width, whatever they are. */
function around(width: number): number {
  return 1000 + 16 * width;
}

function columnOf(cells: readonly Cell[], index: number): number {
  const cell = cells.findLast((candidate) => candidate.index <= index);
  if (!cell) return 0;
  // Beyond the last grapheme there is only the end of the line.
  return index > cell.index && cell === cells.at(-1) ? cell.column + cell.width : cell.column;
}

/** Keeps a little of what stands before the place, and as much as fits after it. */
function crop(cells: readonly Cell[], from: number, to: number, room: number) {
  const last = cells.at(-1)!;
  const total = last.column + last.width;
  const first =
    total <= room || to <= room - 1 ? 0 : Math.max(0, from - Math.max(4, Math.min(room >> 1, room - 2 - (to - from))));
  // Room for an ellipsis at either end.
  const end = first + room - (first > 0 ? 2 : 1);
  const kept = cells.filter((cell) => cell.column >= first && cell.column + cell.width <= end);
  const whole = total <= room;
  const chosen = whole ? cells : kept;
  const before = first > 0 ? '…' : '';
  const text = chosen
    .map((cell) => cell.shown)
    .join('')
    .trimEnd();
  const offset = (chosen[0]?.column ?? 0) - displayWidth(before);
  return {
    text: before + text + (whole || kept.at(-1) === last ? '' : '…'),
    offset,
    width: displayWidth(before + text),
  };
}
