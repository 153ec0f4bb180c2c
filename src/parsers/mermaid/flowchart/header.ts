import type { Direction } from '#model';
import type { Span } from '../../lowering/builder.ts';

export interface FlowHeader {
  readonly direction?: Direction;
  /** Where the statements begin. */
  readonly end: number;
  /** What stands where a direction or the end of the line ought to. */
  readonly wrong?: Span & { readonly reason: 'direction' | 'same-line' | 'variant' };
}

const directions: Readonly<Record<string, Direction | undefined>> = {
  ...{ TB: 'TB', TD: 'TB', BT: 'BT', LR: 'LR', RL: 'RL', '<': 'RL', '>': 'LR', '^': 'BT', v: 'TB' },
};

/** Reads what follows `flowchart` or `graph`: at most a direction, then the end of the line or a semicolon. */
export function readFlowHeader(text: string, start: number): FlowHeader {
  const word = /^(?:flowchart-elk|swimlane-beta|flowchart|graph)(?!\w)/.exec(text.slice(start, start + 20))![0];
  const at = start + word.length;
  const line = /[^\r\n]*/y;
  line.lastIndex = at;
  const rest = line.exec(text)![0];
  if (rest.trim() === '') return { end: at + rest.length };
  const lead = rest.length - rest.trimStart().length;
  const found = /^(?:(?:LR|RL|TB|BT|TD|BR|v)(?!\w)|[<>^])/.exec(rest.slice(lead));
  const from = at + lead;
  if (!found) {
    const written = /^[^\s;]+/.exec(rest.slice(lead, lead + 200))?.[0] ?? rest.slice(lead, lead + 1);
    const reason = lead === 0 && written.startsWith('-') ? 'variant' : 'direction';
    const wrong = { start: from, end: from + written.length, reason } as const;
    return { end: from + written.length, wrong };
  }
  const end = from + found[0].length;
  const direction = directions[found[0]];
  const header = { end, ...(direction ? { direction } : {}) };
  const after = text.slice(end, at + rest.length);
  if (after.startsWith(';') || after.trim() === '') return header;
  const blank = after.length - after.trimStart().length;
  return { ...header, wrong: { start: end + blank, end: end + after.trimEnd().length, reason: 'same-line' } };
}
