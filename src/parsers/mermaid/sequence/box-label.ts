import { colourNames } from '#model';

/** What is written on a box, told from its colour by the names of CSS: `box Aqua Back office` is labelled `Back office`, `box Back office` as it stands. */
export function boxLabel(text: string): string {
  const match = /^((?:rgba?|hsla?)\s*\([^)]*\)|\w*)([\s\S]*)$/i.exec(text)!;
  const first = match[1]!.toLowerCase();
  return first.includes('(') || colourNames.has(first) ? match[2]!.trim() : text;
}
