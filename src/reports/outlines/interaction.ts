import type { Interaction, InteractionFragment, Lifeline, Message } from '#model';
import type { Paint } from '../terminal/paint.ts';
import { oneLine } from '../terminal/text.ts';

/** Lifelines, then messages and fragments as they nest. */
export function interactionOutline({ lifelines, fragments }: Interaction, paint: Paint): string[] {
  const idWidth = Math.max(0, ...lifelines.map(({ kind }) => kind.length));
  return [
    ...lifelines.map((lifeline) => `  ${lifelineLine(lifeline, idWidth, paint)}`),
    '',
    ...outline(fragments, 0, paint),
  ];
}

function lifelineLine({ id, label, kind }: Lifeline, kindWidth: number, paint: Paint): string {
  const name = oneLine(id);
  return `${paint.dim(kind.padEnd(kindWidth))} ${name}${label === id ? '' : paint.dim(` "${oneLine(label)}"`)}`;
}

function outline(fragments: readonly InteractionFragment[], depth: number, paint: Paint): string[] {
  const gutter = paint.dim('│ '.repeat(depth));
  return fragments.flatMap((fragment) => {
    const number = paint.dim(String(fragment.range.start.line).padStart(5));
    const line = (text: string): string => `${number}  ${gutter}${text}`;
    if (fragment.type !== 'combined') return [line(fragmentText(fragment, paint))];
    const bounds = fragment.bounds ? ` (${fragment.bounds.min}..${fragment.bounds.max ?? '*'})` : '';
    return fragment.operands.flatMap((operand, index) => {
      const word = index === 0 ? fragment.operator + bounds : 'else';
      const operandNumber = paint.dim(String(operand.range.start.line).padStart(5));
      const head = `${operandNumber}  ${gutter}${paint.cyan(word)}${operand.guard ? ` ${oneLine(operand.guard)}` : ''}`;
      return [head, ...outline(operand.fragments, depth + 1, paint)];
    });
  });
}

function fragmentText(fragment: Exclude<InteractionFragment, { type: 'combined' }>, paint: Paint): string {
  switch (fragment.type) {
    case 'message':
      return messageText(fragment, paint);
    case 'ref':
      return `${paint.cyan('ref')} ${oneLine(fragment.name)} ${paint.dim(`over ${fragment.lifelines.join(', ')}`)}`;
    case 'activation':
      return paint.dim(`${fragment.action} ${oneLine(fragment.lifeline)}`);
    case 'destruction':
      return paint.dim(`destroy ${oneLine(fragment.lifeline)}`);
    case 'note':
      return paint.dim(`note: ${oneLine(fragment.text)}`);
    case 'divider':
      return paint.dim(`== ${oneLine(fragment.text)} ==`);
    case 'delay':
      return paint.dim(fragment.text ? `... ${oneLine(fragment.text)} ...` : '...');
  }
}

const arrows: Readonly<Record<Message['sort'], string>> = {
  synchCall: '->',
  asynchCall: '->>',
  asynchSignal: '->>',
  createMessage: '->*',
  deleteMessage: '->x',
  reply: '-->',
};

function messageText({ from, to, sort, label, messageKind }: Message, paint: Paint): string {
  const lost = messageKind === 'lost' && to !== null ? paint.dim(' (lost)') : '';
  const ends = `${from === null ? '[' : oneLine(from)} ${arrows[sort]} ${to === null ? ']' : oneLine(to)}`;
  return `${ends}${label ? `: ${oneLine(label)}` : ''}${lost}`;
}
