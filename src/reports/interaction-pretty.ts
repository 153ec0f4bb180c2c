import type { InteractionFragment, Lifeline, Message } from '#model';
import type { ParsedDrawing, ParseResult } from './parse-result.ts';
import type { ReportOptions } from './report.ts';
import { findingLines } from './terminal/finding.ts';
import { type Paint, paintWith } from './terminal/paint.ts';
import { oneLine } from './terminal/text.ts';

/** An outline of what was read: lifelines, then messages and fragments as they nest. */
export function interactionPretty(result: ParseResult, options: ReportOptions): string {
  const paint = paintWith(options.colors);
  const look = { ...options, paint, width: Math.min(100, Math.max(60, options.width ?? 100)) };
  const sections = [
    ...result.drawings.map((drawing) => drawingLines(drawing, paint)),
    ...result.findings.map((finding) => findingLines({ finding }, look)),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function drawingLines(drawing: ParsedDrawing, paint: Paint): string[] {
  const head =
    paint.bold(oneLine(drawing.name)) +
    paint.dim(`  ${oneLine(drawing.path)}:${drawing.line}  ${drawing.language} ${drawing.kind}`);
  const { interaction } = drawing;
  if (!interaction) return [head];
  const idWidth = Math.max(0, ...interaction.lifelines.map(({ kind }) => kind.length));
  return [
    head,
    ...interaction.lifelines.map((lifeline) => `  ${lifelineLine(lifeline, idWidth, paint)}`),
    '',
    ...outline(interaction.fragments, 0, paint),
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
