/** Bytes of UTF-8 that the smallest of the places takes: a comment at GitHub. */
export const commentLimit = 65_536;

/** A part that may be left out where there is no room, and is then counted under its noun; without one it stays. */
export interface Part {
  readonly noun?: string;
  readonly lines: () => readonly string[];
}

/** Room for the sentence that says what was left out. */
const reserve = 200;

/**
 * Parts, an empty line between any two, in at most `limit` bytes. Of one noun the first stay: after one that has no room
 * none is even made.
 */
export function withinLimit(parts: readonly Part[], limit: number): string {
  const made = new Map(parts.filter(({ noun }) => !noun).map((part) => [part, textOf(part)]));
  let room = [...made.values()].reduce((left, text) => left - Buffer.byteLength(text), limit - reserve);
  const left = new Map<string, number>();
  for (const part of parts) {
    const { noun } = part;
    if (!noun) continue;
    const text = left.has(noun) ? undefined : textOf(part);
    const size = text === undefined ? 0 : Buffer.byteLength(text);
    if (text === undefined || size > room) left.set(noun, (left.get(noun) ?? 0) + 1);
    else {
      made.set(part, text);
      room -= size;
    }
  }
  const kept = parts.map((part) => made.get(part) ?? '');
  const counted = [...left].map(([noun, number]) => `${number} more ${noun}${number === 1 ? '' : 's'}`);
  if (counted.length > 0) kept.push(`_…and ${counted.join(' and ')}, left out for want of room._\n\n`);
  return `${kept.join('').trimEnd()}\n`;
}

function textOf({ lines }: Part): string {
  return `${lines().join('\n')}\n\n`;
}
