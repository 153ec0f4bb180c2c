import type { SourceRange } from '#diagnostics';
import { type Claim, claimsIn, walkFragments } from '#model';
import type { LintedDrawing } from './rule.ts';

/** A note, and what it is attached to. */
export interface BudgetNote {
  readonly text: string;
  readonly of: readonly string[];
  readonly range: SourceRange;
  readonly drawing: LintedDrawing;
  readonly isInFrame: boolean;
}

/** One figure that a note gives for something. */
export interface NotedClaim extends Claim {
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

export function claimsOf(note: BudgetNote): NotedClaim[] {
  return claimsIn(note.text).map((claim) => ({ ...claim, note }));
}

export function isThroughput({ name, kind }: Claim): boolean {
  return kind === 'rate' && /\bthroughput\b/.test(name);
}
