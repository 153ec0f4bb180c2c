import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SourceRange, SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { filesOf } from './drawn-sketch.ts';

const valid = [
  '@startuml\ntitle T\nleft to right direction\npackage "Back office" as bo <<team>> {\n  [Web shop] as shop <<svc>> #red\n  component c [\n   long\n  ]\n  together {\n   () "Port" as p\n  }\n}\nactor :Clerk: as u\nu --> (Pay) : <<uses>>\nshop "1" -[#red,dashed]up-> "n" c : calls\nnote right of shop\n text\nend note\nnote on link : x\njson J {\n "a": [1]\n}\n@enduml\n',
  '@startuml\n[*] --> A : go [ready] / start()\nstate "A b" as A {\n state i <<entryPoint>>\n [*] --> B\n --\n [*] --> C\n}\nA : entry / x\nA --> [*]\nX --> A[H*]\nstate f <<fork>>\nf --> D\nnote left of A : n\n@enduml\n',
  '@startuml\n!include parts.puml\n!$x = {"a": [1, 2]}\n!define F(a) [a]\n!procedure $p($a, $b="c")\n[$a] --> [$b]\n!endprocedure\n!function $f($a)\n!return %upper($a) + "z"\n!endfunction\n!foreach $i in $x.a\n$p("n$i")\n!endfor\n!if $f("q") == "Qz"\nF(y)\n!else\n[no]\n!endif\n!include <C4/C4_Container>\nContainer(k, "K", "Go")\nRel(k, y, "uses")\n@enduml\n',
];

const scraps = [
  ...[
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    ':',
    '"',
    '<<',
    '>>',
    '-->',
    '..>',
    '--',
    '||',
    '[*]',
    '[H]',
    '#',
    '##',
    '$',
    '%',
    '!',
  ],
  ...[
    'state ',
    'component ',
    'note ',
    'end note',
    'as ',
    'package ',
    'together {',
    '!if 0\n',
    '!endif\n',
    '!while 1\n',
  ],
  ...[
    '!endwhile\n',
    '!procedure $p()\n',
    '!endprocedure\n',
    '$p(',
    '$x',
    '!include parts.puml\n',
    '\n',
    '\\\n',
    "'",
    "/'",
    "'/",
  ],
];

const damaged = fc
  .tuple(
    fc.constantFrom(...valid),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(20),
        fc.oneof(fc.constantFrom(...scraps), fc.string({ maxLength: 5 })),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((rest, [where, length, put]) => {
      const at = Math.floor(where * rest.length);
      return rest.slice(0, at) + put + rest.slice(at + length);
    }, text),
  );

const includes = filesOf({ 'parts.puml': '@startuml\n[part]\n!procedure $q()\nfoo bar\n!endprocedure\n@enduml' });

/** All ranges of a value, at any depth, that are of the file itself. */
function rangesOf(value: unknown, path: string): SourceRange[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('path' in value && value.path !== path) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'range' || key === 'labelRange' ? [inner as SourceRange] : rangesOf(inner, path),
  );
}

test('a damaged drawing is read as far as it goes, and every place lies in the text', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (text) => {
      const source = new SourceText('a.puml', text);
      const { drawings, diagnostics } = await readDocument(source, { includes });
      for (const { start, end } of rangesOf({ drawings, diagnostics }, 'a.puml')) {
        for (const { line, column } of [start, end]) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(source.lineCount);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(source.line(line).length + 1);
        }
        expect(end.line > start.line || (end.line === start.line && end.column >= start.column)).toBe(true);
      }
      for (const { structure, lifecycle } of drawings) {
        const ids = structure
          ? [...structure.nodes, ...structure.groups].map(({ id }) => id)
          : (lifecycle?.states.map(({ id }) => id) ?? []);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { from, to } of structure?.edges ?? lifecycle?.transitions ?? []) {
          expect(ids).toContain(from);
          expect(ids).toContain(to);
        }
        for (const { group } of [...(structure?.nodes ?? []), ...(structure?.groups ?? [])])
          expect(group === null || ids.includes(group)).toBe(true);
        for (const { parent } of lifecycle?.states ?? []) expect(parent === null || ids.includes(parent)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});
