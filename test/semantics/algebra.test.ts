import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY, IMPOSSIBLE, LoopKind, Stepper, type Term, TermArena, UNBOUNDED } from '#semantics';
import { Eraser } from '../../src/semantics/erase.ts';
import { propertyRuns } from './arbitrary.ts';

const lifelineCount = 3;

/** What a term is made of, so that equal parts can be made twice in one arena. */
type Shape =
  | { readonly is: 'empty' }
  | { readonly is: 'occurrence'; readonly action: number }
  | { readonly is: 'seq' | 'strict'; readonly parts: readonly [Shape, Shape]; readonly coregion: readonly number[] }
  | { readonly is: 'alt' | 'par'; readonly parts: readonly Shape[] }
  | { readonly is: 'loop'; readonly body: Shape; readonly min: number; readonly max: number; readonly kind: LoopKind }
  | { readonly is: 'critical'; readonly body: Shape };

const { shape } = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: fc.record({ is: fc.constant('occurrence'), action: fc.nat({ max: 5 }) }) },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('empty') }) },
    {
      weight: 3,
      arbitrary: fc.record({
        is: fc.constantFrom('seq', 'strict'),
        parts: fc.tuple(tie('shape'), tie('shape')),
        coregion: fc.oneof(fc.constant([]), fc.constant([]), fc.subarray([0, 1, 2])),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        is: fc.constantFrom('alt', 'par'),
        parts: fc.array(tie('shape'), { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        is: fc.constant('loop'),
        body: tie('shape'),
        min: fc.nat({ max: 2 }),
        max: fc.constantFrom(UNBOUNDED, UNBOUNDED, 2, 3),
        kind: fc.constantFrom(...Object.values(LoopKind)),
      }),
    },
    { weight: 1, arbitrary: fc.record({ is: fc.constant('critical'), body: tie('shape') }) },
  ) as fc.Arbitrary<Shape>,
}));

function newArena(): TermArena {
  const arena = new TermArena(lifelineCount);
  for (let lifeline = 0; lifeline < lifelineCount; lifeline++) {
    arena.action(lifeline);
    arena.action(lifeline);
  }
  return arena;
}

function make(arena: TermArena, shape: Shape): Term {
  switch (shape.is) {
    case 'empty':
      return EMPTY;
    case 'occurrence':
      return arena.occurrence(shape.action);
    case 'seq':
      return arena.seq(make(arena, shape.parts[0]), make(arena, shape.parts[1]), arena.set(shape.coregion));
    case 'strict':
      return arena.strict(make(arena, shape.parts[0]), make(arena, shape.parts[1]));
    case 'alt':
      return arena.alt(shape.parts.map((part) => make(arena, part)));
    case 'par':
      return arena.par(shape.parts.map((part) => make(arena, part)));
    case 'loop':
      return arena.loop(make(arena, shape.body), shape.min, shape.max, shape.kind);
    case 'critical':
      return arena.critical(make(arena, shape.body));
  }
}

/** A few terms that steps lead to: some only come about so, such as entered regions. */
function reachable(stepper: Stepper, start: Term): readonly Term[] {
  const terms = [start];
  for (let index = 0; index < terms.length && terms.length < 20; index++) {
    for (const action of stepper.frontier(terms[index]!)) {
      for (const after of stepper.step(terms[index]!, action)) if (!terms.includes(after)) terms.push(after);
    }
  }
  return terms;
}

function holds(law: (arena: TermArena, ...terms: [Term, Term, Term]) => void): void {
  fc.assert(
    fc.property(shape, shape, shape, (a, b, c) => {
      const arena = newArena();
      law(arena, make(arena, a), make(arena, b), make(arena, c));
    }),
    { numRuns: propertyRuns },
  );
}

describe('equal by construction', () => {
  test('alt is commutative, associative and idempotent', () => {
    holds((arena, a, b, c) => {
      expect(arena.alt([a, b])).toBe(arena.alt([b, a]));
      expect(arena.alt([arena.alt([a, b]), c])).toBe(arena.alt([a, b, c]));
      expect(arena.alt([a, arena.alt([b, c])])).toBe(arena.alt([a, b, c]));
      expect(arena.alt([a, a])).toBe(a);
    });
  });

  test('par is commutative and associative, and nothing beside it changes it', () => {
    holds((arena, a, b, c) => {
      expect(arena.par([a, b])).toBe(arena.par([b, a]));
      expect(arena.par([arena.par([a, b]), c])).toBe(arena.par([a, b, c]));
      expect(arena.par([a, arena.par([b, c])])).toBe(arena.par([a, b, c]));
      expect(arena.par([EMPTY, a])).toBe(a);
    });
  });

  test('seq and strict are associative, and nothing before or after changes them', () => {
    holds((arena, a, b, c) => {
      for (const join of [arena.seq.bind(arena), arena.strict.bind(arena)]) {
        expect(join(join(a, b), c)).toBe(join(a, join(b, c)));
        expect(join(EMPTY, a)).toBe(a);
        expect(join(a, EMPTY)).toBe(a);
      }
    });
  });

  test('loops that change nothing disappear', () => {
    holds((arena, a, b) => {
      expect(arena.loop(EMPTY, 0, UNBOUNDED)).toBe(EMPTY);
      expect(arena.loop(a, 1, 1)).toBe(a);
      expect(arena.loop(a, 0, 0)).toBe(EMPTY);
      for (const kind of [LoopKind.weak, LoopKind.strict, LoopKind.par]) {
        const loop = (term: Term) => arena.loop(term, 0, UNBOUNDED, kind);
        expect(loop(loop(a))).toBe(loop(a));
        expect(loop(arena.opt(a))).toBe(loop(a));
        expect(loop(arena.alt([loop(a), b]))).toBe(loop(arena.alt([a, b])));
      }
    });
  });
});

describe('steps', () => {
  test('the frontier is what has a step', () => {
    holds((arena, a) => {
      const stepper = new Stepper(arena);
      for (const term of reachable(stepper, a)) {
        const possible = arena.lifelineOfAction.flatMap((_, action) =>
          stepper.step(term, action).length > 0 ? [action] : [],
        );
        expect(stepper.frontier(term)).toEqual(possible);
      }
    });
  });

  test('what is free can be done now', () => {
    holds((arena, a) => {
      const stepper = new Stepper(arena);
      for (const term of reachable(stepper, a)) {
        for (let lifeline = 0; lifeline < lifelineCount; lifeline++) {
          for (const action of stepper.firsts(term, lifeline).free) expect(stepper.step(term, action)).not.toEqual([]);
        }
      }
    });
  });

  test('pruning removes the lifeline, changes nothing without it, and does nothing twice', () => {
    holds((arena, a) => {
      const stepper = new Stepper(arena);
      for (let lifeline = 0; lifeline < lifelineCount; lifeline++) {
        const pruned = stepper.prune(a, lifeline);
        if (!arena.involves(a, lifeline)) expect(pruned).toBe(a);
        // What may be empty may do without any lifeline.
        if (arena.nullable[a]) expect(pruned).not.toBe(IMPOSSIBLE);
        if (pruned === IMPOSSIBLE) continue;
        expect(arena.involves(pruned, lifeline)).toBe(false);
        expect(stepper.prune(pruned, lifeline)).toBe(pruned);
        expect(arena.nullable[pruned]).toBe(arena.nullable[a]);
      }
    });
  });

  test('erasing removes the lifeline, keeps all others possible, and comes in any order', () => {
    holds((arena, a) => {
      const eraser = new Eraser(arena);
      const stepper = new Stepper(arena);
      for (let lifeline = 0; lifeline < lifelineCount; lifeline++) {
        const erased = eraser.erase(a, lifeline);
        if (!arena.involves(a, lifeline)) expect(erased).toBe(a);
        expect(arena.involves(erased, lifeline)).toBe(false);
        if (arena.nullable[a]) expect(arena.nullable[erased]).toBe(true);
        const other = (lifeline + 1) % lifelineCount;
        const both = eraser.erase(erased, other);
        expect(stepper.frontier(both)).toEqual(stepper.frontier(eraser.erase(eraser.erase(a, other), lifeline)));
        for (const action of stepper.frontier(a)) {
          if (arena.lifelineOfAction[action] !== lifeline) expect(stepper.step(erased, action)).not.toEqual([]);
        }
      }
      const all = [0, 1, 2].reduce((term, lifeline) => eraser.erase(term, lifeline), a);
      expect(all).toBe(EMPTY);
    });
  });
});
