/** Text as a terminal shows it: widths, wrapping, and nothing that a drawing or a span could smuggle in. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal.
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Control characters and direction marks come from files that others wrote; on a terminal they could recolour, erase
 * or reorder what is said. C0 controls become their pictures (U+2400), the rest U+FFFD.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
  });
}

/** One line: line breaks and tabs are shown as a space. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s*[\r\n]+\s*|\t/g, ' '));
}

// Wide and fullwidth of UAX #11, in the coarse blocks that terminals agree on.
const wide =
  /^(?:[\u1100-\u115f\u231a\u231b\u23e9-\u23ec\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}])|\ufe0f/u;
const invisible = /^[\p{Mark}\p{Cf}]+$/u;

export interface Grapheme {
  readonly text: string;
  /** In UTF-16 code units. */
  readonly index: number;
  /** In columns. */
  readonly width: number;
}

let segmenter: Intl.Segmenter | undefined;

/** What a reader takes for one character, with its width. */
export function graphemes(text: string): Grapheme[] {
  if (/^[\t\x20-\x7e]*$/.test(text))
    return Array.from(text, (character, index) => ({ text: character, index, width: 1 }));
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment, index }) => ({
    text: segment,
    index,
    width: invisible.test(segment) ? 0 : wide.test(segment) ? 2 : 1,
  }));
}

/** Columns of a text without line breaks, tabs and escape sequences. */
export function displayWidth(text: string): number {
  return graphemes(text).reduce((sum, { width }) => sum + width, 0);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** At most so many columns, with an ellipsis in place of what is cut off. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const grapheme of graphemes(text)) {
    if (used + grapheme.width > width - 1) break;
    kept += grapheme.text;
    used += grapheme.width;
  }
  return `${kept.trimEnd()}…`;
}

/** Lines of at most `width` columns, broken at spaces but not at no-break spaces; a longer word stays whole. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of printable(paragraph).split(' ')) {
      const length = displayWidth(word);
      if (line !== '' && used + 1 + length > width) {
        lines.push(line);
        line = word;
        used = length;
      } else {
        line = line === '' && lines.length + used === 0 ? word : `${line} ${word}`;
        used += length + (used > 0 ? 1 : 0);
      }
    }
    return [...lines, line].map((each) => each.replaceAll(noBreak, ' '));
  });
}

const noBreak = '\u00a0';

/** Keeps a text on one line through `wrap`. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', noBreak);
}

/** Where a lead is longer than this, the following lines are not aligned with what comes after it. */
const longestLead = 32;

/** Wrapped after a lead (`help: `), the following lines aligned with the first. `style` paints each line's text. */
export function hanging(lead: string, text: string, width: number, style: (text: string) => string = same): string[] {
  const indent = displayWidth(lead);
  if (indent > longestLead) {
    const deeper = lead.length - lead.trimStart().length + 3;
    const [first = '', ...rest] = wrap(`${unbroken(lead.trim())} ${text}`, width - deeper);
    return [lead.slice(0, deeper - 3) + first, ...rest.map((line) => ' '.repeat(deeper) + style(line))];
  }
  return wrap(text, Math.max(30, width - indent)).map(
    (line, index) => (index === 0 ? lead : ' '.repeat(indent)) + style(line),
  );
}

const same = (text: string): string => text;

/** `1 case`, `2 cases`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** The first few of a list; the rest is counted. */
export function someOf(items: readonly string[], limit: number, count = items.length): string {
  const shown = items.length > limit ? items.slice(0, limit) : items;
  const rest = count - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
