/** How wide text will be, without a browser: in the metrics that Arial, Helvetica and Liberation Sans share. */
import { graphemes, printable } from '../terminal/text.ts';

export const LABEL_SIZE = 13;
export const SMALL_SIZE = 11;
/** Of a line of either size, in pixels. */
export const LINE_HEIGHT = 16;

// In thousandths of the font size, for the characters from space to tilde (Adobe's font metrics of Helvetica).
const widths =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
    .split(' ')
    .map(Number);
/** Of one column of a terminal, for what the table lacks: a wide character takes two. */
const otherWidth = 600;
/** Bold, hinting and replaced fonts make text a little wider than its table says. */
const allowance = 1.04;

/** In pixels. */
export function textWidth(text: string, size = LABEL_SIZE): number {
  let sum = 0;
  for (const { text: grapheme, width } of graphemes(text)) {
    const code = grapheme.charCodeAt(0);
    sum += grapheme.length === 1 && code >= 0x20 && code < 0x7f ? widths[code - 0x20]! : otherWidth * width;
  }
  return (sum * size * allowance) / 1000;
}

/** Lines no wider than `width` pixels, at most `limit` of them; a word that is too long is broken. */
export function wrapText(text: string, width: number, { size = LABEL_SIZE, limit = 6 } = {}): string[] {
  const lines: string[] = [];
  const space = textWidth(' ', size);
  for (const paragraph of text.split('\n')) {
    let line = '';
    let used = 0;
    for (const word of printable(paragraph.replaceAll('\t', ' ')).split(' ')) {
      for (const piece of broken(word, width, size)) {
        const own = textWidth(piece, size);
        const isFirst = line === '';
        if (!isFirst && used + space + own > width) {
          lines.push(line);
          line = piece;
          used = own;
        } else {
          line = isFirst ? piece : `${line} ${piece}`;
          used += own + (isFirst ? 0 : space);
        }
      }
      if (lines.length > limit) break;
    }
    lines.push(line);
    if (lines.length > limit) break;
  }
  return lines.length > limit ? [...lines.slice(0, limit - 1), `${lines[limit - 1]!}…`] : lines;
}

function broken(word: string, width: number, size: number): string[] {
  // Nothing narrower than a fifth of the size is ever printed.
  if ((word.length * size) / 5 < width && textWidth(word, size) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const { text } of graphemes(word)) {
    const own = textWidth(text, size);
    if (piece !== '' && used + own > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += text;
    used += own;
  }
  return [...pieces, piece];
}
