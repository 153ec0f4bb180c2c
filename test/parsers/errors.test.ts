import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { diagnosticsOf, marked, show } from './range-markers.ts';

/** A body with markers around what is complained of, and `code: message` for each, in order. */
type Case = readonly [string, ...string[]];

async function check(path: string, before: string, [body, ...expected]: Case): Promise<void> {
  const { text, ranges } = marked(before + body);
  const diagnostics = await diagnosticsOf(path, text);
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
  expect(diagnostics.map(({ range }) => show(range!))).toEqual(ranges.map(show));
  for (const { help, message } of diagnostics) {
    expect(help).not.toMatch(/^[A-Z](?!lantUML|ermaid|arkdown)|[.]$/);
    expect(message).not.toMatch(/^[A-Z](?!lantUML|ermaid|arkdown)|[.]$/);
  }
}

const plantuml: readonly Case[] = [
  [
    'par a\nA -> B\n<|and|> b\nA -> C\nend',
    'plantuml/and-in-par: `and` is Mermaid; PlantUML parts the operands of `par` by `else`',
  ],
  [
    'critical a\n<|option|> b\nend',
    'plantuml/option-in-critical: `option` is Mermaid; PlantUML parts the operands of `critical` by `else`',
  ],
  ['<|and so on|>\nA -> B', 'plantuml/unknown-statement: this is no statement of a PlantUML sequence diagram'],
  [
    '<|particpant A as B|>\nA -> B\n<|activat B|>',
    ...twice('plantuml/unknown-statement: this is no statement of a PlantUML sequence diagram'),
  ],
  ['alt a\nA -> B\n<|ens|>\nend', 'plantuml/unknown-statement: this is no statement of a PlantUML sequence diagram'],
  ['A -> B\n<|end|>', 'plantuml/stray-end: no block is open that this `end` could close'],
  ['A -> B\n<|else|> x', 'plantuml/stray-else: no block is open that `else` could part'],
  ['<|alt a|>\nA -> B', 'plantuml/unclosed-block: `alt` has no `end`'],
  ['alt a\n  <|loop b|>\n  A -> B\nend\nB -> A', 'plantuml/unclosed-block: `loop` has no `end`'],
  ['<|box x|>\nparticipant A', 'plantuml/unclosed-block: `box` has no `end box`'],
  ['A -> B\n<|end box|>', 'plantuml/stray-end: no box is open that this could close'],
  ['<|api-gateway|> -> B : x', 'plantuml/unquoted-name: the name `api-gateway` needs quotes'],
  ['A -> <|user-service|> : x', 'plantuml/unquoted-name: the name `user-service` needs quotes'],
  ['participant <|api-gateway|> as A\nA -> B', 'plantuml/unquoted-name: the name `api-gateway` needs quotes'],
  ['participant <|Web shop|>\nA -> B', 'plantuml/unquoted-name: the name `Web shop` needs quotes'],
  ['A -> B : x\n<|Web shop|> -> B : x\nactivate B', 'plantuml/unquoted-name: the name `Web shop` needs quotes'],
  ['activate A\nA <|=>|> B : x', 'plantuml/arrow: `=>` is no arrow of a PlantUML sequence diagram'],
  ['activate A\nA <|→|> B : x', 'plantuml/arrow: `→` is no arrow of a PlantUML sequence diagram'],
  ['A->><|+|>B : x', 'plantuml/activation: `+` before the receiver is Mermaid; PlantUML writes `++` after it'],
  ['A -> B : x\n<|note over A|>\nA -> B', 'plantuml/unclosed-text: the text of this note has no end'],
  [
    'A -> B\nactivate B\n<|???|>\nB -> A',
    'plantuml/unknown-statement: this is no statement of a PlantUML sequence diagram',
  ],
  [
    'activate A\n<|rect rgb|>\nA -> B',
    'plantuml/unknown-statement: this is no statement of a PlantUML sequence diagram',
  ],
  ['<|return x|>', 'plantuml/return: no activation is open that this could return from'],
  ['A -> B\n<|note over A, B, C : x|>', 'plantuml/note-targets: a note lies over one or two lifelines'],
  ['opt a\nA -> B\n<|else|> b\nend', 'plantuml/else-in-block: `opt` with `else` is read as `alt`'],
  [
    'loop a\nA -> B\n<|else|> b\nend',
    'plantuml/else-in-block: `else` has no meaning in `loop`; what follows is read as part of the same block',
  ],
  [
    '<|!include other.puml|>\nA -> B\n<|$m(C)|>',
    'plantuml/include-refused: `other.puml` is not included: only this text is read; the drawing is read without it',
    'plantuml/not-expanded: `$m` is not expanded; what it draws is not checked',
  ],
  ['A -> B\n<|!inclde other.puml|>\nB -> A', 'plantuml/unknown-directive: `!inclde` is no directive of PlantUML'],
];

const mermaid: readonly Case[] = [
  [
    'par a\nA->>B: x\n<|else|> b\nend',
    'mermaid/else-in-par: `else` belongs to `alt`; Mermaid parts the operands of `par` by `and`',
  ],
  [
    'critical a\n<|else|> b\nend',
    'mermaid/else-in-critical: `else` belongs to `alt`; Mermaid parts the operands of `critical` by `option`',
  ],
  ['loop a\nA->>B: x\n<|else|> b\nend', 'mermaid/stray-else: `else` stands outside of `alt`'],
  ['<|and|> b', 'mermaid/stray-else: `and` stands outside of `par`'],
  ['A->>B: x\n<|end|>', 'mermaid/stray-end: no block is open that this `end` could close'],
  ['<|alt a|>\nA->>B: x', 'mermaid/unclosed-block: `alt` has no `end`'],
  ['alt a\n  <|loop b|>\n  A->>B: x\nend\nB->>A: y', 'mermaid/unclosed-block: `loop` has no `end`'],
  [
    '<|particpant A|>\n<|activat B|>',
    ...twice('mermaid/unknown-statement: this is no statement of a Mermaid sequence diagram'),
  ],
  ['<|group x|>\nA->>B: x\nend', 'mermaid/unknown-statement: this is no statement of a Mermaid sequence diagram'],
  ['<|A->>B|>', 'mermaid/missing-text: Mermaid wants a colon and a text here'],
  ['<|note over A|>', 'mermaid/missing-text: Mermaid wants a colon and a text here'],
  ['A->>B: one; <|two|>', 'mermaid/semicolon: a `;` ends the statement, and what follows it is none'],
  ['A->><|end|>: x', 'mermaid/reserved-word: `end` is a keyword and cannot begin a name'],
  ['<|end|>-user->>B: x', 'mermaid/reserved-word: `end` is a keyword and cannot begin a name'],
  ['A<|=>|>B: x', 'mermaid/arrow: `=>` is no arrow of a Mermaid sequence diagram'],
  ['A <|<-|> B: x', 'mermaid/arrow: Mermaid has no arrow `<-`'],
  ['A <|<--|> B: x', 'mermaid/arrow: Mermaid has no arrow `<--`'],
  ['A->><|-|>B: x', 'mermaid/inactive: `A` is deactivated here without being active'],
  ['A->>+B: x\ndeactivate B\n<|deactivate B|>', 'mermaid/inactive: `B` is deactivated here without being active'],
  ['create participant C\n<|A->>B: x|>', 'mermaid/creation: the first message after `create` must go to `C`'],
  ['participant C\n<|create participant C|>', 'mermaid/creation: `C` is there already and cannot be created'],
  [
    'A->>B: x\ndestroy B\n<|A->>C: x|>',
    'mermaid/destruction: the first message after `destroy` must be from or to `B`',
  ],
  ['<|note over A,B,C: x|>', 'mermaid/note-targets: a note lies over one or two participants'],
  ['box x\nparticipant A\n<|A->>B: x|>\nB->>A: y\nend', 'mermaid/in-box: a `box` holds participants and nothing else'],
  [
    'participant <|"Web shop" as W|>\nW->>B: x',
    'mermaid/alias-order: Mermaid takes `"Web shop" as W` for one long name; it is read here as PlantUML means it',
  ],
  [
    'participant C<|@{ "type" "control" }|>',
    'mermaid/participant-config: this is no valid configuration of a participant',
  ],
  ['<|autonumber 10.001|>', 'mermaid/autonumber: Mermaid does not understand these numbers'],
  [
    '<|???|>\nA->>B: x\n<|!!!|>',
    ...twice('mermaid/unknown-statement: this is no statement of a Mermaid sequence diagram'),
  ],
];

function twice(line: string): [string, string] {
  return [line, line];
}

describe('plantuml', () => {
  test.each(plantuml)('%s', async (...given) => {
    await check('a.puml', '@startuml\n', [`${given[0]}\n@enduml`, ...given.slice(1)] as unknown as Case);
  });
  test('each error is reported once and none hides another', async () => {
    await check('a.puml', '@startuml\n', [
      'alt a\nA -> B\n<|and b|>\n<|???|>\nend\n<|end|>\nactivate A\n@enduml',
      ...twice('plantuml/unknown-statement: this is no statement of a PlantUML sequence diagram'),
      'plantuml/stray-end: no block is open that this `end` could close',
    ]);
  });
});

describe('mermaid', () => {
  test.each(mermaid)('%s', async (...given) => await check('a.mmd', 'sequenceDiagram\n', given as unknown as Case));

  test('a header that is misspelt', async () => {
    await check('a.mmd', '', [
      '<|sequencDiagram|>\nA->>B: x',
      'mermaid/unknown-diagram: `sequencDiagram` is no kind of Mermaid diagram',
    ]);
  });
});

describe('help', () => {
  test.each([
    ['a.puml', '@startuml\nparticpant A\nA -> B\n@enduml', 'did you mean `participant`?', 'participant'],
    ['a.puml', '@startuml\npar\nand x\nend\n@enduml', 'write `else`', 'else'],
    ['a.puml', '@startuml\nactivate A\nA => B\n@enduml', 'write `->`', '->'],
    [
      'a.puml',
      '@startuml\nA -> user-db : x\n@enduml',
      'write "user-db", or give it a short name: `participant "user-db" as …`',
      '"user-db"',
    ],
    ['a.mmd', 'sequenceDiagram\nactivat A', 'did you mean `activate`?', 'activate'],
    ['a.mmd', 'sequenceDiagram\npar\nelse\nend', 'write `and`', 'and'],
    ['a.mmd', 'sequenceDiagram\nA->>B', 'add `: text`', ': '],
    ['a.mmd', 'sequenceDiagramm', 'did you mean `sequenceDiagram`?', 'sequenceDiagram'],
  ])('%s %j', async (path, text, help, fix) => {
    const [first] = await diagnosticsOf(path, text);
    expect([first?.help, first?.fix?.edits[0]?.text]).toEqual([help, fix]);
  });

  test('a missing end says where it was missed', async () => {
    const [first] = await diagnosticsOf('a.mmd', 'sequenceDiagram\nalt a\n  loop b\n  A->>B: x\nend\nB->>A: y');
    expect(first?.related?.map(({ range }) => show(range))).toEqual(['5:1-5:4']);
  });
});

test.each([
  ['a.mmd', 'sequenceDiagram\nalt a\n  loop b\n  A->>B: x\nend\n  end'],
  ['a.mmd', 'flowchart TD\nsubgraph a\n  subgraph b\n  A\nend\n  end'],
  ['a.mmd', 'stateDiagram-v2\nstate a {\n  state b {\n  A\n}\n  }'],
  ['a.puml', '@startuml\nalt a\n  loop b\n  A -> B\nend\n  end\n@enduml'],
])('ends that are indented badly are ends all the same (%s %j)', async (path, text) => {
  expect(await diagnosticsOf(path, text)).toEqual([]);
});

test('a drawing with errors still gives what could be read', async () => {
  const { drawings } = await readDocument(
    new SourceText('a.mmd', 'sequenceDiagram\nA->>B: x\n???\nB->>C: y\npar\nelse\nC->>A: z\nend'),
  );
  expect(drawings[0]?.interaction?.lifelines.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
  expect(drawings[0]?.interaction?.fragments).toHaveLength(3);
});
