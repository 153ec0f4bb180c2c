import type { ReportOptions } from './report.ts';
import type { LiveMessage, StubResult } from './stub-result.ts';
import { findingLines } from './terminal/finding.ts';
import { type Paint, paintWith, verdictMark, verdictStyle, verdictWord } from './terminal/paint.ts';
import { oneLine, shorten } from './terminal/text.ts';

/** For people at a terminal: what passed between our participants and others, what was wrong with it, the verdict. */
export function stubPretty(result: StubResult, options: ReportOptions): string {
  const paint = paintWith(options.colors);
  const look = { ...options, paint, width: Math.min(100, Math.max(60, options.width ?? 100)) };
  const style = verdictStyle(paint, result.verdict);
  const log = result.messages
    .filter(({ isInternal }) => !isInternal)
    .map((message) => logLine(message, paint, look.width));
  const amongOurs = log.length === 0 && result.summary.spans > 0;
  const exchanged = amongOurs ? 'nothing exchanged with others' : `${count(log.length, 'message')} exchanged`;
  const facts = `${exchanged}, ${count(result.summary.spans, 'span')} recorded`;
  const sections = [
    ...(log.length > 0 ? [log] : []),
    ...result.findings.map((finding) => findingLines({ finding }, look)),
    [
      `${style.bold(`${verdictMark(result.verdict)} ${verdictWord(result.verdict)}`)}${paint.dim(`  ${facts}`)}`,
      ...(options.status ? [paint.dim(`  exit status ${options.status.code}: ${options.status.meaning}`)] : []),
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function logLine({ from, to, label, sort, line, occurrence }: LiveMessage, paint: Paint, width: number): string {
  const arrow = sort === 'reply' ? '-->' : '->';
  const text = `${from ?? 'outside'} ${arrow} ${to ?? 'outside'}${label ? ` : ${oneLine(label)}` : ''}`;
  return `  ${paint.dim(occurrence === 'send' ? 'sent' : 'came')}  ${shorten(text, width - 16)}${paint.dim(`  :${line}`)}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
