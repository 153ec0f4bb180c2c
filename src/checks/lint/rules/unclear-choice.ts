import { choicesOf, judgeChoice } from '#semantics';
import { headOf } from '../places.ts';
import type { Rule } from '../rule.ts';

export const unclearChoice: Rule = {
  name: 'unclear-choice',
  severity: 'note',
  summary:
    'Which way an `alt`, `opt`, `break` or `loop` goes cannot be decided by one participant, or not be told by another.',
  why: `Where the operands begin with different participants, each of them would have to know what the other decides; where
a participant does something in one case only, and nobody has told it which case it is, it has to guess. Such a drawing
cannot be built as it stands: somebody has to send a message more. Choices of users and of whoever stands outside are left
aside.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  Shop->>Bank: open an account
  <|alt by the bank|>
    Bank->>Shop: refused
  else by the shop
    Shop->>Bank: withdrawn
  end
`,
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  Shop->>Bank: open an account
  alt refused
    Bank->>Shop: refused
  else opened
    Bank->>Shop: opened
    Shop->>Stock: reserve
  end
`,
    },
  ],
  checkInteraction({ interaction, meaning, source }, tell) {
    if (meaning.messages.length > MOST_MESSAGES) return;
    const { arena, stepper, options, isReception } = meaning.automaton;
    const { lifelines } = interaction;
    for (const { fragment, ...choice } of choicesOf(arena, interaction.fragments, options)) {
      if (fragment.operator !== 'alt') continue;
      const verdict = judgeChoice(stepper, choice, {
        maxNodes: 2000,
        isReception,
      });
      const deciders = verdict.deciders.map((index) => lifelines[index]!).filter(({ kind }) => kind !== 'actor');
      if (verdict.exhausted || deciders.length < 2) continue;
      tell({
        range: headOf(fragment, source),
        message: `each of ${deciders.map(({ id }) => id).join(' and ')} would have to decide this alone`,
        help: 'let one of them begin every operand, with a message that tells the others',
      });
    }
  },
};

/** More cannot be told in the time that a linter has. */
const MOST_MESSAGES = 300;
