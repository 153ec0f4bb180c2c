import { walkFragments } from '#model';
import type { Rule } from '../rule.ts';

export const tooBig: Rule = {
  name: 'too-big',
  severity: 'note',
  summary: 'A drawing is too big to be read.',
  why: `Nobody follows a drawing of sixty messages, and nobody keeps it true. Parts of their own, referred to by \`ref\` in
PlantUML or by name, are read one at a time. The limits are options.`,
  options: {
    messages: { value: 60, about: 'most messages of a sequence' },
    participants: { value: 15, about: 'most participants of a sequence' },
    nodes: { value: 50, about: 'most nodes of a flowchart, a component or a state diagram' },
    depth: { value: 5, about: 'how deep frames may stand in each other' },
  },
  bad: [
    {
      path: 'a.mmd',
      text: '<|sequenceDiagram|>\n  A->>B: one\n  A->>B: two\n  A->>B: three\n',
      options: { messages: 2 },
    },
    { path: 'b.mmd', text: '<|sequenceDiagram|>\n  A->>B: one\n  B->>C: two\n', options: { participants: 2 } },
    { path: 'c.puml', text: '<|@startuml|>\nopt a\nopt b\nA -> B : one\nend\nend\n@enduml\n', options: { depth: 1 } },
  ],
  good: [{ path: 'a.mmd', text: 'sequenceDiagram\n  A->>B: one\n  A->>B: two\n' }],
  checkInteraction(drawing, tell, { messages, participants, depth }) {
    const { interaction, meaning } = drawing;
    const deepest = [...walkFragments(interaction.fragments)].reduce(
      (most, { path }) => Math.max(most, path.length),
      0,
    );
    const limits: readonly (readonly [number, unknown, string])[] = [
      [meaning.messages.length, messages, 'messages'],
      [interaction.lifelines.length, participants, 'participants'],
      [deepest, depth, 'frames in each other'],
    ];
    for (const [count, most, what] of limits)
      if (count > Number(most)) say(drawing, tell, `${count} ${what} are more than anybody reads (at most ${most})`);
  },
  checkStructure(drawing, tell, { nodes }) {
    const count = drawing.structure.nodes.length;
    if (count > Number(nodes)) say(drawing, tell, `${count} nodes are more than anybody reads (at most ${nodes})`);
  },
  checkLifecycle(drawing, tell, { nodes }) {
    const count = drawing.lifecycle.states.filter(({ kind }) => kind === 'state').length;
    if (count > Number(nodes)) say(drawing, tell, `${count} states are more than anybody reads (at most ${nodes})`);
  },
};

type Checked = Parameters<Exclude<Rule['checkDrawing'], undefined>>;

function say({ range, source }: Checked[0], tell: Checked[1], message: string): void {
  const { start } = range;
  const end = { line: start.line, column: source.line(start.line).trimEnd().length + 1 };
  tell({ range: { start, end }, message, help: 'part it into drawings of which each tells one thing' });
}
