import type { Message } from '#model';
import type { Rule } from '../rule.ts';

export const stepNumbers: Rule = {
  name: 'step-numbers',
  severity: 'warning',
  summary: 'Step numbers in labels repeat, jump or run backwards.',
  why: `Numbers that were written by hand go wrong with the first step that is put in between, and whoever speaks of "step 7"
no longer speaks of one thing. \`autonumber\` counts by itself.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  A->>B: 1. ask
  B->>C: 2. look up
  <|C-->>B: 2. found|>
  <|B-->>A: 5. answer|>
`,
    },
  ],
  good: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  A->>B: 1. ask\n  B->>C: 2. look up\n  B-->>A: 3. answer\n' },
    {
      path: 'b.mmd',
      text: 'sequenceDiagram\n  A->>B: 1. ask\n  alt one\n    B->>C: 2a. look up\n  else two\n    B->>C: 2b. guess\n  end\n  B-->>A: 3. answer\n',
    },
    {
      path: 'c.mmd',
      text: 'sequenceDiagram\n  alt one\n    B->>C: 1. look up\n    B->>C: 2. look up\n  else two\n    B->>C: 1. guess\n  end\n',
    },
    { path: 'd.mmd', text: 'sequenceDiagram\n  A->>B: 3 items\n  B->>C: 200 OK\n  B->>C: 1.5 kg\n' },
  ],
  checkInteraction({ interaction, meaning }, tell) {
    const numbered = meaning.messages.map(numberOf);
    const count = numbered.filter((number) => number !== undefined).length;
    // Two may be chance, and of many unnumbered ones no order was meant.
    if (count < 3 || count * 2 < numbered.length) return;
    const known = new Map<string, Message>();
    let last: { readonly number: StepNumber; readonly message: Message } | undefined;
    const isAlternative = hasAlternatives(interaction.fragments);
    meaning.messages.forEach((message, index) => {
      const number = numbered[index];
      if (!number) return;
      const told = (what: string, other: Message) =>
        tell({
          range: message.range,
          message: what,
          related: [{ range: other.range, message: 'the step before' }],
          help: 'number the steps anew, or leave it to `autonumber`',
        });
      const twin = known.get(number.text);
      if (twin && !isAlternative) told(`step ${number.text} is there already`, twin);
      else if (last && !isAlternative && number.value < last.number.value) {
        told(`step ${number.text} comes after step ${last.number.text}`, last.message);
      } else if (last && !isAlternative && number.value > last.number.value + 1) {
        told(`step ${number.text} follows step ${last.number.text}`, last.message);
      }
      known.set(number.text, message);
      last = { number, message };
    });
  },
};

interface StepNumber {
  readonly text: string;
  readonly value: number;
}

function numberOf({ label }: Message): StepNumber | undefined {
  const match = /^\s*[([]?(\d{1,3})([a-z])?(?:[.):\]](?!\d)|\s+-\s)/i.exec(label);
  return match ? { text: `${match[1]}${match[2] ?? ''}`, value: Number(match[1]) } : undefined;
}

/** Steps of alternatives are counted side by side, each from what was before. */
function hasAlternatives(fragments: readonly { readonly type: string; readonly operator?: string }[]): boolean {
  return fragments.some((fragment) => fragment.type === 'combined' && ['alt', 'par'].includes(fragment.operator ?? ''));
}
