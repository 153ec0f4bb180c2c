import type { Mutation, Mutations } from './run-result.ts';
import type { Paint } from './terminal/paint.ts';
import { hanging } from './terminal/text.ts';

/** What single faults came to: a table by kind, then every fault that was missed, and what cannot be seen and why. */
export function mutationLines(
  mutations: Mutations,
  { paint, width }: { readonly paint: Paint; readonly width: number },
): string[] {
  const byKind = Map.groupBy(mutations.outcomes, ({ kind }) => kind);
  const rows = [...byKind].map(([kind, own]) => [kind, ...counts(own)]);
  const table = [
    ['fault', 'struck', 'found', 'named', 'missed', 'not observable'],
    ...rows,
    ['all', ...counts(mutations.outcomes)],
  ];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row) => {
    const cells = row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)));
    return `  ${cells.join('  ')}`.trimEnd();
  });
  const missed = mutations.outcomes.filter(({ outcome }) => outcome === 'missed');
  const unseen = mutations.outcomes.filter(({ outcome }) => outcome === 'unobservable');
  return [
    paint.dim(lines[0]!),
    ...lines.slice(1),
    // In a loop the same may be missed more than once.
    ...[
      ...new Set(missed.map((one) => `✗ missed in run ${one.run}: ${one.kind} at line ${one.line}: ${one.says}`)),
    ].flatMap((text) => hanging('  ', text, width).map((line) => paint.red(line))),
    ...[...Map.groupBy(unseen, ({ why }) => why ?? '')].flatMap(([why, own]) => [
      ...hanging('  ', `not observable, for ${why}:`, width),
      ...[...Map.groupBy(own, ({ kind }) => kind)].flatMap(([kind, some]) =>
        hanging('    ', `${kind} at ${linesOf(some)}`, width).map((line) => paint.dim(line)),
      ),
    ]),
  ];
}

function counts(outcomes: readonly Mutation[]): string[] {
  const count = (outcome: Mutation['outcome']) => outcomes.filter((one) => one.outcome === outcome).length;
  const named = outcomes.filter((one) => one.named).length;
  return [outcomes.length, count('found'), named, count('missed'), count('unobservable')].map(String);
}

/** `line 7`, `lines 7, 12 and 30`. */
function linesOf(some: readonly Mutation[]): string {
  const lines = [...new Set(some.map(({ line }) => line))].sort((a, b) => a - b);
  if (lines.length === 1) return `line ${lines[0]}`;
  return `lines ${lines.slice(0, -1).join(', ')} and ${lines.at(-1)}`;
}
