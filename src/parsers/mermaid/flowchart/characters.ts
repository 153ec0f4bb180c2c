/** Characters as the lexer of Mermaid's flowcharts sorts them (flow.jison of Mermaid 12). */

/** Bits of `kinds`. */
const inName = 1;
const inWord = 2;
const white = 4;

const kinds = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_') {
  kinds[character.charCodeAt(0)] = inName | inWord;
}
for (const character of '!"#$%&\'*+.`?\\/') kinds[character.charCodeAt(0)] = inName;
for (const character of '\t\n\v\f\r ') kinds[character.charCodeAt(0)] = white;

export const code = {
  ...{ tab: 9, newline: 10, return: 13, space: 32, quote: 34, hash: 35, and: 38, open: 40, close: 41, star: 42 },
  ...{ comma: 44, dash: 45, dot: 46, slash: 47, colon: 58, semicolon: 59, less: 60, equals: 61, greater: 62, at: 64 },
  ...{ openSquare: 91, backslash: 92, closeSquare: 93, caret: 94, backtick: 96, openCurly: 123, pipe: 124 },
  ...{ closeCurly: 125, tilde: 126, o: 111, v: 118, x: 120 },
} as const;

/** What an ASCII name may hold anywhere but at its beginning (`-` has rules of its own). */
export function isNameCode(at: number): boolean {
  return at < 128 && (kinds[at]! & inName) !== 0;
}

/** `\w` of regular expressions. */
export function isWordCode(at: number): boolean {
  return at < 128 && (kinds[at]! & inWord) !== 0;
}

export function isDigit(at: number): boolean {
  return at >= 48 && at <= 57;
}

/** `\s` of regular expressions; `NaN` beyond the end is none. */
export function isSpace(at: number): boolean {
  if (at < 128) return (kinds[at]! & white) !== 0;
  return at >= 160 && /\s/.test(String.fromCharCode(at));
}

export function isLineEnd(at: number): boolean {
  return at === code.newline || at === code.return;
}

/** Letters outside ASCII, those of the basic plane alone: Mermaid reads text unit by unit. */
export function isLetter(at: number): boolean {
  return at >= 0xaa && /\p{L}/u.test(String.fromCharCode(at));
}
