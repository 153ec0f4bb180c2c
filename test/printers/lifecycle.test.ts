import { expect, test } from 'vitest';
import { type Lifecycle, pseudostateId, type State, type Transition } from '#model';
import { printMermaid, printPlantuml } from '#printers';

const range = { start: { line: 3, column: 1 }, end: { line: 3, column: 9 } };

function state(id: string, more: Partial<State> = {}): State {
  return { id, label: id, kind: 'state', descriptions: [], stereotypes: [], parent: null, region: 0, range, ...more };
}

function star(kind: 'initial' | 'final', parent: string | null = null, region = 0): State {
  return state(pseudostateId(kind, parent, region), { kind, parent, region });
}

function step(from: string, to: string, label = ''): Transition {
  return { from, to, label, range };
}

const inner = (kind: 'initial' | 'final', region: number) => pseudostateId(kind, 'Paying', region);

const order: Lifecycle = {
  kind: 'lifecycle',
  title: 'An order',
  direction: 'LR',
  states: [
    star('initial'),
    state('New', { descriptions: ['entry / number it'] }),
    state('Paying', { label: 'Is paid', direction: 'TB' }),
    star('initial', 'Paying', 0),
    state('Asked', { parent: 'Paying' }),
    star('final', 'Paying', 0),
    star('initial', 'Paying', 1),
    state('Watched', { parent: 'Paying', region: 1 }),
    state('enough', { kind: 'choice' }),
    state('Done'),
    star('final'),
  ],
  transitions: [
    step(pseudostateId('initial', null, 0), 'New'),
    step('New', 'Paying', 'pay [in stock] / reserve'),
    step(inner('initial', 0), 'Asked'),
    step('Asked', inner('final', 0)),
    step(inner('initial', 1), 'Watched'),
    step('Paying', 'enough'),
    step('enough', 'Done'),
    step('Done', pseudostateId('final', null, 0)),
  ],
  notes: [{ of: ['Done'], text: 'for good', range }],
  range,
};

test('a state diagram in PlantUML', () => {
  const states = order.states.map(({ direction: _, ...each }) => each);
  expect(printPlantuml({ ...order, states })).toEqual({
    losses: [],
    renamed: new Map(),
    text: `@startuml
title An order

left to right direction
[*] --> New
state New
New : entry / number it
New --> Paying : pay [in stock] / reserve
state "Is paid" as Paying {
  [*] --> Asked
  Asked --> [*]
--
  [*] --> Watched
}
state enough <<choice>>
Paying --> enough
enough --> Done
Done --> [*]
note right of Done : for good
@enduml
`,
  });
});

test('a state diagram in Mermaid', () => {
  expect(printMermaid(order)).toEqual({
    losses: [],
    renamed: new Map(),
    text: `---
title: An order
---
stateDiagram-v2
  direction LR
  [*] --> New
  state "New" as New
  New : entry / number it
  New --> Paying : pay [in stock] / reserve
  state "Is paid" as Paying {
    direction TB
    [*] --> Asked
    Asked --> [*]
  --
    [*] --> Watched
  }
  state enough <<choice>>
  Paying --> enough
  enough --> Done
  Done --> [*]
  note right of Done : for good
`,
  });
});

test('what PlantUML has no words for is told', () => {
  expect(printPlantuml(order).losses.map(({ message }) => message)).toEqual([
    'PlantUML does not draw in the direction TB here',
  ]);
});

test('what Mermaid has no words for is told', () => {
  const { losses } = printMermaid({
    ...order,
    states: [state('A', { stereotypes: ['x'] }), state('H', { kind: 'history' })],
    transitions: [],
    notes: [{ of: [], text: 'floats', range }],
  });
  expect(losses.map(({ message }) => message)).toEqual([
    'Mermaid has no stereotypes, as "A" has',
    'Mermaid has no history state, as "H" is',
    'Mermaid wants a note to be beside one participant or over one or two',
  ]);
});
