import { printable } from '../terminal/text.ts';

/**
 * A text that means itself. In a message of SARIF `[a](b)` is a link and `{0}` a placeholder (2.1.0, 3.11.5 and
 * 3.11.6). Those are escaped; other braces are not, though the letter of the standard wants them doubled: paths such as
 * `/users/{id}` are everywhere, and what reads SARIF shows doubled braces as they are.
 */
export function messageText(text: string): string {
  return printable(text.toWellFormed())
    .replace(/\]\(/g, '\\](')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

/** Parts as sentences of one text. */
export function sentences(parts: readonly (string | undefined)[]): string {
  return messageText(
    parts
      .filter((part) => part !== undefined && part !== '')
      .map((part) => (/[.?!…]$/.test(part!) ? part : `${part}.`))
      .join('\n'),
  );
}
