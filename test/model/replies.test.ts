import { describe, expect, test } from 'vitest';
import { SourceText } from '../../src/diagnostics/index.ts';
import { messageFlow, messagesOf } from '../../src/model/index.ts';
import { readDocument } from '../../src/parsers/index.ts';

interface Table {
  readonly name: string;
  readonly drawn: string;
  /** In the order of the messages: the role, and for answers the numbers of the calls they may answer. */
  readonly flow: readonly string[];
}

const tables: readonly Table[] = [
  {
    name: 'dashed answers, inner calls first',
    drawn: 'A ->> B: x\nB ->> C: y\nC -->> B: y\nB -->> A: x',
    flow: ['call', 'call', 'answer 2', 'answer 1'],
  },
  {
    name: 'solid answers may be calls',
    drawn: 'A ->> B: x\nB ->> A: y',
    flow: ['call', 'answer-or-call 1'],
  },
  {
    name: 'the latest open call is answered first',
    drawn: 'A ->> B: x\nA ->> B: y\nB -->> A: y\nB -->> A: x',
    flow: ['call', 'call', 'answer 2,1', 'answer 1'],
  },
  {
    name: 'nobody waits for an answer to what was sent asynchronously, unless it is dashed',
    drawn: 'A -) B: x\nB ->> A: y\nA -) B: z\nB -->> A: z',
    flow: ['call', 'call', 'call', 'answer 3,1'],
  },
  {
    name: 'each operand answers what was open before',
    drawn: 'A ->> B: x\nalt yes\nB -->> A: 200\nelse no\nB -->> A: 400\nend\nA ->> B: y\nB -->> A: y',
    flow: ['call', 'answer 1', 'answer 1', 'call', 'answer 4'],
  },
  {
    name: 'an optional answer leaves the call open',
    drawn: 'A ->> B: x\nopt cached\nB -->> A: 304\nend\nB -->> A: 200',
    flow: ['call', 'answer 1', 'answer 1'],
  },
  {
    name: 'a dashed arrow without a call is a call',
    drawn: 'A -->> B: x',
    flow: ['call'],
  },
  {
    name: 'self-messages open nothing',
    drawn: 'A ->> A: x\nA -->> A: y',
    flow: ['call', 'call'],
  },
];

describe('messageFlow', () => {
  test.each(tables)('$name', async ({ drawn, flow }) => {
    const { drawings } = await readDocument(new SourceText('x.mmd', `sequenceDiagram\n${drawn}`));
    const interaction = drawings[0]!.interaction!;
    const found = messageFlow(interaction);
    expect(
      messagesOf(interaction).map(({ id }) => {
        const { role, answers } = found.get(id)!;
        return `${role} ${[...answers].map((call) => call.id).join()}`.trim();
      }),
    ).toEqual(flow);
  });
});
