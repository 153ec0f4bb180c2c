import { walkFragments } from '#model';
import { headOf } from '../places.ts';
import type { Rule } from '../rule.ts';

export const singleOperandPar: Rule = {
  name: 'single-operand-par',
  severity: 'warning',
  summary: 'A `par` has one operand, so that nothing is parallel to it.',
  why: `What stands inside one operand keeps its order: a \`par\` with a single one means just the sequence that it holds.
Most often the parting line is missing (\`and\` in Mermaid, \`else\` in PlantUML).`,
  bad: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  <|par both at once|>\n    A->>B: one\n    A->>C: two\n  end\n' },
    { path: 'b.puml', text: '@startuml\n<|par|>\nA -> B : one\nA -> C : two\nend\n@enduml\n' },
  ],
  good: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  par first\n    A->>B: one\n  and second\n    A->>C: two\n  end\n' },
  ],
  checkInteraction({ interaction, source, language }, tell) {
    const parting = language === 'mermaid' ? 'and' : 'else';
    for (const { fragment } of walkFragments(interaction.fragments)) {
      if (fragment.type !== 'combined' || fragment.operator !== 'par' || fragment.operands.length > 1) continue;
      tell({
        range: headOf(fragment, source),
        message: 'a `par` with a single operand runs nothing in parallel',
        help: `part what happens at the same time by \`${parting}\`, or take the frame away`,
      });
    }
  },
};
