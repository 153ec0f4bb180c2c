import { type Case, exchangesOf, type Span } from '#traces';
import { keyOf } from '../binding/index.ts';
import { asksSpans } from '../settings/index.ts';
import { orderOf, structureOf, type TimedSpans, timedSpans } from './case-shape.ts';
import { NumberLists } from './number-lists.ts';
import type { CheckableDrawing } from './prepared-drawing.ts';
import type { CaseEvidence } from './scene.ts';
import { SpanClasses } from './span-class.ts';
import { type Wording, wordingOf } from './wording.ts';

/** Cases that are built alike, times aside. */
export interface Structure {
  /** Of the first such case. */
  readonly evidence: CaseEvidence;
  /** Endpoint keys of the services that reported. */
  readonly services: ReadonlySet<string>;
  readonly timed: TimedSpans;
}

/** Cases that no drawing can tell apart: each of them is judged as the first one is. */
export interface Shape {
  readonly number: number;
  readonly structure: Structure;
  /** Starts and ends of the first such case's spans, all that it does not share with the structure's. */
  readonly times: Float64Array;
}

/** Finds the shape of each case. What the drawings say decides what may be overlooked. */
export class Shapes {
  readonly #wording: Wording;
  readonly #classes: SpanClasses;
  readonly #structureLists = new NumberLists();
  readonly #shapeLists = new NumberLists();
  readonly #structures: Structure[] = [];
  readonly #shapes: Shape[] = [];
  readonly #numbers: number[] = [];
  readonly #apart: boolean;

  /** Kept `apart`, every case has a shape of its own: what one shape for many is held against. */
  constructor(drawings: readonly CheckableDrawing[], { apart = false } = {}) {
    // What settings ask of single spans is no part of a shape.
    this.#apart = apart || drawings.some(({ settings }) => settings !== undefined && asksSpans(settings));
    this.#wording = wordingOf(drawings);
    this.#classes = new SpanClasses(this.#wording);
  }

  /** In the order in which they were met. */
  get structures(): readonly Structure[] {
    return this.#structures;
  }

  get shapes(): readonly Shape[] {
    return this.#shapes;
  }

  shapeOf(observed: Case): Shape {
    const numbers = this.#numbers;
    numbers.length = 0;
    structureOf(observed, this.#classes, numbers);
    if (this.#apart) numbers.push(this.#shapes.length);
    const structureNumber = this.#structureLists.numberOf(numbers);
    let structure = this.#structures[structureNumber];
    if (!structure) {
      structure = this.#toStructure(observed);
      this.#structures.push(structure);
    }
    numbers.length = 0;
    numbers.push(structureNumber);
    orderOf(observed.spans, structure.timed, numbers);
    const number = this.#shapeLists.numberOf(numbers);
    let shape = this.#shapes[number];
    if (!shape) {
      shape = { number, structure, times: timesOf(observed) };
      this.#shapes.push(shape);
    }
    return shape;
  }

  #toStructure(observed: Case): Structure {
    const evidence = { observed, communications: exchangesOf(observed) };
    const services = new Set(observed.spans.map(serviceKey));
    return { evidence, services, timed: timedSpans(evidence, (name) => this.#wording.has(name)) };
  }
}

function serviceKey({ resource }: Span): string {
  return keyOf({ type: 'service', name: resource.serviceName, namespace: resource.serviceNamespace });
}

function timesOf({ spans }: Case): Float64Array {
  const times = new Float64Array(2 * spans.length);
  spans.forEach(({ start, end }, index) => {
    times[2 * index] = start;
    times[2 * index + 1] = end;
  });
  return times;
}

/** A case of the shape, with the structure's ids and the shape's times. */
export function exampleOf({ structure, times }: Shape): CaseEvidence {
  const example = withTimes(structure.evidence.observed, times);
  if (example === structure.evidence.observed) return structure.evidence;
  return { observed: example, communications: exchangesOf(example) };
}

/** The same case at other times: starts and ends of its spans in turn. */
export function withTimes(observed: Case, times: Float64Array): Case {
  const { spans, facts } = observed;
  if (spans.every(({ start, end }, index) => start === times[2 * index] && end === times[2 * index + 1])) {
    return observed;
  }
  const timed = new Map<Span, Span>();
  spans.forEach((span, index) => {
    timed.set(span, { ...span, start: times[2 * index]!, end: times[2 * index + 1]! });
  });
  const missingParents = facts.missingParents.map(({ span, parentSpanId }) => ({
    span: timed.get(span)!,
    parentSpanId,
  }));
  return { ...observed, spans: [...timed.values()], facts: { ...facts, missingParents } };
}
