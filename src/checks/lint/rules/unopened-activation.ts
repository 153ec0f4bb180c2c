import type { Activation, InteractionFragment } from '#model';
import { withoutLines } from '../places.ts';
import type { Rule } from '../rule.ts';

export const unopenedActivation: Rule = {
  name: 'unopened-activation',
  severity: 'warning',
  summary: 'An activation is closed that is not open, or closed twice.',
  why: `PlantUML reads over a \`deactivate\` for a participant that is not active, and the bar that was to end there ends
elsewhere or never began. Mermaid refuses the drawing, which the parser tells. Each operand of a frame may close what was
open before it.`,
  bad: [
    {
      path: 'a.puml',
      text: '@startuml\nA -> B ++ : ask\nB --> A -- : answer\nA -> C : tell\n<|deactivate B|>\n@enduml\n',
      fixed: '@startuml\nA -> B ++ : ask\nB --> A -- : answer\nA -> C : tell\n@enduml\n',
    },
  ],
  good: [
    {
      path: 'a.puml',
      text: '@startuml\nA -> B ++ : ask\nalt known\nB --> A -- : answer\nelse unknown\nB --> A -- : nothing\nend\nactivate A\nreturn done\n@enduml\n',
    },
    { path: 'b.puml', text: '@startuml\nopt late\nA -> B ++ : ask\nend\nB --> A -- : answer\n@enduml\n' },
  ],
  checkInteraction({ interaction, source }, tell) {
    if (interaction.lifelines.length > MOST_LIFELINES) return;
    // Depth is what the parsers let through.
    const visit = (
      fragments: readonly InteractionFragment[],
      start: ReadonlyMap<string, number>,
    ): Map<string, number> => {
      const open = new Map(start);
      for (const fragment of fragments) {
        if (fragment.type === 'destruction') open.delete(fragment.lifeline);
        else if (fragment.type === 'activation') count(fragment, open);
        else if (fragment.type === 'combined') {
          // Of several ways the one that leaves most open, for nobody knows which was taken.
          const ends = fragment.operands.map((operand) => visit(operand.fragments, open));
          for (const end of ends)
            for (const [lifeline, bars] of end) open.set(lifeline, Math.max(bars, open.get(lifeline) ?? 0));
          if (fragment.operands.length > 1 || fragment.operator === 'group')
            for (const lifeline of open.keys())
              open.set(lifeline, Math.max(...ends.map((end) => end.get(lifeline) ?? 0)));
        }
      }
      return open;
    };
    const count = ({ lifeline, action, range }: Activation, open: Map<string, number>): void => {
      const bars = open.get(lifeline) ?? 0;
      if (action === 'activate') open.set(lifeline, bars + 1);
      else if (bars > 0) open.set(lifeline, bars - 1);
      else {
        const fix = withoutLines(range, source);
        tell({
          range,
          message: `nothing is closed here: ${lifeline} is not active`,
          help: `activate ${lifeline} where its work begins, or take this out`,
          ...(fix && { fix }),
        });
      }
    };
    visit(interaction.fragments, new Map());
  },
};

/** What is open is copied for every operand. */
const MOST_LIFELINES = 200;
