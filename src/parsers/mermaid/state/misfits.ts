import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import * as say from './messages.ts';
import type { StateMisfit } from './statements.ts';

/** How much of a line is looked at for an explanation. */
const longestRead = 300;

/** Arrows of PlantUML, of other diagrams, and typographers'. */
const arrows = /-\[[^\]]*\]-*>|-(?:up|down|left|right|u|d|l|r)-*>|={1,3}>|-{3,}>|-\.+->|-{1,2}>>|(?<!-)->|→|⇒/iu;

/** Finds the words for a statement that could not be read. */
export function explain(misfit: StateMisfit, statement: Span, text: string): Problem {
  const written = text.slice(misfit.start, misfit.end);
  const line = /^[^\r\n]*/.exec(text.slice(statement.start, statement.start + longestRead))![0];
  switch (misfit.reason) {
    case 'unexpected':
      return unexpected(misfit, statement, text);
    case 'no-target':
      return written === '-->' ? say.noTarget(misfit) : unexpected(misfit, statement, text);
    case 'empty-text':
      return line.includes('::') ? say.doubleColon(misfit) : say.emptyText(misfit);
    case 'unclosed':
      return say.unclosedText(misfit, written);
    case 'alias-order':
    case 'several-words': {
      const alias = /^state\s+(\S+)\s+as\s+("[^"]*"|\S+)/i.exec(line);
      if (!alias) return say.severalWords(misfit);
      return say.aliasOrder({ start: statement.start, end: statement.start + alias[0].length }, alias[1]!, alias[2]!);
    }
    case 'no-alias':
      return say.noAlias(misfit);
    case 'note':
      return say.badNote(misfit);
    case 'note-text':
      return say.unclosedNote(misfit);
    case 'click':
      return say.badClick(misfit);
    case 'scale':
      return say.badScale(misfit);
    case 'class':
    case 'style':
    case 'classDef':
      return say.badStyles(misfit, misfit.reason);
    case 'reserved':
      return say.reserved(misfit, written);
    case 'divider':
      return say.divider(misfit);
    case 'quote':
      return say.quoted(misfit);
    case 'header':
      return say.secondHeader(misfit);
  }
}

function lineStart(text: string, at: number): number {
  const before = text.slice(Math.max(0, at - longestRead), at);
  return at - before.length + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
}

function unexpected(misfit: StateMisfit, statement: Span, text: string): Problem {
  const offset = lineStart(text, statement.start);
  const line = /^[^\r\n]*/.exec(text.slice(offset, statement.start + longestRead))![0];
  const sign = text[misfit.start] ?? '';
  const stop = misfit.start - offset;
  const arrow = arrows.exec(line);
  if (arrow && stop >= arrow.index && stop <= arrow.index + arrow[0].length) {
    const start = offset + arrow.index;
    return say.foreignArrow({ start, end: start + arrow[0].length }, arrow[0]);
  }
  const back = /<-+/.exec(line);
  if (back && stop >= back.index && stop <= back.index + back[0].length + 1) {
    const start = offset + back.index;
    return say.backwards({ start, end: start + back[0].length }, back[0]);
  }
  if (text.startsWith('-->', misfit.start)) return say.chained({ start: misfit.start, end: misfit.start + 3 });
  if (sign === '-') {
    if (line.trim() === '--') return say.divider({ start: offset, end: offset + line.trimEnd().length });
    return dashed(misfit, line, offset);
  }
  if (sign === '{') return say.braceAfterId(misfit, line.slice(0, stop).trim());
  if (sign === ':') {
    if (text[misfit.start + 1] === ':') return say.doubleColon({ start: misfit.start, end: misfit.start + 2 });
    const before = text.slice(Math.max(0, misfit.start - longestRead), misfit.start);
    if (/note\s+(?:left|right) of[^\r\n]*$/i.test(before)) return say.noteColon(misfit);
  }
  return say.unreadable(misfit, text.slice(misfit.start, misfit.end).trim());
}

/** A name with a hyphen in it, where one can be made out. */
function dashed(misfit: StateMisfit, line: string, offset: number): Problem {
  const stop = misfit.start - offset;
  const words = /[^\s:{}]*[^\s:{}>-]-[^\s:{}>-][^\s:{}>]*/g;
  for (const word of line.matchAll(words)) {
    const arrow = word[0].indexOf('--');
    const id = arrow < 0 ? word[0] : word[0].slice(0, arrow);
    if (stop < word.index || stop > word.index + word[0].length || !id.includes('-')) continue;
    return say.dashInId({ start: offset + word.index, end: offset + word.index + id.length }, id);
  }
  return say.unreadable(misfit, '-');
}
