import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Finding } from '#checks';
import { didYouMean } from '#diagnostics';
import { findings } from '../findings.ts';
import type { Configuration } from './configuration.ts';
import type { LocatedYaml, YamlPath } from './located-yaml.ts';

let compiled: Promise<ValidateFunction<Configuration>> | undefined;

/** What in a configuration is not as its schema says, each at its place; none where all is well. */
export async function validateConfiguration(
  value: unknown,
  { path, yaml, prefix }: { readonly path: string; readonly yaml: LocatedYaml; readonly prefix: YamlPath },
): Promise<Finding[]> {
  compiled ??= compile();
  const validate = await compiled;
  if (validate(value)) return [];
  const told = telling(validate.errors ?? []).map((error) => {
    const at = [...prefix, ...steps(error.instancePath)];
    const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
    if (error.keyword === 'additionalProperties') {
      const key = String(error.params.additionalProperty);
      return findings.unknownSetting(path, yaml.rangeOfKey(at, key), key, didYouMean(key, known), known);
    }
    return findings.badSetting(path, yaml.rangeOf(at), spoken(at, prefix), expected(error));
  });
  const place = ({ range }: Finding): number => (range ? range.start.line * 1e4 + range.start.column : 0);
  return told.sort((a, b) => place(a) - place(b));
}

async function compile(): Promise<ValidateFunction<Configuration>> {
  const [{ default: ajv }, { default: schema }] = await Promise.all([
    import('ajv'),
    import('../../../schemas/configuration.json', { with: { type: 'json' } }),
  ]);
  return new ajv.Ajv({ allErrors: true, verbose: true, allowUnionTypes: true }).compile<Configuration>(schema);
}

/** Of several ways in which one value is wrong, the one that lies deepest; of a choice, only that nothing fits. */
function telling(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const choices = new Map<string, ErrorObject>();
  for (const error of errors) if (error.keyword === 'anyOf') choices.set(error.instancePath, error);
  const kept = new Map<string, ErrorObject>();
  for (const error of errors) {
    if (error.keyword === 'anyOf' || error.keyword === 'required') continue;
    const inside = [...choices.keys()].find((path) => error.instancePath === path);
    if (inside === undefined) kept.set(`${error.instancePath} ${error.keyword} ${JSON.stringify(error.params)}`, error);
  }
  for (const [path, error] of choices) {
    const deeper = [...kept.values()].some(({ instancePath }) => instancePath.startsWith(`${path}/`));
    if (!deeper) kept.set(path, error);
  }
  for (const error of errors) {
    if (error.keyword === 'required' && !choices.has(error.instancePath))
      kept.set(`${error.instancePath} required`, error);
  }
  return [...kept.values()];
}

function steps(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function spoken(at: YamlPath, prefix: YamlPath): string {
  const own = at.slice(prefix.length);
  if (own.length === 0) return 'the configuration';
  return own.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`)).join('');
}

function expected(error: ErrorObject): string {
  switch (error.keyword) {
    case 'type':
      return `must be ${article(String(error.params.type))}`;
    case 'enum':
      return `must be one of ${(error.params.allowedValues as unknown[]).join(', ')}`;
    case 'const':
      return `must be ${String(error.params.allowedValue)}`;
    case 'required':
      return `needs "${String(error.params.missingProperty)}"`;
    case 'anyOf':
      return `must be ${alternatives(error)}`;
    default:
      return error.message ?? 'is not as it should be';
  }
}

/** The schema's own alternatives in words. */
function alternatives({ schema }: ErrorObject): string {
  const options = (Array.isArray(schema) ? schema : []).map((option: Record<string, unknown>) => {
    if (Array.isArray(option.enum)) return option.enum.join(' or ');
    if (typeof option.const === 'string') return option.const;
    if (option.type === 'array') return 'a list';
    if (typeof option.type === 'string' && option.type !== 'object') return article(option.type);
    // Types of maps are called after their telling key: DatabaseConfiguration, AttributeScope.
    const named = typeof option.$ref === 'string' ? /([A-Z][a-z]+)[A-Z][a-z]+$/.exec(option.$ref)?.[1] : undefined;
    return named ? `a map with "${named.toLowerCase()}"` : 'a map';
  });
  return [...new Set(options)].join(', or ');
}

function article(type: string): string {
  const words: Readonly<Record<string, string>> = {
    array: 'a list',
    object: 'a map',
    string: 'a text',
    boolean: 'true or false',
  };
  return words[type] ?? `a ${type}`;
}
