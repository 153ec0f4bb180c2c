import { describe, expect, test } from 'vitest';
import { DEAD, DeterministicRuns, LoopKind, Stepper, type Term, TermArena, UNBOUNDED, UNDECIDED } from '#semantics';

/** What no drawing says, but terms can: other loops, coregions. Lifelines a, b; actions `a b x y`, x also on a, y on b. */
const arena = new TermArena(2);
const actions = new Map(['a', 'b', 'x', 'y'].map((name, index) => [name, arena.action(index % 2)]));
const is = (name: string): Term => arena.occurrence(actions.get(name)!);
const pair = arena.seq(is('a'), is('b'));
const loop = (body: Term, kind: LoopKind, min = 0, max = UNBOUNDED) => arena.loop(body, min, max, kind);

describe.each([
  {
    says: 'weak iterations may overtake each other on other lifelines',
    term: loop(pair, LoopKind.weak),
    accepts: ['', 'ab', 'ba', 'aabb', 'baab', 'bbaa'],
    rejects: ['a', 'aab'],
  },
  {
    says: 'strict iterations follow each other on all lifelines',
    term: loop(pair, LoopKind.strict),
    accepts: ['', 'ab', 'ba', 'abba', 'baab'],
    rejects: ['aabb', 'bbaa', 'aba'],
  },
  {
    says: 'strict iterations are counted',
    term: loop(pair, LoopKind.strict, 1, 2),
    accepts: ['ab', 'abba'],
    rejects: ['', 'aabb', 'ababab'],
  },
  {
    says: 'parallel iterations are not ordered at all',
    term: loop(arena.strict(is('a'), is('x')), LoopKind.par, 2, 3),
    accepts: ['axax', 'aaxx', 'aaxaxx'],
    rejects: ['ax', 'axxa', 'axaxaxax'],
  },
  {
    says: 'a weak iteration may begin before the one before it',
    term: loop(arena.alt([arena.strict(is('a'), is('b')), is('y')]), LoopKind.weak),
    accepts: ['', 'ab', 'yab', 'aby', 'ayb'],
    rejects: ['ba', 'ay'],
  },
  {
    says: 'of iterations with a head, each begins only after the one before it has begun',
    term: loop(arena.alt([arena.strict(is('a'), is('b')), is('y')]), LoopKind.head),
    accepts: ['', 'ab', 'yab', 'aby', 'aabb'],
    rejects: ['ba', 'ay', 'ayb'],
  },
  {
    says: 'on the lifelines of a coregion two sides are not ordered',
    term: arena.seq(arena.seq(is('a'), is('b')), arena.seq(is('x'), is('y')), arena.set([0])),
    accepts: ['abxy', 'xaby', 'xbay', 'bxya'],
    rejects: ['yxba', 'axyb'],
  },
])('$says', ({ term, accepts, rejects }) => {
  const automaton = new DeterministicRuns(new Stepper(arena), term);
  test.each([...accepts.map((run) => [run, true] as const), ...rejects.map((run) => [run, false] as const)])(
    '%j: %s',
    (run, expected) => {
      expect(automaton.run(actionsOf(run)).outcome === 'run').toBe(expected);
    },
  );
});

describe('totally ordered cases', () => {
  const term = arena.strict(is('a'), arena.alt([is('b'), is('x')]));

  test('say how far they go', () => {
    const automaton = new DeterministicRuns(new Stepper(arena), term);
    expect(automaton.run(actionsOf('ab'))).toMatchObject({ outcome: 'run', length: 2 });
    expect(automaton.run(actionsOf('a'))).toMatchObject({ outcome: 'prefix', length: 1 });
    expect(automaton.run(actionsOf('aa'))).toMatchObject({ outcome: 'rejected', length: 1 });
    expect(automaton.run([-1])).toMatchObject({ outcome: 'rejected', length: 0, state: automaton.start });
    expect(automaton.run([99])).toMatchObject({ outcome: 'rejected', length: 0 });
  });

  test('share states', () => {
    const automaton = new DeterministicRuns(new Stepper(arena), term);
    const { state } = automaton.run(actionsOf('ab'));
    expect(automaton.run(actionsOf('ax')).state).toBe(state);
    expect(automaton.stateCount).toBe(3);
    expect(automaton.isFinal(state)).toBe(true);
    expect(automaton.next(state, 0)).toBe(DEAD);
    expect(automaton.termsOf(automaton.start)).toEqual([term]);
  });

  test('keep thousands of steps apart', () => {
    const wide = new TermArena(1);
    const rows = Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => wide.action(0)));
    const alternatives = rows.map((row) => wide.alt(row.map((action) => wide.occurrence(action))));
    const automaton = new DeterministicRuns(new Stepper(wide), wide.seqAll(alternatives));
    for (let again = 0; again < 2; again++) {
      for (let column = 0; column < 60; column++) {
        expect(automaton.run(rows.map((row) => row[column]!))).toMatchObject({ outcome: 'run', length: 60 });
        const wrong = rows.map((row, index) => (index === column ? rows[59 - column]![0]! : row[column]!));
        expect(automaton.run(wrong)).toMatchObject({ outcome: 'rejected', length: column });
      }
    }
    expect(automaton.stateCount).toBe(61);
  });

  test('are undecided where states are used up', () => {
    const automaton = new DeterministicRuns(new Stepper(arena), term, 2);
    expect(automaton.run(actionsOf('ab'))).toMatchObject({ outcome: 'exhausted', length: 1 });
    expect(automaton.next(automaton.next(automaton.start, 0), 1)).toBe(UNDECIDED);
    expect(automaton.run(actionsOf('aa'))).toMatchObject({ outcome: 'rejected', length: 1 });
  });
});

function actionsOf(run: string): number[] {
  return [...run].map((name) => actions.get(name)!);
}
