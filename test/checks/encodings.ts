/** Written spans in the formats that backends and collectors export. */
import type { WrittenSpan } from './telemetry.ts';

export type Encoding = 'otlp-json' | 'tempo' | 'jaeger' | 'zipkin' | 'zipkin-shared';

export function encode(spans: readonly WrittenSpan[], encoding: Encoding): string {
  const reported = spans.filter((span) => span.reported);
  switch (encoding) {
    case 'otlp-json':
      return JSON.stringify({ resourceSpans: resources(reported, false) });
    case 'tempo':
      return JSON.stringify({ batches: resources(reported, true) });
    case 'jaeger':
      return JSON.stringify({ data: jaegerTraces(reported) });
    case 'zipkin':
      return JSON.stringify(reported.map((span) => zipkinSpan(span, spanId(span.id))));
    case 'zipkin-shared':
      return JSON.stringify(sharedIds(spans));
  }
}

const EPOCH_MS = 1_760_000_000_000;

function micros(ms: number): number {
  return EPOCH_MS * 1000 + Math.round(ms * 1000);
}

function nanos(ms: number): string {
  return `${BigInt(EPOCH_MS) * 1_000_000n + BigInt(Math.round(ms * 1_000_000))}`;
}

export function traceId(trace: number): string {
  return `a0${trace.toString(16).padStart(30, '0')}`;
}

export function spanId(id: number): string {
  return `b0${id.toString(16).padStart(14, '0')}`;
}

function base64(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

function resources(spans: readonly WrittenSpan[], isTempo: boolean): unknown[] {
  const id = isTempo ? base64 : (hex: string) => hex;
  const groups = Map.groupBy(spans, ({ namespace, service, instance }) => `${namespace}/${service}@${instance}`);
  return [...groups.values()].map((group) => {
    const { service, namespace, instance } = group[0]!;
    const attributes = new Map([['service.name', service]]);
    if (namespace) attributes.set('service.namespace', namespace);
    if (instance) attributes.set('service.instance.id', instance);
    return {
      resource: { attributes: keyValues(attributes) },
      scopeSpans: [
        {
          scope: { name: '' },
          spans: group.map((span) => ({
            traceId: id(traceId(span.trace)),
            spanId: id(spanId(span.id)),
            ...(span.parent !== undefined && { parentSpanId: id(spanId(span.parent)) }),
            name: span.name,
            ...(span.kind !== '-' && { kind: isTempo ? `SPAN_KIND_${span.kind}` : otlpKinds.indexOf(span.kind) }),
            startTimeUnixNano: nanos(span.start),
            endTimeUnixNano: nanos(span.end),
            attributes: keyValues(span.attributes),
            links: span.links.map((link) => ({ traceId: id(traceId(link.trace)), spanId: id(spanId(link.id)) })),
            status: span.failed ? { code: isTempo ? 'STATUS_CODE_ERROR' : 2 } : {},
          })),
        },
      ],
    };
  });
}

const otlpKinds: readonly string[] = ['-', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];

function keyValues(attributes: ReadonlyMap<string, string | number | boolean>): unknown[] {
  return [...attributes].map(([key, value]) => ({
    key,
    value:
      typeof value === 'string'
        ? { stringValue: value }
        : typeof value === 'number'
          ? { intValue: String(value) }
          : { boolValue: value },
  }));
}

function jaegerTraces(spans: readonly WrittenSpan[]): unknown[] {
  return [...Map.groupBy(spans, ({ trace }) => trace)].map(([trace, members]) => {
    const processes: Record<string, unknown> = {};
    const processIds = new Map<string, string>();
    const processOf = ({ service, instance }: WrittenSpan): string => {
      const key = `${service}@${instance}`;
      const known = processIds.get(key) ?? `p${processIds.size + 1}`;
      processIds.set(key, known);
      const tags = [{ key: 'hostname', type: 'string', value: `${service}-host${instance}` }];
      processes[known] = { serviceName: service, tags };
      return known;
    };
    const reference = (refType: string, id: number, of = trace) => ({
      refType,
      traceID: traceId(of),
      spanID: spanId(id),
    });
    return {
      traceID: traceId(trace),
      spans: members.map((span) => ({
        traceID: traceId(trace),
        spanID: spanId(span.id),
        operationName: span.name,
        references: [
          ...(span.parent === undefined ? [] : [reference(span.follows ? 'FOLLOWS_FROM' : 'CHILD_OF', span.parent)]),
          ...span.links.map((link) => reference('FOLLOWS_FROM', link.id, link.trace)),
        ],
        startTime: micros(span.start),
        duration: Math.round((span.end - span.start) * 1000),
        tags: [
          ...(span.kind === '-' ? [] : [{ key: 'span.kind', type: 'string', value: span.kind.toLowerCase() }]),
          ...(span.failed ? [{ key: 'error', type: 'bool', value: true }] : []),
          ...[...span.attributes].map(([key, value]) => ({ key, type: jaegerType(value), value })),
        ],
        processID: processOf(span),
      })),
      processes,
    };
  });
}

function jaegerType(value: string | number | boolean): string {
  return typeof value === 'number' ? 'int64' : typeof value === 'boolean' ? 'bool' : 'string';
}

/** The attribute `remote` is the remote endpoint's name. */
function zipkinSpan(span: WrittenSpan, id: string, shared = false): Record<string, unknown> {
  const tags = Object.fromEntries(
    [...span.attributes].filter(([key]) => key !== 'remote').map(([key, value]) => [key, String(value)]),
  );
  const remote = span.attributes.get('remote');
  return {
    traceId: traceId(span.trace),
    id,
    ...(span.parent !== undefined && { parentId: spanId(span.parent) }),
    name: span.name.toLowerCase(),
    ...(span.kind !== 'INTERNAL' && span.kind !== '-' && { kind: span.kind }),
    timestamp: micros(span.start),
    ...(span.end > span.start && { duration: Math.round((span.end - span.start) * 1000) }),
    localEndpoint: { serviceName: span.service },
    ...(remote !== undefined && { remoteEndpoint: { serviceName: String(remote) } }),
    tags: { ...tags, ...(span.failed && { error: 'failed' }) },
    ...(shared && { shared: true }),
  };
}

/** As Brave reports over B3: a SERVER has the id of the CLIENT above it. */
function sharedIds(spans: readonly WrittenSpan[]): unknown[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const sharesOf = (span: WrittenSpan): WrittenSpan | undefined => {
    const parent = span.parent === undefined ? undefined : byId.get(span.parent);
    return span.kind === 'SERVER' && parent?.kind === 'CLIENT' ? parent : undefined;
  };
  const idOf = (span: WrittenSpan): string => spanId(sharesOf(span)?.id ?? span.id);
  return spans
    .filter((span) => span.reported)
    .map((span) => {
      const client = sharesOf(span);
      const above = client ? client.parent : span.parent;
      const parent = above === undefined ? undefined : byId.get(above);
      const { parentId: _, ...rest } = zipkinSpan(span, idOf(span), client !== undefined);
      return { ...rest, ...(parent && { parentId: idOf(parent) }) };
    });
}
