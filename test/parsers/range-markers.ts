import { type Diagnostic, type SourceRange, SourceText } from '#diagnostics';
import { readDocument } from '#parsers';

/** A text without its `<|…|>` markers, and the ranges they stood around, in the order in which they open. */
export function marked(input: string): { readonly text: string; readonly ranges: readonly SourceRange[] } {
  let text = '';
  const spans: { start: number; end: number }[] = [];
  const open: number[] = [];
  for (const part of input.split(/(<\||\|>)/)) {
    if (part === '<|') {
      open.push(spans.length);
      spans.push({ start: text.length, end: text.length });
    } else if (part === '|>') spans[open.pop()!]!.end = text.length;
    else text += part;
  }
  const source = new SourceText('marked', text);
  return { text, ranges: spans.map(({ start, end }) => source.range(start, end)) };
}

/** All diagnostics of a file, in the order of the text. */
export async function diagnosticsOf(path: string, text: string): Promise<readonly Diagnostic[]> {
  const document = await readDocument(new SourceText(path, text));
  return [...document.diagnostics, ...document.drawings.flatMap((drawing) => drawing.diagnostics)];
}

/** `code@line:column-line:column message`, one line a diagnostic. */
export function shown(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code, severity, range, message }) => {
    const sign = severity === 'error' ? '' : `${severity} `;
    return `${sign}${code}@${range ? show(range) : 'file'} ${message}`;
  });
}

export function show({ start, end }: SourceRange): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}
