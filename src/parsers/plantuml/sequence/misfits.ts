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

  const glued = /^(?:alt|else|opt|loop|par2?|break|critical|group)(?=[(:[{])/iu.exec(line);
  if (glued) return say.keywordNeedsSpace({ start, end: start + glued[0].length }, glued[0]);
  const style = /[-<>\\/ox]\[([^\][\r\n]*)\][-<>\\/ox]/u.exec(line.split(':')[0]!);
  if (style && !hasArrow) {
    const wrong = style[1]!.split(',').find((part) => !/^(?:#\w+|bold|dashed|dotted|hidden)$/i.test(part)) ?? style[1]!;
    const at = start + style.index + 1;
    return say.arrowStyle({ start: at, end: at + style[1]!.length + 2 }, wrong.trim());
  }
  if (/^[hr]?note\b/iu.test(line))
    return say.notePlace({ start, end: start + line.split(/[:\r\n]/)[0]!.trimEnd().length });

  const headless = /^(?:"[^"\r\n]+"|[\p{L}\p{N}_.@]+)[ \t]+(-+)[ \t]+["\p{L}\p{N}_.@]/u.exec(line);
  if (headless && !hasArrow) {
    const at = start + headless[0].lastIndexOf(headless[1]!);
    return say.arrowWithoutHead({ start: at, end: at + headless[1]!.length }, headless[1]!);
  }
  const at = stopped?.at;
  const before = at && tokens[tokens.indexOf(at) - 1];
  if (at && before?.tokenType.name.endsWith('Arrow') && /^[\]?]/.test(at.image))
    return say.frameApart({ start: at.startOffset, end: at.startOffset + 1 }, before.image + at.image[0]!);
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
