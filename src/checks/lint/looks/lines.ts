import type { SourceText } from '#diagnostics';
import type { LintedDrawing } from '../rule.ts';

/** A line of a drawing that is no comment. */
export interface DrawnLine {
  readonly number: number;
  readonly text: string;
}

/** Data may stand on one line; no person writes a style there. */
const LONGEST_LINE = 2000;

/** The lines of a drawing that say something, without comments and what notes and `<style>` blocks hold. */
export function drawnLines({ source, range, language }: LintedDrawing): DrawnLine[] {
  const lines: DrawnLine[] = [];
  let until: RegExp | undefined;
  for (let number = range.start.line; number <= range.end.line; number++) {
    const text = source.line(number);
    if (until) {
      if (until.test(text)) until = undefined;
      continue;
    }
    until = blockFrom(text, language);
    const isComment = language === 'mermaid' ? /^[\s>]*%%(?!\{)/.test(text) : /^[\s>]*'/.test(text);
    if (!isComment && !until && text.length <= LONGEST_LINE) lines.push({ number, text });
  }
  return lines;
}

/** What ends a block of text that begins in a line. */
function blockFrom(text: string, language: LintedDrawing['language']): RegExp | undefined {
  if (language === 'mermaid') return undefined;
  if (/^[\s>]*<style>/i.test(text)) return /<\/style>/i;
  if (/^[\s>]*\/'/.test(text) && !text.includes("'/")) return /'\//;
  if (/^[\s>]*[hr]?note\b[^:]*$/i.test(text) && !/^[\s>]*[hr]?note\s+"/i.test(text)) return /^[\s>]*end\s?[hr]?note/i;
  if (/^[\s>]*(?:legend|header|footer|title|caption)\s*$/i.test(text))
    return /^[\s>]*end\s?(?:legend|header|footer|title|caption)/i;
  return undefined;
}

/** Where a stretch of a line is. */
export function stretch({ number }: DrawnLine, index: number, length: number): ReturnType<SourceText['range']> {
  return { start: { line: number, column: index + 1 }, end: { line: number, column: index + 1 + length } };
}
