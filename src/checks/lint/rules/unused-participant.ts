import { type InteractionFragment, walkFragments } from '#model';
import { withoutLines } from '../places.ts';
import type { Rule } from '../rule.ts';

export const unusedParticipant: Rule = {
  name: 'unused-participant',
  severity: 'warning',
  summary: 'A participant is declared, and nothing happens at it.',
  why: `A lifeline without a message, note or reference is either left over from what the drawing said before, or
written otherwise below, so that a second lifeline came into being.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  participant shop
  <|participant bank|>
  participant stock
  shop ->> stock: reserve
`,
      fixed: 'sequenceDiagram\n  participant shop\n  participant stock\n  shop ->> stock: reserve\n',
    },
  ],
  good: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  participant shop\n  participant stock\n  shop ->> stock: reserve\n' },
    {
      path: 'b.puml',
      text: '@startuml\nparticipant shop\nparticipant stock\nshop -> shop : count\nnote over stock : asleep\n@enduml\n',
    },
  ],
  checkInteraction({ interaction, source }, tell) {
    const used = new Set<string>();
    for (const { fragment } of walkFragments(interaction.fragments))
      for (const id of lifelinesOf(fragment)) used.add(id);
    if (used.size === 0) return;
    for (const { id, label, range } of interaction.lifelines) {
      if (used.has(id)) continue;
      const fix = withoutLines(range, source);
      tell({
        range,
        message: `nothing happens at participant "${label.replace(/\s+/g, ' ')}"`,
        help: 'take it out, or check whether it is called otherwise below',
        ...(fix && { fix }),
      });
    }
  },
};

function lifelinesOf(fragment: InteractionFragment): readonly string[] {
  switch (fragment.type) {
    case 'message':
      return [fragment.from, fragment.to].filter((end) => end !== null);
    case 'note':
    case 'ref':
      return fragment.lifelines;
    case 'activation':
    case 'destruction':
      return [fragment.lifeline];
    default:
      return [];
  }
}
