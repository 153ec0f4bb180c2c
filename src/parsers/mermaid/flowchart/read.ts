import type { Structure } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import type { Problem } from '../../lowering/problem.ts';
import { code, isLineEnd, isSpace } from './characters.ts';
import { readFlowHeader } from './header.ts';
import { FlowLowering } from './lower.ts';
import * as say from './messages.ts';
import { FlowParser } from './parse.ts';

/** Reads a flowchart whose header begins at `start` of `source`, which is as long as the text. */
export function readFlowchart(
  text: DiagramText,
  source: string,
  start: number,
  title: string | undefined,
): { readonly structure: Structure; readonly problems: readonly Problem[] } {
  const plain = plainText(source);
  const header = readFlowHeader(plain, start);
  const lowering = new FlowLowering(text, plain);
  if (header.wrong)
    lowering.problems.push(say.badHeader(header.wrong, plain.slice(header.wrong.start, header.wrong.end)));
  const comment = source.slice(0, start).indexOf('%%');
  if (comment >= 0) lowering.problems.push(say.commentBefore({ start: comment, end: comment + 2 }));
  const parser = new FlowParser(plain, header.end);
  for (let statement = parser.next(); statement; statement = parser.next()) lowering.statement(statement);
  return { structure: lowering.finish(title, header.direction), problems: lowering.problems };
}

/**
 * What the official tool does to a text before it reads it (preprocess.ts, encodeEntities), without moving anything:
 * quotes of HTML attributes become single ones, and the `;` that ends a line with a colour is none.
 */
function plainText(source: string): string {
  let text = source;
  if (text.includes('="')) text = singleQuotes(text);
  if (!text.includes('#')) return text;
  return withoutStyleEnds(withoutStyleEnds(text, 'style'), 'classDef');
}

/** Blanks the last `;` of each line like `style A fill:#fff;`, as `/style.*:\S*#.*;/g` finds them, in linear time. */
function withoutStyleEnds(text: string, word: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf(word); at >= 0; ) {
    const lineEnd = endOfLine(text, at);
    const semicolon = text.lastIndexOf(';', lineEnd - 1);
    if (semicolon > at && colourBefore(text, at + word.length, semicolon)) {
      parts.push(text.slice(done, semicolon), ' ');
      done = semicolon + 1;
    }
    at = text.indexOf(word, lineEnd);
  }
  return done === 0 ? text : parts.join('') + text.slice(done);
}

function endOfLine(text: string, from: number): number {
  let end = from;
  while (end < text.length && !isLineEnd(text.charCodeAt(end))) end += 1;
  return end;
}

/** Whether a `#` comes after a `:` with no white space between. */
function colourBefore(text: string, from: number, end: number): boolean {
  let colon = false;
  for (let at = from; at < end; at += 1) {
    const here = text.charCodeAt(at);
    if (here === code.colon) colon = true;
    else if (here === code.hash && colon) return true;
    else if (isSpace(here)) colon = false;
  }
  return false;
}

function singleQuotes(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (!/\w/.test(text[at + 1] ?? '')) continue;
    const close = text.indexOf('>', at);
    if (close < 0) break;
    parts.push(text.slice(done, at), text.slice(at, close).replace(/="([^"]*)"/g, "='$1'"));
    done = close;
    at = close;
  }
  return parts.join('') + text.slice(done);
}
