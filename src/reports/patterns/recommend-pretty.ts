import type { ReportOptions } from '../report.ts';
import { type Paint, paintWith } from '../terminal/paint.ts';
import { hanging } from '../terminal/text.ts';
import type { RecommendedPattern, RecommendResult } from './results.ts';
import { statusLine } from './status-line.ts';

/** The patterns in their order, each with why; where none fits, that, what comes near and what there is. */
export function recommendPretty(result: RecommendResult, options: ReportOptions): string {
  const { recommended, near, unknownWords, choices } = result;
  const paint = paintWith(options.colors);
  const width = Math.min(100, Math.max(60, options.width ?? 100));
  const entries = (patterns: readonly RecommendedPattern[]) =>
    patterns.map((each, index) => entry(each, index + 1, width, paint).join('\n'));
  const unknown =
    unknownWords.length > 0 ? [hanging('', `no pattern speaks of: ${unknownWords.join(', ')}`, width).join('\n')] : [];
  if (recommended.length > 0) {
    const next = `asdrawn patterns show ${recommended[0]!.name} tells more and shows the drawing`;
    return `${[...entries(recommended), ...unknown, next].join('\n\n')}\n`;
  }
  const all = [
    ...hanging('  use cases    ', choices.useCase.join(', '), width),
    ...hanging('  domains      ', choices.domain.join(', '), width),
    ...hanging('  complexity   ', choices.complexity.join(', '), width),
    ...hanging('  performance  ', choices.performance.join(', '), width),
  ];
  const parts = [
    'no pattern fits all of that',
    ...unknown,
    ...(near.length > 0 ? [paint.bold('These fit a part of it'), ...entries(near)] : []),
    [paint.bold('What there is'), ...all].join('\n'),
    'asdrawn patterns list shows all patterns',
  ];
  return `${parts.join('\n\n')}\n${statusLine(options.status)}`;
}

function entry({ name, title, ...rest }: RecommendedPattern, number: number, width: number, paint: Paint): string[] {
  const { quality, difficulty, performance, reasons, missing } = rest;
  const scores = `quality ${quality}/10, difficulty ${difficulty}/10, performance ${performance.replace('-', ' ')}`;
  const lead = `${number}. `;
  const indent = ' '.repeat(lead.length);
  return [
    `${lead}${paint.bold(name)}  ${title}; ${scores}`,
    ...hanging(indent, rest.description, width),
    ...reasons.flatMap((reason) => hanging(`${indent}${paint.green('+')} `, reason, width)),
    ...missing.flatMap((reason) => hanging(`${indent}${paint.red('-')} `, reason, width)),
  ];
}
