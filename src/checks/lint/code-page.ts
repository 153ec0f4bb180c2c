/** UTF-8 that was read as Windows-1252 or its Turkish sister 1254, found and undone. */

/** A stretch of a text; `meant` is absent where it cannot be recovered. */
export interface BrokenStretch {
  readonly start: number;
  readonly end: number;
  readonly meant?: string;
}

/** What Windows-1252 has between 0x80 and 0x9f; the five that it leaves out stand for themselves. */
const upper = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
/** And what Windows-1254 has where it differs. */
const turkish: readonly (readonly [string, number])[] = [
  ['Ğ', 0xd0],
  ['İ', 0xdd],
  ['Ş', 0xde],
  ['ğ', 0xf0],
  ['ı', 0xfd],
  ['ş', 0xfe],
];
const bytes = new Map([...[...upper].map((letter, index): [string, number] => [letter, 0x80 + index]), ...turkish]);

/** Stretches of letters that are bytes above 0x7f in Windows-1252 and together make UTF-8. */
export function brokenStretches(text: string): BrokenStretch[] {
  const found: BrokenStretch[] = [];
  // Lead bytes of UTF-8 as letters, with what may follow them; one glance settles most texts.
  for (const { index, 0: stretch } of text.matchAll(
    /[\u00c2-\u00f4\u011e\u011f][\u0080-\u00ff\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+/g,
  )) {
    found.push(...decode(stretch, index));
  }
  return found;
}

function decode(stretch: string, offset: number): BrokenStretch[] {
  const codes = [...stretch].map((letter) => bytes.get(letter) ?? letter.charCodeAt(0));
  const found: BrokenStretch[] = [];
  let at = 0;
  let open: { start: number; meant: string; lost: boolean } | undefined;
  const close = (): void => {
    if (open) {
      const { start, meant, lost } = open;
      found.push({ start: offset + start, end: offset + at, ...(!lost && { meant }) });
    }
    open = undefined;
  };
  while (at < codes.length) {
    const length = sequenceLength(codes[at]!);
    const part = codes.slice(at, at + length);
    const decoded = decodeOne(part, length);
    // Windows-1252 has no letter for five bytes, and programs drop them: what is left is too short to be read.
    const torn = decoded === undefined && length > 2 ? tornLength(part) : 0;
    if (decoded === undefined && torn === 0) {
      close();
      at++;
      continue;
    }
    open ??= { start: at, meant: '', lost: false };
    if (decoded !== undefined) open.meant += decoded;
    // Of the sign that asks for an emoji's coloured form the last byte is always lost.
    else if (part[0] === 0xef && part[1] === 0xb8) open.meant += '\u{fe0f}';
    else open.lost = true;
    at += decoded === undefined ? torn : length;
  }
  close();
  return found.filter(isLikely(stretch, offset));
}

/** How many of the bytes after a lead byte, itself included, can belong to it; 0 where that is no sign of anything. */
function tornLength(part: readonly number[]): number {
  let length = 1;
  while (length < part.length && part[length]! >= 0x80 && part[length]! <= 0xbf) length++;
  const lead = part[0]!;
  return length > 1 && (lead === 0xe2 || lead === 0xef || lead === 0xf0) ? length : 0;
}

function sequenceLength(lead: number): number {
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 && lead <= 0xdf ? 2 : 1;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodeOne(part: readonly number[], length: number): string | undefined {
  if (length < 2 || part.length < length || part.some((code) => code > 0xff)) return undefined;
  try {
    return utf8.decode(Uint8Array.from(part));
  } catch {
    return undefined;
  }
}

/** `Ã` before a capital may be Portuguese; what comes out of true damage is a letter, a sign or an emoji, not a control. */
function isLikely(stretch: string, offset: number): (found: BrokenStretch) => boolean {
  return ({ start, end, meant }) => {
    const written = stretch.slice(start - offset, end - offset);
    if (meant === undefined) return written.length > 1;
    if (/\p{Cc}/u.test(meant)) return false;
    // Two letters alone must be what no language writes in a row: a capital with a mark, then a sign.
    return (
      written.length > 2 ||
      /^[\u00c2-\u00df][^\p{L}]$/u.test(written) ||
      /^Ã[\u0192\u00a0-\u00bf\u0152-\u0178\u2013-\u203a\u20ac\u2122]$/.test(written)
    );
  };
}

/** The text as it was meant, as far as that can be recovered. */
export function repaired(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end, meant } of brokenStretches(text)) {
    result += text.slice(at, start) + (meant ?? text.slice(start, end));
    at = end;
  }
  return result + text.slice(at);
}
