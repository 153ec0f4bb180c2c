import type { Rule } from '../rule.ts';

export const deadEndState: Rule = {
  name: 'dead-end-state',
  severity: 'note',
  summary: 'No transition leads out of a state, in a drawing that draws its ends.',
  why: `Where a drawing leads to \`[*]\` what is over, a state without a way out reads as one in which things are stuck.
Drawings without any end are left alone, for there every state without a way out is one.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'stateDiagram-v2\n  [*] --> Open\n  Open --> Paid\n  Open --> <|Lost|>\n  Paid --> [*]\n',
    },
  ],
  good: [
    { path: 'a.mmd', text: 'stateDiagram-v2\n  [*] --> Open\n  Open --> Paid\n  Paid --> [*]\n' },
    { path: 'b.mmd', text: 'stateDiagram-v2\n  [*] --> Open\n  Open --> Paid\n' },
  ],
  checkLifecycle({ lifecycle }, tell) {
    const { states, transitions } = lifecycle;
    if (transitions.length === 0) return;
    if (!states.some(({ kind, parent }) => kind === 'final' && parent === null)) return;
    const left = new Set(transitions.filter(({ from, to }) => from !== to).map(({ from }) => from));
    const parents = new Map(states.map(({ id, parent }) => [id, parent]));
    for (const { id, kind, label, range, parent } of states) {
      if (kind !== 'state' || parent !== null || left.has(id)) continue;
      const isLeftFromInside = [...left].some((inner) => {
        let at = parents.get(inner);
        while (at !== undefined && at !== null && at !== id) at = parents.get(at);
        return at === id;
      });
      if (isLeftFromInside) continue;
      tell({
        range,
        message: `no transition leads out of "${label.replace(/\s+/g, ' ')}"`,
        help: 'draw how it is left, or lead it to `[*]` if it is an end',
      });
    }
  },
};
