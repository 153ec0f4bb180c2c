/** Drawings of the repository's own, those that were collected beside it where they are, and small ones of every kind. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Longer ones would only make fewer inputs a second. */
const longest = 6000;

/** An input is a text behind a line that names its file. */
export function inputFor(extension: string, text: string): Uint8Array {
  return Buffer.from(`a${extension}\n${text}`);
}

const small: readonly (readonly [string, string])[] = [
  [
    '.mmd',
    'sequenceDiagram\n  box Aqua Shop\n  actor A as Ann\n  participant B@{ "type": "queue" }\n  end\n  A->>+B: ask #35;1\n  alt yes\n  B-->>-A: answer\n  else no\n  B-xA: lost\n  end\n  create participant C\n  B->>C: new\n  destroy C\n  C--)B: bye\n  Note over A,B: both\n',
  ],
  [
    '.mmd',
    '---\ntitle: Ways\n---\nflowchart LR\n  subgraph one [First]\n  a["A b"] -->|text| b{c} & d((e))\n  end\n  b -. maybe .-> f@{ shape: cyl, label: "G" }\n  classDef x fill:#f96\n  class a,b x\n  click a href "x"\n',
  ],
  [
    '.mmd',
    'stateDiagram-v2\n  direction LR\n  [*] --> Off\n  state On {\n    [*] --> Low\n    Low --> High: up [able] / hum\n    --\n    state f <<fork>>\n  }\n  Off --> On : push\n  note right of On\n    warm\n  end note\n',
  ],
  [
    '.puml',
    '@startuml Name\ntitle T\nactor "Long name" as L #red\nbox "B" #blue\nparticipant P [\n=Head\n]\nend box\nL -> P ++ : ask\ngroup try [again]\nP -[#red]->x L -- : no\nelse other\nreturn yes\nend\nnote left of P : text\nref over L, P : other\n== part ==\n...later...\n@enduml\n',
  ],
  [
    '.puml',
    '@startuml\n!define X 1\n!if (X == 1)\ncomponent [A b] as A <<x>>\n!endif\npackage "P" {\n  database D\n  A --> D : uses\n}\ninterface I\nA -( I\n@enduml\n',
  ],
  [
    '.puml',
    '@startuml\n[*] --> A\nstate "Long" as B {\n  state C\n  C --> [H]\n  ||\n  state D <<choice>>\n}\nA --> B : e [g] / f\nA : inside\nnote right of A : x\n@enduml\n',
  ],
  [
    '.md',
    '# Head\n\n> - ```mermaid\n>   sequenceDiagram\n>   A->>B: x\n>   ```\n\n![p](a.svg) <img src="b.png">\n\n~~~~plantuml\n@startuml\nA -> B\n@enduml\n~~~~\n',
  ],
  ['.mdx', 'import X from "x"\n\n<X>\n\n    ```mermaid\n    flowchart TD\n    a --> b\n    ```\n\n</X>\n'],
  [
    '.adoc',
    '= Title\n\n.Name\n[plantuml]\n----\nA -> B\n----\n\nimage::x.png[Alt]\n\n[source,mermaid]\n....\ngraph TD\na-->b\n....\n',
  ],
];

function ownDrawings(): Uint8Array[] {
  return globSync('{diagrams,test/cases}/**/*.{mmd,puml,md}', { cwd: root }).map((path) =>
    inputFor(extname(path), readFileSync(`${root}/${path}`, 'utf8')),
  );
}

function collected(language: string, extension: string): Uint8Array[] {
  const file = `${root}/../shared/corpus/${language}.jsonl`;
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): { source: string } => JSON.parse(line))
    .map(({ source }) => inputFor(extension, source));
}

/** What every checkout has. */
export const ownSeeds: readonly Uint8Array[] = [
  ...small.map(([extension, text]) => inputFor(extension, text)),
  ...ownDrawings(),
].filter(({ length }) => length <= longest);

export const allSeeds: readonly Uint8Array[] = [
  ...ownSeeds,
  ...[...collected('mermaid', '.mmd'), ...collected('plantuml', '.puml')].filter(({ length }) => length <= longest),
];
