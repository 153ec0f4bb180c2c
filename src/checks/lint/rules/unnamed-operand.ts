import { walkFragments } from '#model';
import type { Rule } from '../rule.ts';

export const unnamedOperand: Rule = {
  name: 'unnamed-operand',
  severity: 'note',
  summary: 'An operand does not say when it is taken, or what it is.',
  why: `An \`alt\` or \`opt\` without a condition leaves the reader to guess when it happens, and whoever tests against the
drawing has no name to call the case by. The last \`else\` of an \`alt\` needs none: it is what is left. Operands of a \`par\`
are told where others of the same \`par\` have a name.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  <|opt|>\n    A->>B: ask\n  end\n  par tell B\n    A->>B: one\n  <|and|>\n    A->>C: two\n  end\n',
    },
    { path: 'b.puml', text: '@startuml\n<|alt|>\nA -> B : one\nelse late\nA -> B : two\nend\n@enduml\n' },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  alt known\n    A->>B: ask\n  else\n    A->>B: tell\n  end\n  par\n    A->>B: one\n  and\n    A->>C: two\n  end\n  loop\n    A->>B: poll\n  end\n',
    },
  ],
  checkInteraction({ interaction, source }, tell) {
    for (const { fragment } of walkFragments(interaction.fragments)) {
      if (fragment.type !== 'combined') continue;
      const { operator, operands } = fragment;
      const isAnyNamed = operands.some(({ guard }) => (guard ?? '') !== '');
      operands.forEach(({ guard = '', range }, index) => {
        const isRest = operator === 'alt' && index > 0 && index === operands.length - 1;
        const isWanted = ['alt', 'opt'].includes(operator) ? !isRest : operator === 'par' && isAnyNamed;
        if (guard !== '' || !isWanted) return;
        const { line, column } = range.start;
        const end = source.line(line).trimEnd().length + 1;
        tell({
          range: { start: { line, column }, end: { line, column: Math.max(column, end) } },
          message:
            operator === 'par'
              ? 'this operand has no name, and others have one'
              : `this operand does not say when it is taken`,
          help: operator === 'par' ? 'write what it does behind the keyword' : 'write the condition behind the keyword',
        });
      });
    }
  },
};
