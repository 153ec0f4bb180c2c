import { type CombinedFragment, type InteractionFragment, walkFragments } from '#model';
import { headOf } from '../places.ts';
import type { Rule } from '../rule.ts';

export const endlessLoop: Rule = {
  name: 'endless-loop',
  severity: 'warning',
  summary: 'A loop that is said to run for ever has no way out, and something follows it.',
  why: `What is drawn below a loop without an end never happens. A \`break\` inside the loop draws the way out; a count or a
condition beside it says when it ends.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  <|loop forever|>\n    A->>B: poll\n  end\n  A->>C: report\n',
    },
  ],
  good: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  loop forever\n    A->>B: poll\n  end\n' },
    {
      path: 'b.mmd',
      text: 'sequenceDiagram\n  loop forever\n    A->>B: poll\n    break done\n      A->>B: stop\n    end\n  end\n  A->>C: report\n',
    },
    { path: 'c.mmd', text: 'sequenceDiagram\n  loop until done\n    A->>B: poll\n  end\n  A->>C: report\n' },
  ],
  checkInteraction({ interaction, source }, tell) {
    const visit = (fragments: readonly InteractionFragment[]): void => {
      fragments.forEach((fragment, index) => {
        if (fragment.type !== 'combined') return;
        const follows = fragments.slice(index + 1).some(({ type }) => type === 'message' || type === 'combined');
        if (follows && isEndless(fragment) && !hasBreak(fragment)) {
          tell({
            range: headOf(fragment, source),
            message: `this loop runs "${fragment.operands[0]!.guard}", so what is drawn below it never happens`,
            help: 'draw the way out as a `break` inside, or say when the loop ends',
          });
        }
        for (const operand of fragment.operands) visit(operand.fragments);
      });
    };
    visit(interaction.fragments);
  },
};

function isEndless({ operator, bounds, operands }: CombinedFragment): boolean {
  const guard = operands[0]?.guard ?? '';
  return (
    operator === 'loop' &&
    bounds?.max === null &&
    /^\s*(?:for\s?ever|endless(?:ly)?|infinite(?:ly)?|always|while\s*\(?true\)?)\s*$/i.test(guard)
  );
}

function hasBreak({ operands }: CombinedFragment): boolean {
  return operands.some(({ fragments }) => {
    for (const { fragment } of walkFragments(fragments))
      if (fragment.type === 'combined' && fragment.operator === 'break') return true;
    return false;
  });
}
