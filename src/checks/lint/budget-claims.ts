import type { SourceRange } from '#diagnostics';
import { walkFragments } from '#model';
import { type Quantity, quantitiesOf } from './quantities.ts';
import type { LintedDrawing } from './rule.ts';

/** A note, and what it is attached to. */
export interface BudgetNote {
  readonly text: string;
  readonly of: readonly string[];
  readonly range: SourceRange;
  readonly drawing: LintedDrawing;
  readonly isInFrame: boolean;
}

/** One figure that a note gives for something: `Latency p99: 5 ms`. */
export interface Claim extends Quantity {
  /** In small letters, without the percentile; empty where the note does not say of what. */
  readonly name: string;
  /** 50, 99, 99.9 … */
  readonly percentile?: number;
  /** As it is written. */
  readonly written: string;
  readonly note: BudgetNote;
}

export function notesOf(drawing: LintedDrawing): BudgetNote[] {
  const { interaction, structure, lifecycle } = drawing;
  const timed = interaction ? [...walkFragments(interaction.fragments)] : [];
  return [
    ...timed.flatMap(({ fragment, path }) =>
      fragment.type === 'note'
        ? [{ text: fragment.text, of: fragment.lifelines, range: fragment.range, drawing, isInFrame: path.length > 0 }]
        : [],
    ),
    ...[...(structure?.notes ?? []), ...(lifecycle?.notes ?? [])].map(({ text, of, range }) => ({
      text,
      of,
      range,
      drawing,
      isInFrame: false,
    })),
  ];
}

/** Every figure with a unit in a note, line by line; `a | b` are two parts of a line, and the name holds for both. */
export function claimsOf(note: BudgetNote): Claim[] {
  const claims: Claim[] = [];
  for (const line of note.text.split('\n')) {
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
          note,
        });
      }
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
export function isEndToEnd({ name }: Claim): boolean {
  return /\be2e\b|\bend to end\b/.test(name);
}

export function isThroughput({ name, kind }: Claim): boolean {
  return kind === 'rate' && /\bthroughput\b/.test(name);
}

export function isTotal({ name }: Claim): boolean {
  return isOverall.test(name);
}

const isOverall = /\b(?:total|overall|altogether)\b/;
