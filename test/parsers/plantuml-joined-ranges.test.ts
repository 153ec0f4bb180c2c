import { expect, test } from 'vitest';
import { type SourceRange, SourceText } from '../../src/diagnostics/index.ts';
import { readDocument } from '../../src/parsers/index.ts';

/** Lines that end in a backslash, before directives that leave nothing behind, and at the very end. */
const texts: readonly (readonly [name: string, text: string])[] = [
  [
    'a joined line before a directive',
    '@sta#tuml\\\n!pragma teoz true\\\nmainframe frame\\\nA->B : hello\\\n@enduml\\\n',
  ],
  ['a joined line before an assignment', '@startuml\\\nA -> B : 1\\\n!$name ?= "C"\\\nA -> B : 2\\\n@enduml\\\n'],
  ['a joined line at the end', '@startuml\n!pragma teoz true\nA -> B++: x\n& B -> C++:a\\'],
  ['a joined last line of a call', '@startuml\n!definelong F(x)\nnote over x\n!enddefinelong\nA -> B\nF(A\\'],
  [
    'lines that end in a carriage return',
    '@startuml\r\n!procedure $go()\r\nA ->> \r\n!endprocedure\r\n%invoke_procedure("$go")\r\n@enduml\r\n',
  ],
  ['an open note before a directive', '@startuml\\\nA->B:m\\\nnote across\\\nthis\\\n!$x = 1\\\nright\\\n'],
];

test.each(texts)('%s: nothing lies outside of the text', async (_, text) => {
  const source = new SourceText('x.puml', text);
  const found = rangesIn(await readDocument(source));
  expect(found.length).toBeGreaterThan(0);
  for (const { start, end } of found) {
    for (const { line, column } of [start, end]) {
      expect(line).toBeLessThanOrEqual(source.lineCount);
      expect(column).toBeLessThanOrEqual(source.line(line).length + 1);
    }
    expect(start.line < end.line || (start.line === end.line && start.column <= end.column)).toBe(true);
  }
});

test('a loop without an end is given up', async () => {
  const text = '@startuml\n!$i = 1\n!while $i > 0\nA -> B : $i\n!endwhile\n@enduml\n';
  const { drawings } = await readDocument(new SourceText('x.puml', text));
  expect(drawings[0]!.diagnostics.map(({ code }) => code)).toContain('plantuml/expansion-limit');
});

test.each(['!ijk = "foo"', '!$v = 5', '!global $v = 5', '%set_variable_value("$foo", "42")'])(
  'a part that only sets variables (%s) needs nothing drawn',
  async (line) => {
    const { drawings } = await readDocument(new SourceText('x.puml', `@startuml\n${line}\n@enduml\n`));
    expect(drawings.map(({ diagnostics }) => diagnostics)).toEqual([[]]);
  },
);

function rangesIn(value: unknown): SourceRange[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(rangesIn);
  const isRange = 'start' in value && 'end' in value && typeof value.start === 'object';
  return isRange ? [value as SourceRange, ...inside] : inside;
}
