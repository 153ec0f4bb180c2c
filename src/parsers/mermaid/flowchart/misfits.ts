import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import * as say from './messages.ts';
import type { Misfit } from './statements.ts';

/** How much of a line is looked at for an explanation. */
const longestRead = 300;

/** Links of other languages, and typographers', with what a flowchart writes. */
const foreignArrows: readonly (readonly [RegExp, string])[] = [
  [/→|⇒|⟶/u, '-->'],
  [/-+>>/, '-->'],
  [/-\[[^\]]*\]-*>/, '-->'],
  [/(?<![-=.])=>/, '==>'],
  [/(?<!-)\.\.+>/, '-.->'],
  [/(?<![-.])-+\)/, '-->'],
  [/(?<![-.<])->/, '-->'],
];

/** Finds the words for a statement that could not be read: what was most likely meant, and where it went wrong. */
export function explain(misfit: Misfit, statement: Span, text: string): Problem {
  const written = text.slice(misfit.start, misfit.end);
  const foreign = explainLine(misfit, statement, text);
  if (foreign) return foreign;
  const { opening, inside } = misfit;
  switch (misfit.reason) {
    case 'end-as-node':
      return say.endAsNode(misfit);
    case 'reserved':
      return written === 'end' ? say.endAsNode(misfit) : say.reserved(misfit, written);
    case 'unclosed':
      return say.unclosedText(opening!, text.slice(opening!.start, opening!.end));
    case 'link-text':
      return say.unclosedLinkText(opening!, text.slice(opening!.start, opening!.end));
    case 'bracket-in-text':
      return say.bracketInText(misfit, written, inside, inside ? text.slice(inside.start, inside.end) : '');
    case 'quote-in-text':
      return say.quoteInText(misfit);
    case 'empty-text':
      return say.emptyText(misfit);
    case 'wrong-close':
      return say.wrongClose(misfit, written, text.slice(opening!.start, opening!.end));
    case 'no-target':
      return say.noTarget(misfit);
    case 'no-title':
      return say.noTitle(misfit);
    case 'title':
      return say.badTitle(rest(statement, text));
    case 'subgraph-class':
      return say.subgraphClass(misfit);
    case 'styles':
      return say.badStyles(rest(statement, text));
    case 'link-style':
      return say.badLinkStyle(rest(statement, text));
    case 'class':
      return say.badClass(rest(statement, text));
    case 'click':
      return say.badClick(rest(statement, text));
    case 'space-before-data':
      return say.spaceBefore(misfit, inside!, '@{');
    case 'space-before-text':
      return say.spaceBefore(misfit, inside!, written);
    case 'same-line':
      return written.startsWith('%') || text.startsWith('%%', misfit.start)
        ? say.trailingComment(rest(misfit, text))
        : say.sameLine(misfit);
    case 'entity':
      return say.entityOutside(misfit, written);
    case 'unquoted-at':
      return say.atSign(misfit);
    case 'caret':
      return say.caret(misfit);
    case 'unknown-character':
      return say.unknownCharacter(misfit, written);
    case 'unexpected':
      return say.unreadable(misfit, written.trim());
  }
}

/** Explanations that the line as a whole gives, better than the place where reading stopped. */
function explainLine(misfit: Misfit, statement: Span, text: string): Problem | undefined {
  const line = lineOf(text, statement.start);
  const first = /^(?:\[\*\]|@?[^\s:;[({"@]+)/u.exec(line)?.[0] ?? '';
  const broad = [
    'same-line',
    'unexpected',
    'unknown-character',
    'space-before-text',
    'unquoted-at',
    'reserved',
    'unclosed',
  ];
  if (!broad.includes(misfit.reason) && misfit.reason !== 'link-text') return undefined;
  if (misfit.reason === 'link-text') {
    const opening = text.slice(misfit.opening!.start, misfit.opening!.end);
    const before = text.slice(statement.start, misfit.opening!.start);
    return opening.startsWith('<') && !/[-=.]/.test(before) ? say.backwards(misfit.opening!, opening) : undefined;
  }
  const arrow = foreignArrow(line, statement.start);
  if (arrow && misfit.start <= arrow.span.end && misfit.start >= arrow.span.start - 2) {
    return say.shortArrow(arrow.span, arrow.written, arrow.instead);
  }
  if (misfit.reason === 'unclosed' || misfit.reason === 'reserved') return undefined;
  const start = statement.start;
  const end = start + line.trimEnd().length;
  return say.foreignLine({ start, end: Math.max(end, start + 1) }, first);
}

function foreignArrow(
  line: string,
  offset: number,
): { readonly span: Span; readonly written: string; readonly instead: string } | undefined {
  for (const [pattern, instead] of foreignArrows) {
    const match = pattern.exec(line);
    if (!match) continue;
    const start = offset + match.index;
    return { span: { start, end: start + match[0].length }, written: match[0], instead };
  }
  return undefined;
}

function lineOf(text: string, start: number): string {
  return /^[^\r\n]*/.exec(text.slice(start, start + longestRead))![0];
}

/** From a place to the end of its line. */
function rest({ start }: Span, text: string): Span {
  return { start, end: start + lineOf(text, start).trimEnd().length };
}
