import type { Diagnostic } from '#diagnostics';
import { readTraces } from '../read-traces.ts';
import { type Problem, problems } from '../readers/problems.ts';
import type { ResourcePool } from '../readers/resource-pool.ts';
import type { SpanSink } from '../readers/sink.ts';
import type { Span } from '../span.ts';

/** Where answers are read into. */
export class Basket {
  readonly #sink: SpanSink;
  readonly #resources: ResourcePool;
  readonly spans: Span[] = [];
  /** What readers said of the answers. */
  readonly diagnostics: Diagnostic[] = [];
  readonly #traces = new Set<string>();
  #partial: Set<string> | 'all' = new Set();

  constructor(sink: SpanSink, resources: ResourcePool) {
    this.#sink = sink;
    this.#resources = resources;
  }

  /** `path` is shown in diagnostics. A trace that came in an earlier answer is passed over. Returns how many came. */
  async read(path: string, bytes: Uint8Array): Promise<number> {
    const { spans, diagnostics, partial } = await readTraces({ path, bytes }, this.#resources);
    if (partial === 'all') this.#partial = 'all';
    else for (const id of partial) this.#markPartial(id);
    const found = new Set(spans.map(({ traceId }) => traceId));
    const added = new Set([...found].filter((id) => !this.#traces.has(id)));
    for (const id of added) this.#traces.add(id);
    for (const span of spans) if (added.has(span.traceId)) this.spans.push(span);
    // That nothing was found is told of the whole query, not of each answer.
    this.diagnostics.push(...diagnostics.filter(({ code }) => code !== 'traces/no-spans'));
    return found.size;
  }

  report(problem: Problem): void {
    this.#sink.report(problem);
  }

  /** For what the answer itself does not say. */
  reportPartial(traceId: string): void {
    this.#markPartial(traceId);
    this.report(problems.partialTrace(traceId, ''));
  }

  #markPartial(traceId: string): void {
    if (this.#partial !== 'all') this.#partial.add(traceId);
  }

  /** As in `TraceReading`. */
  partial(): readonly string[] | 'all' {
    return this.#partial === 'all' ? 'all' : [...this.#partial];
  }

  get empty(): boolean {
    return this.spans.length === 0;
  }
}

/** Works on all, a few at a time; ends early where `work` says false. */
export async function fewAtATime<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<void> {
  const queue = items.values();
  let goingOn = true;
  const worker = async (): Promise<void> => {
    for (const item of queue) {
      if (!goingOn) return;
      if (!(await work(item))) goingOn = false;
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
