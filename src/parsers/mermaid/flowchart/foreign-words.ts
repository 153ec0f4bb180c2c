/** Lines of other kinds of diagrams and of PlantUML, by their first word. */
export const foreignWords: Readonly<Record<string, string>> = {
  ...{
    participant: 'a flowchart has no participants; write the node as `A["text"]`',
    actor: 'write the node as `A["text"]`',
  },
  ...{
    note: 'a flowchart has no notes; write a node and link it by `-.-`',
    loop: 'write the loop as links: `B -->|again| A`',
  },
  ...{ alt: 'write a decision: `A{"text"} -->|yes| B`', opt: 'write a decision: `A{"text"} -->|yes| B`' },
  ...{ else: 'write a decision: `A{"text"} -->|no| C`', par: 'link one node to several: `A --> B & C`' },
  ...{ component: 'write the node as `A["text"]`', database: 'write the node as `A[("text")]`' },
  ...{ package: 'write `subgraph id [Title]` … `end`', node: 'write `subgraph id [Title]` … `end`' },
  ...{ rectangle: 'write `subgraph id [Title]` … `end`', skinparam: 'set a theme in the frontmatter' },
  ...{ state: 'write the node as `A("text")`', title: 'write the title in the frontmatter: `title: …`' },
  ...{ if: 'write a decision: `A{"text"} -->|yes| B`', while: 'write the loop as links: `B -->|again| A`' },
  ...{ '[*]': 'a flowchart has no `[*]`; write a node: `start((" "))`' },
  ...{ activate: 'this belongs to sequence diagrams; remove it', '@startuml': 'this is PlantUML; remove it' },
  ...{ '@enduml': 'this is PlantUML; remove it' },
};
