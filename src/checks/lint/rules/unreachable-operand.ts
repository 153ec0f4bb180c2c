import { type CombinedFragment, type InteractionFragment, walkFragments } from '#model';
import { type Action, livenessOf, type Part } from '#semantics';
import { headOf } from '../places.ts';
import type { LintedInteraction, Rule } from '../rule.ts';

export const unreachableOperand: Rule = {
  name: 'unreachable-operand',
  severity: 'warning',
  summary: 'An operand is never taken.',
  why: `The operands of an \`alt\` are asked from the top: one with the condition of an earlier one, or below an \`else\` that
takes whatever is left, is never reached. The same is true for what stands in a loop of no rounds. Whether an operand can
be taken at all is worked out from what the drawing means, as far as that can be done in short time.`,
  bad: [
    {
      path: 'a.mmd',
      text: `sequenceDiagram
  alt known
    A->>B: one
  <|else known|>
    A->>B: two
  else
    A->>B: three
  <|else late|>
    A->>B: four
  end
`,
    },
    { path: 'b.puml', text: '@startuml\n<|loop 0 times|>\nA -> B : one\nend\nA -> B : two\n@enduml\n' },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  alt known\n    A->>B: one\n  else late\n    A->>B: two\n  else\n    A->>B: three\n  end\n  par one\n    A->>B: x\n  and one\n    A->>C: x\n  end\n',
    },
  ],
  checkInteraction(drawing, tell) {
    const { interaction, source } = drawing;
    const told = new Set<InteractionFragment>();
    for (const { fragment } of walkFragments(interaction.fragments)) {
      if (fragment.type !== 'combined' || fragment.operator !== 'alt') continue;
      const known = new Set<string>();
      fragment.operands.forEach(({ guard = '', range }, index) => {
        const condition = guard.trim().toLowerCase().replace(/\s+/g, ' ');
        // A link or a formula is no condition.
        if (/\[\[|<\w+>/.test(guard)) return;
        const isTaken = known.has(condition) || (known.has('') && index > 1);
        if (isTaken) {
          told.add(fragment);
          tell({
            range: headOf({ range }, source),
            message: known.has('')
              ? 'the `else` above takes whatever is left, so that this operand is never taken'
              : `"${guard}" is asked above already, so that this operand is never taken`,
            help: known.has('')
              ? 'put the `else` without a condition last'
              : 'mend the condition, or take the operand out',
          });
        }
        // A first operand without a condition is told for that, and is not meant to take everything.
        if (index > 0 || condition !== '') known.add(condition);
      });
    }
    for (const fragment of deadFrames(drawing))
      if (!told.has(fragment))
        tell({
          range: headOf(fragment, source),
          message: `nothing in this \`${fragment.operator}\` can ever happen`,
          help: 'mend its bounds or those of the frames around it, or take it out',
        });
  },
};

/** Frames of which no run takes anything. An inner one is not told for itself. */
function deadFrames({ interaction, meaning }: LintedInteraction): CombinedFragment[] {
  if (meaning.messages.length > MOST_MESSAGES) return [];
  const { sendOf, receiveOf, stepper, term } = meaning.automaton;
  const frames: CombinedFragment[] = [];
  const parts: Part[] = [];
  for (const { fragment } of walkFragments(interaction.fragments)) {
    if (fragment.type !== 'combined' || fragment.operator === 'neg') continue;
    const actions = new Set<Action>();
    for (const { fragments } of fragment.operands)
      for (const { fragment: inner } of walkFragments(fragments)) {
        if (inner.type !== 'message') continue;
        for (const action of [sendOf.get(inner), receiveOf.get(inner)]) if (action !== undefined) actions.add(action);
      }
    if (actions.size === 0 || frames.length >= MOST_FRAMES) continue;
    frames.push(fragment);
    parts.push({ name: String(frames.length), actions });
  }
  const dead = livenessOf(stepper, term, parts, { maxNodes: 400 })
    .map(({ outcome }, index) => (outcome === 'dead' ? frames[index]! : undefined))
    .filter((frame) => frame !== undefined);
  const inner = new Set<InteractionFragment>(
    dead.flatMap(({ operands }) =>
      operands.flatMap(({ fragments }) => [...walkFragments(fragments)].map(({ fragment }) => fragment)),
    ),
  );
  return dead.filter((frame) => !inner.has(frame));
}

/** More cannot be told in the time that a linter has. */
const MOST_MESSAGES = 200;
const MOST_FRAMES = 40;
