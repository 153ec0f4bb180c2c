import type { Severity, SourceRange } from '#diagnostics';
import { printable } from '../terminal/text.ts';

/** What GitHub shows beside a line, or with the run where it has no place. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly path?: string | undefined;
  readonly range?: SourceRange | undefined;
}

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** A workflow command: `::error file=docs/a.puml,line=3,col=5::message`. */
export function workflowCommand({ severity, title, message, path, range }: Annotation): string {
  const { start, end } = range ?? {};
  // Columns are only understood within one line.
  const columns = start && end && start.line === end.line ? { col: start.column, endColumn: end.column } : {};
  const place = path ? { file: path, ...(start && end && { line: start.line, endLine: end.line, ...columns }) } : {};
  const properties = Object.entries({ ...place, title }).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${commands[severity]} ${properties.join(',')}::${data(message)}`;
}

/** Line by line; escaped as the runner unescapes it (its `ActionCommand`). */
function data(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => printable(line.toWellFormed()))
    .join('\n')
    .replace(/%/g, '%25')
    .replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** A line of the log that is no command, whatever it holds: the runner also finds `##[error]` within a line. */
export function logLine(text: string): string {
  return printable(text.toWellFormed().replace(/[\r\n]+/g, ' '))
    .replace(/##\[/g, '# #[')
    .replace(/^(\s*)::/, '$1: :');
}
