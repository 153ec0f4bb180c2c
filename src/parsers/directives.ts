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
  // From below, so that the statement below many comments is looked for once.
  let below: number | undefined;
  for (let line = range.end.line; line >= range.start.line; line--) {
    const text = source.line(line);
    if (isStatement(text, language)) below = line;
    const comment = commentIn(text, language);
    const colon = comment === undefined ? null : /^\s*asdrawn:/.exec(comment.text);
    if (!comment || !colon) continue;
    const said = comment.text.slice(colon[0].length).trim();
    const word = text.indexOf('asdrawn:', comment.start);
    const start = said === '' ? word : text.indexOf(said, word + 'asdrawn:'.length);
    found.push({
      text: said,
      range: {
        start: { line, column: start + 1 },
        end: { line, column: start + 1 + (said === '' ? 'asdrawn:'.length : said.length) },
      },
      ...(below !== undefined && { below }),
    });
  }
  return found.reverse();
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

function isStatement(line: string, language: DrawingLanguage): boolean {
  const text = line.replace(/^[\s>]+/, '');
  return text !== '' && !text.startsWith('@end') && commentIn(text, language) === undefined;
}
