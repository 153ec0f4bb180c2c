import { describe, expect, test } from 'vitest';
import { DeterministicRuns, decideMembership } from '#semantics';
import { drawing } from './build.ts';
import { Compiled } from './compiled.ts';
import { lifelineOf, runsOf } from './oracle.ts';

/** One table an operator. Runs are occurrences in their order; `(nothing)` is the empty run. */
interface Row {
  readonly says: string;
  readonly drawn: string;
  readonly accepts: readonly string[];
  readonly rejects: readonly string[];
}

const tables: readonly Row[] = [
  {
    says: 'a message is sent before it is received',
    drawn: 'a->b 1',
    accepts: ['a!1 b?1'],
    rejects: ['(nothing)', 'a!1', 'b?1', 'b?1 a!1', 'a!1 b?1 a!1 b?1'],
  },
  {
    says: 'a message to oneself is sent, then received',
    drawn: 'a->a 1',
    accepts: ['a!1 a?1'],
    rejects: ['a?1 a!1', 'a!1'],
  },
  {
    says: 'a found message is only received, a lost one and one that leaves the drawing only sent',
    drawn: `
      ->a 1
      a-x b 2
      a-> 3`,
    accepts: ['a?1 a!2 a!3'],
    rejects: ['a?1 a!2 b?2 a!3', 'a!2 a?1 a!3', 'a?1 a!3'],
  },
  {
    says: 'messages follow each other on each lifeline, across lifelines only as messages force them to',
    drawn: `
      a->b 1
      a->c 2`,
    accepts: ['a!1 b?1 a!2 c?2', 'a!1 a!2 b?1 c?2', 'a!1 a!2 c?2 b?1'],
    rejects: ['a!2 c?2 a!1 b?1', 'a!1 c?2 a!2 b?1'],
  },
  {
    says: 'a reply waits for what it answers',
    drawn: `
      a->b 1
      b->a 2`,
    accepts: ['a!1 b?1 b!2 a?2'],
    rejects: ['a!1 b!2 b?1 a?2', 'b!2 a?2 a!1 b?1'],
  },
  {
    says: 'one alternative happens',
    drawn: `
      alt
        a->b 1
      else
        a->b 2`,
    accepts: ['a!1 b?1', 'a!2 b?2'],
    rejects: ['(nothing)', 'a!1 b?2', 'a!1 b?1 a!2 b?2'],
  },
  {
    says: 'all lifelines take the same alternative, also those that learn of it late',
    drawn: `
      alt
        a->b 1
        b->c 3
      else
        a->b 2
        b->c 4`,
    accepts: ['a!1 b?1 b!3 c?3', 'a!2 b?2 b!4 c?4'],
    rejects: ['a!1 b?1 b!4 c?4', 'a!2 b?2 b!3 c?3'],
  },
  {
    says: 'a lonely alternative may be skipped',
    drawn: `
      alt
        a->b 1
      a->b 2`,
    accepts: ['a!1 b?1 a!2 b?2', 'a!2 b?2', 'a!1 a!2 b?1 b?2'],
    rejects: ['a!1 b?1', 'a!2 b?2 a!1 b?1'],
  },
  {
    says: 'an option may happen once or not',
    drawn: `
      opt
        a->b 1`,
    accepts: ['(nothing)', 'a!1 b?1'],
    rejects: ['a!1', 'a!1 b?1 a!1 b?1'],
  },
  {
    says: 'parallel operands interleave, each in its own order',
    drawn: `
      par
        a->b 1
        a->b 2
      else
        a->b 3`,
    accepts: ['a!1 b?1 a!2 b?2 a!3 b?3', 'a!3 a!1 a!2 b?1 b?3 b?2', 'a!1 a!3 b?3 a!2 b?1 b?2'],
    rejects: ['a!2 a!1 b?1 b?2 a!3 b?3', 'a!1 b?1 a!2 b?2', 'a!1 a!2 b?2 b?1 a!3 b?3'],
  },
  {
    says: 'what follows parallel operands waits for both on each lifeline',
    drawn: `
      par
        a->b 1
      else
        a->c 2
      a->b 3`,
    accepts: ['a!2 a!1 a!3 b?1 b?3 c?2'],
    rejects: ['a!1 a!3 b?1 b?3 a!2 c?2'],
  },
  {
    says: 'an iteration may begin before the one before it has ended elsewhere',
    drawn: `
      loop 2
        a->b 1`,
    accepts: ['a!1 b?1 a!1 b?1', 'a!1 a!1 b?1 b?1'],
    rejects: ['(nothing)', 'a!1 b?1', 'a!1 b?1 a!1 b?1 a!1 b?1', 'a!1 b?1 b?1 a!1'],
  },
  {
    says: 'a loop is counted from its least to its most',
    drawn: `
      loop 1..2
        a-> 1`,
    accepts: ['a!1', 'a!1 a!1'],
    rejects: ['(nothing)', 'a!1 a!1 a!1'],
  },
  {
    says: 'a loop without bounds may also not happen',
    drawn: `
      loop *
        a-> 1
        a-> 2`,
    accepts: ['(nothing)', 'a!1 a!2', 'a!1 a!2 a!1 a!2 a!1 a!2'],
    rejects: ['a!1', 'a!1 a!2 a!1', 'a!1 a!1 a!2 a!2'],
  },
  {
    says: 'a loop without upper bound has its least',
    drawn: `
      loop 2..*
        a-> 1`,
    accepts: ['a!1 a!1', 'a!1 a!1 a!1 a!1'],
    rejects: ['(nothing)', 'a!1'],
  },
  {
    says: 'iterations differ in the alternatives they take, and lifelines agree on them',
    drawn: `
      loop 2
        alt
          a->b 1
        else
          c->b 2`,
    accepts: ['a!1 c!2 b?1 b?2', 'c!2 a!1 b?1 b?2', 'c!2 a!1 b?2 b?1', 'a!1 a!1 b?1 b?1'],
    rejects: ['a!1 b?2 c!2 b?1', 'a!1 b?1'],
  },
  {
    says: 'iterations that were overtaken count',
    drawn: `
      loop 2..*
        alt
          a->b 1
        else
          c->b 2`,
    accepts: ['c!2 a!1 b?1 b?2', 'c!2 a!1 a!1 b?1 b?1 b?2', 'c!2 b?2 a!1 b?1'],
    rejects: ['c!2 b?2', 'c!2 b?1 a!1 b?2'],
  },
  {
    says: 'any number of iterations may be overtaken',
    drawn: `
      loop *
        alt
          a->b 1
        else
          c->b 2`,
    accepts: ['c!2 a!1 b?1 b?2', 'c!2 a!1 a!1 a!1 b?1 b?1 b?1 b?2', 'c!2 a!1 b?1 c!2 b?2 b?2'],
    rejects: ['c!2 a!1 b?1', 'a!1 b?2 c!2 b?1'],
  },
  {
    says: 'a loop of no iterations is nothing, whatever breaks are in it',
    drawn: `
      loop 0
        break
          a-> 1
        a-> 2
      a-> 3`,
    accepts: ['a!3'],
    rejects: ['a!1 a!3', 'a!2 a!3'],
  },
  {
    says: 'a break happens instead of what follows it',
    drawn: `
      a-> 1
      break
        a-> 2
      a-> 3`,
    accepts: ['a!1 a!2', 'a!1 a!3'],
    rejects: ['a!1', 'a!2', 'a!1 a!2 a!3'],
  },
  {
    says: 'a break ends the fragment around it only',
    drawn: `
      opt
        break
          a-> 1
        a-> 2
      a-> 3`,
    accepts: ['a!1 a!3', 'a!2 a!3', 'a!3'],
    rejects: ['a!1 a!2 a!3', 'a!1'],
  },
  {
    says: 'a break inside a loop ends the loop',
    drawn: `
      loop 2
        a-> 1
        break
          a-> 2
        a-> 3
      a-> 4`,
    accepts: ['a!1 a!3 a!1 a!3 a!4', 'a!1 a!2 a!4', 'a!1 a!3 a!1 a!2 a!4'],
    rejects: ['a!1 a!3 a!4', 'a!1 a!2 a!1 a!3 a!4', 'a!1 a!2', 'a!1 a!3 a!1 a!3 a!1 a!2 a!4'],
  },
  {
    says: 'of several breaks, the first taken counts',
    drawn: `
      break
        a-> 1
      break
        a-> 2
      a-> 3`,
    accepts: ['a!1', 'a!2', 'a!3'],
    rejects: ['a!1 a!2', 'a!2 a!3', '(nothing)'],
  },
  {
    says: 'while a critical region is entered, sibling operands keep off its lifelines',
    drawn: `
      par
        critical
          a->b 1
          b->a 2
      else
        a->c 3`,
    accepts: ['a!3 c?3 a!1 b?1 b!2 a?2', 'a!3 a!1 c?3 b?1 b!2 a?2', 'a!1 b?1 b!2 a?2 a!3 c?3'],
    rejects: ['a!1 a!3 c?3 b?1 b!2 a?2', 'a!1 b?1 b!2 a!3 a?2 c?3', 'a!1 a!3 c?3', 'a!1 b?1 a!3 c?3'],
  },
  {
    says: 'a critical region holds nothing that comes after it in its own operand',
    drawn: `
      par
        critical
          a->b 1
        a->c 2
      else
        c-> 3`,
    accepts: ['a!1 a!2 c?2 b?1 c!3', 'a!1 c!3 b?1 a!2 c?2', 'a!1 c!3 a!2 b?1 c?2'],
    rejects: ['a!2 a!1 b?1 c?2 c!3'],
  },
  {
    says: 'a critical region is over when nothing more of it happens',
    drawn: `
      par
        critical
          a-> 1
          opt
            a-> 2
      else
        a-> 3`,
    accepts: ['a!1 a!3', 'a!3 a!1 a!2', 'a!1 a!2 a!3'],
    rejects: ['a!1 a!3 a!2'],
  },
  {
    says: 'of the options of a critical region, at most one follows it',
    drawn: `
      critical
        a-> 1
      else
        a-> 2
      else
        a-> 3`,
    accepts: ['a!1', 'a!1 a!2', 'a!1 a!3'],
    rejects: ['a!2', 'a!1 a!2 a!3', '(nothing)'],
  },
  {
    says: 'strict operands follow each other on all lifelines',
    drawn: `
      strict
        a->b 1
      else
        c-> 2`,
    accepts: ['a!1 b?1 c!2'],
    rejects: ['a!1 c!2 b?1', 'c!2 a!1 b?1'],
  },
  {
    says: 'seq operands follow each other on each lifeline',
    drawn: `
      seq
        a->b 1
      else
        c->b 2`,
    accepts: ['a!1 b?1 c!2 b?2', 'c!2 a!1 b?1 b?2'],
    rejects: ['c!2 b?2 a!1 b?1'],
  },
  {
    says: 'what is drawn as forbidden is no part of a run',
    drawn: `
      a-> 1
      neg
        a-> 2
      a-> 3`,
    accepts: ['a!1 a!3'],
    rejects: ['a!1 a!2 a!3'],
  },
  ...['group', 'assert', 'ignore', 'consider'].map((operator) => ({
    says: `the frame of ${operator} orders nothing`,
    drawn: `
      a->b 1
      ${operator}
        c->b 2
      a->b 3`,
    accepts: ['a!1 b?1 c!2 b?2 a!3 b?3', 'c!2 a!1 a!3 b?1 b?2 b?3'],
    rejects: ['a!1 b?1 a!3 b?3 c!2 b?2'],
  })),
  {
    says: 'a used interaction stands where it is used',
    drawn: `
      a->b 1
      ref Other`,
    accepts: ['a!1 b?1 b!8 c?8'],
    rejects: ['a!1 b?1', 'b!8 a!1 b?1 c?8'],
  },
];

const resolve = (name: string) => (name === 'Other' ? drawing('b->c 8') : undefined);

describe.each(tables)('$says', ({ drawn, accepts, rejects }) => {
  const { fragments } = drawing(drawn);
  const compiled = new Compiled(fragments, resolve);
  const runs = new Set(
    runsOf(fragments, { maxLength: 9, maxRuns: 100_000, resolve }).map(({ occurrences }) => textOf(occurrences)),
  );

  test.each([...accepts.map((run) => [run, true] as const), ...rejects.map((run) => [run, false] as const)])(
    '%s: %s',
    (run, expected) => {
      const texts = run === '(nothing)' ? [] : run.split(' ');
      expect(compiled.after(compiled.term, texts).some((term) => compiled.stepper.arena.nullable[term])).toBe(expected);
      expect(runs.has(texts.join(' '))).toBe(expected);

      const observed = texts.map((text, index) => ({
        texts: [text],
        optional: false,
        after: index === 0 ? [] : [index - 1],
      }));
      const events = compiled.events(observed, texts.map(lifelineOf));
      const { outcome } = decideMembership(compiled.stepper, compiled.term, events, { mode: 'run', maxNodes: 1000 });
      expect(outcome).toBe(expected ? 'accepted' : 'rejected');

      const automaton = new DeterministicRuns(compiled.stepper, compiled.term);
      expect(automaton.run(events.map(({ actions }) => actions[0] ?? -1)).outcome === 'run').toBe(expected);
    },
  );
});

test('a ref that cannot be resolved, or uses itself, is named and leaves the rest in order', () => {
  const { fragments } = drawing('a-> 1\nref Missing\nref Self\na-> 2');
  const compiled = new Compiled(fragments, (name) => (name === 'Self' ? drawing('a-> 3\nref Self') : undefined));
  expect([...compiled.unresolved].sort()).toEqual(['Missing', 'Self']);
  const { arena } = compiled.stepper;
  expect(compiled.after(compiled.term, ['a!1', 'a!3', 'a!2']).map((term) => arena.nullable[term])).toEqual([true]);
});

function textOf(occurrences: readonly { readonly text: string }[]): string {
  return occurrences.map(({ text }) => text).join(' ');
}
