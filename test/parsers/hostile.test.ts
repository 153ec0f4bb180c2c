import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';

/** How a text of each kind of document and drawing begins. */
const beginnings: readonly (readonly [string, string])[] = [
  ['a.mmd', 'sequenceDiagram\n'],
  ['a.mmd', 'flowchart TD\n'],
  ['a.mmd', 'stateDiagram-v2\n'],
  ['a.puml', '@startuml\nA -> B\n'],
  ['a.puml', '@startuml\n[A] --> [B]\n'],
  ['a.md', '![picture](a.png)\n\n'],
  ['a.md', '```mermaid\nsequenceDiagram\n'],
  ['a.mdx', '![picture](a.png)\n\n'],
  ['a.adoc', '= Title\n\n[plantuml]\n----\nA -> B\n----\n'],
];

const long = 20_000;

const traps: readonly (readonly [string, string])[] = [
  ['NULs', '\0'.repeat(long)],
  ['halves of surrogate pairs', '\ud800'.repeat(long)],
  ['signs that turn the direction of text', 'A->>B: \u202e\u2066x\n'.repeat(2000)],
  ['combining signs', `a${'\u0301'.repeat(long)}`],
  ['carriage returns', '\r'.repeat(long)],
  ['white space', `${' \t\u00a0'.repeat(long)}x`],
  ['nested quotations', `${'> '.repeat(long)}x`],
  ['nested lists', `${'- '.repeat(long)}x`],
  ['lists in lists', Array.from({ length: 1000 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ['brackets', `${'('.repeat(long)}${'['.repeat(long)}${'{'.repeat(long)}`],
  ['links without end', '[a]('.repeat(long)],
  ['pictures without end', 'image::a[![a]('.repeat(long)],
  ['emphasis without end', '**a_b '.repeat(long)],
  ['code without end', '`a``'.repeat(long)],
  ['tags without end', '<img '.repeat(long)],
  ['comments without end', "%%{ /' <!-- ".repeat(long)],
  ['quotes', `"'`.repeat(long)],
  ['arrows', 'A->>B:->'.repeat(long)],
  ['backslashes', '\\'.repeat(long)],
  ['joined lines', 'a\\\n'.repeat(long)],
  ['directives', "%% asdrawn: x\n' asdrawn: x\n".repeat(long / 4)],
  ['fences', '```mermaid\n````\n'.repeat(2000)],
  ['separators', `alt x\n${'else\n'.repeat(long)}`],
];

describe.each(beginnings)('%s: %j', (path, beginning) => {
  test.each(traps)('%s are read, or told of, in good time', { timeout: 30_000 }, async (_, trap) => {
    const source = new SourceText(path, beginning + trap);
    const { drawings, diagnostics } = await readDocument(source);
    expect(drawings.length + diagnostics.length).toBeGreaterThan(0);
    for (const { range } of [...diagnostics, ...drawings.flatMap((drawing) => drawing.diagnostics)]) {
      expect(range?.end.line ?? 1).toBeLessThanOrEqual(source.lineCount);
    }
  });
});

test.each([
  ['a.mmd', 'sequenceDiagram\nA->>B: ', ''],
  ['a.mmd', 'flowchart TD\nA[', ']'],
  ['a.mmd', 'stateDiagram-v2\nA --> B : ', ''],
  ['a.puml', '@startuml\nA -> B : ', '\n@enduml'],
  ['a.md', '```mermaid\nsequenceDiagram\nA->>B: ', '\n```\n'],
  ['a.adoc', '[plantuml]\n----\nA -> B : ', '\n----\n'],
])('%s: a line of five million signs: %j', { timeout: 30_000 }, async (path, before, after) => {
  const { drawings } = await readDocument(new SourceText(path, before + 'x'.repeat(5_000_000) + after));
  expect(drawings).toHaveLength(1);
  const [{ interaction, structure, lifecycle }] = drawings as [(typeof drawings)[0]];
  const read = interaction?.fragments ?? structure?.nodes ?? lifecycle?.transitions;
  expect(read).toHaveLength(1);
});

test('a document that nests too deep keeps the fences that can be read', async () => {
  const fence = '```mermaid\nsequenceDiagram\nA->>B: x\n```\n';
  const { drawings, diagnostics } = await readDocument(
    new SourceText('a.md', `${fence}\n${'> '.repeat(5000)}x\n\n${fence}`),
  );
  expect(diagnostics.map(({ code, range }) => [code, range?.start.line])).toEqual([['markdown/too-costly', 6]]);
  expect(drawings.map(({ kind, range }) => [kind, range.start.line])).toEqual([
    ['sequence', 2],
    ['sequence', 9],
  ]);
});
