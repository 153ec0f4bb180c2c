import type { Statement } from '../../lowering/lines.ts';
import type { Problem } from '../../lowering/problem.ts';
import * as say from '../messages.ts';
import type { StatementTree } from './grammar.ts';

/** Arrows of other languages, and typographers', with what Mermaid writes. */
const foreignArrows: readonly (readonly [RegExp, string])[] = [
  [/-+\[[^\]]*\]-*>+/, '->>'],
  [/→|⇒|⟶/u, '->>'],
  [/-+ +>+/, '->>'],
  [/=+>>?/, '->>'],
  [/\.+>>?/, '-->>'],
];

/** How much of a line is looked at for an explanation. */
const longestRead = 300;

/** Finds the words for a line that is no statement: what was most likely meant, and where it went wrong. */
export function explain(statement: Statement<StatementTree>, text: string): Problem {
  const { start, end, stopped, tokens } = statement;
  const line = text.slice(start, Math.min(end, start + longestRead));
  const hasArrow = tokens.some((token) => token.tokenType.name === 'Arrow');
  const at = stopped?.at;
  if (at?.tokenType.name === 'Reserved' || at?.tokenType.name === 'Misplaced') {
    return say.reservedName({ start: at.startOffset, end: at.startOffset + at.image.length }, at.image);
  }
  if (tokens[0]?.tokenType.name === 'End' && tokens.length > 1)
    return say.reservedName({ start, end: start + 3 }, line.slice(0, 3));
  if (
    stopped &&
    !at &&
    (hasArrow || /^(?:note|links?|properties|details)$/i.test(tokens[0]!.image)) &&
    tokens.length > 2
  ) {
    return say.missingLabel({ start, end });
  }
  const before = at && tokens[tokens.indexOf(at) - 1]?.tokenType.name;
  if (at && before === 'Arrow' && at.tokenType.name === 'Label')
    return say.missingReceiver({ start: at.startOffset, end: at.startOffset + 1 });
  const signs = at && hasArrow && before === 'Name' ? /^(?:\+\+|--)/.exec(text.slice(at.startOffset, end)) : null;
  if (at && signs) return say.signAfterName({ start: at.startOffset, end: at.startOffset + 2 }, signs[0]);
  if (isAfterSemicolon(text, start) && !hasArrow) return say.afterSemicolon({ start, end });
  if (!hasArrow) {
    const beforeText = line.split(':')[0]!;
    const backwards = /<<?-+/.exec(beforeText);
    if (backwards) {
      const place = { start: start + backwards.index, end: start + backwards.index + backwards[0].length };
      return say.reversedArrow(place, backwards[0]);
    }
    for (const [pattern, instead] of foreignArrows) {
      const match = pattern.exec(beforeText);
      if (!match) continue;
      return say.foreignArrow(
        { start: start + match.index, end: start + match.index + match[0].length },
        match[0],
        instead,
      );
    }
  }
  const first = tokens[0]?.tokenType.name;
  if (hasArrow || (first !== 'FirstName' && first !== 'Unknown')) {
    if (at)
      return say.unreadable(
        { start: at.startOffset, end: at.startOffset + at.image.trimEnd().length },
        at.image.trim(),
      );
    if (stopped) return say.unreadable({ start, end }, undefined);
  }
  return say.unknownStatement({ start, end }, /^[^\s:;]+/u.exec(line)?.[0] ?? line);
}

/** Whether only a `;` stands between the statement before and this one. */
function isAfterSemicolon(text: string, start: number): boolean {
  let before = start - 1;
  while (text[before] === ' ' || text[before] === '\t') before -= 1;
  return text[before] === ';';
}
