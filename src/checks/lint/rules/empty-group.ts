import { headOf } from '../places.ts';
import type { Rule } from '../rule.ts';

export const emptyGroup: Rule = {
  name: 'empty-group',
  severity: 'note',
  summary: 'A group holds nothing.',
  why: `What was meant to stand inside was named before outside of it, or was taken out and the frame was left. A group that
edges go to is left alone: it stands for what it is called.`,
  bad: [{ path: 'a.mmd', text: 'flowchart TD\n  A[One] --> B[Two]\n  <|subgraph Edge|>\n  end\n' }],
  good: [
    { path: 'a.mmd', text: 'flowchart TD\n  subgraph Edge\n    A[One]\n  end\n  A --> B\n' },
    { path: 'b.mmd', text: 'flowchart TD\n  subgraph Edge\n  end\n  A --> Edge\n' },
  ],
  checkStructure({ structure, source }, tell) {
    const { nodes, groups, edges } = structure;
    const full = new Set([...nodes, ...groups].map(({ group }) => group));
    const connected = new Set(edges.flatMap(({ from, to }) => [from, to]));
    for (const { id, label, range } of groups) {
      if (full.has(id) || connected.has(id)) continue;
      tell({
        range: headOf({ range }, source),
        message:
          label.trim() === '' ? 'nothing stands in this group' : `nothing stands in "${label.replace(/\s+/g, ' ')}"`,
        help: 'put what belongs to it inside, or take it out',
      });
    }
  },
};
