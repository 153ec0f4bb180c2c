/** What a recording says over and over is made once. */
import { isAt } from './attribute-lists.ts';
import { skipValue } from './json-bytes.ts';

/** Values that are spelled the same again and again, mostly in the same order. */
export class Repeated<T> {
  readonly #read: (value: unknown) => T | undefined;
  readonly #bySpelling = new Map<string, Spelled<T>>();
  #last: Spelled<T> | undefined;

  constructor(read: (value: unknown) => T | undefined) {
    this.#read = read;
  }

  /** Of what was skipped last. */
  get value(): T | undefined {
    return this.#last?.value;
  }

  /** Behind the value; -1 where it is none that can be read without care. */
  skip(bytes: Buffer, at: number): number {
    const last = this.#last;
    const guess = last?.next;
    if (guess && isSpelled(bytes, at, guess.bytes)) {
      this.#last = guess;
      return at + guess.bytes.length;
    }
    const end = skipValue(bytes, at);
    if (end < 0) return -1;
    const spelling = bytes.toString('latin1', at, end);
    let known = this.#bySpelling.get(spelling);
    if (!known) {
      const value = this.#read(JSON.parse(bytes.toString('utf8', at, end)));
      if (value === undefined) return -1;
      known = { bytes: Buffer.from(bytes.subarray(at, end)), value, next: undefined };
      if (this.#bySpelling.size >= MOST_SPELLINGS) this.#bySpelling.clear();
      this.#bySpelling.set(spelling, known);
    }
    if (last) last.next = known;
    this.#last = known;
    return end;
  }
}

interface Spelled<T> {
  readonly bytes: Buffer;
  readonly value: T;
  /** What came after it the last time. */
  next: Spelled<T> | undefined;
}

const MOST_SPELLINGS = 2000;

function isSpelled(bytes: Buffer, at: number, spelling: Buffer): boolean {
  const end = at + spelling.length;
  return end <= bytes.length && bytes.compare(spelling, 0, spelling.length, at, end) === 0;
}

/** One string for texts of equal bytes. */
export class Texts {
  readonly #known = new Map<number, KnownText>();

  textAt(bytes: Buffer, start: number, end: number): string {
    let hash = end - start;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    const first = this.#known.get(hash);
    if (first && first.bytes.length === end - start && isAt(bytes, start, first.bytes)) return first.text;
    const text = bytes.toString('utf8', start, end);
    if (this.#known.size >= MOST_TEXTS) this.#known.clear();
    this.#known.set(hash, { bytes: Uint8Array.prototype.slice.call(bytes, start, end), text });
    return text;
  }
}

interface KnownText {
  readonly bytes: Uint8Array;
  readonly text: string;
}

const MOST_TEXTS = 2000;
