/** Zipkin v1: one span object for both halves of a call, told by annotations. Each half becomes a span of v2. */
import { asArray, asText, isObject, type JsonObject, numberOf } from './values.ts';

/** v1 names the endpoint in every annotation, v2 once a span. */
export function isZipkinV1Span(span: JsonObject): boolean {
  if (Object.hasOwn(span, 'localEndpoint') || Object.hasOwn(span, 'tags')) return false;
  return (
    Array.isArray(span.binaryAnnotations) ||
    asArray(span.annotations).some((annotation) => isObject(annotation) && isObject(annotation.endpoint))
  );
}

/** First and last annotation of each kind of half, and the binary annotation that names the other side. */
const halves = [
  { kind: 'CLIENT', first: 'cs', last: 'cr', remote: 'sa' },
  { kind: 'SERVER', first: 'sr', last: 'ss', remote: 'ca' },
  { kind: 'PRODUCER', first: 'ms', last: 'ms', remote: 'ma' },
  { kind: 'CONSUMER', first: 'mr', last: 'mr', remote: 'ma' },
] as const;

const addresses: ReadonlySet<string> = new Set(halves.map(({ remote }) => remote));

export function fromZipkinV1(span: JsonObject): JsonObject[] {
  const annotations = asArray(span.annotations).filter(isObject);
  const binary = asArray(span.binaryAnnotations).filter(isObject);
  const found = halves.flatMap(({ kind, first, last, remote }) => {
    const begun = annotations.find(({ value }) => value === first);
    const ended = annotations.find(({ value }) => value === last);
    const known = begun ?? ended;
    if (!known) return [];
    const from = numberOf(begun?.timestamp);
    const to = numberOf(ended?.timestamp);
    return [{ kind, endpoint: known.endpoint, from, to, remote: binary.find(({ key }) => key === remote)?.endpoint }];
  });
  const base = { traceId: span.traceId, id: span.id, parentId: span.parentId, name: span.name };
  if (found.length === 0) {
    const endpoint = [...annotations, ...binary].map((each) => each.endpoint).find(isObject);
    const times = { timestamp: span.timestamp, duration: span.duration };
    return [{ ...base, ...times, localEndpoint: endpoint, tags: tagsOf(binary, () => true) }];
  }
  return found.map(({ kind, endpoint, from, to, remote }, index) => ({
    ...base,
    kind,
    shared: kind === 'SERVER' && found.length > 1,
    timestamp: from ?? to ?? span.timestamp,
    // A message has one annotation for both ends; only the span knows how long it took.
    duration: from !== undefined && to !== undefined && to !== from ? to - from : span.duration,
    localEndpoint: endpoint,
    remoteEndpoint: remote,
    tags: tagsOf(binary, ({ endpoint: of }) => (serviceOf(of) ? serviceOf(of) === serviceOf(endpoint) : index === 0)),
  }));
}

function tagsOf(binary: readonly JsonObject[], belongs: (annotation: JsonObject) => boolean): JsonObject {
  const tags = binary.filter((each) => typeof each.key === 'string' && !addresses.has(each.key) && belongs(each));
  return Object.fromEntries(tags.map(({ key, value }) => [key as string, value]));
}

function serviceOf(endpoint: unknown): string {
  return isObject(endpoint) ? asText(endpoint.serviceName) : '';
}
