import { expect, test } from 'vitest';
import { read } from '../printers/reading.ts';

const body = 'package P {\n[A]\n}\n[B]\n[C]\nnote right of B : n\nA --> C';

test.each([
  ['nothing', '', ['A', 'B', 'C'], 1, 1, []],
  ['by name', 'remove B', ['A', 'C'], 1, 0, []],
  ['in brackets', 'remove [C]', ['A', 'B'], 0, 1, []],
  ['what is linked to nothing', 'remove @unlinked', ['A', 'C'], 1, 0, []],
  ['a group with what it holds', 'remove P', ['B', 'C'], 0, 1, []],
  ['and brought back', 'remove @unlinked\nrestore B', ['A', 'B', 'C'], 1, 1, []],
  ['tags are told', 'remove $old', ['A', 'B', 'C'], 1, 1, ['plantuml/not-removed']],
] as const)('%s', async (_, removal, nodes, edges, notes, codes) => {
  const { structure, diagnostics } = await read('plantuml', `@startuml\n${body}\n${removal}\n@enduml`);
  expect(structure?.nodes.map(({ id }) => id)).toEqual(nodes);
  expect(structure?.edges).toHaveLength(edges);
  expect(structure?.notes).toHaveLength(notes);
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
});

test('a colon within the name of a state is told', async () => {
  const { lifecycle, diagnostics } = await read('plantuml', '@startuml\n[*] --> A\nA->B:go\nA --> B : go\n@enduml');
  expect(lifecycle?.states.map(({ id }) => id)).toContain('B:go');
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['plantuml/colon-in-name', 'warning']]);
});
