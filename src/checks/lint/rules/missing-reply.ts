import { answeredCalls } from '#model';
import type { Rule } from '../rule.ts';

export const missingReply: Rule = {
  name: 'missing-reply',
  severity: 'note',
  summary: 'A call has no reply, in a drawing that draws replies.',
  why: `Replies need not be drawn. But where a drawing answers nearly all of its calls, one without an answer reads as one
that is never answered; often the line was lost in an edit. How many calls must have a reply before the others are told is
the option \`share\`.`,
  options: { share: { value: 0.8, about: 'the share of calls with a reply from which on those without are told' } },
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  actor User
  User->>Shop: order
  Shop->>Stock: reserve
  Stock-->>Shop: reserved
  Shop->>Bank: pay
  Bank-->>Shop: paid
  <|Shop->>Mail: confirm|>
  Shop->>Stock: release
  Stock-->>Shop: released
  Shop-->>User: ordered
`,
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  User->>Shop: order\n  Shop->>Stock: reserve\n  Shop->>Bank: pay\n  Bank-->>Shop: paid\n',
    },
    {
      path: 'b.mmd',
      text: `sequenceDiagram
  User->>Shop: order
  Shop->>Stock: reserve
  Stock-->>Shop: reserved
  Shop->>Bank: pay
  Bank-->>Shop: paid
  Shop-)Mail: confirm
  Shop->>Stock: release
  Stock-->>Shop: released
  Shop-->>User: ordered
`,
    },
  ],
  checkInteraction({ interaction, meaning }, tell, { share }) {
    if (meaning.messages.length > MOST_MESSAGES) return;
    const { messages, flow } = meaning;
    const kinds = new Map(interaction.lifelines.map(({ id, kind }) => [id, kind]));
    const answered = answeredCalls(flow);
    const calls = messages.filter(
      ({ id, sort, from, to, messageKind }) =>
        sort === 'synchCall' &&
        messageKind === 'complete' &&
        from !== to &&
        kinds.get(to!) !== 'queue' &&
        kinds.get(to!) !== 'actor' &&
        flow.get(id)!.role === 'call',
    );
    const open = calls.filter((call) => !answered.has(call));
    if (calls.length < LEAST_CALLS || open.length === 0 || 1 - open.length / calls.length < Number(share)) return;
    for (const { range, to, from } of open) {
      tell({
        range,
        message: `nothing comes back from ${to} to ${from}, though ${calls.length - open.length} of ${calls.length} calls here have a reply`,
        help: 'draw the reply, or draw the message as one that awaits none',
      });
    }
  },
};

/** Of fewer calls nobody can tell a style. */
const LEAST_CALLS = 5;

/** What answers what takes longer than a linter has where there are more; nobody reads such a drawing. */
const MOST_MESSAGES = 1500;
