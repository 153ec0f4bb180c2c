import type { Attributes, AttributeValue, Resource } from '../span.ts';
import { isObject, type JsonObject, maxValueDepth } from './values.ts';

/** One object a resource, however many pieces repeat it; may be shared by several reads. */
export class ResourcePool {
  readonly #byKey = new Map<string, Resource>();
  readonly #byList = new Map<string, readonly { readonly list: readonly unknown[]; readonly resource: Resource }[]>();

  /** `key` stands for the content; `attributes` is only called for content that was not seen before. */
  intern(key: string, attributes: () => Map<string, AttributeValue>): Resource {
    let resource = this.#byKey.get(key);
    if (!resource) {
      resource = toResource(attributes());
      this.#byKey.set(key, resource);
    }
    return resource;
  }

  /**
   * The same for OTLP/JSON's lists of attributes, which every line of a file repeats: they are compared in place,
   * because spelling them out as a key would take longer than reading the spans.
   */
  internList(list: readonly unknown[], attributes: () => Map<string, AttributeValue>): Resource {
    const key = `${list.length} ${textOf(list[0])} ${textOf(list[1])} ${textOf(list[2])}`;
    const candidates = this.#byList.get(key) ?? [];
    for (const candidate of candidates) if (isSameList(candidate.list, list)) return candidate.resource;
    const resource = toResource(attributes());
    if (candidates.length < candidateLimit) this.#byList.set(key, [...candidates, { list, resource }]);
    return resource;
  }
}

function textOf(pair: unknown): unknown {
  const value = isObject(pair) ? pair.value : undefined;
  return isObject(value) && typeof value.stringValue === 'string' ? value.stringValue : '';
}

/** So many lists that begin alike are kept apart; more are not shared, so that a strange input costs no more. */
const candidateLimit = 100;

function isSameList(left: readonly unknown[], right: readonly unknown[]): boolean {
  for (let index = 0; index < left.length; index++) {
    const [pair, other] = [left[index], right[index]];
    if (!isObject(pair) || !isObject(other) || pair.key !== other.key) return false;
    if (!isSameValue(pair.value, other.value, 0)) return false;
  }
  return true;
}

/** Of values deeper than any that instrumentation writes it is not known. */
function isSameValue(left: unknown, right: unknown, depth: number): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const keys = Object.keys(left);
  if (depth > maxValueDepth || keys.length !== Object.keys(right).length) return false;
  return keys.every(
    (key) => Object.hasOwn(right, key) && isSameValue((left as JsonObject)[key], (right as JsonObject)[key], depth + 1),
  );
}

function toResource(attributes: Attributes): Resource {
  const text = (name: string): string => {
    const value = attributes.get(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const serviceName = text('service.name');
  const serviceNamespace = text('service.namespace');
  const service = serviceNamespace ? `${serviceNamespace}/${serviceName}` : serviceName;
  // An instance id is unique only together with the service's name (resource conventions, service.instance.id);
  // `client-uuid` and `hostname` are what Jaeger's own clients report.
  const instance = text('service.instance.id') || text('client-uuid');
  const machine = ['host.name', 'host.id', 'k8s.pod.name', 'container.id', 'hostname'].map(text).find(Boolean);
  const pid = text('process.pid');
  const host = instance ? `${service}#${instance}` : machine ? (pid ? `${machine}#${pid}` : machine) : service;
  return { serviceName, serviceNamespace, host, attributes };
}
