/** Drawings of a given number of messages, links, transitions or connections. */
export interface Subject {
  readonly name: string;
  readonly path: string;
  readonly draw: (size: number) => string;
  /** Those that read it as well. */
  readonly peers: readonly ('mermaid' | 'maid')[];
}

const rows = (size: number, row: (index: number) => string): string =>
  Array.from({ length: size }, (_, i) => row(i)).join('\n');

const both = ['mermaid', 'maid'] as const;

export const subjects: readonly Subject[] = [
  {
    name: 'Mermaid sequence',
    path: 'a.mmd',
    peers: both,
    draw: (size) =>
      `sequenceDiagram\n${rows(size, (i) => `  Service${i % 20}->>Service${(i + 7) % 20}: POST /orders/${i}/lines`)}\n`,
  },
  {
    name: 'Mermaid flowchart',
    path: 'a.mmd',
    peers: both,
    draw: (size) =>
      `flowchart TD\n${rows(size, (i) => `  step${i % 300}[Step ${i % 300}] -->|goes on ${i}| step${(i + 1) % 300}`)}\n`,
  },
  {
    name: 'Mermaid state',
    path: 'a.mmd',
    peers: both,
    draw: (size) =>
      `stateDiagram-v2\n${rows(size, (i) => `  State${i % 300} --> State${(i + 1) % 300}: event ${i}`)}\n`,
  },
  {
    name: 'PlantUML sequence',
    path: 'a.puml',
    peers: [],
    draw: (size) =>
      `@startuml\n${rows(size, (i) => `Service${i % 20} -> Service${(i + 7) % 20} : POST /orders/${i}/lines`)}\n@enduml\n`,
  },
  {
    name: 'PlantUML component',
    path: 'a.puml',
    peers: [],
    draw: (size) =>
      `@startuml\n${rows(size, (i) => `[Part ${i % 300}] --> [Part ${(i + 1) % 300}] : uses ${i}`)}\n@enduml\n`,
  },
  {
    name: 'PlantUML state',
    path: 'a.puml',
    peers: [],
    draw: (size) =>
      `@startuml\n[*] --> State0\n${rows(size, (i) => `State${i % 300} --> State${(i + 1) % 300} : event ${i}`)}\n@enduml\n`,
  },
];
