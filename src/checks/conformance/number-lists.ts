/** Numbers lists of numbers, equal ones equally, from 0 in the order in which they are first met. */
export class NumberLists {
  readonly #byHash = new Map<number, Entry>();
  #count = 0;

  numberOf(list: readonly number[]): number {
    const hash = hashOf(list);
    const first = this.#byHash.get(hash);
    for (let entry = first; entry; entry = entry.next) if (isSame(entry.list, list)) return entry.number;
    const number = this.#count++;
    this.#byHash.set(hash, { list: Int32Array.from(list), number, next: first });
    return number;
  }
}

interface Entry {
  readonly list: Int32Array;
  readonly number: number;
  readonly next: Entry | undefined;
}

/** FNV-1a over 32-bit numbers. */
function hashOf(list: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < list.length; index++) {
    hash = Math.imul(hash ^ list[index]!, 0x01000193);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isSame(known: Int32Array, list: readonly number[]): boolean {
  if (known.length !== list.length) return false;
  for (let index = 0; index < list.length; index++) if (known[index] !== list[index]) return false;
  return true;
}
