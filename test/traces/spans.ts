/** Spans written briefly. */
import type { Span, SpanLink } from '../../src/traces/index.ts';

const shared = { serviceNamespace: '', attributes: new Map() };
const resources = new Map<string, Span['resource']>();

function resourceOf(serviceName: string): Span['resource'] {
  const resource = resources.get(serviceName) ?? { ...shared, serviceName, host: serviceName };
  resources.set(serviceName, resource);
  return resource;
}

export interface SpanText {
  readonly attributes?: Record<string, string | number | boolean | readonly string[]>;
  readonly service?: string;
  readonly kind?: Span['kind'];
  readonly name?: string;
  readonly start?: number;
  readonly end?: number;
  readonly links?: readonly SpanLink[];
}

/** `spanOf('t1/b<a')` is span b of trace t1 with parent a. */
export function spanOf(id: string, text: SpanText = {}): Span {
  const [, traceId = '', spanId = '', parentSpanId] = /^(\w+)\/(\w+)(?:<(\w+))?$/.exec(id) ?? [];
  const {
    attributes = {},
    service = 'shop',
    kind = 'internal',
    name = spanId,
    start = 0,
    end = start,
    links = [],
  } = text;
  const span = { traceId, spanId, name, kind, start, end, links, scope: '', status: 'unset' as const };
  return {
    ...span,
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    attributes: new Map(Object.entries(attributes)),
    resource: resourceOf(service),
  };
}
