import { type BudgetNote, claimsOf, notesOf } from '../budget-claims.ts';
import {
  type BudgetProblem,
  marksBackwards,
  problemsAcross,
  problemsBetween,
  problemsWithin,
} from '../budget-problems.ts';
import { headOf } from '../places.ts';
import type { LintedDrawing, Rule, Tell } from '../rule.ts';

export const contradictoryBudgets: Rule = {
  name: 'contradictory-budgets',
  severity: 'warning',
  summary: 'Figures in notes contradict each other.',
  why: `Notes hold what a service promises: how long it takes, how much it can take. Figures that cannot all be true promise
nothing, and whoever tests against them tests against chance. Told are ranges that end below their beginning, shares that
do not fit the figures beside them (\`200 → 100 (20%)\`), a p50 above its p99, time marks (\`t=5ms\`) that run backwards,
parts that take longer than their total, a part slower than what the document says of end to end, and a throughput, a
total or an end-to-end time that is given twice with different values (\`throughput of a worker\` and \`throughput of the
service\` are two things). The drawings of a document count as drawings of one
system.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  A->>B: ask
  <|Note right of A: t=4ms|>
  B->>C: look up
  <|Note right of B: t=2ms|>
  <|Note over A,C: Copies: 200 → 100 per call (20%)|>
  <|Note over A: Latency: 9-3ms|>
`.replace('<|Note right of A: t=4ms|>', 'Note right of A: t=4ms'),
    },
    {
      path: 'b.md',
      text: `# Flow
\`\`\`puml
@startuml
A -> B : ask
<|note over A, B : Total lookup: 40 ms (p99)|>
note over B : Throughput: 5K rps
@enduml
\`\`\`
\`\`\`puml
@startuml
A -> C : all
note over A, C : E2E: 30 ms (p99)
<|note over C : 9K req/s throughput|>
@enduml
\`\`\`
`,
    },
    {
      path: 'c.puml',
      text: '@startuml\nA -> B : ask\n<|note over A : Parse: 2 ms\\nStore: 5 ms\\nTotal: 6 ms|>\n<|note over B : p50: 80 ms, p99: 20 ms|>\n@enduml\n',
    },
    {
      path: 'd.puml',
      text: '@startuml\nA -> B : ask\nnote over A : Total time: 20 ms\nB -> C : look up\n<|note over A, C : Total time: 90 ms|>\n@enduml\n',
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  A->>B: ask
  Note right of A: t=2ms
  B->>C: look up
  Note right of B: t=4ms
  Note over A,C: Copies: 200 → 100 per call (50%)
  Note over A: Latency: 3-9ms (p50) | 20ms (p99)
  Note over B: 2024-05-07, version 2.1-1.4, 10-5 rows
`,
    },
    {
      path: 'b.puml',
      text: `@startuml
alt warm
A -> B : ask
note over A : t=5ms
else cold
A -> B : wait
note over A : t=3ms
end
note over A : Throughput: 5K rps
note over B : Throughput: 5000 requests/s, timeout: 3 s
note over C : timeout: 9 s
@enduml
`,
    },
    {
      path: 'c.md',
      text: `\`\`\`puml
@startuml
A -> B : ask
note over A, B : Throughput of a worker: 5K rps
@enduml
\`\`\`
\`\`\`puml
@startuml
A -> C : ask
note over A, C : Throughput of all workers: 15K rps
@enduml
\`\`\`
`,
    },
  ],
  checkDocument({ drawings }, tell) {
    const all = drawings.filter(({ isSound }) => isSound).map((drawing) => [drawing, notesOf(drawing)] as const);
    const problems: BudgetProblem[] = [];
    for (const [drawing, notes] of all) {
      const claims = notes.map((note) => [note, claimsOf(note)] as const);
      problems.push(
        ...claims.flatMap(([note, some]) => problemsWithin(note, some)),
        ...problemsBetween(claims.flatMap(([, some]) => some)),
        ...(drawing.interaction ? marksBackwards(drawing.interaction.fragments, drawing) : []),
      );
    }
    problems.push(...problemsAcross(all.flatMap(([, notes]) => notes.flatMap(claimsOf))));
    tellAll(problems, tell);
  },
};

function tellAll(problems: readonly BudgetProblem[], tell: Tell): void {
  const place = ({ range, drawing }: { readonly range: BudgetNote['range']; readonly drawing: LintedDrawing }) =>
    range.start.line === range.end.line ? range : headOf({ range }, drawing.source);
  for (const { note, message, help, other } of problems) {
    const related = other && { related: [{ range: place(other), message: 'the other figure' }] };
    tell({ range: place(note), message, help, ...related });
  }
}
