import type { Transition } from '#model';
import type { Rule } from '../rule.ts';

export const ambiguousTransition: Rule = {
  name: 'ambiguous-transition',
  severity: 'warning',
  summary: 'One event leads from a state to two others.',
  why: `With the same event and no guard to tell them apart, nobody knows which of two transitions is taken. A guard in
brackets (\`paid [in full]\`) or a choice tells it. Transitions without any event are left alone: they wait for something
that is not drawn.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'stateDiagram-v2\n  [*] --> Open\n  Open --> Paid : pay\n  <|Open --> Lost : pay|>\n',
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'stateDiagram-v2\n  [*] --> Open\n  Open --> Paid : pay [in full]\n  Open --> Owing : pay [in part]\n',
    },
    {
      path: 'b.mmd',
      text: 'stateDiagram-v2\n  Open --> Paid : pay\n  Open --> Paid : pay\n  Open --> Lost\n  Open --> Sent\n',
    },
  ],
  checkLifecycle({ lifecycle }, tell) {
    const kinds = new Map(lifecycle.states.map(({ id, kind }) => [id, kind]));
    const known = new Map<string, Transition>();
    for (const transition of lifecycle.transitions) {
      const { from, to, event, guard, range } = transition;
      // A fork goes every way at once, and of a choice the labels are the guards.
      if (event === undefined || kinds.get(from) !== 'state') continue;
      const key = JSON.stringify([from, event.trim().toLowerCase(), guard?.trim() ?? '']);
      const twin = known.get(key);
      if (!twin) known.set(key, transition);
      else if (twin.to !== to) {
        tell({
          range,
          message: `"${event}" leads from ${from} to ${to}, and to ${twin.to} as well`,
          related: [{ range: twin.range, message: 'the other transition' }],
          help: 'say by a guard when each is taken: `event [guard]`',
        });
      }
    }
  },
};
