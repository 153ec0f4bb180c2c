import { racesOf } from '#semantics';
import type { Rule } from '../rule.ts';

export const racingMessages: Rule = {
  name: 'racing-messages',
  severity: 'off',
  summary: 'Two messages may arrive in another order than drawn.',
  why: `The order in which a participant receives from two others is nobody's to keep, unless one of them waits for the
other: what is drawn below may arrive first. That matters where the receiver does not expect it. Off unless it is set, for
most drawings leave such orders open on purpose.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  Shop-)Bank: pay
  Shop-)Stock: reserve
  Bank-)Mail: paid
  <|Stock-)Mail: reserved|>
`,
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  Shop->>Bank: pay\n  Bank->>Mail: paid\n  Bank-->>Shop: paid\n  Shop->>Stock: reserve\n',
    },
  ],
  checkInteraction({ meaning }, tell) {
    if (meaning.messages.length > MOST_MESSAGES) return;
    const { stepper, term, sendOf, receiveOf, messageOf } = meaning.automaton;
    const racing = meaning.messages.flatMap((message) => {
      const [send, receive] = [sendOf.get(message), receiveOf.get(message)];
      return send === undefined || receive === undefined || message.from === message.to ? [] : [{ send, receive }];
    });
    const told = new Set<number>();
    for (const { first, second } of racesOf(stepper, term, racing, { maxNodes: 5000, fifo: true }).races) {
      const [early, late] = [messageOf.get(first.send)!, messageOf.get(second.send)!];
      if (told.has(late.id) || early.from === late.from) continue;
      told.add(late.id);
      tell({
        range: late.range,
        message: `this may be at ${late.to} before "${early.label || 'the message'}" of line ${early.range.start.line}`,
        related: [{ range: early.range, message: 'drawn to arrive first' }],
        help: 'let the one wait for the other, or draw them in a `par` if any order will do',
      });
    }
  },
};

/** More cannot be told in the time that a linter has. */
const MOST_MESSAGES = 80;
