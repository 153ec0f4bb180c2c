import { squash } from '#model';
import type { Case, Exchange, Span } from '#traces';
import { untilEnd, untilStart } from './clocks.ts';
import type { CaseEvidence } from './scene.ts';
import type { SpanClasses } from './span-class.ts';

/**
 * What a case is built like, times aside, as numbers: of each span its class, its parent, its trace, its host, its
 * links, and the ids in its texts, everything that is only ever compared within the case by its first place in it.
 * Cases with equal numbers have the same exchanges, between spans at the same places.
 */
export function structureOf({ spans, facts, traceIds }: Case, classes: SpanClasses, into: number[]): void {
  const places = placesOf(spans);
  const hosts = new Numbering();
  const missing = new Numbering();
  const ids = new Numbering();
  into.push(spans.length);
  for (let index = 0; index < spans.length; index++) {
    const span = spans[index]!;
    const known = classes.classOf(span);
    into.push(known.number, hosts.of(span.resource.host));
    if (span.parentSpanId === undefined) into.push(ROOT);
    else {
      const parent = places.find(span.traceId, span.parentSpanId);
      // Nothing reads of a lost parent but which others lost it.
      if (parent === undefined) into.push(LOST - missing.of(`${span.traceId}/${span.parentSpanId}`));
      else into.push(parent);
    }
    if (known.ids.length > 0) into.push(IDS, ...known.ids.map((id) => ids.of(id)));
    if (span.links.length > 0) {
      into.push(LINKS, span.links.length, ...span.links.map((link) => places.find(link.traceId, link.spanId) ?? ROOT));
    }
    if (traceIds.length > 1) into.push(TRACE, traceIds.indexOf(span.traceId));
  }
  into.push(facts.missingParents.length, facts.cutShort ? 1 : 0);
}

/** Not to be taken for places or numbers, which are not negative, nor for each other. */
const ROOT = -1;
const IDS = -2;
const LINKS = -3;
const TRACE = -4;
const LOST = -5;

class Numbering {
  readonly #known: string[] = [];

  /** Cases have few hosts and ids; a list is faster than a map until there are many. */
  of(text: string): number {
    const found = this.#known.indexOf(text);
    if (found >= 0) return found;
    return this.#known.push(text) - 1;
  }
}

interface Places {
  find(traceId: string, spanId: string): number | undefined;
}

const FEW = 12;

/** The last of equal ids, as the span tree has it. */
function placesOf(spans: readonly Span[]): Places {
  if (spans.length <= FEW) {
    return {
      find(traceId, spanId) {
        for (let index = spans.length - 1; index >= 0; index--) {
          const span = spans[index]!;
          if (span.spanId === spanId && span.traceId === traceId) return index;
        }
        return undefined;
      },
    };
  }
  const byId = new Map<string, number>();
  spans.forEach(({ traceId, spanId }, index) => {
    byId.set(`${traceId}/${spanId}`, index);
  });
  return { find: (traceId, spanId) => byId.get(`${traceId}/${spanId}`) };
}

/** Places of the spans whose times may matter, by host. */
export type TimedSpans = readonly (readonly number[])[];

/**
 * Times are only read off spans that are half of an exchange, and only compared on one host. Work inside a service
 * counts where a drawing has a word for it.
 */
export function timedSpans({ observed, communications }: CaseEvidence, isNamed: (name: string) => boolean): TimedSpans {
  const halves = new Set<Span>();
  const add = ({ kind, sending, receiving, spans }: Exchange): void => {
    if (kind === 'local' && !spans.some(({ name }) => isNamed(squash(name)))) return;
    if (sending) halves.add(sending);
    if (receiving) halves.add(receiving);
  };
  communications.exchanges.forEach(add);
  const hosts = new Map<string, number[]>();
  observed.spans.forEach((span, index) => {
    if (!halves.has(span)) return;
    const list = hosts.get(span.resource.host);
    if (list) list.push(index);
    else hosts.set(span.resource.host, [index]);
  });
  return [...hosts.values()];
}

/**
 * The order of all that is ever compared of the times of such spans: of each start and end when it was at the earliest
 * and at the latest, with ties.
 */
export function orderOf(spans: readonly Span[], timed: TimedSpans, into: number[]): void {
  for (const host of timed) {
    times.length = 0;
    for (const index of host) {
      const { start, end } = spans[index]!;
      times.push(start, untilStart(start), end, untilEnd(start, end));
    }
    sortPlaces();
    let before = Number.NaN;
    for (const place of order) {
      const time = times[place]!;
      into.push(time === before ? -1 - place : place);
      before = time;
    }
  }
}

/** Used again and again: most cases of a file have a few dozen times. */
const times: number[] = [];
const order: number[] = [];

/** Places in ascending order of times, equal ones in the order of places; they nearly are already. */
function sortPlaces(): void {
  order.length = 0;
  for (let next = 0; next < times.length; next++) {
    const time = times[next]!;
    let at = next;
    // Ends come in about any order: many of them are left to a real sort.
    if (next <= FEW_TIMES) for (; at > 0 && times[order[at - 1]!]! > time; at--) order[at] = order[at - 1]!;
    order[at] = next;
  }
  if (times.length > FEW_TIMES) order.sort((a, b) => times[a]! - times[b]! || a - b);
}

const FEW_TIMES = 64;
