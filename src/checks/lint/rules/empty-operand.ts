import { type InteractionFragment, type InteractionOperand, walkFragments } from '#model';
import type { Rule } from '../rule.ts';

export const emptyOperand: Rule = {
  name: 'empty-operand',
  severity: 'warning',
  summary: 'Nothing is drawn inside a frame, or in one of its operands.',
  why: `An empty operand of an \`alt\` says that in this case nothing happens, which is seldom what was meant; a note in it
would say so. A frame in which nothing happens at all can go. Where the alternative is that nothing happens, \`opt\` says
it with less.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  A->>B: ask\n  alt known\n    B-->>A: answer\n  <|else unknown|>\n  end\n',
    },
    { path: 'b.puml', text: '@startuml\nA -> B : ask\n<|loop 3 times|>\nend\n@enduml\n' },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  A->>B: ask\n  alt known\n    B-->>A: answer\n  else unknown\n    Note over B: says nothing\n  end\n',
    },
  ],
  checkInteraction({ interaction, source }, tell) {
    for (const { fragment } of walkFragments(interaction.fragments)) {
      // A `break` says by itself that it goes no further.
      if (fragment.type !== 'combined' || fragment.operator === 'break') continue;
      fragment.operands.forEach((operand, index) => {
        if (!isEmpty(operand)) return;
        const { line, column } = operand.range.start;
        const opening = source.line(line).trimEnd();
        const which = index === 0 ? `\`${fragment.operator}\`` : 'this operand';
        tell({
          range: { start: { line, column }, end: { line, column: Math.max(column, opening.length + 1) } },
          message: operand.guard ? `nothing happens in "${operand.guard}"` : `nothing happens in ${which}`,
          help: 'draw what happens, say in a note that nothing does, or take it out',
        });
      });
    }
  },
};

function isEmpty({ fragments }: InteractionOperand): boolean {
  return fragments.every((fragment: InteractionFragment) => fragment.type === 'activation');
}
