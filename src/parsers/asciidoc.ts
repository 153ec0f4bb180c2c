import type { Diagnostic, SourceText } from '#diagnostics';
import { DiagramText } from './diagram-text.ts';
import type { DrawingLanguage, Picture } from './drawing.ts';
import type { DiagramFence, DocumentParts } from './markdown.ts';
import { unclosedFence } from './messages.ts';

/** Styles of blocks, and the language they stand for; Asciidoctor Diagram's own, and those of source listings. */
const languages: Readonly<Record<string, DrawingLanguage>> = {
  mermaid: 'mermaid',
  plantuml: 'plantuml',
  puml: 'plantuml',
  uml: 'plantuml',
};

const attributes = /^\[\s*(?:(?:source|listing)\s*,\s*)?"?([a-z]+)\b[^\]]*\]\s*$/i;
const delimiter = /^(-{4,}|\.{4,}|={4,}|_{4,}|\+{4,}|\*{4,}|--|```)\s*([a-z]*)\s*$/i;
const verbatim = /^(?:-{4,}|\.{4,}|\+{4,})$/;

/**
 * Finds the diagrams of an AsciiDoc document: blocks with a style of `plantuml` or `mermaid` (`[plantuml]`,
 * `[source,mermaid]`) between delimiters, or up to the next empty line where there are none. What stands in another
 * verbatim block is shown, not drawn, and what stands in a comment is not even that. A block is named by the line `.Title` above it, else by the nearest heading.
 */
export function readAsciidoc(source: SourceText): DocumentParts {
  const fences: DiagramFence[] = [];
  const pictures: Picture[] = [];
  const diagnostics: Diagnostic[] = [];
  const last = source.lineCount;
  let heading: string | undefined;
  let title: string | undefined;
  let style: { readonly language: DrawingLanguage; readonly line: number; readonly word: string } | undefined;
  const name = () => title ?? heading;
  const rangeOf = (line: number, from: number, to: number) => ({
    start: { line, column: from + 1 },
    end: { line, column: to + 1 },
  });
  const add = (language: DrawingLanguage, first: number, end: number, word: { line: number; text: string }): void => {
    const lines: string[] = [];
    for (let line = first; line < end; line++) lines.push(source.line(line));
    const text = DiagramText.lines(source, lines.join('\n'), lines.length === 0 ? Math.max(1, first - 1) : first);
    const column = source.line(word.line).indexOf(word.text);
    const called = name();
    fences.push({
      language,
      text,
      word: rangeOf(word.line, column, column + word.text.length),
      ...(called !== undefined && { heading: called }),
    });
  };

  for (let line = 1; line <= last; line++) {
    // A byte order mark is no part of the first line.
    const text = source.line(line).replace(/^\uFEFF/, '');
    const header = /^(?:={1,6}|#{1,6})\s+(\S.*)$/.exec(text);
    if (header) heading = header[1]!.replace(/\s+=+$/, '').trim();
    const titled = /^\.([^\s.].*)$/.exec(text);
    if (titled) {
      title = titled[1]!.trim();
      continue;
    }
    const styled = attributes.exec(text);
    if (styled) {
      const language = languages[styled[1]!.toLowerCase()];
      style = language && { language, line, word: styled[1]! };
      continue;
    }
    for (const { 0: macro, 1: url, 2: alt, index } of text.matchAll(/\bimage::?([^[\s]{1,2000})\[([^\]]{0,2000})\]/g)) {
      const called = heading;
      const [shown = ''] = alt!.split(',');
      pictures.push({
        url: url!,
        alt: shown.replace(/^"|"$/g, ''),
        range: rangeOf(line, index, index + macro.length),
        ...(called !== undefined && { heading: called }),
      });
    }
    if (/^\/{4,}\s*$/.test(text)) {
      line = closing(source, line + 1, text.trimEnd());
      continue;
    }
    const opened = delimiter.exec(text);
    const fenced = opened?.[1] === '```' ? languages[opened[2]!.toLowerCase()] : undefined;
    if (opened && (style || fenced || verbatim.test(opened[1]!) || opened[1] === '```')) {
      const end = closing(source, line + 1, opened[1]!);
      if (style || fenced) {
        const word = fenced ? { line, text: opened[2]! } : { line: style!.line, text: style!.word };
        add(fenced ?? style!.language, line + 1, end, word);
        if (end > last)
          diagnostics.push(unclosedFence(source.path, rangeOf(line, 0, text.trimEnd().length), opened[1]!));
      }
      line = end;
    } else if (style && text.trim() !== '') {
      let end = line;
      while (end <= last && source.line(end).trim() !== '') end++;
      add(style.language, line, end, { line: style.line, text: style.word });
      line = end;
    } else if (text.trim() === '') continue;
    style = undefined;
    title = undefined;
  }
  return { fences, pictures, diagnostics };
}

/** The line that closes a block, or one behind the last. */
function closing(source: SourceText, from: number, mark: string): number {
  let line = from;
  while (line <= source.lineCount && source.line(line).trimEnd() !== mark) line++;
  return line;
}
