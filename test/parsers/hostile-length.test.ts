import { expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';

test.each([
  ['a.mmd', 'sequenceDiagram\n', 'mermaid/unknown-statement'],
  ['a.puml', '@startuml\n', 'plantuml/unknown-statement'],
])(
  '%s: of a text that is no drawing the first lines are told, and how many more there are',
  async (path, head, code) => {
    const { drawings } = await readDocument(new SourceText(path, `${head}${'?? !!\n'.repeat(1000)}`));
    const told = drawings[0]!.diagnostics.filter((each) => each.code === code);
    expect(told).toHaveLength(200);
    const more = drawings[0]!.diagnostics.filter((each) => each.code === 'document/many-more');
    expect(more).toMatchObject([
      { severity: 'error', message: `from here on there are 800 more of ${code}`, range: { start: { line: 202 } } },
    ]);
  },
);

test('two hundred of a code are told in full', async () => {
  const { drawings } = await readDocument(new SourceText('a.mmd', `sequenceDiagram\n${'?? !!\n'.repeat(200)}`));
  expect(drawings[0]!.diagnostics.map(({ code }) => code)).not.toContain('document/many-more');
});

test.each([
  ['lines', 'a.mmd', '\n'],
  ['statements', 'b.mmd', ';'],
  ['lines', 'c.puml', '\n'],
  ['lines', 'd.md', '\n'],
  ['lines', 'e.adoc', '\n'],
])('a file of too many %s is not read: %s', async (_, path, mark) => {
  const read = await readDocument(new SourceText(path, mark.repeat(500_001)));
  expect(read).toMatchObject({ drawings: [], diagnostics: [{ code: 'document/too-long', severity: 'error' }] });
});

test.each([
  ['a.mmd', 'sequenceDiagram\nA->>B: ', 2],
  ['b.mmd', 'stateDiagram-v2\nA --> B: ', 2],
  ['c.puml', '@startuml\nA -> B : ', 2],
  ['d.md', '# Orders\n\n```mermaid\nflowchart TD\nA -- ', 5],
])('a drawing with a line that no pattern gets through is not read: %s', async (path, head, line) => {
  const read = await readDocument(new SourceText(path, `${head}${'x'.repeat(10_000_000)}`));
  const { kind, diagnostics } = read.drawings[0]!;
  expect(kind).toBe('unknown');
  expect(diagnostics).toMatchObject([{ code: 'document/too-long', severity: 'error' }]);
  expect(diagnostics[0]!.message).toContain(`line ${line} has more than 8000000 characters`);
});

test('text of a document may be as long as it likes', async () => {
  const picture = `![](data:image/png;base64,${'A'.repeat(9_000_000)})`;
  const read = await readDocument(
    new SourceText('a.md', `${picture}\n\n\`\`\`mermaid\nsequenceDiagram\nA->>B: x\n\`\`\`\n`),
  );
  expect(read.drawings.map(({ interaction }) => interaction?.fragments.length)).toEqual([1]);
});
