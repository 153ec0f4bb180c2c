import type { ReportOptions } from '../report.ts';
import { paintWith } from '../terminal/paint.ts';
import { count, padEnd } from '../terminal/text.ts';
import type { PatternListResult } from './results.ts';
import { statusLine } from './status-line.ts';

/** A line for each pattern, so that the list can be searched by line. */
export function patternListPretty({ patterns }: PatternListResult, { colors, status }: ReportOptions): string {
  const paint = paintWith(colors);
  if (patterns.length === 0) return `no pattern is like that; asdrawn patterns list shows all\n${statusLine(status)}`;
  const rows = patterns.map((each) => [
    each.name,
    `${each.quality}/10`,
    `${each.difficulty}/10`,
    each.performance.replace('-', ' '),
    each.title,
  ]);
  const head = ['pattern', 'quality', 'difficulty', 'performance', 'title'];
  const widths = head.map((word, column) => Math.max(word.length, ...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => padEnd(cell, widths[column]!))
      .join('  ')
      .trimEnd();
  const lines = [paint.bold(line(head)), ...rows.map(line)];
  return `${lines.join('\n')}\n\n${count(patterns.length, 'pattern')}; asdrawn patterns show <pattern> tells all about one\n`;
}
