import type { SourceRange } from '#diagnostics';
import type { State, StructureNode } from '#model';
import { lettersOf, lookalikes, type Named } from '../lookalikes.ts';
import type { Rule, Tell } from '../rule.ts';

export const lookalikeParticipants: Rule = {
  name: 'lookalike-participants',
  severity: 'warning',
  summary: 'Two participants, nodes or states are called nearly the same.',
  why: `Participants come into being where they are first named: a slip of the pen, another case or a space makes a second
lifeline, and half of the messages go there. Nodes and states do the same. Nodes are compared where they have the same shape
and stand in the same group.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  participant OrderService\n  User->>OrderService: order\n  <|Orderservice|>->>Bank: pay\n',
    },
    { path: 'b.puml', text: '@startuml\nUser -> Gateway : ask\n<|Gatway|> -> Bank : pay\n@enduml\n' },
    {
      path: 'd.mmd',
      text: 'flowchart TD\n  A[Order Service] --> B[Payment]\n  B --> <|C[OrderService]|>\n',
    },
    {
      path: 'e.mmd',
      text: 'stateDiagram-v2\n  [*] --> Waiting\n  Waiting --> Cancelled\n  Waiting --> <|Canceled|>\n',
    },
  ],
  good: [
    {
      path: 'c.mmd',
      text: 'flowchart TD\n  A[Order placed] --> B{Order placed?}\n  B --> C[Order paid]\n',
    },
    { path: 'a.mmd', text: 'sequenceDiagram\n  Server1->>Server2: sync\n  NodeA->>NodeB: ping\n' },
    { path: 'b.puml', text: '@startuml\nUser -> Users : list\nOrder -> Orders : add\n@enduml\n' },
  ],
  checkInteraction({ interaction }, tell) {
    tellPairs(interaction.lifelines, 'participant', tell);
  },
  checkStructure({ structure: { nodes, edges } }, tell) {
    const connected = new Set(edges.flatMap(({ from, to }) => [from, to]));
    // A box and a question that are called alike are a step and its check; what stands in another group is another thing.
    const kinds = new Map<string, StructureNode[]>();
    for (const node of nodes) {
      if (!connected.has(node.id) || lettersOf(node.label).length < 6) continue;
      const key = JSON.stringify([node.shape, node.group]);
      kinds.set(key, [...(kinds.get(key) ?? []), node]);
    }
    for (const alike of kinds.values()) tellPairs(alike, 'node', tell);
  },
  checkLifecycle({ lifecycle: { states } }, tell) {
    const parents = new Map<string | null, State[]>();
    for (const state of states) {
      if (state.kind !== 'state') continue;
      const siblings = parents.get(state.parent);
      if (siblings) siblings.push(state);
      else parents.set(state.parent, [state]);
    }
    for (const siblings of parents.values()) tellPairs(siblings, 'state', tell);
  },
};

function tellPairs(all: readonly (Named & { readonly range: SourceRange })[], what: string, tell: Tell): void {
  for (const [twin, { label, range }] of lookalikes(all))
    tell({
      range,
      message: `"${label.replace(/\s+/g, ' ')}" looks like "${twin.label.replace(/\s+/g, ' ')}", and is another ${what}`,
      related: [{ range: twin.range, message: 'the other one' }],
      help: 'write both alike if one is meant; if not, let their names tell what is different',
    });
}
