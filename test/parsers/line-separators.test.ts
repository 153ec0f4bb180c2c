import { expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';

/** U+2028 and U+2029 end a line to some regular expressions, and to neither language. */
async function read(path: string, text: string) {
  const { drawings } = await readDocument(new SourceText(path, text));
  return drawings.map(({ kind, diagnostics, interaction }) => ({
    kind,
    codes: diagnostics.map(({ code }) => code),
    said: interaction?.fragments.map((each) => ('label' in each ? each.label : each.type)),
  }));
}

test.each(['\u2028', '\u2029'])('%j begins no line', async (separator) => {
  const note = `@startuml\nnote over A\ntext${separator}end note\nmore\nend note\nA -> B : one\n@enduml\n`;
  expect(await read('a.puml', note)).toEqual([{ kind: 'sequence', codes: [], said: ['note', 'one'] }]);
  const end = `@startuml\nA -> B : one\nnote over A : x${separator}@enduml\nA -> B : two\n@enduml\n`;
  expect(await read('a.puml', end)).toEqual([{ kind: 'sequence', codes: [], said: ['one', 'note', 'two'] }]);
  const comment = `sequenceDiagram\nA->>B: one${separator}%% two\nA->>B: three\n`;
  const [drawing] = await read('a.mmd', comment);
  expect(drawing?.codes).toEqual([]);
  expect(drawing?.said?.at(-1)).toBe('three');
});

test('a semicolon before the header hides it, as in Mermaid', async () => {
  for (const text of [';sequenceDiagram\nA->>B: x\n', '; flowchart LR\na-->b\n'])
    expect(await read('a.mmd', text)).toEqual([
      { kind: 'unknown', codes: ['mermaid/unknown-diagram'], said: undefined },
    ]);
});
