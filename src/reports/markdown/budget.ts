/** Bytes of UTF-8 that the smallest of the places takes: a comment at GitHub. */
export const commentLimit = 65_536;

/** A part that is left out where there is no room; then it is counted under its noun. */
export interface Part {
  readonly lines: readonly string[];
  readonly noun?: string;
}

/** Room for the sentence that says what was left out. */
const reserve = 200;

/**
 * Parts, an empty line between any two, in at most `limit` bytes. What is counted may be left out, the later ones
 * first; what is not is there to stay.
 */
export function withinLimit(parts: readonly Part[], limit: number): string {
  const texts = parts.map(({ lines }) => `${lines.join('\n')}\n\n`);
  const sizes = texts.map((text) => Buffer.byteLength(text));
  const fixed = parts.reduce((sum, { noun }, index) => sum + (noun ? 0 : sizes[index]!), reserve);
  let room = limit - fixed;
  const kept: string[] = [];
  const left = new Map<string, number>();
  for (const [index, { noun }] of parts.entries()) {
    if (!noun) kept.push(texts[index]!);
    else if (sizes[index]! <= room && !left.has(noun)) {
      kept.push(texts[index]!);
      room -= sizes[index]!;
    } else left.set(noun, (left.get(noun) ?? 0) + 1);
  }
  const counted = [...left].map(([noun, number]) => `${number} more ${noun}${number === 1 ? '' : 's'}`);
  if (counted.length > 0) kept.push(`_…and ${counted.join(' and ')}, left out for want of room._\n\n`);
  return `${kept.join('').trimEnd()}\n`;
}
