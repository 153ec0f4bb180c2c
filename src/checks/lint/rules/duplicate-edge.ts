import type { StructureEdge } from '#model';
import { withoutLines } from '../places.ts';
import type { Rule } from '../rule.ts';

export const duplicateEdge: Rule = {
  name: 'duplicate-edge',
  severity: 'note',
  summary: 'The same edge is drawn twice.',
  why: 'Two edges between the same nodes that say the same draw two lines beside each other, and tell nothing more than one.',
  bad: [
    {
      path: 'a.mmd',
      text: 'flowchart TD\n  A[One] -->|calls| B[Two]\n  <|A -->|calls| B|>\n',
      fixed: 'flowchart TD\n  A[One] -->|calls| B[Two]\n',
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'flowchart TD\n  A[One] -->|calls| B[Two]\n  A -->|tells| B\n  B -->|calls| A\n  A -.->|calls| B\n',
    },
  ],
  checkStructure({ structure, source }, tell) {
    const known = new Map<string, StructureEdge>();
    for (const edge of structure.edges) {
      const { from, to, label, line, fromHead, toHead, range } = edge;
      // Of heads that have no name nobody knows whether they are alike.
      if (line === 'invisible' || fromHead === 'other' || toHead === 'other') continue;
      const key = JSON.stringify([from, to, label, line, fromHead, toHead]);
      const twin = known.get(key);
      if (!twin) known.set(key, edge);
      else {
        const fix = withoutLines(range, source);
        tell({
          range,
          message: `this edge from ${from} to ${to} is there already`,
          related: [{ range: twin.range, message: 'the same edge' }],
          help: 'take one of them out, or say what is different',
          ...(fix && { fix }),
        });
      }
    }
  },
};
