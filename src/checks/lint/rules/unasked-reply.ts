import { answeredCalls } from '#model';
import type { Rule } from '../rule.ts';

export const unaskedReply: Rule = {
  name: 'unasked-reply',
  severity: 'note',
  summary: 'A reply is drawn to somebody who has not asked.',
  why: `A dashed arrow is a reply. Drawn where no call of the other one is open, it is either the wrong arrow (an event, a
delivery, a redirect are messages of their own), goes to the wrong participant, or answers a call that is not drawn.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  Shop->>Bank: pay
  Bank-->>Shop: paid
  <|Bank-->>Stock: reserve|>
`,
    },
  ],
  good: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  Shop->>Bank: pay\n  Bank->>Stock: reserve\n  Bank-->>Shop: paid\n' },
    { path: 'b.puml', text: '@startuml\nqueue Orders\nShop -> Orders : placed\nOrders --> Stock : placed\n@enduml\n' },
    { path: 'c.mmd', text: 'sequenceDiagram\n  Shop-->>Bank: pay\n  Bank-->>Stock: reserve\n' },
  ],
  checkInteraction({ interaction, meaning }, tell) {
    if (meaning.messages.length > MOST_MESSAGES) return;
    const { messages, flow } = meaning;
    const kinds = new Map(interaction.lifelines.map(({ id, kind }) => [id, kind]));
    const isAnswer = (id: number): boolean => flow.get(id)!.role === 'answer';
    const dashed = messages.filter(
      ({ sort, from, to }) => sort === 'reply' && from !== null && to !== null && from !== to,
    );
    const unasked = dashed.filter(({ id }) => !isAnswer(id));
    // Who draws many dashed arrows that answer nothing means something else by them.
    if (unasked.length * 2 > dashed.length) return;
    const isUnasked = new Set(unasked);
    const answered = answeredCalls(flow);
    const asked = new Set<string>();
    const reached = new Set<string>();
    for (const message of messages) {
      const { from, to, range } = message;
      if (from === null || to === null) continue;
      const wasAsked = asked.has(`${to} ${from}`);
      asked.add(`${from} ${to}`);
      // Who was told nothing yet begins something, whatever the arrow.
      const isBeginning = !reached.has(from);
      reached.add(to);
      if (!isUnasked.has(message)) continue;
      // Brokers deliver, and several answers to one call are a stream.
      if (kinds.get(from) === 'queue' || kinds.get(to) === 'actor' || wasAsked || isBeginning) continue;
      if (answered.has(message)) continue;
      tell({
        range,
        message: `this answers nothing that ${to} has asked ${from}`,
        help: 'draw the call that it answers, send it to who asked, or draw a message of its own with a solid arrow',
      });
    }
  },
};

/** What answers what takes longer than a linter has where there are more; nobody reads such a drawing. */
const MOST_MESSAGES = 1500;
