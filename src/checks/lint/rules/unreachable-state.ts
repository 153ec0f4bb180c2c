import type { Lifecycle, State } from '#model';
import type { Rule } from '../rule.ts';

export const unreachableState: Rule = {
  name: 'unreachable-state',
  severity: 'warning',
  summary: 'No transition leads into a state.',
  why: `A state that nothing leads to is never entered: a transition is missing, or its name is written differently there.
States inside a composite state without a beginning of its own, and drawings without any beginning, are left alone.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'stateDiagram-v2\n  [*] --> Open\n  Open --> Paid\n  <|Lost|> --> Paid\n  Paid --> [*]\n',
    },
  ],
  good: [
    { path: 'a.mmd', text: 'stateDiagram-v2\n  [*] --> Open\n  Open --> Paid\n  Paid --> [*]\n' },
    { path: 'b.mmd', text: 'stateDiagram-v2\n  Open --> Paid\n  Paid --> Sent\n' },
    {
      path: 'c.mmd',
      text: 'stateDiagram-v2\n  [*] --> Open\n  state Open {\n    Inner --> Other\n  }\n  Open --> [*]\n',
    },
  ],
  checkLifecycle({ lifecycle }, tell) {
    if (lifecycle.transitions.length === 0) return;
    const entered = new Set(lifecycle.transitions.filter(({ from, to }) => from !== to).map(({ to }) => to));
    const regions = new Set(lifecycle.states.filter(({ kind }) => kind === 'initial').map(regionOf));
    for (const state of lifecycle.states) {
      if (state.kind !== 'state' && state.kind !== 'choice' && state.kind !== 'fork' && state.kind !== 'join') continue;
      if (entered.has(state.id) || !regions.has(regionOf(state)) || holdsEntered(state, lifecycle, entered)) continue;
      tell({
        range: state.range,
        message: `no transition leads to "${state.label.replace(/\s+/g, ' ')}"`,
        help: 'draw how it is entered, or take it out',
      });
    }
  },
};

function regionOf({ parent, region }: State): string {
  return `${parent ?? ''}#${region}`;
}

/** Entering what is inside enters what is around it. */
function holdsEntered({ id }: State, { states }: Lifecycle, entered: ReadonlySet<string>): boolean {
  const inside = new Set([id]);
  // Outer states stand before what they hold.
  for (const state of states) if (state.parent !== null && inside.has(state.parent)) inside.add(state.id);
  inside.delete(id);
  return [...inside].some((inner) => entered.has(inner));
}
