import type { SourceText } from '#diagnostics';
import type { Directive, Drawing, DrawingLanguage } from './drawing.ts';

const comments: Readonly<Record<DrawingLanguage, string>> = { mermaid: '%%', plantuml: "'" };

/** The directives in the lines of a drawing, in the order of the text. */
export function findDirectives(
  source: SourceText,
  { language, range }: Pick<Drawing, 'language' | 'range'>,
): Directive[] {
  if (!source.text.includes('asdrawn:')) return [];
  const found: Directive[] = [];
  for (let line = range.start.line; line <= range.end.line; line++) {
    const text = source.line(line);
    const comment = commentIn(text, language);
    const colon = comment === undefined ? null : /^\s*asdrawn:/.exec(comment.text);
    if (!comment || !colon) continue;
    const said = comment.text.slice(colon[0].length).trim();
    const word = text.indexOf('asdrawn:', comment.start);
    const start = said === '' ? word : text.indexOf(said, word + 'asdrawn:'.length);
    const below = statementBelow(source, line, range.end.line, language);
    found.push({
      text: said,
      range: {
        start: { line, column: start + 1 },
        end: { line, column: start + 1 + (said === '' ? 'asdrawn:'.length : said.length) },
      },
      ...(below !== undefined && { below }),
    });
  }
  return found;
}

/** The inside of a line that is a comment; behind the prefix of a quotation or a list it is one too. */
function commentIn(
  line: string,
  language: DrawingLanguage,
): { readonly text: string; readonly start: number } | undefined {
  const sign = comments[language];
  const start = line.search(/[^\s>]/);
  if (start < 0 || !line.startsWith(sign, start)) return undefined;
  return { text: line.slice(start + sign.length), start: start + sign.length };
}

function statementBelow(source: SourceText, line: number, last: number, language: DrawingLanguage): number | undefined {
  for (let below = line + 1; below <= last; below++) {
    const text = source.line(below).replace(/^[\s>]+/, '');
    if (text !== '' && !text.startsWith('@end') && commentIn(text, language) === undefined) return below;
  }
  return undefined;
}
