/** HTML and SVG as text, in which nothing that others wrote can be anything but text. */
import { printable } from './terminal/text.ts';

/** What literals of this program and escaped text made. Nothing else makes one. */
export class Markup {
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  static of(literals: TemplateStringsArray, values: readonly Content[]): Markup {
    const parts: string[] = [literals[0]!];
    values.forEach((value, index) => {
      append(value, parts);
      parts.push(literals[index + 1]!);
    });
    return new Markup(parts.join(''));
  }

  toString(): string {
    return this.#text;
  }
}

export type Content = Markup | string | number | undefined | readonly Content[];

/**
 * Strings are escaped for elements and for attributes in double quotes; numbers have at most two decimals; lists are
 * written one after another and undefined not at all.
 */
export function html(literals: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return Markup.of(literals, values);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** The one way of foreign text into a page. Control characters and direction marks become visible. */
export function escaped(text: string): string {
  return printable(text).replace(/[&<>"'`]/g, (character) => entities[character]!);
}

function append(value: Content, parts: string[]): void {
  if (value === undefined) return;
  if (value instanceof Markup) parts.push(value.toString());
  else if (typeof value === 'number') parts.push(String(Math.round(value * 100) / 100));
  else if (typeof value === 'string') parts.push(escaped(value));
  else for (const each of value) append(each, parts);
}
