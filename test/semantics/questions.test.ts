import { describe, expect, test } from 'vitest';
import {
  choicesOf,
  coveringRuns,
  drawnGoals,
  enumerateRuns,
  includes,
  judgeChoice,
  livenessOf,
  racesOf,
} from '#semantics';
import { drawing } from './build.ts';
import { Compiled } from './compiled.ts';
import { occurrencesOf } from './oracle.ts';

const budget = { maxNodes: 10_000 };

/** Labels must differ: then every message has actions of its own. */
function compile(text: string) {
  const { fragments } = drawing(text);
  const compiled = new Compiled(fragments);
  const occurrences: Parameters<typeof drawnGoals>[1] = (message) => {
    const { send, receive } = occurrencesOf(message);
    const actionOf = (name: string | null) => (name === null ? null : (compiled.actionOf(name) ?? null));
    return { send: actionOf(send), receive: actionOf(receive) };
  };
  const textOf = (run: readonly number[]) => run.map((action) => compiled.textOf(action)).join(' ');
  return { fragments, compiled, stepper: compiled.stepper, term: compiled.term, occurrences, textOf };
}

describe('enumeration', () => {
  const { stepper, term, textOf } = compile(`
    loop *
      a->b 1
  `);

  function listed(limits: Parameters<typeof enumerateRuns>[2]) {
    const runs = enumerateRuns(stepper, term, limits);
    const texts: string[] = [];
    let next = runs.next();
    for (; !next.done; next = runs.next()) texts.push(textOf(next.value));
    return { texts: texts.sort(), end: next.value };
  }

  test('stops at the length', () => {
    expect(listed({ maxRuns: 100, maxLength: 4 })).toEqual({
      texts: ['', 'a!1 a!1 b?1 b?1', 'a!1 b?1', 'a!1 b?1 a!1 b?1'],
      end: 'maxLength',
    });
  });

  test('stops at the number', () => {
    expect(listed({ maxRuns: 2, maxLength: 100 })).toEqual({ texts: ['', 'a!1 b?1'], end: 'maxRuns' });
  });

  test('is lazy: a run of a very large drawing is there at once', () => {
    const wide = compile(Array.from({ length: 40 }, (_, index) => `${'abc'[index % 3]}->d m${index}`).join('\n'));
    const first = enumerateRuns(wide.stepper, wide.term, { maxRuns: 1, maxLength: 100 }).next();
    expect(first.value).toHaveLength(80);
  });
});

test('covering takes every operand, every skipping and every bound', () => {
  const { fragments, stepper, term, occurrences, textOf } = compile(`
    alt
      a->b 1
    else
      a->b 2
    opt
      b->c 3
    loop 0..3
      a->c 4
  `);
  const goals = drawnGoals(fragments, occurrences);
  expect(goals.map(({ name }) => name)).toEqual([
    'alt operand 1',
    'alt operand 2',
    'opt operand 1',
    'opt skipped',
    'loop 0 times',
    'loop 1 times',
    'loop 3 times',
  ]);
  const covering = coveringRuns(stepper, term, goals, budget);
  expect(covering.unreachable).toEqual([]);
  expect(covering.exhausted).toEqual([]);
  expect(covering.runs).toHaveLength(3);
  const counts = covering.runs.map((run) => textOf(run).split('a!4').length - 1);
  expect(counts.toSorted()).toEqual([0, 1, 3]);
});

test('twenty optional messages are covered by two runs', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `opt\n  a->b m${index}`);
  const { fragments, stepper, term, occurrences } = compile(lines.join('\n'));
  const { runs, unreachable, exhausted } = coveringRuns(stepper, term, drawnGoals(fragments, occurrences), budget);
  expect({ runs: runs.map((run) => run.length), unreachable, exhausted }).toEqual({
    runs: expect.arrayContaining([0, 40]),
    unreachable: [],
    exhausted: [],
  });
  expect(runs).toHaveLength(2);
});

test('an operand is dead if no run takes it', () => {
  const { stepper, term, compiled, textOf } = compile(`
    opt
      a->b 1
    neg
      b->c 2
    loop 0..0
      c->b 3
    loop 2..2
      alt
        b->a 4
      else
        b->a 5
  `);
  const parts = ['a!1', 'b!2', 'c!3', 'b!4', 'b!5'].map((name) => ({
    name,
    actions: new Set([compiled.actionOf(name)!]),
  }));
  const live = livenessOf(stepper, term, parts, budget);
  expect(live.map(({ outcome }) => outcome)).toEqual(['live', 'dead', 'dead', 'live', 'live']);
  for (const one of live) if (one.outcome === 'live') expect(textOf(one.run)).toContain(one.part.name);
  const hurried = livenessOf(stepper, term, parts.slice(4), { maxNodes: 1 });
  expect(hurried.map(({ outcome }) => outcome)).toEqual(['exhausted']);
});

describe('inclusion', () => {
  test.each([
    ['a->b 1', 'opt\n  a->b 1', 'included', ''],
    ['opt\n  a->b 1', 'a->b 1', 'not-included', ''],
    ['par\n  a->b 1\nelse\n  c->d 2', 'a->b 1\nc->d 2', 'included', ''],
    ['par\n  a->b 1\nelse\n  c->b 2', 'a->b 1\nc->b 2', 'not-included', 'a!1 c!2 b?2 b?1'],
    ['loop 1..3\n  a->b 1', 'loop *\n  a->b 1', 'included', ''],
    ['loop 0..3\n  a->a 1', 'loop 0..2\n  a->a 1', 'not-included', 'a!1 a?1 a!1 a?1 a!1 a?1'],
    ['strict\n  a->b 1\nelse\n  c->d 2', 'a->b 1\nc->d 2', 'included', ''],
    ['a->b 1', 'a->b 2', 'not-included', 'a!1 b?1'],
  ])('%j in %j', (one, other, outcome, run) => {
    const a = compile(one);
    const b = compile(other);
    const answer = includes(a, b, (action) => b.compiled.actionOf(a.compiled.textOf(action)), budget);
    expect(answer.outcome).toBe(outcome);
    if (answer.outcome === 'not-included')
      expect(a.textOf(answer.run).split(' ').toSorted()).toEqual(run.split(' ').toSorted());
  });

  test('of what has infinitely many states in itself and in more, in one arena', () => {
    const { stepper, term } = compile('loop *\n  a->b 1\n  c->b 2');
    const more = { stepper, term: stepper.arena.opt(stepper.arena.seq(term, term)) };
    expect(includes({ stepper, term }, { stepper, term }, (action) => action, budget).outcome).toBe('included');
    expect(
      includes({ stepper, term }, { stepper, term: stepper.arena.alt([term, more.term]) }, (action) => action, budget)
        .outcome,
    ).toBe('included');
  });

  test('gives up', () => {
    const a = compile('a->b 1\na->b 2');
    expect(includes(a, a, (action) => (action === 0 ? 0 : action), { maxNodes: 1 }).outcome).toBe('exhausted');
  });
});

describe('choices', () => {
  test.each([
    ['one decides, the other hears', 'alt\n  a->b 1\nelse\n  a->b 2', ['a'], []],
    ['two might begin', 'alt\n  a->b 1\nelse\n  b->a 2', ['a', 'b'], []],
    ['a third acts without having heard', 'alt\n  a->b 1\n  c->d 3\nelse\n  a->b 2', ['a', 'c'], []],
    ['a third acts after it heard', 'alt\n  a->b 1\n  b->c 3\n  c->d 4\nelse\n  a->b 2', ['a'], []],
    ['the same news of different things', 'alt\n  a->c 5\n  c->d 3\nelse\n  a->c 5\n  c->b 2', ['a'], ['c!3']],
    ['what follows is alike in both', 'alt\n  a->b 1\nelse\n  a->b 2\nb->c 3', ['a'], []],
    ['skipping is not told, and the other goes on', 'opt\n  a->b 1\nb->c 3', ['a'], ['b!3']],
    ['skipping is told by what follows', 'opt\n  a->b 1\na->b 3', ['a'], []],
    ['a loop ends untold', 'loop *\n  a->b 1\nb->c 2', ['a'], ['b!2']],
    ['a loop without a choice', 'loop 2..2\n  a->b 1\nb->c 2', undefined, []],
    ['a break is told', 'break\n  a->b 1\na->b 2', ['a'], []],
    ['a break of another', 'break\n  b->a 1\na->b 2', ['a', 'b'], []],
  ])('%s', (_, text, deciders, followers) => {
    const { fragments, stepper, occurrences, compiled } = compile(text);
    const choices = choicesOf(stepper.arena, fragments, { occurrences });
    if (deciders === undefined) {
      expect(choices).toEqual([]);
      return;
    }
    const isReception = (action: number) => compiled.textOf(action).includes('?');
    const verdict = judgeChoice(stepper, choices[0]!, { ...budget, isReception });
    expect(verdict.deciders.map((lifeline) => 'abcd'[lifeline])).toEqual(deciders);
    expect(verdict.followers.map(({ action }) => compiled.textOf(action))).toEqual(followers);
    expect(verdict.isLocal).toBe(deciders.length <= 1 && followers.length === 0);
  });
});

describe('races', () => {
  test.each([
    ['different senders, nothing between', 'a->c 1\nb->c 2', ['1 2']],
    ['the second is caused by the first', 'a->c 1\nc->b 3\nb->c 2', []],
    ['one sender', 'a->c 1\na->c 2', []],
    ['a detour overtakes the direct way', 'a->c 1\na->b 3\nb->c 2', ['1 2']],
    ['any order is drawn', 'par\n  a->c 1\nelse\n  b->c 2', []],
    ['not both in one run', 'alt\n  a->c 1\nelse\n  b->c 2', []],
    ['again and again', 'loop *\n  a->c 1\n  b->c 2', ['1 2', '2 1']],
    ['a loop that waits', 'loop *\n  a->c 1\n  c->b 3\n  b->c 2\n  c->a 4', []],
    ['different receivers', 'a->c 1\nb->d 2', []],
  ])('%s', (_, text, expected) => {
    const { fragments, stepper, term, occurrences, compiled } = compile(text);
    const messages = messagesOf(fragments, occurrences);
    const { races, exhausted } = racesOf(stepper, term, messages, { ...budget, fifo: true });
    expect(exhausted).toBe(false);
    const labelOf = (action: number) => compiled.textOf(action).slice(2);
    expect(races.map(({ first, second }) => `${labelOf(first.send)} ${labelOf(second.send)}`)).toEqual(expected);
  });

  test('without first in, first out, one sender is no safer', () => {
    const { fragments, stepper, term, occurrences } = compile('a->c 1\na->c 2');
    const messages = messagesOf(fragments, occurrences);
    expect(racesOf(stepper, term, messages, { ...budget, fifo: false }).races).toHaveLength(1);
  });
});

function messagesOf(fragments: Parameters<typeof drawnGoals>[0], occurrences: Parameters<typeof drawnGoals>[1]) {
  const messages: { send: number; receive: number }[] = [];
  const visit = (some: typeof fragments): void => {
    for (const fragment of some) {
      if (fragment.type === 'combined') for (const operand of fragment.operands) visit(operand.fragments);
      const found = fragment.type === 'message' ? occurrences(fragment) : null;
      if (found && found.send !== null && found.receive !== null)
        messages.push({ send: found.send, receive: found.receive });
    }
  };
  visit(fragments);
  return messages;
}
