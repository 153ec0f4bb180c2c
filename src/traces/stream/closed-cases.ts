import type { Case } from '../cases.ts';
import { TraceTable } from './trace-table.ts';

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
  #firstTraces = new Uint32Array(FIRST);
  #orders = new Uint32Array(FIRST);
  #tags = new Int32Array(FIRST);
  #firstPlaces = new Uint32Array(FIRST);
  #places = new Float64Array(FIRST);
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

  /** How many cases have each tag. */
  countTags(count: number): number[] {
    const counts = new Array<number>(count).fill(0);
    for (let number = 0; number < this.#length; number++) {
      const tag = this.#tags[number]!;
      if (tag !== TAKEN_BACK) counts[tag]!++;
    }
    return counts;
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

const FIRST = 1 << 12;
const TAKEN_BACK = -1;
