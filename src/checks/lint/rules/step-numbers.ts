import type { Rule, Tell } from '../rule.ts';
import { type Step, type StepProblem, stepOf, stepProblems } from '../step-count.ts';

export const stepNumbers: Rule = {
  name: 'step-numbers',
  severity: 'warning',
  summary: 'Step numbers in labels repeat, jump or run backwards.',
  why: `Numbers that were written by hand go wrong with the first step that is put in between, and whoever speaks of "step 7"
no longer speaks of one thing. \`autonumber\` counts by itself. The operands of a frame may count side by side (\`4\` in
both, or \`4a\` and \`4b\`) or one after the other. On the edges of a flowchart only numbers that are left out are told, for
there the order of the lines means nothing.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  A->>B: 1. ask
  B->>C: 2. look up
  <|C-->>B: 2. found|>
  <|B-->>A: 5. answer|>
`,
    },
    {
      path: 'b.puml',
      text: `@startuml
A -> B : 1. ask
B -> C : 2. look up
alt known
B -> A : 3a. answer
B -> C : 4b. count
else unknown
B -> A : 3b. excuse
<|B -> C : 4b. remember|>
else broken
<|B -> A : 7c. fail|>
end
@enduml
`,
    },
    {
      path: 'c.mmd',
      text: 'flowchart TD\n  A -->|1. ask| B\n  B -->|2. look up| C\n  <|C -->|4. found| B|>\n',
    },
  ],
  good: [
    { path: 'a.mmd', text: 'sequenceDiagram\n  A->>B: 1. ask\n  B->>C: 2. look up\n  B-->>A: 3. answer\n' },
    {
      path: 'b.mmd',
      text: 'sequenceDiagram\n  A->>B: 1. ask\n  alt one\n    B->>C: 2a. look up\n  else two\n    B->>C: 2b. guess\n  end\n  B-->>A: 3. answer\n',
    },
    {
      path: 'c.mmd',
      text: 'sequenceDiagram\n  alt one\n    B->>C: 1. look up\n    B->>C: 2. look up\n  else two\n    B->>C: 1. guess\n  end\n  C->>B: 3. done\n',
    },
    {
      path: 'd.mmd',
      text: 'sequenceDiagram\n  A->>B: 1. ask\n  alt one\n    B->>C: 2. look up\n  else two\n    B->>C: 3. guess\n  end\n  C->>B: 4. done\n',
    },
    { path: 'e.mmd', text: 'sequenceDiagram\n  A->>B: 3 items\n  B->>C: 200 OK\n  B->>C: 1.5 kg\n' },
    {
      path: 'f.mmd',
      text: 'flowchart TD\n  A -->|2. look up| B\n  B -->|1. ask| C\n  C -->|3a. found| B\n  C -->|3b. lost| A\n',
    },
  ],
  checkInteraction({ interaction, meaning }, tell) {
    const count = meaning.messages.filter((message) => stepOf(message) !== undefined).length;
    if (!isMeant(count, meaning.messages.length)) return;
    for (const problem of stepProblems(interaction.fragments)) tellOf(problem, tell);
  },
  checkStructure({ structure: { edges } }, tell) {
    const steps = edges.flatMap((edge) => stepOf(edge) ?? []).sort((a, b) => a.value - b.value);
    const labelled = edges.filter(({ label }) => label !== '').length;
    if (!isMeant(steps.length, labelled)) return;
    steps.forEach((step, index) => {
      const other = steps[index - 1];
      if (other && step.value > other.value + 1) tellOf({ step, kind: 'jump', other }, tell);
    });
  },
};

/** Two may be chance, and where most have no number no order was meant. */
function isMeant(numbered: number, all: number): boolean {
  return numbered >= 3 && numbered * 2 >= all;
}

const sentences: Readonly<Record<StepProblem['kind'], (step: Step, other: Step) => string>> = {
  repeated: ({ text }) => `step ${text} is there already`,
  backwards: ({ text }, other) => `step ${text} comes after step ${other.text}`,
  jump: ({ text }, other) => `step ${text} follows step ${other.text}`,
};

function tellOf({ step, kind, other }: StepProblem, tell: Tell): void {
  tell({
    range: step.range,
    message: sentences[kind](step, other),
    related: [{ range: other.range, message: kind === 'repeated' ? 'the other one' : 'the step before' }],
    help: 'number the steps anew, or leave it to `autonumber`',
  });
}
