import { type Document, isMap, isSeq, parseDocument, stringify } from 'yaml';

export interface Insertion {
  /** The whole text. */
  readonly text: string;
  /** What is new. */
  readonly added: string;
}

const layout = { lineWidth: 0 };

/**
 * Puts a value at a path of keys into a YAML text, or behind the last entry of a list that is there. The rest of the
 * text stays as it was written. Undefined where the text is no YAML, or something else is at that path already.
 */
export function insertYaml(before: string, path: readonly string[], value: object): Insertion | undefined {
  const document = parseDocument(before);
  if (document.errors.length > 0 || !(document.contents === null || isMap(document.contents))) return undefined;
  const there: unknown = document.getIn(path);
  if (there !== undefined && there !== null && !isSeq(there)) return undefined;
  const place = isSeq(there) ? { node: there, rest: [] } : deepest(document, path);
  const entry = isSeq(there) ? [value] : nested(place.rest, value);
  if (isSeq(there)) document.addIn(path, document.createNode(value));
  else document.setIn(path, document.createNode(value));
  const added = stringify(entry, layout);
  const spliced = spliceBehind(before, place.node, added);
  // What could not be spliced in (a list in brackets, say) is printed anew.
  const isRight = spliced !== undefined && sameData(spliced, document);
  return { text: isRight ? spliced : document.toString(layout), added };
}

/** The innermost map on the way, and the keys that are missing below it. */
function deepest(document: Document, path: readonly string[]): { node: unknown; rest: readonly string[] } {
  for (let depth = path.length - 1; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth));
    if (isMap(node)) return { node, rest: path.slice(depth) };
  }
  return { node: document.contents, rest: path };
}

function nested(path: readonly string[], value: object): object {
  return path.reduceRight<object>((inner, key) => ({ [key]: inner }), value);
}

function spliceBehind(text: string, node: unknown, added: string): string | undefined {
  if (node === null) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${added}`;
  if (!(isMap(node) || isSeq(node)) || node.flow || !node.range) return undefined;
  const [start, stop] = node.range;
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const last = text.slice(0, stop).trimEnd().length;
  const lineEnd = text.indexOf('\n', last);
  const end = lineEnd < 0 ? text.length : lineEnd + 1;
  const indented = added.replace(/^(?=.)/gm, ' '.repeat(column));
  return `${text.slice(0, end)}${lineEnd < 0 ? '\n' : ''}${indented}${text.slice(end)}`;
}

function sameData(text: string, document: Document): boolean {
  const again = parseDocument(text);
  return again.errors.length === 0 && JSON.stringify(again.toJS()) === JSON.stringify(document.toJS());
}
