import { expect, test } from 'vitest';
import { withoutRanges } from '#model';
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
