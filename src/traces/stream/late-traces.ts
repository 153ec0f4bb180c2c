import { type Case, joinCases } from '../cases.ts';
import type { Span } from '../span.ts';
import type { ClosedCases } from './closed-cases.ts';

/** How many pieces are read again at a time. */
const AT_ONCE = 5000;

interface LateTrace {
  readonly order: number;
  readonly places: Set<number>;
}

/** Traces of which something came, or turned out to be joined to them, when their case had been closed. */
export class LateTraces {
  readonly #closed: ClosedCases;
  readonly #traces = new Map<string, LateTrace>();
  /** Pairs of traces of one case. */
  readonly #joins: (readonly [string, string])[] = [];
  /** Traces that link to a trace which was not open with them, by that trace. */
  readonly #awaited = new Map<string, Set<string>>();

  constructor(closed: ClosedCases) {
    this.#closed = closed;
  }

  get length(): number {
    return this.#traces.size;
  }

  /** Takes the trace's case back if it was closed; false where it was not. */
  reopen(traceId: string): boolean {
    if (this.#traces.has(traceId)) return true;
    const number = this.#closed.traces.find(traceId);
    if (number < 0) return false;
    const owner = this.#closed.traces.ownerOf(number);
    const ids = this.#closed.traceIdsOf(owner);
    const places = this.#closed.placesOf(owner);
    const order = this.#closed.orderOf(owner);
    this.#closed.takeBack(owner);
    for (const id of ids) {
      this.#traces.set(id, { order, places: new Set(places) });
      this.#joins.push([ids[0]!, id]);
    }
    return true;
  }

  /** Traces of a case of which another part is closed or late. */
  join(traceIds: readonly string[], order: number, places: readonly number[]): void {
    for (const id of traceIds) {
      if (this.reopen(id)) for (const place of places) this.#traces.get(id)!.places.add(place);
      else this.#traces.set(id, { order, places: new Set(places) });
      this.#joins.push([traceIds[0]!, id]);
    }
  }

  /** Traces that link to one that was not seen with them. */
  get awaited(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#awaited;
  }

  /** Another span of a trace that was reopened. */
  add({ traceId, links }: Span, place: number): void {
    this.#traces.get(traceId)!.places.add(place);
    for (const link of links) if (link.traceId !== traceId) this.await(link.traceId, traceId);
  }

  /** Should there be such a trace, before or after, the one that links to it belongs to it. */
  await(target: string, from: string): void {
    const known = this.#awaited.get(target);
    if (known) known.add(from);
    else this.#awaited.set(target, new Set([from]));
  }

  /** When all else is closed: reads late traces again, and closes their cases as they are now. */
  settle({ reread, tagOf }: { reread: (place: number) => readonly Span[]; tagOf: (observed: Case) => number }): void {
    for (const [target, linking] of this.#awaited) {
      if (!this.reopen(target)) continue;
      for (const from of linking) {
        this.reopen(from);
        this.#joins.push([target, from]);
      }
    }
    let batch: string[] = [];
    let pieces = 0;
    for (const component of this.#components()) {
      for (const id of component) {
        batch.push(id);
        pieces += this.#traces.get(id)!.places.size;
      }
      if (pieces < AT_ONCE) continue;
      this.#closeAgain(batch, reread, tagOf);
      batch = [];
      pieces = 0;
    }
    if (batch.length > 0) this.#closeAgain(batch, reread, tagOf);
  }

  #closeAgain(
    traceIds: readonly string[],
    reread: (place: number) => readonly Span[],
    tagOf: (observed: Case) => number,
  ): void {
    const wanted = new Set(traceIds);
    const places = new Set(traceIds.flatMap((id) => [...this.#traces.get(id)!.places]));
    const spans: Span[] = [];
    for (const place of [...places].sort((a, b) => a - b)) {
      for (const span of reread(place)) if (wanted.has(span.traceId)) spans.push(span);
    }
    for (const observed of joinCases(spans)) {
      const late = observed.traceIds.map((id) => this.#traces.get(id)!);
      const order = Math.min(...late.map((trace) => trace.order));
      const own = [...new Set(late.flatMap((trace) => [...trace.places]))].sort((a, b) => a - b);
      this.#closed.add(observed, order, own, tagOf(observed));
    }
  }

  *#components(): Generator<ReadonlySet<string>> {
    const joined = new Map<string, string[]>();
    for (const [a, b] of this.#joins) {
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const known = joined.get(from);
        if (known) known.push(to);
        else joined.set(from, [to]);
      }
    }
    const done = new Set<string>();
    for (const id of this.#traces.keys()) {
      if (done.has(id)) continue;
      const component = new Set([id]);
      for (const one of component) for (const other of joined.get(one) ?? []) component.add(other);
      for (const one of component) done.add(one);
      yield component;
    }
  }
}
