import { describe, expect, test } from 'vitest';
import { diagnosticsOf, marked, show } from './range-markers.ts';
import { lifecycleOf, sketchLifecycle, sketchStructure, structureOf } from './structure-sketch.ts';

type Case = readonly [text: string, ...said: string[]];

/** Whole texts, markers around what is complained of, then message and help (and fix) of each. */
const flowchart: readonly Case[] = [
  [
    'flowchart TD\nA<|[|>text\nB --> C',
    'mermaid/unclosed-text: `[` is never ended',
    'end the text with the bracket that belongs to it',
  ],
  [
    'flowchart TD\nA[<|"|>text]\nB --> C',
    'mermaid/unclosed-text: the quoted text that begins here is never ended',
    'write `"` where it ends',
  ],
  ['flowchart TD\nA <|->|> B\nB --> C', 'mermaid/arrow: `->` is no link of a Mermaid flowchart', 'write `-->` => -->'],
  [
    'flowchart TD\n<|end|> --> B',
    'mermaid/reserved-word: `end` is a keyword and cannot be the id of a node',
    'write `End`, or give the node another id and a text: `done["end"]` => End',
  ],
  [
    'flowchart TD\nA --> <|end|>\nB --> C',
    'mermaid/reserved-word: `end` is a keyword and cannot be the id of a node',
    'write `End`, or give the node another id and a text: `done["end"]` => End',
  ],
  [
    'flowchart TD\n<|subgraph|> x\nA\n',
    'mermaid/unclosed-block: `subgraph` has no `end`',
    'write `end` where the block is over',
  ],
  [
    'flowchart TD\nA\n<|end|>',
    'mermaid/stray-end: no subgraph is open that this `end` could close',
    'remove it, or write `subgraph` above; a node cannot be called `end` in lower case',
  ],
  [
    'flowchart TD\nA@{ shape: <|cylindr |>}',
    'mermaid/unknown-shape: `cylindr` is no shape',
    'did you mean `cylinder`? => cylinder',
  ],
  ['flowchart <|TDD|>\nA', 'mermaid/direction: `TDD` is no direction of a flowchart', 'did you mean `TD`? => TD'],
  [
    'flowchart TD\nA[x <|(|>y)] --> B',
    'mermaid/unquoted-text: `(` cannot stand in a text without quotes',
    'put the whole text in double quotes => "x (y)"',
  ],
  [
    'flowchart TD\n<|participant A|>\nA --> B',
    'mermaid/unknown-statement: this is no statement of a Mermaid flowchart',
    'a flowchart has no participants; write the node as `A["text"]`',
  ],
  [
    'flowchart TD\n<|else b|>\nA --> B',
    'mermaid/unknown-statement: this is no statement of a Mermaid flowchart',
    'write a decision: `A{"text"} -->|no| C`',
  ],
  [
    'flowchart TD\n<|loop x|>\nA --> B\nend',
    'mermaid/unknown-statement: this is no statement of a Mermaid flowchart',
    'write the loop as links: `B -->|again| A`',
  ],
  [
    'flowchart TD\n<|component x|>',
    'mermaid/unknown-statement: this is no statement of a Mermaid flowchart',
    'write the node as `A["text"]`',
  ],
  [
    '<|@startuml|>\nflowchart TD\nA --> B',
    'mermaid/unknown-diagram: `@startuml` is no kind of Mermaid diagram',
    'this is PlantUML: name the file `.puml`, or mark the fence so',
  ],
  ['flowchart TD\nA <|[|>x] --> B', 'mermaid/space: no space may stand between an id and `[`', 'remove the space => '],
  ['flowchart TD\nA --> B <|%% c|>', 'mermaid/comment: a comment needs a line of its own', 'move it to the line above'],
  ['flowchart TD\nA <|->>|> B', 'mermaid/arrow: `->>` is no link of a Mermaid flowchart', 'write `-->` => -->'],
  ['flowchart TD\nA <|=>|> B', 'mermaid/arrow: `=>` is no link of a Mermaid flowchart', 'write `==>` => ==>'],
  ['flowchart TD\nA <|→|> B', 'mermaid/arrow: `→` is no link of a Mermaid flowchart', 'write `-->` => -->'],
  [
    'flowchart TD\nA <|<--|> B\nB --> C',
    'warning mermaid/link-over-lines: the text that `<--` begins runs over several lines',
    'Mermaid has no link that points back alone: swap the nodes and write `-->`',
  ],
  [
    'flowchart TD\nA <|<---|> B',
    'warning mermaid/lost-head: Mermaid does not draw the head that `<---` has on its left',
    'swap the nodes and write `-->`, or give the link the same head on both sides',
  ],
  [
    'flowchart TD\nA <|--|> text B\nC --> D',
    'warning mermaid/link-over-lines: the text that `--` begins runs over several lines',
    'end the text on its line: `-- text -->`; a link without text is `---`',
  ],
  ['flowchart TD\nA <|-->|>\nsubgraph x\nB\nend', 'mermaid/no-target: the link leads nowhere', 'name a node after it'],
  [
    'flowchart TD\nA<|[]|>',
    'mermaid/empty-text: the text is empty',
    'write a text, `" "` for a blank one, or leave the brackets out',
  ],
  [
    'flowchart TD\nA(x<|]|>',
    'mermaid/wrong-bracket: `]` does not end what `(` begins',
    'end the text with the bracket that belongs to it',
  ],
  [
    'flowchart TD\nA["x"<| |>y]',
    'mermaid/quote-in-text: a text is either quoted as a whole or holds no quotes',
    'put the quotes right inside the brackets, and write `#quot;` for a quote in the text',
  ],
  [
    'flowchart TD\nA <|B|>\nC',
    'mermaid/same-line: two statements stand on one line',
    'put a line break or a `;` between them, or link them: `A --> B`',
  ],
  [
    'flowchart TD\n<|subgraf x|>\nA\nend',
    'mermaid/unknown-statement: this is no statement of a Mermaid flowchart',
    'did you mean `subgraph`? => subgraph',
  ],
  [
    'flowchart TD <|A --> B|>',
    'mermaid/same-line: the first statement cannot follow the direction on its line',
    'put a line break or a `;` after the direction',
  ],
  [
    'flowchart TD\n<|style A fill:rgb(1,2,3)|>\nA',
    'mermaid/styles: Mermaid cannot read this style',
    'write `style id fill:#f9f,stroke:#333`; colours are names or `#rrggbb`, without brackets',
  ],
  [
    'flowchart TD\nstyle <|CEP|> Engine fill:red\nA',
    'warning mermaid/unknown-target: no other line names `CEP`, so that Mermaid draws a node of its own for this style',
    'name a node by its id, not by its text; an id holds no spaces',
  ],
  [
    'flowchart TD\nA-->B\nlinkStyle <|3|> stroke:red',
    'mermaid/link-index: there is no link 3: up to here there is one link',
    'count the links above from 0; the last one is 0',
  ],
  [
    'flowchart TD\n<|class A , B c|>',
    'mermaid/class: Mermaid cannot read this class',
    'write `class A,B name` without other spaces, or `A:::name`',
  ],
  [
    'flowchart TD\n<|click A "u" x|>',
    'mermaid/click: Mermaid cannot read this `click`',
    'write `click id href "url" "tooltip" _blank` or `click id call name()`',
  ],
  [
    'flowchart TD\n<|user@|>host --> B',
    'mermaid/id: `@` cannot stand in the id of a node',
    'give it a short id and a text: `a["x@y"]`',
  ],
  [
    'flowchart TD\nA<|#quot;|> --> B',
    'mermaid/unknown-character: `#quot;` can stand in texts alone',
    'put it in the text of a node: `A["…"]`',
  ],
  [
    'flowchart TD\nsubgraph x<|:::|>c\nA\nend',
    'mermaid/subgraph-class: a subgraph takes no `:::` where it begins',
    'write `class id name` on a line of its own',
  ],
  [
    'flowchart TD\n<|subgraph|>\nA\nend',
    'mermaid/no-title: `subgraph` needs an id or a title',
    'write `subgraph id [Title]`',
  ],
  [
    'flowchart TD\nA@{ shape: <|rect label:|> x }',
    'mermaid/shape-data: pairs are parted by commas on one line, by line breaks on several',
    'write `@{ shape: cyl, label: "text" }`',
  ],
  [
    'flowchart TD\nA <|@{|> shape: rect }',
    'mermaid/space: no space may stand between an id and `@{`',
    'remove the space => ',
  ],
  [
    'flowchart TD\nA <|-[#red]->|> B',
    'mermaid/arrow: `-[#red]->` is no link of a Mermaid flowchart',
    'write `-->` => -->',
  ],
  [
    'flowchart TD\n<|[*] --> A|>',
    'mermaid/unknown-statement: this is no statement of a Mermaid flowchart',
    'a flowchart has no `[*]`; write a node: `start((" "))`',
  ],
  [
    'flowchart TD\n<|direction LR|>\nA',
    'warning mermaid/useless-direction: `direction` has no effect outside of a subgraph',
    'write `flowchart LR` in the first line',
  ],
  [
    'flowchart TD\nA<|{{|>x}\nB',
    'mermaid/unclosed-text: `{{` is never ended',
    'end the text with the bracket that belongs to it',
  ],
  [
    'flowchart TD\n<|note right of A: x|>\nA',
    'mermaid/unknown-statement: this is no statement of a Mermaid flowchart',
    'a flowchart has no notes; write a node and link it by `-.-`',
  ],
  [
    'flowchart TD\nA-->|x <|(|>y)|B',
    'mermaid/unquoted-text: `(` cannot stand in a text without quotes',
    'put the whole text in double quotes => "x (y)"',
  ],
  [
    'flowchart TD\nA-->B;;C<|[|>x\nD',
    'mermaid/unclosed-text: `[` is never ended',
    'end the text with the bracket that belongs to it',
  ],
  [
    '\n<|---|>\ntitle: x\n---\nflowchart TD\nA',
    'mermaid/frontmatter: frontmatter begins on the first line, and this is a later one',
    'remove the lines above it',
  ],
  [
    '---\ntitle: <|a: b|>\n---\nflowchart TD\nA',
    'mermaid/frontmatter: a value that holds a colon and a space needs quotes',
    'put it in quotes',
  ],
  ['<|%%{|>init: x\nflowchart TD\nA', 'mermaid/directive: this directive has no end', 'write `}%%` where it ends'],
  [
    'flowchart TD\nA --- B ---- C -.-- <|D|>',
    'mermaid/same-line: two statements stand on one line',
    'put a line break or a `;` between them, or link them: `A --> B`',
  ],
  [
    'flowchart TD\n<|subgraph|> a\nsubgraph b\nA\nend\nB\n',
    'mermaid/unclosed-block: `subgraph` has no `end`',
    'write `end` where the block is over',
  ],
  [
    'flowchart TD\nA:B --> C\n<|if (x) then y|>',
    'mermaid/unknown-statement: this is no statement of a Mermaid flowchart',
    'write a decision: `A{"text"} -->|yes| B`',
  ],
];

/** Whole texts, markers around what is complained of, then message and help (and fix) of each. */
const state: readonly Case[] = [
  [
    'stateDiagram-v2\nA <|->|> B\nB --> C',
    'mermaid/arrow: `->` is no transition of a Mermaid state diagram',
    'write `-->` => -->',
  ],
  [
    'stateDiagram-v2\n[*] <|->|> A',
    'mermaid/arrow: `->` is no transition of a Mermaid state diagram',
    'write `-->` => -->',
  ],
  [
    'stateDiagram-v2\n<|state A as B|>\nA --> B',
    'mermaid/alias-order: the label in quotes comes first, then the id',
    'write `state "B" as A` => state "B" as A',
  ],
  [
    'stateDiagram-v2\n<|state A as "Long"|>',
    'mermaid/alias-order: the label in quotes comes first, then the id',
    'write `state "Long" as A` => state "Long" as A',
  ],
  [
    'stateDiagram-v2\n<|state A {|>\nB',
    'mermaid/unclosed-block: `state` has no `}`',
    'write `}` where the block is over',
  ],
  [
    'stateDiagram-v2\nA --> B\n<|}|>',
    'warning mermaid/stray-brace: no composite state is open that this `}` could close, and Mermaid draws a state of that name',
    'remove it',
  ],
  [
    'stateDiagram-v2\n<|a-b|> --> c',
    'mermaid/id: a hyphen cannot stand in the id of a state: `a-b`',
    'write `a_b`, and `state "a-b" as a_b` to show the hyphen => a_b',
  ],
  [
    'stateDiagram-v2\nA --> <|b-c|> : x',
    'mermaid/id: a hyphen cannot stand in the id of a state: `b-c`',
    'write `b_c`, and `state "b-c" as b_c` to show the hyphen => b_c',
  ],
  [
    'stateDiagram-v2\nA <|-[dotted]->|> B',
    'mermaid/arrow: `-[dotted]->` is no transition of a Mermaid state diagram',
    'write `-->` => -->',
  ],
  [
    'stateDiagram-v2\nA <|-up->|> B',
    'mermaid/arrow: `-up->` is no transition of a Mermaid state diagram',
    'write `-->` => -->',
  ],
  ['stateDiagram-v2\nA <|<--|> B', 'mermaid/arrow: Mermaid has no transition `<--`', 'swap the states and write `-->`'],
  [
    'stateDiagram-v2\nA --> B <|-->|> C',
    'mermaid/chain: Mermaid reads one transition at a time',
    'write each transition on a line of its own',
  ],
  [
    'stateDiagram-v2\nA <|-->|>\nB',
    'mermaid/no-target: the transition leads nowhere',
    'name a state after it, or write `[*]` for the end',
  ],
  ['stateDiagram-v2\nA <|:|>\nB', 'mermaid/empty-text: nothing follows the colon', 'write a text, or remove the colon'],
  ['stateDiagram-v2\nstate <|"x"|>\nB', 'mermaid/no-id: a label in quotes needs an id', 'write `state "label" as id`'],
  [
    'stateDiagram-v2\nstate <|"|>x as A\nB',
    'mermaid/unclosed-text: the text that begins here has no end',
    'write `"` where it ends',
  ],
  [
    'stateDiagram-v2\nstate <|A B {|>\n}',
    'mermaid/id: the id of a state is one word, and `state A` cannot stand right before a line with `{`',
    'write `state "several words" as id {`, or leave out a `state A` that says nothing',
  ],
  ['stateDiagram-v2\nA <|{|>\nB\n}', 'mermaid/syntax: a composite state begins with `state`', 'write `state A {`'],
  [
    'stateDiagram-v2\n<|note over A : x|>',
    'mermaid/note: Mermaid cannot read this note',
    'write `note right of A : text`, or `note left of A` … `end note`',
  ],
  [
    'stateDiagram-v2\n<|note right of A|>\n x\n',
    'mermaid/unclosed-text: the text of this note has no end',
    'write `end note` on a line of its own, or `note right of A : text`',
  ],
  [
    'stateDiagram-v2\nnote right of A : a<|:|>b',
    'mermaid/colon: the text of a note on one line ends at a second colon',
    'write the text on lines of its own, then `end note`',
  ],
  [
    'stateDiagram-v2\nA --> B\n<|--|>\nC --> D',
    'mermaid/divider: `--` parts the regions of a composite state, and none is open',
    'put it inside of `state A {` … `}`',
  ],
  [
    'stateDiagram-v2\n<|click A "u"|>',
    'mermaid/click: Mermaid cannot read this `click`',
    'write `click A href "url"` or `click A "url" "tooltip"`',
  ],
  ['stateDiagram-v2\n<|scale|> 350', 'mermaid/scale: Mermaid cannot read this scale', 'write `scale 350 width`'],
  [
    'stateDiagram-v2\n<|"|>A" --> B',
    'mermaid/id: a state is not named in quotes',
    'write `state "label" as id`, and the id here',
  ],
  [
    'stateDiagram-v2\nA --> <|State|>\nB',
    'mermaid/reserved-word: `State` is a keyword and cannot be the id of a state',
    'write `state "State" as State_`',
  ],
  [
    'stateDiagram-v2\nstate A {\n}\nA : x\nA :<| y|>',
    'mermaid/descriptions: the composite state `A` can have a label, but no description',
    'leave one text only, or describe a state inside of it',
  ],
  [
    'stateDiagram-v2\nstate H <|<<history>>|>',
    'warning mermaid/unknown-kind: Mermaid knows no `<<history>>` and draws a plain state',
    'Mermaid knows `<<choice>>`, `<<fork>>` and `<<join>>`',
  ],
  [
    'stateDiagram-v2\n<|state A : text|>',
    'warning mermaid/ignored-description: Mermaid passes over a description after `state`',
    'leave out `state`: `A : text`',
  ],
  [
    'stateDiagram-v2\nA --> B : x<|;|> y',
    'warning mermaid/odd-id: Mermaid takes `;` for a state',
    'write transitions as `A --> B`, no `;` after a statement, and `#59;` for a semicolon in a text',
  ],
  [
    'stateDiagram-v2\nclass <|Aa|> c\nAb --> B',
    'warning mermaid/unknown-target: no other line names the state `Aa`',
    'did you mean `Ab`? => Ab',
  ],
  [
    'stateDiagram-v2\n<|default|> --> B',
    'mermaid/reserved-word: `default` is a keyword and cannot be the id of a state',
    'write `state "default" as default_`',
  ],
  [
    'stateDiagram-v2\nA --> B\n<|stateDiagram|>\nC',
    'mermaid/unknown-statement: a diagram begins inside of another',
    'remove it, or put it in a file or fence of its own',
  ],
  [
    'stateDiagram-v2\nA <|==>|> B',
    'warning mermaid/odd-id: Mermaid takes `==>` for a state',
    'write transitions as `A --> B`, no `;` after a statement, and `#59;` for a semicolon in a text',
  ],
  [
    'stateDiagram-v2\nA : x<|::|>y',
    'mermaid/colon: two colons cannot follow each other in a text',
    'write `#colon;#colon;` for them',
  ],
  [
    '<|@startuml|>\n[*] --> A\n@enduml',
    'mermaid/unknown-diagram: `@startuml` is no kind of Mermaid diagram',
    'this is PlantUML: name the file `.puml`, or mark the fence so',
  ],
];

async function check([body, ...said]: Case): Promise<void> {
  const { text, ranges } = marked(body);
  const diagnostics = await diagnosticsOf('a.mmd', text);
  const found = diagnostics.flatMap(({ severity, code, message, help, fix }) => [
    `${severity === 'error' ? '' : `${severity} `}${code}: ${message}`,
    `${help}${fix ? ` => ${fix.edits.map(({ text: instead }) => instead).join()}` : ''}`,
  ]);
  expect(found).toEqual(said);
  expect(diagnostics.map(({ range }) => show(range!))).toEqual(ranges.map(show));
}

describe('flowcharts', () => {
  test.each(flowchart)('%j', async (...given) => await check(given as unknown as Case));

  test('each mistake is told once, and the rest is read', async () => {
    const text = 'flowchart TD\nA[x --> B\nC -> D\nsubgraph s\nE(f (g)) --> F\nend\nG --> end\nH --> I';
    expect((await diagnosticsOf('a.mmd', text)).map(({ code }) => code)).toEqual([
      ...['mermaid/unclosed-text', 'mermaid/arrow', 'mermaid/unquoted-text', 'mermaid/reserved-word'],
    ]);
    expect(sketchStructure(await structureOf('a.mmd', text))).toEqual([
      ...['direction TB', 'group s', 'rectangle H?', 'rectangle I?', 'H none-solid-arrow I'],
    ]);
  });

  test('applying a fix leaves nothing to complain of', async () => {
    const [first] = await diagnosticsOf('a.mmd', 'flowchart TD\nA[x (y)] --> B');
    const [edit] = first!.fix!.edits;
    const { start, end } = edit!.range;
    expect([start.column, end.column, edit!.text]).toEqual([3, 8, '"x (y)"']);
    expect(await diagnosticsOf('a.mmd', 'flowchart TD\nA["x (y)"] --> B')).toEqual([]);
  });
});

describe('state diagrams', () => {
  test.each(state)('%j', async (...given) => await check(given as unknown as Case));

  test('each mistake is told once, and the rest is read', async () => {
    const text = 'stateDiagram-v2\nA -> B\nstate C {\nD --> E\nnote over D : x\n}\nF --> G --> H\nI --> J : x';
    expect((await diagnosticsOf('a.mmd', text)).map(({ code }) => code)).toEqual([
      ...['mermaid/arrow', 'mermaid/note', 'mermaid/chain'],
    ]);
    const sketch = sketchLifecycle(await lifecycleOf('a.mmd', text));
    expect(sketch).toContain('I > J: x');
    expect(sketch).toContain('state D in C');
  });
});
