/**
 * Publish and subscribe over MQTT, with the spans that an instrumentation of the client would make (there is none for
 * mqtt): https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/. MQTT 3.1.1 has no place for headers,
 * so the trace context travels beside the data in the payload, as W3C's note on trace context in MQTT advises.
 */
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import mqtt from 'mqtt';

const tracer = trace.getTracer('registration-example/messaging');

/** @typedef {(data: Record<string, unknown>) => Promise<void>} Handler */

/** Connects to the broker, `BROKER_URL`, and waits for it if it is not there yet. */
export async function connectBroker() {
  const client = mqtt.connect(process.env.BROKER_URL ?? '', { reconnectPeriod: 100 });
  // A broker that is not there yet is no mistake: the client keeps trying.
  client.on('error', () => {});
  await new Promise((resolve) => client.once('connect', resolve));
  // Messages are small and few: without this, each would wait for the acknowledgement of the packet before it.
  client.stream.setNoDelay(true);
  /** @type {Map<string, Handler>} */
  const handlers = new Map();
  /** @type {Set<Promise<void>>} */
  const running = new Set();

  client.on('message', (topic, payload) => {
    const handler = handlers.get(topic);
    if (handler === undefined) return;
    const work = consume(topic, JSON.parse(payload.toString()), handler).finally(() => running.delete(work));
    running.add(work);
  });

  return {
    /**
     * Resolves when the broker has acknowledged the message (QoS 1).
     * @param {string} topic
     * @param {Record<string, unknown>} data
     */
    async publish(topic, data) {
      await inSpan('publish', 'send', SpanKind.PRODUCER, topic, context.active(), async () => {
        const headers = {};
        propagation.inject(context.active(), headers);
        await client.publishAsync(topic, JSON.stringify({ ...headers, data }), { qos: 1 });
      });
    },
    /**
     * @param {string} topic
     * @param {Handler} handler
     */
    async subscribe(topic, handler) {
      handlers.set(topic, handler);
      await client.subscribeAsync(topic, { qos: 1 });
    },
    /** Finishes what is being processed, then disconnects. */
    async close() {
      await Promise.all(running);
      await client.endAsync();
    },
  };
}

/** The span of a delivery is a child of the span that published it. */
async function consume(topic, { data, ...headers }, handler) {
  const parent = propagation.extract(ROOT_CONTEXT, headers);
  try {
    await inSpan('process', 'process', SpanKind.CONSUMER, topic, parent, () => handler(data));
  } catch (error) {
    console.error(`cannot process ${topic}:`, error);
  }
}

async function inSpan(name, type, kind, topic, parent, work) {
  const attributes = {
    'messaging.system': 'mqtt',
    'messaging.destination.name': topic,
    'messaging.operation.name': name,
    'messaging.operation.type': type,
  };
  return tracer.startActiveSpan(`${name} ${topic}`, { kind, attributes }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.recordException(error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
