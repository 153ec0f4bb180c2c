/** Figures that a text gives for something, read one way by lint and by what judges traces. */
import { type Quantity, quantitiesOf } from './quantities.ts';

/** One figure with a unit: `Latency p99: 5 ms`. */
export interface Claim extends Quantity {
  /** In small letters, without the percentile; empty where the text does not say of what. */
  readonly name: string;
  /** 50, 99, 99.9 … */
  readonly percentile?: number;
  /** As it is written. */
  readonly written: string;
  /** Where it stands in the whole text; `start` and `end` are in `part`. */
  readonly at: number;
  /** What stands between line ends, `|` and `;`. */
  readonly part: string;
}

/** Every figure with a unit, line by line; `a | b` are two parts of a line, and the name holds for both. */
export function claimsIn(text: string): Claim[] {
  const claims: Claim[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    let inherited = '';
    for (const part of line.split(/[|;]/)) {
      const colon = /^([^:=]{1,60}?)\s*[:=](?!\d\d)/.exec(part);
      const quantities = quantitiesOf(part);
      if (colon) inherited = plainName(colon[1]!);
      // `82K events/s sustained throughput`: the name comes last.
      const after = quantities.length === 1 && !colon ? plainName(part.slice(quantities[0]!.end)) : '';
      for (const quantity of quantities) {
        const percentile = percentileAt(part, quantity);
        claims.push({
          ...quantity,
          name: inherited || after,
          ...(percentile !== undefined && { percentile }),
          written: part.slice(quantity.start, quantity.end).trim(),
          at: at + quantity.start,
          part,
        });
      }
      at += part.length + 1;
    }
  }
  return claims;
}

function percentileAt(text: string, { start, end }: Quantity): number | undefined {
  const behind = /^\s?\(?p(\d{2}(?:\.\d{1,2})?)\b/i.exec(text.slice(end, end + 12));
  const before = /\bp(\d{2}(?:\.\d{1,2})?)\)?\s?(?:is|of)?\s?[:=]?\s?[~<≤≈]?\s?$/i.exec(
    text.slice(Math.max(0, start - 16), start),
  );
  const found = behind ?? before;
  return found ? Number(found[1]) : undefined;
}

function plainName(text: string): string {
  return text
    .toLowerCase()
    .replace(/\(?\bp\d{2}(?:\.\d{1,2})?\b\)?/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Is it said of everything from the first message to the last? */
export function isEndToEnd({ name }: Pick<Claim, 'name'>): boolean {
  return /\be2e\b|\bend to end\b/.test(name);
}

export function isTotal({ name }: Pick<Claim, 'name'>): boolean {
  return /\b(?:total|overall|altogether)\b/.test(name);
}
