import { type Case, joinCases } from '../cases.ts';
import type { Span } from '../span.ts';
import { ClosedCases, type PackedCases, unpacked } from './closed-cases.ts';
import { joinTrace } from './join-trace.ts';
import { LateTraces } from './late-traces.ts';

export interface OpenCasesOptions {
  /** Beyond so many open spans, cases that lack something are let go of, too. */
  readonly mostOpen?: number;
  /** Makes a number of each case, all that is kept of it beside its name and places. */
  readonly tagOf: (observed: Case) => number;
  /** Gives the spans of a piece again. */
  readonly reread: (place: number) => readonly Span[];
}

const MOST_OPEN = 50_000;
/**
 * A trace that lacks nothing is let go of when so many others' spans have come: spans that do not stay long cost the
 * garbage collector little. Where that turns out to be too soon, all wait for as long as there is room.
 */
const EAGER = 4000;
const TOO_MANY_LATE = 0.01;
/** How many open traces are looked at, at most, when there are too many. */
const LOOKED_AT = 64;
/** A trace that lacks a span is waited for so much longer. */
const PATIENCE = 4;

interface OpenTrace {
  readonly id: string;
  readonly order: number;
  readonly spans: Span[];
  /** For each span, how many had been seen when it came. */
  readonly came: number[];
  readonly places: number[];
  linksOut: boolean;
}

/**
 * Puts spans together to cases as they come, and lets go of a case when nothing of it has come for long. What comes
 * later still is read again at the end, together with the rest of its case, so that the cases are what `joinCases`
 * makes of all spans at once, whatever was closed when. Places must ascend as spans come.
 */
export class OpenCases {
  readonly #closed = new ClosedCases();
  readonly #late = new LateTraces(this.#closed);
  readonly #options: OpenCasesOptions;
  readonly #mostOpen: number;
  readonly #quiet: number;
  #quietWhole: number;
  readonly #open = new Map<string, OpenTrace>();
  /** Open traces that link to a trace, by that trace. */
  readonly #linking = new Map<string, Set<string>>();
  #seen = 0;
  #openSpans = 0;
  #traces = 0;
  #last: OpenTrace | undefined;

  constructor(options: OpenCasesOptions) {
    this.#options = options;
    this.#mostOpen = options.mostOpen ?? MOST_OPEN;
    this.#quiet = this.#mostOpen / 2;
    this.#quietWhole = Math.min(EAGER, this.#quiet);
  }

  get spanCount(): number {
    return this.#seen;
  }

  /** All of one piece, whose place is told to have it read again. */
  add(spans: readonly Span[], place: number): void {
    for (let index = 0; index < spans.length; index++) {
      const span = spans[index]!;
      const trace = this.#last?.id === span.traceId ? this.#last : this.#traceOf(span.traceId);
      this.#seen++;
      if (!trace) {
        this.#late.add(span, place);
        continue;
      }
      this.#last = trace;
      trace.spans.push(span);
      trace.came.push(this.#seen);
      this.#openSpans++;
      if (trace.places.at(-1) !== place) trace.places.push(place);
      if (span.links.length > 0) this.#noteLinks(trace, span);
    }
    if (this.#openSpans > 2 * this.#quietWhole) this.#closeQuiet();
  }

  /** Closes all that is open, and settles what came late. */
  finish(): ClosedCases {
    for (const trace of this.#open.values()) this.#close(this.#component(trace));
    this.#late.settle(this.#options);
    return this.#closed;
  }

  /** What was made of one part of a recording, for who puts the parts together. */
  finishPart(): PartOfCases {
    const cases = this.finish().pack();
    return { cases, awaited: this.#late.awaited, spanCount: this.#seen, traceCount: this.#traces };
  }

  /**
   * Takes a part, whose places begin at `begin`, as if its spans had come one by one; `tags` are the tags anew. What is
   * open is closed first.
   */
  absorb({ cases, awaited, spanCount, traceCount }: PartOfCases, begin: number, tags: readonly number[]): void {
    for (const trace of this.#open.values()) this.#close(this.#component(trace));
    // What is large is not copied.
    const isFirst = this.#seen === 0;
    if (isFirst) this.#closed.adopt(cases, begin, tags);
    else
      for (const one of unpacked(cases)) {
        const order = this.#traces + one.order;
        const places = one.places.map((place) => begin + place);
        // Its beginning was in an earlier part.
        if (one.traceIds.some((id) => this.#late.reopen(id))) this.#late.join(one.traceIds, order, places);
        else this.#closed.add(one, order, places, tags[one.tag]!);
      }
    for (const [target, linking] of awaited) for (const from of linking) this.#late.await(target, from);
    this.#traces += traceCount;
    this.#seen += spanCount;
  }

  /** Undefined for one that was closed. */
  #traceOf(traceId: string): OpenTrace | undefined {
    const open = this.#open.get(traceId);
    if (open) return open;
    if (this.#late.reopen(traceId)) return undefined;
    const trace = { id: traceId, order: this.#traces++, spans: [], came: [], places: [], linksOut: false };
    this.#open.set(traceId, trace);
    return trace;
  }

  #noteLinks(trace: OpenTrace, span: Span): void {
    for (const { traceId } of span.links) {
      if (traceId === trace.id) continue;
      trace.linksOut = true;
      const linking = this.#linking.get(traceId);
      if (linking) linking.add(trace.id);
      else this.#linking.set(traceId, new Set([trace.id]));
    }
  }

  #closeQuiet(): void {
    if (this.#late.length > TOO_MANY_LATE * this.#closed.length + LOOKED_AT) this.#quietWhole = this.#quiet;
    const looked = this.#open.values();
    for (let count = 0; count < LOOKED_AT && this.#openSpans > 2 * this.#quietWhole; count++) {
      const trace = looked.next().value;
      if (!trace) return;
      const component = this.#component(trace);
      if (component.every((one) => this.#isQuiet(one))) this.#close(component);
      else if (this.#seen - trace.came[0]! <= this.#quietWhole) return;
      else {
        // To the end of those that are looked at.
        this.#open.delete(trace.id);
        this.#open.set(trace.id, trace);
      }
    }
  }

  #isQuiet(trace: OpenTrace): boolean {
    const quietFor = this.#seen - trace.came.at(-1)!;
    if (quietFor <= this.#quietWhole) return false;
    if (isWhole(trace)) return true;
    return this.#openSpans > this.#mostOpen && quietFor > PATIENCE * this.#quiet;
  }

  /** The open traces that links join, in the order in which they were first seen. */
  #component(trace: OpenTrace): readonly OpenTrace[] {
    if (!trace.linksOut && !this.#linking.has(trace.id)) return [trace];
    const found = new Set([trace]);
    for (const one of found) {
      for (const id of [...linkedFrom(one), ...(this.#linking.get(one.id) ?? [])]) {
        const other = this.#open.get(id);
        if (other) found.add(other);
      }
    }
    return [...found].sort((a, b) => a.order - b.order);
  }

  #close(component: readonly OpenTrace[]): void {
    for (const { id, spans } of component) {
      this.#open.delete(id);
      this.#openSpans -= spans.length;
    }
    this.#last = undefined;
    const first = component[0]!;
    if (component.length === 1 && !first.linksOut) {
      const observed = joinTrace(first.spans);
      this.#closed.add(observed, first.order, first.places, this.#options.tagOf(observed));
      return;
    }
    for (const trace of component) {
      for (const target of linkedFrom(trace)) {
        const linking = this.#linking.get(target);
        linking?.delete(trace.id);
        if (linking?.size === 0) this.#linking.delete(target);
        // Closed before, or yet to come.
        if (!component.some(({ id }) => id === target)) this.#late.await(target, trace.id);
      }
    }
    const observed = joinCases(inOrder(component))[0]!;
    const places = [...new Set(component.flatMap((trace) => trace.places))].sort((a, b) => a - b);
    this.#closed.add(observed, first.order, places, this.#options.tagOf(observed));
  }
}

/** All of it can be handed to another thread. */
export interface PartOfCases {
  readonly cases: PackedCases;
  /** Traces that were linked to and not seen, or not in time, each with those that link to it. */
  readonly awaited: ReadonlyMap<string, ReadonlySet<string>>;
  readonly spanCount: number;
  readonly traceCount: number;
}

function linkedFrom({ linksOut, spans, id }: OpenTrace): ReadonlySet<string> {
  if (!linksOut) return nobody;
  const linked = new Set(spans.flatMap(({ links }) => links.map(({ traceId }) => traceId)));
  linked.delete(id);
  return linked;
}

const nobody: ReadonlySet<string> = new Set();

/** Has every parent that is named? */
function isWhole({ spans }: OpenTrace): boolean {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  return spans.every(({ parentSpanId }) => parentSpanId === undefined || ids.has(parentSpanId));
}

function inOrder(component: readonly OpenTrace[]): Span[] {
  if (component.length === 1) return component[0]!.spans;
  const all = component.flatMap(({ spans, came }) => spans.map((span, index) => ({ span, at: came[index]! })));
  return all.sort((a, b) => a.at - b.at).map(({ span }) => span);
}
