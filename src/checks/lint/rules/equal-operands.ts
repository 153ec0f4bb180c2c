import { type InteractionFragment, walkFragments, withoutRanges } from '#model';
import type { Rule } from '../rule.ts';

export const equalOperands: Rule = {
  name: 'equal-operands',
  severity: 'warning',
  summary: 'Two operands of an `alt` say the same.',
  why: `If the same happens in both cases there is no alternative, and a reader looks for a difference that is not there.
Often one operand was copied and never changed.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  alt member
    A->>B: reserve
    B-->>A: reserved
  <|else guest
    A->>B: reserve
    B-->>A: reserved
  |>end
`,
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  alt member\n    A->>B: reserve\n  else guest\n    A->>B: refuse\n  end\n',
    },
    {
      path: 'b.puml',
      text: '@startuml\nalt one\nA -> B : reserve\nnote over A : at once\nelse two\nA -> B : reserve\nnote over A : later\nend\n@enduml\n',
    },
  ],
  checkInteraction({ interaction }, tell) {
    for (const { fragment } of walkFragments(interaction.fragments)) {
      if (fragment.type !== 'combined' || fragment.operator !== 'alt') continue;
      const known = new Map<string, number>();
      fragment.operands.forEach(({ fragments, guard, range }, index) => {
        const said = told(fragments);
        const equal = known.get(said);
        // What is empty is told by another rule.
        if (fragments.length === 0) return;
        if (equal === undefined) {
          known.set(said, index);
          return;
        }
        const other = fragment.operands[equal]!;
        tell({
          range,
          message: `the same happens in ${spoken(guard, index)} as in ${spoken(other.guard, equal)}`,
          related: [{ range: other.range, message: 'the other one' }],
          help: 'draw what is different, or take one of them away',
        });
      });
    }
  },
};

/** What is told, whatever its place and number. */
function told(fragments: readonly InteractionFragment[]): string {
  return JSON.stringify(withoutRanges(fragments), (key, value) =>
    key === 'id' && typeof value === 'number' ? 0 : value,
  );
}

function spoken(guard: string | undefined, index: number): string {
  return guard ? `"${guard.replace(/\s+/g, ' ')}"` : `operand ${index + 1}`;
}
