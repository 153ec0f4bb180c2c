import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SourceRange, SourceText } from '#diagnostics';
import { readDocument } from '#parsers';

const paths = ['a.puml', 'a.mmd', 'a.md', 'a.txt', '-'] as const;
const fence = '```';

/** Scraps from which texts that nearly are diagrams are put together. */
const scraps = [
  ...[
    '@startuml',
    '@enduml',
    'sequenceDiagram',
    `${fence}mermaid`,
    `${fence}puml`,
    fence,
    '> ',
    '- ',
    '\t',
    '    ',
    '\r\n',
    '\n',
    '\n',
    '\n',
  ],
  ...[
    'alt',
    'else',
    'end',
    'par',
    'and',
    'loop 3 times',
    'box',
    'end box',
    'note over ',
    'end note',
    'ref over ',
    'title',
    '{',
    '}',
  ],
  ...[
    'participant ',
    'actor ',
    'create ',
    'destroy ',
    'activate ',
    'return ',
    'A',
    'B',
    ' as ',
    '"',
    'A b',
    '@{ "type": "queue" }',
  ],
  ...[
    '->',
    '-->',
    '->>',
    '-)',
    '-x',
    '<-',
    '[->',
    '->]',
    '--',
    '++',
    '-[#red]>',
    ' : ',
    ': text',
    ';',
    '#',
    '#59;',
    '%%',
    '%%{',
    '}%%',
  ],
  ...['[', ']', '((', '))', '[/', '|', '&', ':::', '-->|', 'subgraph ', 'direction LR', 'style A ', 'linkStyle 0 '],
  ...['click A ', '@{ shape: ', 'e1@', '==>', '-. ', '~~~', 'state ', '[*]', '<<choice>>', '"`', 'classDef ', 'class '],
  ...[
    '!if',
    '!include x',
    '!procedure $a()',
    '$a()',
    "/'",
    "'/",
    "'",
    '<style>',
    '</style>',
    '---',
    '==',
    '...',
    '|||',
    'é',
    '🚀',
    '\u2028',
  ],
];

const anyText = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.array(fc.constantFrom(...scraps), { maxLength: 60 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...scraps), { maxLength: 60 }).map((parts) => `@startuml\n${parts.join(' ')}\n@enduml`),
  fc.array(fc.constantFrom(...scraps), { maxLength: 60 }).map((parts) => `sequenceDiagram\n${parts.join(' ')}`),
  fc.array(fc.constantFrom(...scraps), { maxLength: 60 }).map((parts) => `flowchart TD\n${parts.join('')}`),
  fc.array(fc.constantFrom(...scraps), { maxLength: 60 }).map((parts) => `stateDiagram-v2\n${parts.join('')}`),
  fc
    .array(fc.constantFrom(...scraps), { maxLength: 60 })
    .map((parts) => `> ${fence}mermaid\n> sequenceDiagram\n> ${parts.join(' ')}`),
);

/** A diagram that is fine, in both languages. */
const valid: Readonly<Record<string, string>> = {
  'a.puml':
    '@startuml Name\n\' comment\ntitle T\nparticipant "Web shop" as W order 2\nbox "In" #red\ndatabase D\nend box\nW -> D ++ : ask\nalt yes\nD --> W -- : answer\nelse no\nloop 3 times\nD ->x W : late\nend\nend\nnote over W, D\n two\nend note\nref over W : R\n== S ==\n... later ...\n[-> W ++ : in\nreturn x\n@enduml\n',
  'a.mmd':
    '---\ntitle: T\n---\nsequenceDiagram\nparticipant W as Web shop\nbox aqua In\nparticipant D@{ "type": "database" }\nend\nW->>+D: ask\nalt yes\nD-->>-W: answer\nelse no\nloop 3 times\nD-xW: late\nend\nend\nNote over W,D: two<br/>lines\npar a\nW-)D: x; D-)W: #59;\nand b\nend\n',
  'flow.mmd':
    '---\ntitle: T\n---\nflowchart LR\nA[x] & B("y (z)") -->|one| C{{"`**d**`"}}:::k\nsubgraph s [Title]\ndirection TB\nD@{ shape: cyl, label: "x" } e1@-- two --> E[/f/]\nend\ne1@{ animate: true }\ns -.-> F\nclassDef k fill:#f9f;\nstyle A fill:#fff\nlinkStyle 0 stroke:red\nclick A href "x" "y" _blank\naccDescr {\n x\n}\n',
  'state.mmd':
    'stateDiagram-v2\ndirection LR\n[*] --> A : go [ok] / run\nstate "x" as A {\nb --> c\n--\n[*] --> d\n}\nstate c1 <<choice>>\nA --> c1\nnote right of A\n x\nend note\nnote left of c1 : y\nclassDef k fill:red\nclass A k\nB:::k : text\nclick A href "x"\n',
};

/** A valid text with a few stretches cut out, doubled or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom('a.puml', 'a.mmd', 'flow.mmd', 'state.mmd'),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(20),
        fc.oneof(fc.constantFrom(...scraps), fc.string({ maxLength: 5 })),
      ),
      {
        minLength: 1,
        maxLength: 6,
      },
    ),
  )
  .map(([path, edits]) => {
    let text = valid[path]!;
    for (const [where, length, insert] of edits) {
      const at = Math.floor(where * text.length);
      text = text.slice(0, at) + insert + text.slice(at + length);
    }
    return { path, text };
  });

describe('whatever a file holds', () => {
  test('there is an answer, and never an exception', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), anyText, async (path, text) => {
        const document = await readDocument(new SourceText(path, text));
        expect(document.drawings.length + document.diagnostics.length).toBeGreaterThan(0);
        await everyRangeIsInside(path, text);
      }),
      { numRuns: 600 },
    );
  });

  test('a diagram that was damaged is read as far as it goes', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, ({ path, text }) => everyRangeIsInside(path, text)),
      { numRuns: 600 },
    );
  });
});

test.each(Object.entries(valid))('the undamaged %s is fine', async (path, text) => {
  const { drawings } = await readDocument(new SourceText(path, text));
  expect(drawings.flatMap((drawing) => drawing.diagnostics)).toEqual([]);
});

/** Every range points into the text, and ends where it begins or later. */
async function everyRangeIsInside(path: string, text: string): Promise<void> {
  const source = new SourceText(path, text);
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'range' || key === 'labelRange') inside(source, inner as SourceRange);
      else visit(inner);
    }
  };
  visit(await readDocument(source));
}

function inside(source: SourceText, { start, end }: SourceRange): void {
  const lines = source.text.split('\n');
  for (const { line, column } of [start, end]) {
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThan(0);
    expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
  }
  expect(end.line > start.line || (end.line === start.line && end.column >= start.column)).toBe(true);
}
