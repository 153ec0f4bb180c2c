import type { DrawingRun } from './run-result.ts';
import type { Paint } from './terminal/paint.ts';
import { displayWidth, oneLine, padEnd, shorten } from './terminal/text.ts';

/** Bars over time: one line a message, from when it was sent to when it was received, answers dotted. */
export function timelineLines(
  { messages, duration }: DrawingRun,
  { paint, width }: { readonly paint: Paint; readonly width: number },
): string[] {
  const names = messages.map(({ from, to, label }) =>
    oneLine(`${from ?? 'outside'} → ${to ?? 'outside'}${label ? `  ${label}` : ''}`),
  );
  const column = Math.min(Math.floor(width / 2), Math.max(0, ...names.map(displayWidth)));
  const room = Math.max(10, width - column - 5);
  const at = (time: number) => Math.min(room - 1, Math.floor((time / Math.max(1, duration)) * (room - 1)));
  return messages.map(({ sent, received, sort }, index) => {
    const name = padEnd(shorten(names[index]!, column), column);
    const start = at(sent ?? received!);
    const end = Math.max(start, at(received ?? sent!));
    const body = (sort === 'reply' ? '┄' : '━').repeat(end - start);
    const head = received === undefined ? '╳' : '▸';
    return `  ${name} ${paint.dim('│')}${' '.repeat(start)}${body}${head}`;
  });
}
