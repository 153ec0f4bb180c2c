import type { Span } from '../lowering/builder.ts';

/** A stretch from an `@start…` line to its `@end…` line. */
export interface Block extends Span {
  /** `@startuml` as written. */
  readonly keyword: string;
  /** What follows `@start`: `uml`, `mindmap`, `gantt`, … in lower case. */
  readonly language: string;
  readonly name?: string;
  /** The lines between. */
  readonly inside: Span;
  readonly head: Span;
  readonly closed: boolean;
}

/** All blocks of a text. What stands outside of them is a comment to PlantUML. */
export function findBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  const marker = /(?<![^\r\n])[^\S\r\n]*@(start|end)([a-z]+)([^\r\n]*)/gi;
  let open: { at: number; keyword: string; language: string; name: string | undefined; headEnd: number } | undefined;
  const finish = (insideEnd: number, end: number, closed: boolean) => {
    if (!open) return;
    const { at, keyword, language, name, headEnd } = open;
    blocks.push({
      start: at,
      end,
      keyword,
      language,
      ...(name === undefined ? {} : { name }),
      inside: { start: headEnd, end: Math.max(headEnd, insideEnd) },
      head: { start: at, end: headEnd },
      closed,
    });
    open = undefined;
  };
  for (let match = marker.exec(text); match; match = marker.exec(text)) {
    const at = match.index + match[0].indexOf('@');
    const lineEnd = match.index + match[0].length;
    if (match[1]!.toLowerCase() === 'start') {
      finish(match.index, match.index, false);
      const language = match[2]!.toLowerCase();
      open = { at, keyword: `@start${match[2]}`, language, name: blockName(match[3]!), headEnd: lineEnd };
    } else if (open) {
      finish(match.index, at + `@end${match[2]}`.length, true);
    }
  }
  finish(text.length, text.trimEnd().length, false);
  return blocks;
}

/** `@startuml Name`, `@startuml "Name"`, `@startuml(id=Name)`. */
function blockName(rest: string): string | undefined {
  const id = /^\(\s*id\s*=\s*([^)]*)\)/i.exec(rest.trim());
  const name = (id?.[1] ?? rest)
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replace(/^\{.*\}$/, '');
  return name === '' ? undefined : name;
}
