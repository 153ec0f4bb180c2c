import type { Finding } from '#checks';
import type { ReportOptions } from '../report.ts';
import { excerpt } from './excerpt.ts';
import { type Paint, severityStyle } from './paint.ts';
import { hanging, oneLine, wrap } from './text.ts';

const indent = '   ';
const relatedLimit = 5;

/** A finding and where it was seen. */
export interface SeenFinding {
  readonly finding: Finding;
  /** `case 17ccb589 (37 spans)`; absent for what belongs to no case. */
  readonly seenIn?: string | undefined;
  /** `and in 3 more cases: …`; absent where it was seen once. */
  readonly repeated?: string | undefined;
}

/** The lines of one finding, in the order in which a reader asks: where, what, what was seen, what now. */
export function findingLines(seen: SeenFinding, options: ReportOptions & { width: number; paint: Paint }): string[] {
  const { finding, seenIn, repeated } = seen;
  const { paint, width } = options;
  const style = severityStyle(paint, finding.severity);
  const lines = [`${style.bold(`${finding.severity}[${finding.code}]`)}${place(finding, paint)}`];
  lines.push(...hanging(indent, finding.message, width, paint.bold));

  const source = finding.range && options.sources(finding.path);
  if (source && finding.range) {
    lines.push(...excerpt(source, finding.range, { label: finding.label, width, paint, style }));
  } else if (finding.label) lines.push(...hanging(indent, finding.label, width));

  const observed = [seenIn ? `in ${seenIn}` : undefined, finding.observed].filter((part) => part !== undefined);
  if (observed.length > 0) lines.push(...hanging(indent, observed.join(': '), width));
  if (repeated) lines.push(...hanging(indent, repeated, width, paint.dim));
  if (finding.expected && finding.expected.length > 0) lines.push(...expectedLines(finding.expected, width, paint));
  lines.push(...relatedLines(finding, width));
  if (finding.help) {
    const [first = '', ...rest] = hanging(`${indent}help: `, finding.help, width);
    lines.push(indent + paint.cyan('help:') + first.slice(indent.length + 'help:'.length), ...rest);
  }
  return lines;
}

function place(finding: Finding, paint: Paint): string {
  if (finding.path === '') return '';
  const start = finding.range?.start;
  return ` ${paint.bold(oneLine(finding.path) + (start ? `:${start.line}:${start.column}` : ''))}`;
}

function expectedLines(expected: readonly string[], width: number, paint: Paint): string[] {
  const lead = `${indent}expected next: `;
  const shown = expected.length > 4 ? [...expected.slice(0, 3), `${expected.length - 3} others`] : expected;
  return shown.flatMap((message, index) => {
    const here = index === 0 ? lead : 'or '.padStart(lead.length);
    return wrap(oneLine(message), width - lead.length).map(
      (line, row) => (row === 0 ? paint.dim(here) : ' '.repeat(lead.length)) + line,
    );
  });
}

function relatedLines(finding: Finding, width: number): string[] {
  const related = finding.related ?? [];
  const lines = related.slice(0, relatedLimit).flatMap(({ path, range, message }) => {
    const where = `${oneLine(path)}:${range.start.line}:${range.start.column}`;
    return hanging(`${indent}see ${where}: `, message, width);
  });
  if (related.length > relatedLimit) lines.push(`${indent}and ${related.length - relatedLimit} more places`);
  return lines;
}
