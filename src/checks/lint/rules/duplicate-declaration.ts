import { type Declaration, declarationsOf } from '../declarations.ts';
import type { Rule } from '../rule.ts';

export const duplicateDeclaration: Rule = {
  name: 'duplicate-declaration',
  severity: 'warning',
  summary: 'A participant, component or state is declared twice, with different names.',
  why: `Both tools take a second declaration under the same id for the same thing, and draw only one of the two names: the
other one is lost, and what was meant to be two is one. Declaring something twice alike changes nothing, and is not told.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  participant S as Shop\n  participant B as Bank\n  <|participant S as Stock|>\n  S->>B: pay\n',
    },
    {
      path: 'b.puml',
      text: '@startuml\nparticipant "Web shop" as S\n<|participant "Stock" as S|>\nS -> B : pay\n@enduml\n',
    },
    { path: 'c.puml', text: '@startuml\ncomponent "Web shop" as S\n<|component "Stock" as S|>\nS --> B\n@enduml\n' },
    {
      path: 'd.mmd',
      text: 'stateDiagram-v2\n  state "Waiting for money" as W\n  <|state "Waiting for goods" as W|>\n  [*] --> W\n',
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  participant S as Shop\n  participant S as Shop\n  participant S\n  S->>B: pay\n',
    },
    {
      path: 'b.puml',
      text: '@startuml\nnode A {\n  component "One" as X1\n}\nnode B {\n  component "Two" as X2\n}\nX1 --> X2\n@enduml\n',
    },
  ],
  checkDrawing(drawing, tell) {
    // Text that is built by macros, or read twice, says less than it seems to.
    if (!drawing.isSound) return;
    const known = new Map<string, Declaration>();
    for (const declaration of declarationsOf(drawing)) {
      const { id, label, range } = declaration;
      if (label === undefined) continue;
      const first = known.get(id);
      if (!first) known.set(id, declaration);
      else if (first.label !== label) {
        tell({
          range,
          message: `"${id}" is "${first.label}" already`,
          related: [{ range: first.range, message: 'declared here' }],
          help: 'give the second one an id of its own, or take one of the two out',
        });
      }
    }
  },
};
