import { linkTo, spokenPlace } from '../place.ts';
import type { ReportOptions } from '../report.ts';
import { findingLines, type SeenFinding } from '../terminal/finding.ts';
import { paintWith } from '../terminal/paint.ts';
import { code, codeBlock, inline } from './text.ts';

const marks = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const;

/** A longer body is folded; so is every one after the first few. */
const longest = 14;
const unfolded = 5;

/** What is wrong and where as Markdown; the rest as a terminal shows it, in a block of code. */
export function findingMarkdown(seen: SeenFinding, index: number, options: ReportOptions): string[] {
  const { finding } = seen;
  const { path, range, severity, message } = finding;
  const place = path === '' ? [] : [linked(path, range, options)];
  const head = [`${marks[severity]} ${inline(message)}`, [code(finding.code), ...place].join(' · ')];
  // The first line holds code and place; then comes the message, on as many lines as it was wrapped to.
  const all = findingLines(seen, { ...options, width: 96, paint: paintWith(false) });
  const shown = findingLines(
    { finding: { code: finding.code, severity, message, path, spans: [], ...(range && { range }) } },
    { ...options, sources: () => undefined, width: 96, paint: paintWith(false) },
  );
  const body = all.slice(shown.length).map((line) => line.replace(/^ {3}/, ''));
  if (body.length === 0) return [head.join('  \n')];
  const block = codeBlock(body);
  if (index < unfolded && body.length <= longest) return [head.join('  \n'), '', ...block];
  return [head.join('  \n'), '', '<details><summary>more</summary>', '', ...block, '', '</details>'];
}

export function linked(path: string, range: Parameters<typeof linkTo>[1], options: ReportOptions): string {
  return `[${code(spokenPlace(path, range))}](${linkTo(path, range, options)})`;
}
