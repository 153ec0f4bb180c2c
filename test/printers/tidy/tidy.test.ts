import { describe, expect, test } from 'vitest';
import type { DrawingLanguage } from '#parsers';
import { type TidyKind, tidy } from '#printers';

const lines = (text: string) => text.split('\n');

/** Lines, and the same in order. */
const statements: Readonly<Record<DrawingLanguage, readonly (readonly [string, string])[]>> = {
  plantuml: [
    ['A->B', 'A -> B'],
    ['A->B:text', 'A -> B : text'],
    ['A  -->>  B  :  two  spaces', 'A -->> B : two  spaces'],
    ['"a -> b"->B : x', '"a -> b" -> B : x'],
    ['A<-B:x', 'A <- B : x'],
    ['A-[#red]>B:x', 'A -[#red]> B : x'],
    ['A->B++:x', 'A -> B ++ : x'],
    ['A -> B --++ #gold:x', 'A -> B --++ #gold : x'],
    ['[->A:in', '[-> A : in'],
    ['A->]:out', 'A ->] : out'],
    // What could be a cross, a circle or the letter of a name stays as it is.
    ['A->xB : x', 'A->xB : x'],
    ['A ->x  B : x', 'A ->x B : x'],
    ['end->queue:x', 'end -> queue : x'],
    ['PARTICIPANT  "a  b"  as  A', 'participant "a  b" as A'],
    ['Create Participant A', 'create participant A'],
    ['Activate A', 'activate A'],
    ['note left of A:text', 'note left of A : text'],
    ['NOTE OVER A,B #red:text', 'note over A, B #red : text'],
    ['ref over A,B:Other', 'ref over A, B : Other'],
    ['==  Part  ==', '== Part =='],
    ['...later...', '... later ...'],
    ['== ==', '== =='],
    ['RETURN  ok', 'return ok'],
    ["' A->B", "' A->B"],
    ['!$x = "A->B"', '!$x = "A->B"'],
    ['skinparam  sequenceArrowThickness 2', 'skinparam  sequenceArrowThickness 2'],
    ['A -> B : ends in \\ ', 'A -> B : ends in \\ '],
  ],
  mermaid: [
    ['A->>B:text', 'A->>B: text'],
    ['A ->> B : two  words', 'A->>B: two  words'],
    ['A->>+B:x', 'A->>+B: x'],
    ['Web shop -->>- api-gateway:x', 'Web shop-->>-api-gateway: x'],
    ['A -X B: x', 'A-xB: x'],
    ['A -) B :x', 'A-)B: x'],
    ['A->>B:', 'A->>B:'],
    ['A->>B:wrap:long', 'A->>B:wrap:long'],
    ['A->>B: a:b', 'A->>B: a:b'],
    ['note OVER A , B:x', 'Note over A,B: x'],
    ['PARTICIPANT A AS Long  name', 'participant A as Long  name'],
    ['participant A@{ "type": "queue" } as Q', 'participant A@{ "type": "queue" } as Q'],
    ['Autonumber', 'autonumber'],
    ['%% A->>B:x', '%% A->>B:x'],
    ['A->>B: x; B->>A: y', 'A->>B: x; B->>A: y'],
    ['title->>A:x', 'title->>A: x'],
    ['title  A->>B:x', 'title A->>B:x'],
  ],
};

describe.each(['plantuml', 'mermaid'] as const)('a statement of %s', (language) => {
  test.each(statements[language])('%j', (given, expected) => {
    expect(tidy([`   ${given}`], language, 'interaction')).toEqual([expected]);
  });
});

/** What, language, kind, lines. They are given without their indentation, and come back with it. */
const blocks: readonly (readonly [string, DrawingLanguage, TidyKind, string])[] = [
  [
    'blocks of PlantUML',
    'plantuml',
    'interaction',
    `@startuml
box "In"
  participant A
end box
alt yes
  loop
    A -> A : x
  end
else no
  A -> A : y
end
@enduml`,
  ],
  [
    'blocks of Mermaid',
    'mermaid',
    'interaction',
    `%%{init: {}}%%
sequenceDiagram
  box In
    participant A
  end
  par one
    critical
      A->>A: x
    option busy
      A->>A: y
    end
  and two
    %% nothing
  end`,
  ],
  [
    'several statements on one line',
    'mermaid',
    'interaction',
    `sequenceDiagram
  alt a; A->>B: x
    B->>A: y
  else b; B->>A: z
    A->>B: #59;
  end; A->>B: w
  A->>B: v`,
  ],
  [
    'subgraphs',
    'mermaid',
    'structure',
    `flowchart LR
  subgraph one
    direction TB
    a --> b
    subgraph two
      c
    end
  end
  one --> d`,
  ],
  [
    'composite states of Mermaid',
    'mermaid',
    'lifecycle',
    `stateDiagram-v2
  [*] --> A
  state A {
    [*] --> B
  --
    [*] --> C
  }
  A --> [*]`,
  ],
  [
    'braces of PlantUML',
    'plantuml',
    'structure',
    `@startuml
package "p" {
  component a
  node n {
    database d
  }
}
a --> d : x
@enduml`,
  ],
  [
    'styles',
    'plantuml',
    'interaction',
    `@startuml
skinparam sequence {
  ArrowColor red
}
<style>
  sequenceDiagram {
    participant {
      FontColor red
    }
  }
</style>
A -> B
@enduml`,
  ],
];

test.each(blocks)('%s are indented', (_, language, kind, text) => {
  const flat = lines(text).map((line) => line.trim());
  expect(tidy(flat, language, kind)).toEqual(lines(text));
});

test('a text of several lines is moved as a whole', () => {
  const given = ['alt x', 'note over A', '        one', '          * two', '', '', '        three', 'END NOTE', 'end'];
  expect(tidy(given, 'plantuml', 'interaction')).toEqual([
    'alt x',
    '  note over A',
    '    one',
    '      * two',
    '',
    '',
    '    three',
    '  end note',
    'end',
  ]);
});

test('what the preprocessor and comments hold stays as it is', () => {
  const given = [
    '!procedure $call($a)',
    '     $a->B:x',
    '!endprocedure',
    "/' A->B:x",
    "      alt y '/",
    'A -> B : a \\',
    '      b',
    'sprite $s {',
    '  FF  00',
    '}',
  ];
  expect(tidy(given, 'plantuml', 'interaction')).toEqual(given);
});

test('frontmatter and directives of several lines stay as they are', () => {
  const given = [
    '---',
    'config:',
    '    theme: dark',
    '---',
    '%%{init: {',
    '     "theme": "base"',
    '}}%%',
    'sequenceDiagram',
  ];
  expect(tidy(given, 'mermaid', 'interaction')).toEqual(given);
});

test('empty lines are kept one at a time, and none at the end', () => {
  expect(tidy(['A -> B', '', ' ', '', 'B -> A', '', ''], 'plantuml', 'interaction')).toEqual(['A -> B', '', 'B -> A']);
});

/** Lines that would keep a careless search busy. */
const hostile: readonly (readonly [string, readonly string[]])[] = [
  ['heads without an end', Array(20_000).fill('note over A')],
  ['braces without an end', Array(20_000).fill('skinparam x {')],
  ['configurations without an end', Array(20_000).fill('participant A@{')],
  [
    'signs',
    ['<', '[', '"', '-', '#a;', 'a ', 'a-', 'a , ', '[a]', '<<', '[['].map(
      (sign) => `note left ${sign.repeat(50_000)}`,
    ),
  ],
  ['names', ['a ', 'a-', '"', ' ', '- '].map((sign) => `A${sign.repeat(50_000)}x`)],
  ['blocks', [...Array(5000).fill('alt'), ...Array(5000).fill('end')]],
];

test.each(hostile)('%s are no trouble', (_, given) => {
  for (const language of ['plantuml', 'mermaid'] as const)
    for (const kind of ['interaction', 'structure', 'lifecycle'] as const)
      expect(tidy(given, language, kind)).toHaveLength(given.length);
});
