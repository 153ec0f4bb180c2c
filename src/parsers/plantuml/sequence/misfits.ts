import type { Statement } from '../../lowering/lines.ts';
import type { Problem } from '../../lowering/problem.ts';
import * as say from '../messages.ts';
import { unknownDirective } from '../preprocessor/messages.ts';
import type { Macros } from '../preprocessor.ts';
import type { StatementTree } from './statements.ts';

/** Arrows of other languages, and typographers', with what PlantUML writes. */
const foreignArrows: readonly (readonly [RegExp, string])[] = [
  [/→|⇒|⟶/u, '->'],
  [/←|⇐|⟵/u, '<-'],
  [/-\)/, '->>'],
  [/--\)/, '-->>'],
  [/-+ +>+/, '->'],
  [/<+ +-+/, '<-'],
  [/=+>/, '->'],
  [/~+>|\.+>/, '-->'],
];

/** Finds the words for a line that is no statement: what was most likely meant, and where it went wrong. */
export function explain(statement: Statement<StatementTree>, line: string, macros: Macros): Problem {
  const { start, end, stopped, tokens } = statement;
  const macro = macros.usedIn(line);
  if (macro !== undefined) return say.notExpanded({ start, end }, macro);
  if (line.startsWith('!')) return unknownDirective({ start, end }, line);

  // `api-gateway -> db`: the lexer took the hyphen for the beginning of an arrow.
  const hyphenated = /^((?:[\p{L}\p{N}_.@]+[-/&+])+[\p{L}\p{N}_.@]+)[ \t]*[<-]/u.exec(line);
  if (hyphenated) return say.nameNeedsQuotes({ start, end: start + hyphenated[1]!.length }, hyphenated[1]!);
  const receiver = /[-<>/\\ox] *((?:[\p{L}\p{N}_.@]+[-/&+])+[\p{L}\p{N}_.@]+)[ \t]*(?::|$)/u.exec(line);
  const hasArrow = tokens.some((token) => token.tokenType.name.endsWith('Arrow'));
  if (hasArrow && receiver) {
    const at = start + receiver.index + receiver[0].indexOf(receiver[1]!);
    return say.nameNeedsQuotes({ start: at, end: at + receiver[1]!.length }, receiver[1]!);
  }
  const declared =
    /^((?:create[ \t]+)?(?:participant|actor|boundary|control|entity|database|collections|queue)[ \t]+)([^"#<[\r\n]*?[^\s"#<[])[ \t]*(?:#|<<|\[|as\s|order\s|$)/iu.exec(
      line,
    );
  if (declared && !/^[\p{L}\p{N}_.@]+$/u.test(declared[2]!)) {
    const at = start + declared[1]!.length;
    return say.nameNeedsQuotes({ start: at, end: at + declared[2]!.length }, declared[2]!);
  }
  const spaced = /^((?:[\p{L}\p{N}_.@]+ +)+[\p{L}\p{N}_.@]+)[ \t]*(?:-+>|<-+)/u.exec(line);
  if (spaced) return say.nameNeedsQuotes({ start, end: start + spaced[1]!.length }, spaced[1]!);

  const at = stopped?.at;
  const sign = at && /^[+-]/.test(at.image) && tokens[tokens.indexOf(at) - 1]?.tokenType.name.endsWith('Arrow');
  if (sign) return say.signBeforeName({ start: at.startOffset, end: at.startOffset + 1 }, at.image[0]!);
  const beforeText = line.split(':')[0]!;
  for (const [pattern, instead] of foreignArrows) {
    const match = pattern.exec(beforeText);
    if (match && !hasArrow) {
      const at = start + match.index;
      return say.foreignArrow({ start: at, end: at + match[0].length }, match[0], instead);
    }
  }
  if (hasArrow || tokens[0]?.tokenType.name !== 'FirstName') {
    if (at)
      return say.unreadable(
        { start: at.startOffset, end: at.startOffset + at.image.trimEnd().length },
        at.image.trim(),
      );
    if (stopped) return say.unreadable({ start, end }, undefined);
  }
  return say.unknownStatement({ start, end }, /^\S+/u.exec(line)?.[0] ?? line);
}
