/** Jaeger and Tempo as far as their query APIs go, answering from a handful of traces as the real ones do. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Backend {
  readonly port: number;
  /** What was asked, without the host. */
  readonly asked: URL[];
  readonly headers: IncomingMessage['headers'][];
  /** How many requests were under way at once, at most. */
  readonly atOnce: () => number;
  close(): Promise<void>;
}

/** `undefined`: not to be found. */
type Answering = (url: URL) => { status?: number; headers?: Record<string, string>; body: string } | undefined;

export async function backend(answer: Answering, delayMs = 0): Promise<Backend> {
  const asked: URL[] = [];
  const headers: IncomingMessage['headers'][] = [];
  let underWay = 0;
  let most = 0;
  const server: Server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://backend');
    asked.push(url);
    headers.push(request.headers);
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      const said = answer(url) ?? { status: 404, body: '404 page not found\n' };
      response.writeHead(said.status ?? 200, { 'content-type': 'application/json', ...said.headers }).end(said.body);
    }, delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    headers,
    atOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const start = 1_700_000_000_000_000;

/** One span for each service, each the child of the one before. */
export interface FakeTrace {
  readonly id: string;
  readonly services: readonly string[];
}

export function jaeger(traces: readonly FakeTrace[]): Answering {
  const envelope = (data: unknown, errors: unknown = null, status = 200) => ({
    status,
    body: JSON.stringify({ data, total: 0, limit: 0, offset: 0, errors }),
  });
  return ({ pathname, searchParams }) => {
    if (pathname === '/api/services') return envelope([...new Set(traces.flatMap(({ services }) => services))]);
    if (pathname === '/api/traces') {
      const service = searchParams.get('service') ?? '';
      if (service === '') return envelope(null, [{ code: 400, msg: "parameter 'service' is required" }], 400);
      const found = traces.filter(({ services }) => services.includes(service));
      return envelope(found.slice(0, Number(searchParams.get('limit') ?? 100)).map(jaegerTrace));
    }
    const [, id] = /^\/api\/traces\/(.+)$/.exec(pathname) ?? [];
    if (id === undefined) return undefined;
    const trace = traces.find((each) => each.id === id);
    return trace ? envelope([jaegerTrace(trace)]) : envelope(null, [{ code: 404, msg: 'trace not found' }], 404);
  };
}

function jaegerTrace({ id, services }: FakeTrace): object {
  const spans = services.map((_, nth) => ({
    traceID: id,
    spanID: spanId(nth),
    operationName: `step ${nth}`,
    references: nth === 0 ? [] : [{ refType: 'CHILD_OF', traceID: id, spanID: spanId(nth - 1) }],
    startTime: start + nth * 10,
    duration: 1000,
    tags: [{ key: 'span.kind', type: 'string', value: 'server' }],
    logs: [],
    processID: `p${nth}`,
    warnings: null,
  }));
  const processes = Object.fromEntries(services.map((serviceName, nth) => [`p${nth}`, { serviceName, tags: [] }]));
  return { traceID: id, spans, processes, warnings: null };
}

/** Jaeger with its API v3 alone, behind whose page every other address shows the page. */
export function jaegerV3(traces: readonly FakeTrace[], { page = false } = {}): Answering {
  const json = (value: unknown, status = 200) => ({ status, body: JSON.stringify(value) });
  const error = (httpCode: number, message: string) => json({ error: { httpCode, message } }, httpCode);
  return ({ pathname, searchParams }) => {
    if (pathname === '/api/v3/services') return json({ services: traces.flatMap(({ services }) => services) });
    if (pathname === '/api/v3/traces') {
      for (const name of ['query.start_time_min', 'query.start_time_max']) {
        if (!searchParams.get(name)?.endsWith('Z')) return error(400, `malformed parameter ${name}`);
      }
      const service = searchParams.get('query.service_name') ?? '';
      const found = traces.filter(({ services }) => services.includes(service));
      const limited = found.slice(0, Number(searchParams.get('query.num_traces')));
      const resourceSpansOf = ({ id, services }: FakeTrace) => services.map(resourceSpans(id));
      return json({ result: { resourceSpans: limited.flatMap(resourceSpansOf) } });
    }
    const [, id] = /^\/api\/v3\/traces\/(.+)$/.exec(pathname) ?? [];
    const trace = traces.find((each) => each.id === id);
    if (trace) return json({ result: { resourceSpans: trace.services.map(resourceSpans(trace.id)) } });
    if (id !== undefined) return error(404, 'trace not found');
    return page ? { body: '<!doctype html><html></html>', headers: { 'content-type': 'text/html' } } : undefined;
  };
}

export interface TempoOptions {
  /** Before 2.7 there is no `/api/v2/traces`. */
  readonly old?: boolean;
  /** These are found, but cannot be had. */
  readonly lost?: readonly string[];
  /** These are too large, and come in part. */
  readonly partial?: readonly string[];
  /** Says so as `status`, as the number of that, or by HTTP's own status. */
  readonly partialBy?: 'name' | 'number' | 'http';
  readonly metrics?: object;
}

export function tempo(
  traces: readonly FakeTrace[],
  { old = false, lost = [], partial = [], partialBy = 'name', metrics = { totalBlocks: 1 } }: TempoOptions = {},
): Answering {
  return ({ pathname, searchParams }) => {
    if (pathname === '/api/search') {
      const q = searchParams.get('q') ?? '{}';
      if (!q.startsWith('{')) return { status: 400, body: 'invalid TraceQL query: parse error at line 1, col 1' };
      const service = /service\.name\s*=\s*"(.*?)"/.exec(q)?.[1];
      const found = traces.filter(({ services }) => service === undefined || services.includes(service));
      const limited = found.slice(0, Number(searchParams.get('limit') ?? 20));
      return { body: JSON.stringify({ traces: limited.map(searchResult), metrics }) };
    }
    const [, version, id] = /^\/api\/(v2\/)?traces\/(.+)$/.exec(pathname) ?? [];
    if (id === undefined || (old && version !== undefined)) return undefined;
    const trace = traces.find((each) => each.id === id);
    if (!trace || lost.includes(id)) return { status: 404, body: 'trace not found' };
    if (version === undefined) return { body: JSON.stringify({ batches: trace.services.map(resourceSpans(id)) }) };
    const isPartial = partial.includes(id);
    const more =
      isPartial && partialBy !== 'http'
        ? { status: partialBy === 'name' ? 'PARTIAL' : 1, message: 'trace exceeds max size' }
        : {};
    return {
      status: isPartial && partialBy === 'http' ? 206 : 200,
      body: JSON.stringify({ trace: { resourceSpans: trace.services.map(resourceSpans(id)) }, metrics: {}, ...more }),
    };
  };
}

function searchResult({ id, services }: FakeTrace): object {
  return {
    // Leading zeros are left out.
    traceID: id.replace(/^0+/, ''),
    rootServiceName: services[0],
    rootTraceName: 'step 0',
    startTimeUnixNano: `${start}000`,
    durationMs: 1,
    spanSets: [{ spans: [{ spanID: spanId(0), startTimeUnixNano: `${start}000`, durationNanos: '1000' }], matched: 1 }],
  };
}

/** Ids are base64 in Tempo's JSON. */
function resourceSpans(traceId: string): (service: string, nth: number) => object {
  return (service, nth) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [
      {
        scope: {},
        spans: [
          {
            traceId: Buffer.from(traceId.padStart(32, '0'), 'hex').toString('base64'),
            spanId: Buffer.from(spanId(nth), 'hex').toString('base64'),
            ...(nth === 0 ? {} : { parentSpanId: Buffer.from(spanId(nth - 1), 'hex').toString('base64') }),
            name: `step ${nth}`,
            kind: 'SPAN_KIND_SERVER',
            startTimeUnixNano: `${start + nth * 10}000`,
            endTimeUnixNano: `${start + 1000}000`,
          },
        ],
      },
    ],
  });
}

function spanId(nth: number): string {
  return String(nth + 1).padStart(16, '0');
}
