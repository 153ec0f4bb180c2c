import type { Diagnostic } from '#diagnostics';
import type { Problem } from '../readers/problems.ts';
import { ResourcePool } from '../readers/resource-pool.ts';
import { SpanSink } from '../readers/sink.ts';
import type { Span } from '../span.ts';
import { parseAddress, shownAddress } from './address.ts';
import { Basket } from './basket.ts';
import { Client } from './client.ts';
import { parseHeaders } from './headers.ts';
import { pullFromJaeger } from './jaeger.ts';
import { pullFromTempo } from './tempo.ts';

export interface PullOptions {
  /** Sent with every request, in the form of `OTEL_EXPORTER_OTLP_HEADERS`: `Authorization=Bearer …,X-Scope-OrgID=a`. */
  readonly headers?: string;
  /** As for `readTraces`. */
  readonly resources?: ResourcePool;
  /** For one answer. Default 30,000. */
  readonly timeoutMs?: number;
  /** Bytes of one answer. Default 256 MiB. */
  readonly answerLimit?: number;
  /** Milliseconds since 1970; `lookback` counts from here. */
  readonly now?: number;
}

export interface Pulled {
  readonly spans: readonly Span[];
  /** An error among them means that not all of what was asked for could be had. */
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Ids of traces that came only in part, so that "not seen" there is not "not done"; `all` where that is known of some,
   * but not of which. Traces that did not come at all (`traces/missing-trace`, `traces/limit-reached`) are not among them.
   */
  readonly partial: readonly string[] | 'all';
}

/** The traces that an address asks for (see `parseAddress`). Never rejects. */
export async function pullTraces(address: string, options: PullOptions = {}): Promise<Pulled> {
  const { resources = new ResourcePool(), timeoutMs = 30_000, answerLimit = 2 ** 28, now = Date.now() } = options;
  const source = parseAddress(address, now);
  const sink = new SpanSink(shownAddress(address), resources);
  if ('code' in source) return failed(sink, source);
  const { headers, problem } = parseHeaders(options.headers ?? '');
  if (problem) return failed(sink, problem);
  const client = new Client({ backend: source.backend, base: source.base, headers, timeoutMs, answerLimit });
  const basket = new Basket(sink, resources);
  await (source.backend === 'jaeger' ? pullFromJaeger : pullFromTempo)(source, client, basket);
  return {
    spans: basket.spans,
    diagnostics: [...sink.diagnostics(), ...basket.diagnostics],
    partial: basket.partial(),
  };
}

function failed(sink: SpanSink, problem: Problem): Pulled {
  sink.report(problem);
  return { spans: [], diagnostics: sink.diagnostics(), partial: [] };
}
