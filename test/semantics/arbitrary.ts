import fc from 'fast-check';
import type { InteractionFragment, InteractionOperator } from '#model';
import { combinedOf, messageOf, textOf } from './build.ts';
import type { OracleEvent } from './case-oracle.ts';
import { lifelineOf, type Run, TooLarge } from './oracle.ts';

/** How many cases a property is tried with; a bench run sets more. */
export const propertyRuns = Number(process.env.ASDRAWN_PROPERTY_RUNS ?? 1500);

/** In milliseconds. */
export const propertyTimeout = 30_000 + 20 * propertyRuns;

export const lifelines = ['a', 'b', 'c'];

/** All that can be drawn with two labels. */
export const alphabet = lifelines.flatMap((lifeline) =>
  ['!1', '!2', '?1', '?2'].map((occurrence) => `${lifeline}${occurrence}`),
);

const message = fc
  .record({
    ends: fc.constantFrom<[string | null, string | null, boolean]>(
      ['a', 'b', false],
      ['b', 'a', false],
      ['b', 'c', false],
      ['c', 'b', false],
      ['c', 'a', false],
      ['a', 'c', false],
      ['a', 'a', false],
      ['b', null, false],
      [null, 'a', false],
      [null, 'c', false],
      ['c', 'a', true],
    ),
    label: fc.constantFrom('1', '2'),
  })
  .map(({ ends: [from, to, lost], label }) => messageOf(from, to, label, lost));

const bounds = fc.constantFrom(
  { min: 0, max: null },
  { min: 1, max: null },
  { min: 2, max: null },
  { min: 0, max: 1 },
  { min: 0, max: 2 },
  { min: 1, max: 2 },
  { min: 2, max: 2 },
  { min: 2, max: 3 },
  { min: 0, max: 0 },
);

const unary: readonly InteractionOperator[] = ['opt', 'break', 'critical', 'neg', 'assert', 'group'];
const wide: readonly InteractionOperator[] = ['alt', 'alt', 'par', 'par', 'strict', 'seq', 'critical'];

/** `fragments(0)` are messages only. */
const fragments: fc.Memo<readonly InteractionFragment[]> = fc.memo((depth) => {
  if (depth <= 1) return fc.array(message, { maxLength: 2 });
  const inner = fragments();
  const some = fc.oneof(
    { weight: 5, arbitrary: message },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom(...wide), fc.array(inner, { minLength: 1, maxLength: 3 }))
        .map(([operator, operands]) => combinedOf(operator, operands)),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom(...unary), inner)
        .map(([operator, operand]) => combinedOf(operator, [operand])),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(inner, bounds).map(([operand, times]) => combinedOf('loop', [operand], times)),
    },
    {
      // A region says something only beside an operand that may have to wait for it.
      weight: 2,
      arbitrary: fc
        .tuple(inner, inner, inner)
        .map(([region, after, sibling]) => combinedOf('par', [[combinedOf('critical', [region]), ...after], sibling])),
    },
  );
  return fc.array(some, { minLength: 1, maxLength: 3 });
});

/** Small interactions of every operator over three lifelines and two labels. */
export const interactions: fc.Arbitrary<readonly InteractionFragment[]> = fc.oneof(fragments(2), fragments(3));

/** Numbers from which a case is made, once the runs of the interaction are known. */
export interface Recipe {
  readonly run: number;
  readonly mutations: readonly { readonly kind: 'swap' | 'drop' | 'add' | 'replace'; readonly at: number }[];
  readonly cut: readonly number[];
  readonly order: 'total' | 'lifelines' | 'random';
  readonly seed: number;
  readonly ambiguous: boolean;
  readonly optional: boolean;
}

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  run: fc.nat(),
  mutations: fc.array(
    fc.record({ kind: fc.constantFrom('swap', 'drop', 'add', 'replace'), at: fc.nat({ max: 1000 }) }),
    { maxLength: 2 },
  ),
  cut: fc.array(fc.nat({ max: 8 }), { minLength: 3, maxLength: 3 }),
  order: fc.constantFrom('total', 'lifelines', 'random'),
  seed: fc.nat(),
  ambiguous: fc.boolean(),
  optional: fc.boolean(),
});

export interface ObservedCase {
  readonly events: readonly OracleEvent[];
  /** Where each event happened. */
  readonly lifelines: readonly string[];
}

/** A case that is like one of the runs: changed a little, and with less known of its order. */
export function caseOf(recipe: Recipe, runs: readonly Run[], alphabet: readonly string[], cutPrefixes = false) {
  const texts = changedRun(recipe, runs, alphabet);
  return observe(cutPrefixes ? cutEach(texts, recipe.cut) : texts, recipe, alphabet, mulberry32(recipe.seed));
}

/** One of the runs, changed a little. */
export function changedRun(recipe: Recipe, runs: readonly Run[], alphabet: readonly string[]): readonly string[] {
  const random = mulberry32(~recipe.seed);
  const run = runs.length > 0 ? runs[recipe.run % runs.length]! : undefined;
  const texts = (run?.occurrences ?? []).map((occurrence) => occurrence.text);
  for (const { kind, at } of recipe.mutations) mutate(texts, kind, at, alphabet, random);
  return texts;
}

/** Interactions with too many runs to list are left out. */
export function withinLimits(runs: () => readonly Run[]): readonly Run[] {
  try {
    return runs();
  } catch (error) {
    if (error instanceof TooLarge) fc.pre(false);
    throw error;
  }
}

/** What a failed property shows. */
export function explained(fragments: readonly InteractionFragment[], { events, lifelines }: ObservedCase): string {
  const lines = events.map(({ texts, optional, after }, index) => {
    const order = after.length > 0 ? ` after ${after.join()}` : '';
    return `${index}@${lifelines[index]}: ${texts.join('/')}${optional ? ' (optional)' : ''}${order}`;
  });
  return `\n${textOf(fragments)}\n--\n${lines.join('\n')}\n`;
}

function mutate(
  texts: string[],
  kind: Recipe['mutations'][number]['kind'],
  at: number,
  alphabet: readonly string[],
  random: () => number,
): void {
  const index = texts.length === 0 ? 0 : at % texts.length;
  const letter = alphabet[Math.floor(random() * alphabet.length)];
  if (kind === 'swap' && texts.length > 1) {
    const other = (index + 1) % texts.length;
    [texts[index], texts[other]] = [texts[other]!, texts[index]!];
  }
  if (kind === 'drop') texts.splice(index, 1);
  if (kind === 'add' && letter) texts.splice(index, 0, letter);
  if (kind === 'replace' && letter && texts.length > 0) texts[index] = letter;
}

/** Of each lifeline, no more than so many occurrences. */
function cutEach(texts: readonly string[], cut: readonly number[]): readonly string[] {
  const seen = new Map<string, number>();
  return texts.filter((text) => {
    const lifeline = lifelineOf(text);
    const count = (seen.get(lifeline) ?? 0) + 1;
    seen.set(lifeline, count);
    return count <= (cut[lifelines.indexOf(lifeline)] ?? 0);
  });
}

function observe(texts: readonly string[], recipe: Recipe, alphabet: readonly string[], random: () => number) {
  // Events are numbered in any order: only `after` says what came before what.
  const numbers = texts.map((_, index) => index);
  for (let index = numbers.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [numbers[index], numbers[other]] = [numbers[other]!, numbers[index]!];
  }
  const density = random();
  const events = new Array<OracleEvent>(texts.length);
  const places = new Array<string>(texts.length);
  texts.forEach((text, position) => {
    const lifeline = lifelineOf(text);
    const after: number[] = [];
    for (let earlier = 0; earlier < position; earlier++) {
      const known =
        recipe.order === 'total' ||
        (recipe.order === 'lifelines' && lifelineOf(texts[earlier]!) === lifeline) ||
        (recipe.order === 'random' && random() < density);
      if (known) after.push(numbers[earlier]!);
    }
    const others = recipe.ambiguous ? alphabet.filter((other) => lifelineOf(other) === lifeline && random() < 0.4) : [];
    const number = numbers[position]!;
    events[number] = { texts: [...new Set([text, ...others])], optional: recipe.optional && random() < 0.3, after };
    places[number] = lifeline;
  });
  const observed: ObservedCase = { events, lifelines: places };
  return observed;
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
