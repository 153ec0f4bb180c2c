import type { Lifecycle } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import type { Problem } from '../../lowering/problem.ts';
import { StateLowering } from './lower.ts';
import * as say from './messages.ts';
import { StateParser } from './parse.ts';

/** Reads a state diagram whose header begins at `start` of `source`, which is as long as the text. */
export function readState(
  text: DiagramText,
  source: string,
  start: number,
  title: string | undefined,
): { readonly lifecycle: Lifecycle; readonly problems: readonly Problem[] } {
  const header = /stateDiagram(?:-v2)?/iy;
  header.lastIndex = start;
  const end = start + header.exec(source)![0].length;
  const lowering = new StateLowering(text, source);
  const rest = /[^\s;]*/y;
  rest.lastIndex = end;
  const more = rest.exec(source)![0];
  if (more !== '') lowering.problems.push(say.badHeader({ start, end: end + more.length }));
  const parser = new StateParser(source, end + more.length);
  for (let statement = parser.next(); statement; statement = parser.next()) lowering.statement(statement);
  return { lifecycle: lowering.finish(title), problems: lowering.problems };
}
