/**
 * The SDK for JavaScript begins spans at whole milliseconds, so that of two calls in one of them nobody can say which came
 * first. Who is in the same process can: what is heard of a span when it begins and ends has an order.
 */
import type { SdkSpan } from '#project';

// A test may put false clocks in their place.
export const now = performance.now.bind(performance);
const today = Date.now;

/** Milliseconds by which a span's own time may differ from when it was heard of; more was meant by who gave the time. */
const slack = 2;

export class PreciseTimes {
  /** What `now` must be added to for milliseconds since 1970. */
  readonly #epoch = today() - now();
  readonly #started = new Map<SdkSpan, number>();
  readonly #ended = new Map<SdkSpan, number>();

  started(span: SdkSpan): void {
    this.#started.set(span, this.#epoch + now());
  }

  ended(span: SdkSpan): void {
    this.#ended.set(span, this.#epoch + now());
  }

  /** The same span with the times that were heard. */
  of(span: SdkSpan): SdkSpan {
    const { name, kind, status, attributes, links, resource, ended, parentSpanContext, parentSpanId } = span;
    const { instrumentationScope, instrumentationLibrary } = span;
    const context = span.spanContext();
    return {
      ...{ name, kind, status, attributes, links, resource, ended, parentSpanContext, parentSpanId },
      ...{ instrumentationScope, instrumentationLibrary },
      spanContext: () => context,
      startTime: nearer(span.startTime, this.#started.get(span)),
      endTime: nearer(span.endTime, this.#ended.get(span)),
    };
  }
}

type HighResolutionTime = SdkSpan['startTime'];

function nearer(own: HighResolutionTime, heard: number | undefined): HighResolutionTime {
  const [seconds, nanos] = own;
  if (heard === undefined || Math.abs(seconds * 1e3 + nanos / 1e6 - heard) > slack) return own;
  const whole = Math.floor(heard / 1000);
  return [whole, Math.round((heard - whole * 1000) * 1e6)];
}
