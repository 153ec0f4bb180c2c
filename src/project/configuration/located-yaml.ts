import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { SourceRange, SourceText } from '#diagnostics';

export type YamlPath = readonly (string | number)[];

/** A YAML (or JSON) text as plain data, with the way back from every value to its place. */
export class LocatedYaml {
  readonly #source: SourceText;
  readonly #document: Document.Parsed;

  constructor(source: SourceText) {
    this.#source = source;
    this.#document = parseDocument(source.text, {
      lineCounter: new LineCounter(),
      prettyErrors: false,
      uniqueKeys: true,
    });
  }

  /** What keeps the text from being read; `message` says so in one sentence. */
  get problems(): readonly { readonly message: string; readonly range: SourceRange }[] {
    return this.#document.errors.map((error: YAMLError) => ({
      message: error.message.replace(/\s+/g, ' ').replace(/\.$/, ''),
      range: this.#source.range(error.pos[0], Math.max(error.pos[0], error.pos[1])),
    }));
  }

  /** Plain data. Aliases are expanded within limits that keep a small file small. */
  value(path: YamlPath = []): unknown {
    const value: unknown = this.#document.toJS({ maxAliasCount: 100 });
    return path.reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
      value,
    );
  }

  /** Where a value stands; of one that is missing, the nearest thing around it. */
  rangeOf(path: YamlPath): SourceRange {
    let node: unknown = this.#document.contents;
    let range = rangeIn(node) ?? [0, 0];
    for (const key of path) {
      if (isMap(node))
        node = node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))?.value;
      else if (isSeq(node)) node = node.items[Number(key)];
      else break;
      const inner = rangeIn(node);
      if (!inner) break;
      range = inner;
    }
    return this.#trimmed(range[0], range[1]);
  }

  /** Where a key stands. */
  rangeOfKey(path: YamlPath, key: string): SourceRange {
    let node: unknown = this.#document.contents;
    for (const step of path) {
      if (isMap(node))
        node = node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(step))?.value;
      else if (isSeq(node)) node = node.items[Number(step)];
    }
    const pair = isMap(node)
      ? node.items.find((each) => isScalar(each.key) && String(each.key.value) === key)
      : undefined;
    const range = isPair(pair) ? rangeIn(pair.key) : undefined;
    return range ? this.#source.range(range[0], range[1]) : this.rangeOf(path);
  }

  #trimmed(start: number, end: number): SourceRange {
    const text = this.#source.text.slice(start, end);
    // A block ends behind its last line break; only its first line is shown.
    const first = text.split('\n', 1)[0]!.trimEnd();
    return this.#source.range(start, start + first.length);
  }
}

function rangeIn(node: unknown): readonly [number, number] | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  return [node.range[0], node.range[1]];
}
