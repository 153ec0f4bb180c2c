import { isOnlyStyled } from '../places.ts';
import type { Rule } from '../rule.ts';

export const unconnectedNode: Rule = {
  name: 'unconnected-node',
  severity: 'note',
  summary: 'Nothing is connected to a node of a flowchart.',
  why: `In a drawing of how things follow or call each other, a node without an edge is left over, or its edges were drawn to a
name that is spelt otherwise. Nodes that stand in a group which is connected itself, and drawings that are mostly lists, are
left alone.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'flowchart TD\n  A[One] --> B[Two]\n  B --> C[Three]\n  C --> A\n  <|D[Four]|>\n',
    },
  ],
  good: [
    { path: 'a.mmd', text: 'flowchart TD\n  A[One] --> B[Two]\n  B --> C[Three]\n  C --> A\n' },
    { path: 'b.mmd', text: 'flowchart TD\n  A[One]\n  B[Two]\n  C[Three]\n  A --> B\n' },
    {
      path: 'c.mmd',
      text: 'flowchart TD\n  subgraph S\n    D[Four]\n  end\n  A[One] --> B[Two]\n  B --> C[Three]\n  C --> S\n',
    },
  ],
  checkStructure({ structure, kind, source }, tell) {
    if (kind !== 'flowchart') return;
    const { nodes, groups, edges } = structure;
    const connected = new Set(edges.flatMap(({ from, to }) => [from, to]));
    const groupOf = new Map(groups.map(({ id, group }) => [id, group]));
    const isAround = (group: string | null | undefined): boolean => {
      for (let at = group; at !== null && at !== undefined; at = groupOf.get(at)) if (connected.has(at)) return true;
      return false;
    };
    const lonely = nodes.filter(
      ({ id, group, range }) => !connected.has(id) && !isAround(group) && !isOnlyStyled({ range }, source),
    );
    if (lonely.length * 4 > nodes.length) return;
    for (const { label, range } of lonely) {
      tell({
        range,
        message: `nothing is connected to "${label.replace(/\s+/g, ' ')}"`,
        help: 'connect it, or take it out',
      });
    }
  },
};
