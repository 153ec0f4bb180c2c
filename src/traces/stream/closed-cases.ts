import type { Case } from '../cases.ts';
import { type PackedTraces, packedId, TraceTable } from './trace-table.ts';

/** What is left of a case when its spans have been let go: what it is called, where its pieces are, and a tag. */
export interface ClosedCase {
  readonly number: number;
  readonly id: string;
  readonly traceIds: readonly string[];
  /** What its taker made of it. */
  readonly tag: number;
}

/** Cases in a few dozen bytes each. A case that was taken back keeps its number, and is not listed. */
export class ClosedCases {
  readonly traces = new TraceTable();
  #length = 0;
  #listed = 0;
  /** First trace, order, tag, first place; of each case, and of the one that would come next. */
  #firstTraces: Uint32Array = new Uint32Array(FIRST);
  #orders: Uint32Array = new Uint32Array(FIRST);
  #tags: Int32Array = new Int32Array(FIRST);
  #firstPlaces: Uint32Array = new Uint32Array(FIRST);
  #places: Float64Array = new Float64Array(FIRST);
  #placeCount = 0;
  #ascending = true;
  /** Places among the traces of those named by another trace than the first. */
  readonly #named = new Map<number, number>();

  /** Without those that were taken back. */
  get length(): number {
    return this.#listed;
  }

  add({ id, traceIds }: Pick<Case, 'id' | 'traceIds'>, order: number, places: readonly number[], tag: number): number {
    const number = this.#length++;
    this.#listed++;
    if (this.#length >= this.#tags.length) this.#grow();
    while (this.#placeCount + places.length > this.#places.length) {
      const larger = new Float64Array(2 * this.#places.length);
      larger.set(this.#places);
      this.#places = larger;
    }
    for (const place of places) this.#places[this.#placeCount++] = place;
    for (const traceId of traceIds) this.traces.add(traceId, number);
    const name = traceIds.indexOf(id);
    if (name > 0) this.#named.set(number, name);
    if (number > 0 && this.#orders[number - 1]! > order) this.#ascending = false;
    this.#orders[number] = order;
    this.#tags[number] = tag;
    this.#firstTraces[number + 1] = this.traces.size;
    this.#firstPlaces[number + 1] = this.#placeCount;
    return number;
  }

  traceIdsOf(number: number): readonly string[] {
    const ids: string[] = [];
    for (let trace = this.#firstTraces[number]!; trace < this.#firstTraces[number + 1]!; trace++) {
      ids.push(this.traces.idOf(trace));
    }
    return ids;
  }

  placesOf(number: number): readonly number[] {
    return [...this.#places.subarray(this.#firstPlaces[number]!, this.#firstPlaces[number + 1]!)];
  }

  /** When its first span was seen, counted in traces. */
  orderOf(number: number): number {
    return this.#orders[number]!;
  }

  tagOf(number: number): number {
    return this.#tags[number]!;
  }

  /** More of it was found; it is to be added anew. */
  takeBack(number: number): void {
    this.#listed--;
    this.#tags[number] = TAKEN_BACK;
  }

  isTakenBack(number: number): boolean {
    return this.#tags[number] === TAKEN_BACK;
  }

  /** In the order in which their first spans were seen. */
  *list(): Generator<ClosedCase> {
    const order = this.#ascending ? undefined : this.#sorted();
    for (let index = 0; index < this.#length; index++) {
      const number = order ? order[index]! : index;
      const tag = this.#tags[number]!;
      if (tag === TAKEN_BACK) continue;
      const traceIds = this.traceIdsOf(number);
      yield { number, id: traceIds[this.#named.get(number) ?? 0]!, traceIds, tag };
    }
  }

  /** How many cases have each tag; tags in the order in which they are first met in the list. */
  countTags(): Map<number, number> {
    const counts = new Map<number, number>();
    const order = this.#ascending ? undefined : this.#sorted();
    for (let index = 0; index < this.#length; index++) {
      const tag = this.#tags[order ? order[index]! : index]!;
      if (tag !== TAKEN_BACK) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
    return counts;
  }

  /** Takes over what another one packed, with its tags anew and its places beginning at `begin`; this one must be empty. */
  adopt(packed: PackedCases, begin: number, tags: readonly number[]): void {
    this.#length = packed.length;
    this.#orders = packed.orders;
    this.#tags = packed.tags;
    this.#firstTraces = packed.firstTraces;
    this.#firstPlaces = packed.firstPlaces;
    this.#places = packed.places;
    this.#placeCount = packed.firstPlaces[packed.length]!;
    this.#ascending = packed.sequence === undefined;
    for (const [number, name] of packed.named) this.#named.set(number, name);
    for (let number = 0; number < this.#length; number++) {
      const tag = this.#tags[number]!;
      if (tag === TAKEN_BACK) continue;
      this.#listed++;
      this.#tags[number] = tags[tag]!;
    }
    for (let place = 0; place < this.#placeCount; place++) this.#places[place]! += begin;
    let owner = 0;
    this.traces.adopt(packed.traces, this.#firstTraces[this.#length]!, (trace) => {
      while (this.#firstTraces[owner + 1]! <= trace) owner++;
      return this.#tags[owner] === TAKEN_BACK ? -1 : owner;
    });
  }

  /** All of it, for another thread, to which it may be moved: nothing is to be asked here afterwards. */
  pack(): PackedCases {
    const count = this.#length;
    return {
      traces: this.traces.pack(),
      length: count,
      orders: this.#orders,
      tags: this.#tags,
      firstTraces: this.#firstTraces,
      firstPlaces: this.#firstPlaces,
      places: this.#places,
      named: this.#named,
      sequence: this.#ascending ? undefined : this.#sorted(),
    };
  }

  #sorted(): Uint32Array {
    const numbers = new Uint32Array(this.#length).map((_, index) => index);
    return numbers.sort((a, b) => this.#orders[a]! - this.#orders[b]! || a - b);
  }

  #grow(): void {
    const capacity = 2 * this.#tags.length;
    const larger = <T extends Uint32Array | Int32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#firstTraces = larger(new Uint32Array(capacity), this.#firstTraces);
    this.#orders = larger(new Uint32Array(capacity), this.#orders);
    this.#tags = larger(new Int32Array(capacity), this.#tags);
    this.#firstPlaces = larger(new Uint32Array(capacity), this.#firstPlaces);
  }
}

/** By number of the case, but for traces and places. */
export interface PackedCases {
  /** How many there are; arrays may have room for more. */
  readonly length: number;
  readonly traces: PackedTraces;
  readonly orders: Uint32Array;
  readonly tags: Int32Array;
  readonly firstTraces: Uint32Array;
  readonly firstPlaces: Uint32Array;
  readonly places: Float64Array;
  readonly named: ReadonlyMap<number, number>;
  /** Numbers in the order in which the first spans were seen, where that is another. */
  readonly sequence: Uint32Array | undefined;
}

/** What can be moved to another thread instead of being copied. */
export function buffersOf({ traces, orders, tags, firstTraces, firstPlaces, places }: PackedCases): ArrayBuffer[] {
  const arrays = [traces.words, traces.digits, orders, tags, firstTraces, firstPlaces, places];
  return arrays.map(({ buffer }) => buffer as ArrayBuffer);
}

export interface UnpackedCase extends Omit<ClosedCase, 'number'> {
  readonly order: number;
  readonly places: readonly number[];
}

export function* unpacked(packed: PackedCases): Generator<UnpackedCase> {
  const { length, traces, orders, tags, firstTraces, firstPlaces, places, named, sequence } = packed;
  for (let index = 0; index < length; index++) {
    const number = sequence ? sequence[index]! : index;
    const tag = tags[number]!;
    if (tag === TAKEN_BACK) continue;
    const traceIds: string[] = [];
    for (let trace = firstTraces[number]!; trace < firstTraces[number + 1]!; trace++) {
      traceIds.push(packedId(traces, trace));
    }
    const id = traceIds[named.get(number) ?? 0]!;
    const own = [...places.subarray(firstPlaces[number]!, firstPlaces[number + 1]!)];
    yield { id, traceIds, tag, order: orders[number]!, places: own };
  }
}

const FIRST = 1 << 12;
const TAKEN_BACK = -1;
