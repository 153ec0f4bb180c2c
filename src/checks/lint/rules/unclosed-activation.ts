import { type Activation, type InteractionFragment, walkFragments } from '#model';
import type { Rule } from '../rule.ts';

export const unclosedActivation: Rule = {
  name: 'unclosed-activation',
  severity: 'warning',
  summary: 'An activation is never closed, in a drawing that closes others.',
  why: `The bar of a participant that is never deactivated reaches to the end of the drawing, as if it worked on. Where a
drawing closes its other activations that is rarely meant. Drawings that close none, or only
a few, use the bars as decoration and are left alone; so is a bar that begins before all else.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  <|A->>+B: ask|>\n  B->>+C: look up\n  C-->>-B: found\n  B-->>A: answer\n',
    },
  ],
  good: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  A->>+B: ask\n  B->>+C: look up\n  C-->>-B: found\n  B-->>-A: answer\n' },
    { path: 'b.puml', text: '@startuml\nactivate A\nA -> B : ask\nB --> A : answer\n@enduml\n' },
    {
      path: 'c.puml',
      text: '@startuml\nA -> B ++ : ask\nB --> A -- : answer\nA -> B ++ : ask\nreturn answer\n@enduml\n',
    },
    {
      path: 'd.mmd',
      text: 'sequenceDiagram\n  A->>+B: ask\n  alt known\n    B-->>-A: answer\n  else unknown\n    B-->>-A: nothing\n  end\n',
    },
  ],
  checkInteraction({ interaction }, tell) {
    const open = new Map<string, Activation[]>();
    let closed = 0;
    for (const { fragment, path } of walkFragments(interaction.fragments)) {
      if (fragment.type === 'destruction') open.delete(fragment.lifeline);
      if (fragment.type !== 'activation') continue;
      const bars = open.get(fragment.lifeline) ?? [];
      if (fragment.action === 'activate') open.set(fragment.lifeline, [...bars, fragment]);
      // Each operand may close what was open before all of them.
      else if (bars.length > 0) {
        closed++;
        bars.pop();
      } else if (path.length === 0) closed++;
    }
    const unclosed = [...open.values()].flat();
    // Who leaves most of them open draws where things begin, and leaves it to the reader where they end.
    if (closed === 0 || unclosed.length > Math.max(2, closed / 4)) return;
    const ends = lastMentions(interaction.fragments);
    const first = firstMessage(interaction.fragments);
    for (const { lifeline, range } of unclosed) {
      // A bar that begins with the very last thing that happens has no time to end, and one before all else is for ever.
      if ((ends.get(lifeline) ?? 0) <= range.start.line || range.start.line < first) continue;
      tell({
        range,
        message: `the activation of ${lifeline} that begins here is never closed`,
        help: `deactivate ${lifeline} where it has done its work`,
      });
    }
  },
};

function firstMessage(fragments: readonly InteractionFragment[]): number {
  for (const { fragment } of walkFragments(fragments))
    if (fragment.type === 'message') return fragment.range.start.line;
  return 0;
}

function lastMentions(fragments: readonly InteractionFragment[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const { fragment } of walkFragments(fragments)) {
    if (fragment.type !== 'message') continue;
    for (const end of [fragment.from, fragment.to]) if (end !== null) last.set(end, fragment.range.start.line);
  }
  return last;
}
