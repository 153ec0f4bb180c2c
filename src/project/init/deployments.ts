/** Services as compose files, Kubernetes manifests and `.env` files show them. */
import { posix } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { FoundService } from './service.ts';

export function isCompose(path: string): boolean {
  return /^(?:docker-)?compose(?:[.-][\w.-]*)?\.ya?ml$/.test(posix.basename(path));
}

export function isEnvironmentFile(path: string): boolean {
  return posix.basename(path) === '.env';
}

/** Templates (Helm's `{{ … }}`) are no YAML and are left alone. */
export function isKubernetes(path: string, text: string): boolean {
  return /\.ya?ml$/.test(path) && /^kind:/m.test(text) && /^apiVersion:/m.test(text) && !text.includes('{{');
}

/** Undefined where the text is no YAML. */
export function servicesOfCompose(path: string, text: string): readonly FoundService[] | undefined {
  const documents = yamlOf(text);
  return documents?.flatMap((document) =>
    Object.entries(record(record(document).services)).map(([name, said]) => {
      const { build, environment, image, container_name: container } = record(said);
      const context = typeof build === 'string' ? build : record(build).context;
      const folder = typeof context === 'string' ? posix.join(posix.dirname(path), context) : undefined;
      const reported = reportedIn(variablesOf(environment));
      const system = typeof image === 'string' ? systemOf(image) : undefined;
      return {
        names: [name, ...(typeof container === 'string' ? [container] : [])],
        ...(reported !== undefined && { reported }),
        ...(system && { system }),
        ...(folder !== undefined && { folder: folder.replace(/(?<=.)\/$/, '') }),
        path,
      };
    }),
  );
}

/** Workloads that tell what they are called in telemetry, and those that do not. */
export function servicesOfKubernetes(path: string, text: string): readonly FoundService[] | undefined {
  return yamlOf(text)?.flatMap((document) => {
    const { kind, metadata, spec } = record(document);
    if (typeof kind !== 'string' || !workloads.has(kind)) return [];
    const { name } = record(metadata);
    const inner = record(record(record(record(spec).jobTemplate ?? document).spec).template ?? document);
    const { containers } = record(inner.spec);
    const variables = (Array.isArray(containers) ? containers : []).flatMap((each) => variablesOf(record(each).env));
    const reported = reportedIn(variables);
    if (typeof name !== 'string') return [];
    return [{ names: [name], ...(reported !== undefined && { reported }), path }];
  });
}

const workloads: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod']);

export function serviceOfEnvironmentFile(path: string, text: string): FoundService | undefined {
  const lines = text.split('\n').map((line) => line.trim().replace(/^export\s+/, ''));
  const reported = reportedIn(lines.map((line) => line.split(/=(.*)/s) as [string, string?]));
  const folder = posix.dirname(path);
  return reported === undefined
    ? undefined
    : { names: folder === '.' ? [] : [posix.basename(folder)], reported, folder, path };
}

type Variable = readonly [name: string, value?: unknown];

/** As a map, as a list of `NAME=value`, as a list of `{ name, value }`. */
function variablesOf(environment: unknown): Variable[] {
  if (!Array.isArray(environment)) return Object.entries(record(environment));
  return environment.map((each): Variable => {
    if (typeof each === 'string') return each.split(/=(.*)/s) as [string, string?];
    const { name, value } = record(each);
    return [String(name), value];
  });
}

/** `OTEL_SERVICE_NAME` before `service.name` of `OTEL_RESOURCE_ATTRIBUTES`, as the specification has it. */
function reportedIn(variables: readonly Variable[]): string | undefined {
  const settingOf = (wanted: string): string | undefined => {
    const value = variables.find(([name]) => name.trim() === wanted)?.[1];
    return typeof value === 'string' ? settled(value.trim().replace(/^(["'])(.*)\1$/, '$2')) : undefined;
  };
  const attributes = settingOf('OTEL_RESOURCE_ATTRIBUTES') ?? '';
  const attribute = attributes.split(',').find((each) => each.trim().startsWith('service.name='));
  return settingOf('OTEL_SERVICE_NAME') ?? (attribute?.split('=')[1]?.trim() || undefined);
}

/** `${NAME:-usual}` is taken for its usual value; what is set elsewhere is not known. */
function settled(value: string): string | undefined {
  const usual = /^\$\{\w+:?-([^}]*)\}$/.exec(value)?.[1];
  const known = usual ?? value;
  return known === '' || known.includes('$') ? undefined : known;
}

const databases: Readonly<Record<string, string>> = {
  ...{ postgres: 'postgresql', postgresql: 'postgresql', postgis: 'postgresql', mysql: 'mysql', mariadb: 'mariadb' },
  ...{ mongo: 'mongodb', mongodb: 'mongodb', redis: 'redis', valkey: 'redis', memcached: 'memcached' },
  ...{ cassandra: 'cassandra', elasticsearch: 'elasticsearch', clickhouse: 'clickhouse', neo4j: 'neo4j' },
};

const brokers: Readonly<Record<string, string>> = {
  ...{ kafka: 'kafka', 'cp-kafka': 'kafka', redpanda: 'kafka', rabbitmq: 'rabbitmq', nats: 'nats' },
  ...{ activemq: 'activemq', 'activemq-classic': 'activemq', pulsar: 'pulsar' },
};

function systemOf(image: string): FoundService['system'] {
  const name = posix.basename(image.replace(/@.*$/, '')).replace(/:.*$/, '').toLowerCase();
  if (Object.hasOwn(databases, name)) return { database: databases[name]! };
  return Object.hasOwn(brokers, name) ? { broker: brokers[name]! } : undefined;
}

function yamlOf(text: string): unknown[] | undefined {
  const documents = parseAllDocuments(text, { merge: true });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  try {
    return documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
  } catch {
    // More aliases than anybody writes.
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
