import { expect, test } from 'vitest';
import { withoutRanges } from '#model';
import { read } from '../printers/reading.ts';
import { interactionOf } from './sketch.ts';

/** What, the PlantUML body, the Mermaid body that must mean the same. */
const twins: readonly (readonly [string, string, string])[] = [
  ['calls and answers', 'A -> B : ask\nB --> A : answer', 'A->>B: ask\nB-->>A: answer'],
  ['thin arrows', 'A -> B : ask\nB --> A', 'A->B: ask\nB-->A:'],
  ['signals', 'A ->> B : told', 'A-)B: told'],
  ['dashed signals are answers', 'A -->> B : told', 'A--)B: told'],
  ['lost messages', 'A ->x B : ask\nA -->x B : answer', 'A-xB: ask\nA--xB: answer'],
  ['half arrows', 'A -\\ B : a\nA -\\\\ B : b\nA //-- B : c', 'A-|\\B: a\nA-\\\\B: b\nA//--B: c'],
  ['both directions', 'A <-> B : a\nA <--> B : b', 'A<<->>B: a\nA<<-->>B: b'],
  ['self messages', 'A -> A : think', 'A->>A: think'],
  [
    'participants',
    'participant "Web shop" as W\nactor U\ndatabase D',
    'participant W as Web shop\nactor U\nparticipant D@{ "type": "database" }',
  ],
  [
    'kinds',
    'boundary A\ncontrol B\nentity C\ncollections D\nqueue E',
    'participant A@{"type":"boundary"}\nparticipant B@{"type":"control"}\nparticipant C@{"type":"entity"}\nparticipant D@{"type":"collections"}\nparticipant E@{"type":"queue"}',
  ],
  [
    'line breaks',
    'participant "User\\nService" as U\nU -> U : a\\nb',
    'participant U as User<br/>Service\nU->>U: a<br>b',
  ],
  ['alias in the configuration', 'queue "Orders" as Q', 'participant Q@{ "type": "queue", "alias": "Orders" }'],
  ['activation', 'A -> B ++ : ask\nB --> A -- : answer', 'A->>+B: ask\nB-->>-A: answer'],
  ['activation by hand', 'activate A\nA -> B : x\ndeactivate A', 'activate A\nA->>B: x\ndeactivate A'],
  ['alt', 'alt yes\nA -> B : x\nelse no\nB -> A : y\nelse\nend', 'alt yes\nA->>B: x\nelse no\nB->>A: y\nelse\nend'],
  ['opt, break', 'opt maybe\nA -> B : x\nend\nbreak failed\nend', 'opt maybe\nA->>B: x\nend\nbreak failed\nend'],
  ['loop', 'loop 3 times\nA -> B : x\nend\nloop each item\nend', 'loop 3 times\nA->>B: x\nend\nloop each item\nend'],
  ['par', 'par one\nA -> B : x\nelse two\nB -> A : y\nend', 'par one\nA->>B: x\nand two\nB->>A: y\nend'],
  ['par of one', 'par\nA -> B : x\nend', 'par\nA->>B: x\nend'],
  ['par over', 'par2 one\nA -> B : x\nend', 'par_over one\nA->>B: x\nend'],
  ['critical', 'critical lock\nA -> B : x\nelse busy\nend', 'critical lock\nA->>B: x\noption busy\nend'],
  ['frames', 'group\nA -> B : x\nend', 'rect rgb(1, 2, 3)\nA->>B: x\nend'],
  ['nesting', 'loop\nalt a\ngroup\nA -> B : x\nend\nend\nend', 'loop\nalt a\nrect red\nA->>B: x\nend\nend\nend'],
  [
    'boxes',
    'box "Back office" #aqua\nparticipant A\nparticipant B\nend box\nA -> B : x',
    'box aqua Back office\nparticipant A\nparticipant B\nend\nA->>B: x',
  ],
  ['boxes without label', 'box\nparticipant A\nend box', 'box transparent\nparticipant A\nend'],
  [
    'notes',
    'note left of A : l\nnote right of A : r\nnote over A : o\nnote over A, B : ab',
    'Note left of A: l\nNote right of A: r\nNote over A: o\nNote over A,B: ab',
  ],
  ['creation', 'A -> B : x\ncreate participant C\nA -> C : new', 'A->>B: x\ncreate participant C\nA->>C: new'],
  ['destruction', 'A -> B : x\nA ->x B : bye\ndestroy B', 'A->>B: x\ndestroy B\nA-xB: bye'],
  ['titles', 'title Ordering\nA -> B : x', 'title Ordering\nA->>B: x'],
  ['semicolons', 'A -> B : a; b', 'A->>B: a#59; b'],
  ['emoji', 'actor "👤 User" as U\nU -> S : 🚀', 'actor U as 👤 User\nU->>S: 🚀'],
  ['step numbers stay', 'A -> B : 1. ask', 'A->>B: 1. ask'],
];

test.each(twins)('%s', async (_, plantuml, mermaid) => {
  const left = await interactionOf('a.puml', `@startuml\n${plantuml}\n@enduml`);
  const right = await interactionOf('a.mmd', `sequenceDiagram\n${mermaid}`);
  expect(withoutRanges(right)).toEqual(withoutRanges(left));
});

/** The same for what knows no time: what both languages have words for. */
const drawnTwins: readonly (readonly [string, string, string])[] = [
  [
    'nodes and lines',
    'rectangle A\nrectangle B\nA --> B : asks\nA -- B\nA ==> B',
    'flowchart\nA[A]\nB[B]\nA -->|asks| B\nA --- B\nA ==> B',
  ],
  [
    'shapes',
    'database "Orders" as o\nhexagon h\ncircle c\ncloud w\nqueue q\nperson p\nfolder f',
    'flowchart\no[("Orders")]\nh{{h}}\nc((c))\nw@{ shape: cloud, label: "w" }\nq@{ shape: h-cyl, label: "q" }\np@{ shape: person, label: "p" }\nf@{ shape: folder, label: "f" }',
  ],
  [
    'groups',
    'left to right direction\nframe "The bank" as bank {\nframe inner {\nrectangle A\n}\nrectangle B\n}\nA --> B',
    'flowchart LR\nsubgraph bank [The bank]\nsubgraph inner\nA[A]\nend\nB[B]\nend\nA --> B',
  ],
  ['line breaks', 'rectangle "one\\ntwo" as A', 'flowchart\nA["one<br>two"]'],
  [
    'states and transitions',
    '[*] --> New\nNew --> Done : ship [paid] / book\nDone --> [*]',
    'stateDiagram-v2\n[*] --> New\nNew --> Done : ship [paid] / book\nDone --> [*]',
  ],
  [
    'states in states, and regions',
    'state "Is paid" as P {\n[*] --> A\n--\n[*] --> B\n}\n[*] --> P',
    'stateDiagram-v2\nstate "Is paid" as P {\n[*] --> A\n--\n[*] --> B\n}\n[*] --> P',
  ],
  [
    'choices, forks and joins',
    'state c <<choice>>\nstate f <<fork>>\nstate j <<join>>\n[*] --> c\nc --> f\nf --> j',
    'stateDiagram-v2\nstate c <<choice>>\nstate f <<fork>>\nstate j <<join>>\n[*] --> c\nc --> f\nf --> j',
  ],
  ['notes', '[*] --> A\nnote right of A : waits', 'stateDiagram-v2\n[*] --> A\nnote right of A : waits'],
  ['descriptions', 'state "A" as A\nA : waits\n[*] --> A', 'stateDiagram-v2\nstate "A" as A\nA : waits\n[*] --> A'],
];

test.each(drawnTwins)('%s', async (_, plantuml, mermaid) => {
  const left = await read('plantuml', `@startuml\n${plantuml}\n@enduml`);
  const right = await read('mermaid', mermaid);
  expect([...left.diagnostics, ...right.diagnostics]).toEqual([]);
  const model = left.structure ?? left.lifecycle;
  expect(model).toBeDefined();
  expect(withoutRanges(right.structure ?? right.lifecycle)).toEqual(withoutRanges(model));
});
