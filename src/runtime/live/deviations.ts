import type { SourceRange } from '#diagnostics';
import type { Message, MessageSort } from '#model';

/** Something that did not go as drawn, or could not be done. */
export interface Deviation {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** Not about what was done, but about what could not be: the wrong use, or the surroundings. */
  readonly isFailure?: true;
  readonly message: string;
  /** The message that it is about, or the nearest. */
  readonly drawn?: Message;
  readonly range?: SourceRange;
  /** What could have come instead, each `from -> to: label`. */
  readonly expected?: readonly string[];
  readonly help?: string;
}

export type Naming = (id: string | null) => string;

export function arrowText({ from, to, label, sort }: Message, name: Naming): string {
  const arrow: Partial<Record<MessageSort, string>> = { reply: '-->', asynchSignal: '->>', asynchCall: '->>' };
  return `${name(from)} ${arrow[sort] ?? '->'} ${name(to)}${label ? `: ${label.replace(/\s*\n\s*/g, ' ')}` : ''}`;
}
