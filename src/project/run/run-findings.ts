import type { CheckableDrawing, Finding } from '#checks';
import type { SourceRange, SourceText } from '#diagnostics';
import type { InteractionUse } from '#model';
import type { Wish } from '#runtime';
import { choicesDrawn } from '../choices-drawn.ts';
import { finding } from '../findings.ts';
import type { IdleWish } from './faults.ts';
import type { UnclearChoice } from './unclear-choices.ts';

function headOf({ range: { start } }: UnclearChoice['fragment'], source: SourceText | undefined): SourceRange {
  const column = source ? source.line(start.line).trimEnd().length + 1 : start.column;
  return { start, end: { line: start.line, column: Math.max(start.column, column) } };
}

/** What there is to say of drawings that are to be executed. */
export const runFindings = {
  unresolved: ({ path }: CheckableDrawing, { name, range }: InteractionUse): Finding =>
    finding({
      code: 'run/unresolved-ref',
      severity: 'error',
      message: `the drawing refers to "${name}", which was not found, so nobody knows what happens there`,
      path,
      range,
      help: 'name the file that holds it as well, or draw a sequence with this title',
    }),

  cyclic: ({ path }: CheckableDrawing, { name, range }: InteractionUse): Finding =>
    finding({
      code: 'run/endless-ref',
      severity: 'error',
      message: `"${name}" leads back to a drawing that it is part of, and would never end`,
      path,
      range,
      help: 'draw the repetition as a loop',
    }),

  nothingToRun: ({ path, interaction: { range } }: CheckableDrawing): Finding =>
    finding({
      code: 'run/nothing-to-run',
      severity: 'error',
      message: 'the drawing has no messages, so there is nothing to run',
      path,
      range,
      help: 'draw who sends what to whom: `Client -> Orders : POST /orders`',
    }),

  tooLarge: ({ path, interaction: { range } }: CheckableDrawing, limit: number): Finding =>
    finding({
      code: 'run/too-large',
      severity: 'error',
      message: `a run of this drawing has more than ${limit.toLocaleString('en')} messages`,
      path,
      range,
      help: 'choose smaller counts for its loops: --choose <line>=<count>',
    }),

  nothingToStrike: ({ path }: CheckableDrawing, { kind, line, elsewhere }: IdleWish): Finding =>
    finding({
      code: 'run/nothing-to-strike',
      severity: 'error',
      message: `there is nothing in this run that ${kind} could strike${line === undefined ? '' : ` at line ${line}`}`,
      path,
      help:
        elsewhere.length > 0
          ? `in this run it can strike at ${elsewhere.length === 1 ? 'line' : 'lines'} ${elsewhere.join(', ')}`
          : '--mutate all lists what can go wrong',
    }),

  choiceByNobody: (
    { path }: CheckableDrawing,
    { fragment, deciders }: UnclearChoice,
    source: SourceText | undefined,
  ): Finding =>
    finding({
      code: 'run/choice-by-nobody',
      severity: 'warning',
      message:
        `each of ${deciders.map(({ id }) => id).join(' and ')} would have to decide this alone; ` +
        'the run decided for all of them',
      path,
      range: headOf(fragment, source),
      help: 'let one of them begin every branch, with a message that tells the others',
    }),

  noSequences: (where: string): Finding =>
    finding({
      code: 'check/no-drawings',
      severity: 'error',
      message: `there is no sequence diagram in ${where}`,
      help: 'only sequence diagrams can be run',
    }),

  /** A wish that came to nothing, with what could be wished for. */
  unknownChoice: (wish: Wish, { path, interaction }: CheckableDrawing): Finding => {
    const { places, meant } = choicesDrawn(interaction, wish);
    const said = wish.line === undefined ? `"${wish.guard}"` : `line ${wish.line}`;
    return finding({
      code: 'run/unknown-choice',
      severity: 'error',
      message: `no run came to a choice at ${said}${meant ? `; did you mean "${meant}"?` : ''}`,
      path,
      help:
        places === '' ? 'the drawing leaves nothing to choose; leave --choose out' : `choices are drawn at ${places}`,
    });
  },
};
