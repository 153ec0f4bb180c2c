import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { messagesOf } from '#model';
import { readDocument } from '#parsers';
import { diagnosticsOf, marked, show, shown } from './range-markers.ts';

/** Language and kind of each drawing. */
async function kinds(path: string, text: string): Promise<string[]> {
  return (await readDocument(new SourceText(path, text))).drawings.map(
    ({ language, kind, name }) => `${language} ${kind}${name === undefined ? '' : ` ${name}`}`,
  );
}

const fence = '```';

describe('what a file holds', () => {
  test.each([
    ['a.puml', '@startuml\nA -> B\n@enduml', ['plantuml sequence']],
    [
      'a.PU',
      '@startuml One\nA -> B\n@enduml\ntext\n@startuml(id=Two)\nA -> B\n@enduml',
      ['plantuml sequence One', 'plantuml sequence Two'],
    ],
    ['a.wsd', '@startuml\ntitle Ordering\nA -> B\n@enduml', ['plantuml sequence Ordering']],
    ['a.iuml', '@startmindmap\n* a\n@endmindmap', ['plantuml mindmap']],
    ['a.plantuml', '@startuml\nclass A {\n}\nA <|-- B\n@enduml', ['plantuml class']],
    ['a.puml', '@startuml\n[*] --> A\nstate A\n@enduml', ['plantuml state']],
    ['a.puml', '@startuml\npackage "P" {\n [A] as a\n}\na --> b : x\n@enduml', ['plantuml component']],
    ['a.puml', '@startuml\nstart\n:work;\nif (ok?) then (yes)\nendif\nstop\n@enduml', ['plantuml activity']],
    ['a.puml', '@startuml\n(Pay) as P\n:User: --> (Pay)\n@enduml', ['plantuml usecase']],
    ['a.mmd', 'sequenceDiagram\nA->>B: x', ['mermaid sequence']],
    ['a.mermaid', '---\ntitle: Flow\n---\nflowchart TD\nA-->B', ['mermaid flowchart Flow']],
    ['a.mmd', 'stateDiagram-v2\n[*] --> A', ['mermaid state']],
    ['a.mmd', '%% c\ngantt\n title x', ['mermaid gantt']],
    [
      'a.md',
      `# Over\n## Order *flow*\n${fence}mermaid\nsequenceDiagram\nA->>B: x\n${fence}`,
      ['mermaid sequence Order flow'],
    ],
    [
      'a.mdx',
      `${fence}puml\nA -> B\n${fence}\n~~~UML\n@startuml N\nA -> B\n@enduml\n~~~`,
      ['plantuml sequence', 'plantuml sequence N'],
    ],
    [
      'a.md',
      `${fence}${fence}\n${fence}mermaid\nsequenceDiagram\n${fence}\n${fence}${fence}\n${fence}js\nx\n${fence}`,
      [],
    ],
    ['notes', `- list\n  ${fence}mermaid\n  graph TD\n  ${fence}`, ['mermaid flowchart']],
    ['notes', 'before\n@startuml\nA -> B\n@enduml', ['plantuml sequence']],
    ['notes.txt', '\n%% c\nsequenceDiagram\nA->>B: x', ['mermaid sequence']],
    ['notes.txt', 'nothing of the kind', []],
  ])('%s %j', async (path, text, expected) => {
    expect(await kinds(path, text)).toEqual(expected);
  });
});

describe('files that hold no diagram say so', () => {
  test.each([
    ['a.puml', '', ['plantuml/empty@file the file holds no diagram']],
    ['a.mmd', '', ['mermaid/empty@1:1-1:1 the diagram is empty']],
    ['a.md', '# Title', ['note markdown/no-drawing@file the document holds no diagram']],
    [
      'a.txt',
      'hello',
      ['document/unknown-language@file this is neither PlantUML, Mermaid nor a document with diagrams'],
    ],
    ['a.puml', '@startuml\n@enduml', ['warning plantuml/empty@1:1-1:1 the diagram is empty']],
    [
      'a.puml',
      'A -> B',
      ['warning plantuml/no-start@1:1-1:7 the file has no `@startuml`, so that PlantUML draws nothing'],
    ],
    ['a.puml', '@startuml\nA -> B', ['plantuml/no-end@1:1-1:10 the diagram that begins here has no `@enduml`']],
    [
      'a.md',
      `${fence}mermaid\nsequenceDiagram\nA->>B: x\n`,
      [
        'warning markdown/unclosed-fence@1:1-1:11 the fence that begins here is never closed and takes in the rest of the document',
      ],
    ],
  ])('%s %j', async (path, text, expected) => {
    expect(shown(await diagnosticsOf(path, text))).toEqual(expected);
  });
});

/** Documents in which the marked stretches are the message and its label. */
const places: readonly (readonly [string, string, string])[] = [
  ['a file of its own', 'a.puml', '@startuml\n  <|A -> B : <|text|>|>  \n@enduml'],
  ['a second block', 'a.puml', "' c\n@startuml\n[x] as y\n@enduml\n\n@startuml\n<|A -> B : <|text|>|>\n@enduml"],
  ['after frontmatter and comments', 'a.mmd', '---\ntitle: x\n---\n%% c\nsequenceDiagram\n\t<|A->>B: <|text|>|>'],
  ['after a statement on the line', 'a.mmd', 'sequenceDiagram; note over A: x; <|A->>B: <|text|>|>; note over A: y'],
  ['a fence', 'a.md', `text\n\n${fence}mermaid\nsequenceDiagram\n    <|A->>B: <|text|>|>\n${fence}\n`],
  ['an indented fence', 'a.md', `   ${fence}mermaid\n   sequenceDiagram\n     <|A->>B: <|text|>|>\n   ${fence}\n`],
  ['a fence less indented inside', 'a.md', `   ${fence}mermaid\n sequenceDiagram\n <|A->>B: <|text|>|>\n   ${fence}\n`],
  [
    'a list item',
    'a.md',
    `1. one\n\n   ${fence}puml\n   @startuml\n   <|A -> B : <|text|>|>\n   @enduml\n   ${fence}\n`,
  ],
  [
    'a nested list',
    'a.md',
    `- one\n  - two\n    ${fence}mermaid\n    sequenceDiagram\n    <|A->>B: <|text|>|>\n    ${fence}\n`,
  ],
  ['a quote', 'a.md', `> ${fence}mermaid\n> sequenceDiagram\n>   <|A->>B: <|text|>|>\n> ${fence}\n`],
  ['a quote in a list', 'a.md', `* > ${fence}mermaid\n  > sequenceDiagram\n  ><|A->>B: <|text|>|>\n  > ${fence}\n`],
  ['a list with tabs', 'a.md', `-\tone\n\n\t${fence}mermaid\n\tsequenceDiagram\n\t<|A->>B: <|text|>|>\n\t${fence}\n`],
  [
    'a tab that is half the list and half the diagram',
    'a.md',
    `- one\n\n  ${fence}mermaid\n  sequenceDiagram\n\t<|A->>B: <|text|>|>\n  ${fence}\n`,
  ],
  ['windows line ends', 'a.md', `> ${fence}mermaid\r\n> sequenceDiagram\r\n> <|A->>B: <|text|>|>\r\n> ${fence}\r\n`],
  ['a byte order mark', 'a.md', `\uFEFF${fence}mermaid\nsequenceDiagram\n<|A->>B: <|text|>|>\n${fence}\n`],
  ['emoji before', 'a.mmd', 'sequenceDiagram\nnote over A: 🚀; <|A->>B: <|text|>|>'],
];

test.each(places)('places in %s are those of the file', async (_, path, input) => {
  const { text, ranges } = marked(input);
  const document = await readDocument(new SourceText(path, text));
  const message = messagesOf(document.drawings.findLast((drawing) => drawing.interaction)!.interaction!)[0]!;
  expect([show(message.range), message.labelRange && show(message.labelRange)]).toEqual(ranges.map(show));
  expect(new SourceText(path, text).slice(message.labelRange!)).toBe('text');
});

test('a drawing covers its own lines', async () => {
  const { text, ranges } = marked(
    `# H\n\n> ${fence}mermaid\n> <|sequenceDiagram\n> A->>B: x|>\n> ${fence}\n\n${fence}puml\n<|@startuml\nA -> B\n@enduml|>\n${fence}\n`,
  );
  const { drawings } = await readDocument(new SourceText('a.md', text));
  expect(drawings.map((drawing) => show(drawing.range))).toEqual(ranges.map(show));
});

test('operands reach from the line that opens them to the line that ends them', async () => {
  const { text, ranges } = marked('sequenceDiagram\n<|<|alt a\nA->>B: x\n|><|else b\n|>end|>\n');
  const { drawings } = await readDocument(new SourceText('a.mmd', text));
  const alt = drawings[0]!.interaction!.fragments[0]!;
  if (alt.type !== 'combined') throw new Error(alt.type);
  expect([alt.range, ...alt.operands.map((operand) => operand.range)].map(show)).toEqual(ranges.map(show));
});
