import type { StructureNode } from '#model';
import { lookalikes } from '../lookalikes.ts';
import { isOnlyStyled } from '../places.ts';
import type { Rule } from '../rule.ts';

export const undeclaredNode: Rule = {
  name: 'undeclared-node',
  severity: 'warning',
  summary: 'An edge goes to a node that is declared nowhere.',
  why: `Nodes come into being where they are first named, so a slip of the pen makes a new one, and the edge leads to nowhere.
Told are names that look like a declared node's, and, where nearly all nodes are declared, those that are not.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'flowchart TD\n  GATEWAY[API Gateway] --> ORDERS[Order Service]\n  ORDERS --> BANK[(Bank)]\n  <|GATWAY|> --> BANK\n',
    },
  ],
  good: [
    { path: 'd.puml', text: '@startuml\n(Use the shop) as Use\nUser --> Use\n@enduml\n' },
    // A style for a node that is nowhere is told by the parser.
    { path: 'c.mmd', text: 'flowchart TD\n  GATEWAY[Gateway] --> BANK[Bank]\n  style GATWAY fill:#fff\n' },
    { path: 'a.mmd', text: 'flowchart TD\n  A --> B\n  B --> C\n' },
    { path: 'b.mmd', text: 'flowchart TD\n  A[One] --> B[Two]\n  B --> C\n  C --> D\n' },
  ],
  checkStructure({ structure, source }, tell) {
    const declared = structure.nodes.filter((node) => node.declared);
    const names: Name[] = [...declared, ...structure.groups].flatMap(({ id, label }) => [
      { id, label: id },
      ...(label === id ? [] : [{ id, label }]),
    ]);
    const undeclared = structure.nodes
      .filter((node) => !node.declared)
      .map((node) => ({ ...node, label: node.id, node }));
    const slipOf = new Map<StructureNode, string>();
    for (const [twin, { node }] of lookalikes<Name>([...names, ...undeclared]))
      if (node && !twin.node) slipOf.set(node, twin.label);
    const isStyle = declared.length >= 5 && declared.length >= structure.nodes.length * 0.9;
    for (const node of structure.nodes) {
      if (node.declared || isOnlyStyled(node, source)) continue;
      const meant = slipOf.get(node);
      if (meant === undefined && !isStyle) continue;
      tell({
        range: node.range,
        message: `"${node.id}" is declared nowhere`,
        help: meant !== undefined ? `did you mean "${meant}"?` : 'declare it like the others, or check how it is spelt',
      });
    }
  },
};

interface Name {
  readonly id: string;
  readonly label: string;
  /** Of a node that is declared nowhere. */
  readonly node?: StructureNode;
}
