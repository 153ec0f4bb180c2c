import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  answeredCalls,
  type Interaction,
  type InteractionFragment,
  type InteractionOperator,
  type Message,
  type MessageFlow,
  messageFlow,
  messagesOf,
} from '../../src/model/index.ts';

const nowhere = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

type Drawn =
  | { readonly from: string | null; readonly to: string | null; readonly sort: Message['sort'] }
  | { readonly operator: InteractionOperator; readonly operands: readonly (readonly Drawn[])[] };

const lifeline = fc.oneof({ weight: 9, arbitrary: fc.constantFrom('A', 'B') }, fc.constantFrom('C', null));
const message = fc.record({
  from: lifeline,
  to: lifeline,
  sort: fc.constantFrom<Message['sort']>('synchCall', 'synchCall', 'reply', 'reply', 'asynchSignal', 'asynchCall'),
});
const { drawn } = fc.letrec<{ drawn: Drawn; operands: readonly Drawn[] }>((tie) => ({
  operands: fc.array(tie('drawn'), { maxLength: 8 }),
  drawn: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 6, arbitrary: message },
    {
      weight: 1,
      arbitrary: fc.record({
        operator: fc.constantFrom<InteractionOperator>('alt', 'par', 'opt', 'loop'),
        operands: fc.array(tie('operands'), { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
}));

test('the flow is what its definition says', () => {
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 24 }), (fragments) => {
      const interaction = interactionOf(fragments);
      const flow = messageFlow(interaction);
      const defined = defineFlow(interaction);
      expect([...flow].map(([id, each]) => [id, shown(each)])).toEqual([...defined]);
      const answered = new Set(messagesOf(interaction).flatMap(({ id }) => [...flow.get(id)!.answers]));
      expect(answeredCalls(flow)).toEqual(answered);
      for (const { answers } of flow.values()) expect(answers.latest).toBe([...answers][0]);
    }),
    { numRuns: 2000 },
  );
});

test('many messages back and forth are followed, and none is forgotten', () => {
  const count = 200_000;
  const interaction = interactionOf(
    Array.from({ length: count }, (_, index) =>
      index % 2 === 0 ? { from: 'A', to: 'B', sort: 'synchCall' } : { from: 'B', to: 'A', sort: 'synchCall' },
    ),
  );
  const flow = messageFlow(interaction);
  expect(answeredCalls(flow).size).toBe(count - 1);
  expect(flow.get(count)).toMatchObject({ role: 'answer-or-call', answers: { latest: { id: count - 1 } } });
  expect([...flow.get(count)!.answers]).toHaveLength(count / 2);
});

function shown({ role, answers }: MessageFlow): string {
  return [role, ...[...answers].map(({ id }) => id)].join(' ');
}

function interactionOf(fragments: readonly Drawn[]): Interaction {
  let id = 0;
  const fragment = (each: Drawn): InteractionFragment => {
    if ('sort' in each)
      return { type: 'message', id: ++id, messageKind: 'complete', label: '', range: nowhere, ...each };
    const operands = each.operands.map((inside) => ({ fragments: inside.map(fragment), range: nowhere }));
    return { type: 'combined', operator: each.operator, operands, range: nowhere };
  };
  return { kind: 'interaction', lifelines: [], boxes: [], fragments: fragments.map(fragment), range: nowhere };
}

/** The definition, with one list of all calls that are open. */
function defineFlow(interaction: Interaction): Map<number, string> {
  const flow = new Map<number, string>();
  const isAsynchronous = ({ sort }: Message): boolean => sort === 'asynchSignal' || sort === 'asynchCall';
  const take = (each: Message, open: readonly Message[]): readonly Message[] => {
    const dashed = each.sort === 'reply';
    const { from, to } = each;
    const isBetween = from !== null && to !== null && from !== to;
    const back = open.filter((call) => isBetween && call.from === to && call.to === from);
    const answers = back.filter((call) => dashed || !isAsynchronous(call)).reverse();
    const [latest] = answers;
    if (!latest || (!dashed && isAsynchronous(each))) {
      flow.set(each.id, 'call');
      return [...open, each];
    }
    flow.set(each.id, [dashed ? 'answer' : 'answer-or-call', ...answers.map(({ id }) => id)].join(' '));
    const others = open.filter((call) => call !== latest);
    return dashed ? others : [...others, latest, each];
  };
  const follow = (fragments: readonly InteractionFragment[], before: readonly Message[]): readonly Message[] =>
    fragments.reduce<readonly Message[]>((open, fragment) => {
      if (fragment.type === 'message') return take(fragment, open);
      if (fragment.type !== 'combined') return open;
      const left = fragment.operands.flatMap((operand) => follow(operand.fragments, open));
      const mayBeSkipped = fragment.operator !== 'par' && fragment.operands.length === 1;
      return [...new Set(open.concat(left))].filter(
        (call) => left.includes(call) || (mayBeSkipped && open.includes(call)),
      );
    }, before);
  follow(interaction.fragments, []);
  return flow;
}
