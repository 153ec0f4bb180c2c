import type { Diagnostic } from '#diagnostics';
import type { Attributes, Resource, Span, SpanKind, SpanLink, SpanStatus } from '../span.ts';
import { type Problem, problems } from './problems.ts';
import { ResourcePool } from './resource-pool.ts';

/** How many diagnostics of one code are shown with their place; a count stands for the rest. */
const shownPerCode = 10;

/** A span as a reader hands it over, which must not be touched afterwards; the sink sees to what formats share. */
export interface SpanDraft {
  /** Undefined where the source has none that is usable. */
  readonly traceId: string | undefined;
  readonly spanId: string | undefined;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  readonly kind: SpanKind;
  /** Microseconds since 1970; undefined where the source has none that is usable. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly attributes: Attributes;
  readonly resource: Resource;
  readonly scope: string;
  readonly status: SpanStatus;
  readonly links: readonly SpanLink[];
}

function isChildSpan(draft: SpanDraft): draft is SpanDraft & Span {
  return (
    draft.traceId !== undefined &&
    draft.spanId !== undefined &&
    draft.parentSpanId !== undefined &&
    draft.start !== undefined &&
    draft.end !== undefined &&
    draft.end >= draft.start
  );
}

/** Where readers put what they read. Nothing here throws; what cannot be kept is said. */
export class SpanSink {
  readonly path: string;
  readonly resources: ResourcePool;
  readonly spans: Span[] = [];
  /** Line of the piece that is being read, where the format has lines. */
  line: number | undefined;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #counts = new Map<string, { readonly problem: Problem; count: number }>();
  #droppedSpans = 0;

  constructor(path: string, resources: ResourcePool = new ResourcePool()) {
    this.path = path;
    this.resources = resources;
  }

  /** How many spans could not be kept. */
  get droppedSpans(): number {
    return this.#droppedSpans;
  }

  /** The spans since the last time this was asked. */
  take(): Span[] {
    return this.spans.splice(0);
  }

  /** `where` names the span's place in its piece, and is only called when there is something to say. */
  add(draft: SpanDraft, where: () => string): void {
    // The hot path of every reader: most drafts are whole spans already.
    if (isChildSpan(draft)) {
      this.spans.push(draft);
      return;
    }
    const { traceId, spanId, parentSpanId, ...rest } = draft;
    if (traceId === undefined || spanId === undefined) {
      const missing = traceId === undefined ? (spanId === undefined ? 'trace id and span id' : 'trace id') : 'span id';
      this.dropSpan(where(), `it has no ${missing}`);
      return;
    }
    const times = this.#orderly(draft.start, draft.end, where);
    const parent = parentSpanId === undefined ? {} : { parentSpanId };
    this.spans.push({ traceId, spanId, ...parent, ...rest, ...times });
  }

  #orderly(start: number | undefined, end: number | undefined, where: () => string): { start: number; end: number } {
    if (start === undefined || end === undefined) {
      const known = start ?? end;
      const missing = known === undefined ? 'start and end' : start === undefined ? 'start' : 'end';
      this.report(problems.badTime(where(), missing));
      return { start: known ?? 0, end: known ?? 0 };
    }
    if (end >= start) return { start, end };
    this.report(problems.negativeDuration(where()));
    return { start, end: start };
  }

  dropSpan(where: string, reason: string): void {
    this.#droppedSpans++;
    this.report(problems.badSpan(where, reason));
  }

  report(problem: Problem, line: number | undefined = this.line): void {
    const counted = this.#counts.get(problem.code);
    if (counted) counted.count++;
    else this.#counts.set(problem.code, { problem, count: 1 });
    if ((counted?.count ?? 1) <= shownPerCode) this.#diagnostics.push(this.#located(problem, line));
  }

  /** All diagnostics so far, those beyond the shown ones as one count for each code. */
  diagnostics(): Diagnostic[] {
    const rest = [...this.#counts.values()]
      .filter(({ count }) => count > shownPerCode)
      .map(({ problem, count }) => this.#located(problems.more(problem, count - shownPerCode), undefined));
    return [...this.#diagnostics, ...rest];
  }

  #located({ code, severity, message, help }: Problem, line: number | undefined): Diagnostic {
    return {
      code,
      severity,
      message,
      path: this.path,
      ...(line === undefined ? {} : { range: { start: { line, column: 1 }, end: { line: line + 1, column: 1 } } }),
      ...(help === undefined ? {} : { help }),
    };
  }
}
