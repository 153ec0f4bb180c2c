/** What a person wrote in marked places: `// asdrawn: keep <name>` to `// asdrawn: end`. */
export interface Kept {
  /** Lines between the marks, as they are, by name. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  /** Was it written by asdrawn at all? */
  readonly isOurs: boolean;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

export const GONE = 'gone: ';

const opening = /^\s*\/\/ asdrawn: keep (.*\S)\s*$/;
const closing = /^\s*\/\/ asdrawn: end\s*$/;

export function readKept(text: string): Kept {
  const places = new Map<string, readonly string[]>();
  const problems: { line: number; message: string }[] = [];
  let open: { readonly name: string; readonly line: number; readonly lines: string[] } | undefined;
  for (const [index, line] of text.replace(/\r\n/g, '\n').split('\n').entries()) {
    const name = opening.exec(line)?.[1];
    if (name !== undefined) {
      if (open) problems.push({ line: open.line, message: `the marked place "${open.name}" has no end` });
      if (places.has(name)) problems.push({ line: index + 1, message: `there are two marked places "${name}"` });
      open = { name, line: index + 1, lines: [] };
    } else if (closing.test(line)) {
      if (!open) problems.push({ line: index + 1, message: 'a marked place ends here that does not begin' });
      else places.set(open.name, open.lines);
      open = undefined;
    } else open?.lines.push(line);
  }
  if (open) problems.push({ line: open.line, message: `the marked place "${open.name}" has no end` });
  return { places, isOurs: /^\/\/ asdrawn: generated\b/m.test(text), problems };
}

/** Hands out what was kept, and knows in the end what nobody asked for. */
export class Keeping {
  readonly #places: ReadonlyMap<string, readonly string[]>;
  readonly #asked = new Set<string>();

  constructor(places: ReadonlyMap<string, readonly string[]>) {
    this.#places = places;
  }

  /** A marked place with what was kept of it, else with what it begins with. */
  place(name: string, indent: string, otherwise: readonly string[]): readonly string[] {
    return [`${indent}// asdrawn: keep ${name}`, ...this.#kept(name, indent, otherwise), `${indent}// asdrawn: end`];
  }

  #kept(name: string, indent: string, otherwise: readonly string[]): readonly string[] {
    this.#asked.add(name);
    const own = this.#places.get(name);
    if (own) return own;
    const gone = this.#places.get(`${GONE}${name}`);
    if (gone) this.#asked.add(`${GONE}${name}`);
    return (
      gone?.map((line) => line.replace(/^\/\/ ?/, '')) ?? otherwise.map((line) => (line === '' ? '' : indent + line))
    );
  }

  /** What is left, put where it harms nobody; `names` are those that were asked for until now. */
  rest(): { readonly lines: readonly string[]; readonly names: readonly string[] } {
    const left = [...this.#places].filter(
      ([name, lines]) => !this.#asked.has(name) && lines.some((line) => line.trim() !== ''),
    );
    const lines = left.flatMap(([name, own]) => {
      const isGone = name.startsWith(GONE);
      return [
        `// asdrawn: keep ${isGone ? name : GONE + name}`,
        ...own.map((line) => (isGone ? line : `// ${line}`.trimEnd())),
        '// asdrawn: end',
      ];
    });
    return { lines, names: left.map(([name]) => name).filter((name) => !name.startsWith(GONE)) };
  }
}
