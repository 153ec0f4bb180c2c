import type { ExplainedExample } from './explanation.ts';
import { displayWidth, printable } from './terminal/text.ts';

/** The text with its lines numbered, and below each line what of it is told. `style` is for that. */
export function exampleLines({ text, told }: ExplainedExample, style = (carets: string): string => carets): string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  const digits = String(lines.length).length;
  let start = 0;
  return lines.flatMap((line, index) => {
    const shown = [`${String(index + 1).padStart(digits)} │ ${printable(line)}`.trimEnd()];
    for (const place of told) {
      // Of a place over several lines the first is underlined.
      if (place.start < start || place.start > start + line.length) continue;
      const from = place.start - start;
      const to = Math.max(from + 1, Math.min(place.end - start, line.length));
      const before = ' '.repeat(displayWidth(printable(line.slice(0, from))));
      const carets = '^'.repeat(Math.max(1, displayWidth(printable(line.slice(from, to)))));
      shown.push(`${' '.repeat(digits)} │ ${before}${style(carets)}`);
    }
    start += line.length + 1;
    return shown;
  });
}

/** `with messages: 2, beside docs/orders.png`, or nothing. */
export function circumstances({ options = {}, beside = {} }: ExplainedExample): string {
  const set = Object.entries(options).map(([name, value]) => `with ${name}: ${written(value)}`);
  const files = Object.keys(beside).map((path) => `beside ${path}`);
  return [...set, ...files].join(', ');
}

/** A value of an option as it stands in a configuration. */
export function written(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(written).join(', ')}]` : String(value);
}
