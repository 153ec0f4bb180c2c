/** Spans as the OpenTelemetry SDK for JavaScript holds them, which differ little between its versions 1, 2 and 3. */
import type { ResourcePool } from '../readers/resource-pool.ts';
import type { SpanDraft } from '../readers/sink.ts';
import { idOf, plainValue, statusOf } from '../readers/values.ts';
import type { AttributeValue, Resource, SpanKind } from '../span.ts';

/** What is read of an SDK's `ReadableSpan`. Written down here, so that no version of the SDK is depended on. */
export interface SdkSpan {
  readonly name: string;
  /** `SpanKind` of @opentelemetry/api. */
  readonly kind: number;
  spanContext(): SdkSpanContext;
  /** Since version 2 … */
  readonly parentSpanContext?: SdkSpanContext | undefined;
  /** … and before. */
  readonly parentSpanId?: string | undefined;
  /** Seconds since 1970 and nanoseconds. */
  readonly startTime: readonly [number, number];
  readonly endTime: readonly [number, number];
  readonly ended: boolean;
  readonly status: { readonly code: number };
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly context: SdkSpanContext }[];
  readonly resource: SdkResource;
  /** Since version 2 … */
  readonly instrumentationScope?: { readonly name: string } | undefined;
  /** … and before. */
  readonly instrumentationLibrary?: { readonly name: string } | undefined;
}

export interface SdkSpanContext {
  readonly traceId: string;
  readonly spanId: string;
}

export interface SdkResource {
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Detectors may still be at work when the first spans have ended. */
  readonly waitForAsyncAttributes?: (() => Promise<void>) | undefined;
}

export function isSdkSpan(value: unknown): value is SdkSpan {
  return (
    typeof value === 'object' &&
    value !== null &&
    'spanContext' in value &&
    typeof value.spanContext === 'function' &&
    'startTime' in value &&
    Array.isArray(value.startTime) &&
    'resource' in value &&
    typeof value.resource === 'object'
  );
}

export class SdkSpans {
  readonly #resources: ResourcePool;
  readonly #known = new Map<SdkResource, Resource>();

  constructor(resources: ResourcePool) {
    this.#resources = resources;
  }

  draft(span: SdkSpan): SpanDraft {
    const { traceId, spanId } = span.spanContext();
    return {
      traceId: idOf(traceId),
      spanId: idOf(spanId),
      parentSpanId: idOf(span.parentSpanContext?.spanId ?? span.parentSpanId),
      name: span.name,
      kind: kinds[span.kind] ?? 'unspecified',
      start: microsOf(span.startTime),
      end: microsOf(span.endTime),
      attributes: attributesOf(span.attributes),
      resource: this.#resourceOf(span.resource),
      scope: (span.instrumentationScope ?? span.instrumentationLibrary)?.name ?? '',
      status: statusOf(span.status?.code),
      links: (span.links ?? []).map(({ context }) => ({ traceId: context.traceId, spanId: context.spanId })),
    };
  }

  #resourceOf(resource: SdkResource): Resource {
    const known = this.#known.get(resource);
    if (known) return known;
    const attributes = attributesOf(resource.attributes);
    const made = this.#resources.intern(`sdk:${JSON.stringify([...attributes])}`, () => attributes);
    this.#known.set(resource, made);
    return made;
  }
}

/** `SpanKind` of @opentelemetry/api counts from `INTERNAL`, other than OTLP. */
const kinds: readonly SpanKind[] = ['internal', 'server', 'client', 'producer', 'consumer'];

function microsOf([seconds, nanos]: readonly [number, number]): number | undefined {
  const micros = seconds * 1e6 + nanos / 1000;
  return micros > 0 ? micros : undefined;
}

function attributesOf(attributes: Readonly<Record<string, unknown>> | undefined): Map<string, AttributeValue> {
  const read = new Map<string, AttributeValue>();
  for (const [key, value] of Object.entries(attributes ?? {})) {
    const plain = plainValue(value);
    if (plain !== undefined) read.set(key, plain);
  }
  return read;
}
