import { expect, test } from 'vitest';
import type { Structure, StructureEdge, StructureGroup, StructureNode } from '#model';
import { printMermaid, printPlantuml } from '#printers';

const range = { start: { line: 3, column: 1 }, end: { line: 3, column: 9 } };

function node(id: string, more: Partial<StructureNode> = {}): StructureNode {
  return { id, label: id, shape: 'rectangle', stereotypes: [], group: null, declared: true, range, ...more };
}

function group(id: string, more: Partial<StructureGroup> = {}): StructureGroup {
  return { id, label: id, shape: 'rectangle', stereotypes: [], group: null, range, ...more };
}

function edge(from: string, to: string, more: Partial<StructureEdge> = {}): StructureEdge {
  return { from, to, label: '', line: 'solid', fromHead: 'none', toHead: 'arrow', range, ...more };
}

function structure(parts: Partial<Structure>): Structure {
  return { kind: 'structure', nodes: [], groups: [], edges: [], notes: [], range, ...parts };
}

test('a component diagram in PlantUML', () => {
  const model = structure({
    name: 'Shop',
    title: 'The shop',
    direction: 'LR',
    groups: [
      group('backend', { label: 'Back end', shape: 'package' }),
      group('inner', { shape: 'node', group: 'backend' }),
    ],
    nodes: [
      node('buyer', { label: 'Buyer', shape: 'actor' }),
      node('Web shop', { shape: 'component', stereotypes: ['Spring'], group: 'backend' }),
      node('orders', { label: 'Orders\n(main)', shape: 'database', group: 'inner' }),
      node('bank', { declared: false, shape: 'component' }),
      node('mail', { shape: 'queue' }),
    ],
    edges: [
      edge('buyer', 'Web shop', { label: 'orders' }),
      edge('Web shop', 'bank', { line: 'dashed' }),
      edge('Web shop', 'mail', { line: 'thick', fromHead: 'arrow', toHead: 'none' }),
      edge('orders', 'mail', { toHead: 'filled-diamond' }),
    ],
    notes: [{ of: ['mail'], text: 'at least\nonce', range }],
  });
  expect(printPlantuml(model)).toEqual({
    losses: [],
    renamed: new Map(),
    text: `@startuml Shop
title The shop

left to right direction
actor "Buyer" as buyer
package "Back end" as backend {
  [Web shop] <<Spring>>
  node inner {
    database "Orders\\n(main)" as orders
  }
}
component bank
queue mail
buyer --> [Web shop] : orders
[Web shop] ..> bank
[Web shop] <== mail
orders --* mail
note right of mail
  at least
  once
end note
@enduml
`,
  });
});

test('a flowchart in Mermaid', () => {
  const model = structure({
    title: 'Paying: how',
    direction: 'TB',
    groups: [group('checks', { label: 'Check "it"', shape: 'frame', direction: 'LR' })],
    nodes: [
      node('a', { label: 'Begin', shape: 'stadium' }),
      node('b', { label: 'Enough?', shape: 'diamond', group: 'checks' }),
      node('c', { label: 'Book\nit', shape: 'database', group: 'checks' }),
      node('end', { label: 'end', shape: 'circle' }),
      node('later', { declared: false }),
    ],
    edges: [
      edge('a', 'b'),
      edge('b', 'c', { label: 'yes; surely', line: 'thick', id: 'e1' }),
      edge('b', 'end', { label: 'no', line: 'dotted', toHead: 'none' }),
      edge('c', 'end', { fromHead: 'circle', toHead: 'circle' }),
      edge('c', 'a', { line: 'invisible', toHead: 'none' }),
      edge('end', 'later', { toHead: 'cross' }),
    ],
  });
  expect(printMermaid(model)).toEqual({
    losses: [],
    renamed: new Map([['end', 'end_']]),
    text: `---
title: "Paying: how"
---
flowchart TB
  a(["Begin"])
  subgraph checks["Check #quot;it#quot;"]
    direction LR
    b{"Enough?"}
    c[("Book<br/>it")]
  end
  end_(("end"))
  a --> b
  b e1@==>|"yes; surely"| c
  b -.-|"no"| end_
  c o--o end_
  c ~~~ a
  end_ --x later
`,
  });
});

test('what neither has words for is told at its place', () => {
  const model = structure({
    direction: 'BT',
    nodes: [node('a', { shape: 'usecase', stereotypes: ['x'] }), node('b', { shape: 'trapezoid' })],
    edges: [edge('a', 'b', { fromHead: 'arrow', toHead: 'none' }), edge('a', 'b', { toHead: 'other' })],
    notes: [{ of: ['a'], text: 'hi', range }],
  });
  const said = (losses: readonly { readonly message: string }[]) => losses.map(({ message }) => message);
  expect(said(printMermaid(model).losses)).toEqual([
    'Mermaid does not draw "a" as `usecase`',
    'Mermaid has no stereotypes, as "a" has',
    'Mermaid cannot draw the line from "a" to "b" as it is',
    'Mermaid cannot draw the line from "a" to "b" as it is',
    'Mermaid has no notes in flowcharts',
  ]);
  expect(said(printPlantuml(model).losses)).toEqual([
    'PlantUML does not draw in the direction BT here',
    'PlantUML does not draw "b" as `trapezoid`',
    'PlantUML cannot draw the line from "a" to "b" as it is',
  ]);
});
