import type { Baseline } from '#checks';
import type { YamlPath } from '../configuration/located-yaml.ts';

/** The first thing in a baseline that is not as its schema says; undefined where all is well. */
export async function baselineProblem(
  value: unknown,
): Promise<{ readonly at: YamlPath; readonly message: string } | undefined> {
  const [{ default: ajv }, { default: schema }] = await Promise.all([
    import('ajv'),
    import('../../../schemas/baseline.json', { with: { type: 'json' } }),
  ]);
  const validate = new ajv.Ajv({ allowUnionTypes: true }).compile<Baseline>(schema);
  if (validate(value)) return undefined;
  const [error] = validate.errors ?? [];
  const at = (error?.instancePath ?? '')
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  if (at[0] === 'formatVersion') return { at, message: 'it is of another format than 1' };
  return { at, message: `${at.length > 0 ? at.join('.') : 'it'} ${error?.message ?? 'is not as it should be'}` };
}
