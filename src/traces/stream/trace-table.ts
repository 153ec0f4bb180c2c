/**
 * Trace ids, and which case each belongs to, in 24 bytes or so each: a file may hold millions. Traces are numbered from
 * 0 in the order in which they are added.
 */
export class TraceTable {
  #size = 0;
  /** Four words an id; of an id of 16 digits the last two. */
  #words: Uint32Array = new Uint32Array(4 * FIRST);
  #owners: Int32Array = new Int32Array(FIRST);
  #digits: Uint8Array = new Uint8Array(FIRST);
  /** Numbers of traces plus one by hash, open addressing. */
  #index: Int32Array = new Int32Array(2 * FIRST);
  /** Ids that are no 16 or 32 lower-case hex digits. */
  readonly #texts = new Map<number, string>();
  readonly #byText = new Map<string, number>();
  readonly #id = new Uint32Array(4);

  get size(): number {
    return this.#size;
  }

  add(traceId: string, owner: number): number {
    if (this.#size === this.#owners.length) this.#grow();
    const number = this.#size++;
    const digits = this.#read(traceId);
    this.#digits[number] = digits;
    this.#owners[number] = owner;
    if (digits === 0) {
      this.#texts.set(number, traceId);
      this.#byText.set(traceId, number);
    } else {
      this.#words.set(this.#id, 4 * number);
      this.#put(number);
    }
    return number;
  }

  /** -1 where it was not added. */
  find(traceId: string): number {
    const digits = this.#read(traceId);
    if (digits === 0) return this.#byText.get(traceId) ?? -1;
    const [a, b, c, d] = this.#id as unknown as readonly [number, number, number, number];
    const mask = this.#index.length - 1;
    for (let slot = hashOf(b, c, d) & mask; this.#index[slot] !== 0; slot = (slot + 1) & mask) {
      const number = this.#index[slot]! - 1;
      const at = 4 * number;
      const words = this.#words;
      if (words[at + 3] === d && words[at + 2] === c && words[at + 1] === b && words[at] === a) {
        if (this.#digits[number] === digits) return number;
      }
    }
    return -1;
  }

  idOf(number: number): string {
    return packedId({ words: this.#words, digits: this.#digits, texts: this.#texts }, number);
  }

  ownerOf(number: number): number {
    return this.#owners[number]!;
  }

  /**
   * Takes over the first `size` ids that another table packed; this one must be empty. What belongs to nobody (-1) is not
   * found: it was added again.
   */
  adopt({ words, digits, texts }: PackedTraces, size: number, ownerOf: (number: number) => number): void {
    this.#size = size;
    this.#words = words;
    this.#digits = digits;
    const capacity = digits.length;
    this.#owners = new Int32Array(capacity);
    this.#index = new Int32Array(2 * capacity);
    for (let number = 0; number < size; number++) {
      this.#owners[number] = ownerOf(number);
      if (digits[number] !== 0 && this.#owners[number]! >= 0) this.#put(number);
    }
    for (const [number, text] of texts) {
      this.#texts.set(number, text);
      if (this.#owners[number]! >= 0) this.#byText.set(text, number);
    }
  }

  /** The ids alone, for another thread, to which they may be moved: nothing is to be asked here afterwards. */
  pack(): PackedTraces {
    return { words: this.#words, digits: this.#digits, texts: this.#texts };
  }

  /** Into `#id`; returns the number of digits, 0 where it is none of the usual ids. */
  #read(traceId: string): number {
    const { length } = traceId;
    if (length !== 32 && length !== 16) return 0;
    const id = this.#id;
    let word = length === 16 ? 2 : 0;
    id[0] = 0;
    id[1] = 0;
    for (let at = 0; at < length; word++) {
      let value = 0;
      for (const end = at + 8; at < end; at++) {
        const code = traceId.charCodeAt(at);
        const digit = code >= 0x30 && code <= 0x39 ? code - 0x30 : code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
        if (digit < 0) return 0;
        value = value * 16 + digit;
      }
      id[word] = value;
    }
    return length;
  }

  #put(number: number): void {
    const mask = this.#index.length - 1;
    const at = 4 * number;
    let slot = hashOf(this.#words[at + 1]!, this.#words[at + 2]!, this.#words[at + 3]!) & mask;
    while (this.#index[slot] !== 0) slot = (slot + 1) & mask;
    this.#index[slot] = number + 1;
  }

  #grow(): void {
    const capacity = 2 * this.#owners.length;
    this.#words = copied(new Uint32Array(4 * capacity), this.#words);
    this.#owners = copied(new Int32Array(capacity), this.#owners);
    this.#digits = copied(new Uint8Array(capacity), this.#digits);
    this.#index = new Int32Array(2 * capacity);
    for (let number = 0; number < this.#size; number++)
      if (this.#digits[number] !== 0 && this.#owners[number]! >= 0) this.#put(number);
  }
}

/** By number of the trace. */
export interface PackedTraces {
  /** Four words an id; of an id of 16 digits the last two. */
  readonly words: Uint32Array;
  /** 32 or 16; 0 where the id is among the texts. */
  readonly digits: Uint8Array;
  readonly texts: ReadonlyMap<number, string>;
}

export function packedId({ words, digits, texts }: PackedTraces, number: number): string {
  const length = digits[number]!;
  if (length === 0) return texts.get(number)!;
  let id = '';
  for (let word = length === 16 ? 2 : 0; word < 4; word++) {
    id += words[4 * number + word]!.toString(16).padStart(8, '0');
  }
  return id;
}

const FIRST = 1 << 12;

function copied<T extends Uint32Array | Int32Array | Uint8Array>(to: T, from: T): T {
  to.set(from);
  return to;
}

/** The end of an id is random whatever its beginning is (X-Ray puts the time there). */
function hashOf(b: number, c: number, d: number): number {
  let hash = Math.imul(d ^ Math.imul(c, 0x9e3779b1), 0x85ebca6b) ^ b;
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
