import { dirname, extname, resolve } from 'node:path';

/** What a text includes or shows by a path of its own, one pattern a way of writing. */
const references: readonly RegExp[] = [
  /^[^\S\n]*!include(?:_many|_once|sub)?[^\S\n]+([^\s!]+)/gm,
  /\]\([^\S\n]*<?([^)\s>]+)/g,
  /^\[[^\]\n]{1,200}\]:[^\S\n]*<?([^\s>]+)/gm,
  /\bsrc[^\S\n]?=[^\S\n]?["']([^"'\n]+)/g,
  /\b(?:include|image)::?([^[\s]{1,500})\[/g,
];

const pictures: ReadonlySet<string> = new Set(['.svg', '.png', '.jpg', '.jpeg', '.gif', '.webp', '.pdf']);

/** Which files are shown by which. A picture stands for the drawing that is called like it. */
export class Shown {
  readonly #showing = new Map<string, string[]>();

  /** Both absolute. */
  read(path: string, text: string): void {
    for (const reference of references) {
      for (const [, target = ''] of text.matchAll(reference)) {
        if (target.includes('://') || target.startsWith('#')) continue;
        const key = keyOf(resolve(dirname(path), decoded(target.replace(/[#?].*$/, ''))));
        const known = this.#showing.get(key);
        if (known) known.push(path);
        else this.#showing.set(key, [path]);
      }
    }
  }

  /** These files, and all that show or include one of them, however many steps away. */
  showing(changed: ReadonlySet<string>): ReadonlySet<string> {
    const all = new Set(changed);
    // A set is walked in the order of arrival, what is added on the way included.
    for (const path of all) for (const by of this.#showing.get(keyOf(path)) ?? []) all.add(by);
    return all;
  }
}

/** Pictures and drawings are called the same but for their endings; documents keep theirs. */
function keyOf(path: string): string {
  const ending = extname(path).toLowerCase();
  const isDrawn = pictures.has(ending) || /^\.(?:puml|plantuml|pu|iuml|wsd|mmd|mermaid)$/.test(ending);
  return isDrawn ? path.slice(0, -ending.length) : path;
}

function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}
