import type { Interaction } from './interaction.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Structure } from './structure.ts';

/** What a drawing can say, by its `kind`. */
export type DrawnModel = Interaction | Structure | Lifecycle;

type ModelKind = DrawnModel['kind'];

/** Checks a value against a schema. */
type Validate = (value: unknown) => string[];

const schemas = {
  interaction: () => import('../../schemas/interaction.json', { with: { type: 'json' } }),
  structure: () => import('../../schemas/structure.json', { with: { type: 'json' } }),
  lifecycle: () => import('../../schemas/lifecycle.json', { with: { type: 'json' } }),
} satisfies Record<ModelKind, () => Promise<unknown>>;

const validators = new Map<ModelKind, Promise<Validate>>();

/**
 * What keeps a value from being a model of a kind: one sentence each, beginning with the JSON pointer of the place
 * (`/lifelines/0/kind must be equal to one of the allowed values`). None where it is one. Only the shape is checked,
 * not whether what is named exists. The validator and its library are loaded on first use.
 */
export async function validateModel(kind: ModelKind, value: unknown): Promise<string[]> {
  const validator = validators.get(kind) ?? loadValidator(kind);
  validators.set(kind, validator);
  return (await validator)(value);
}

async function loadValidator(kind: ModelKind): Promise<Validate> {
  // Through the default, which is all that a bundle keeps of a CommonJS package that is imported dynamically.
  const [{ default: ajv }, { default: schema }] = await Promise.all([import('ajv'), schemas[kind]()]);
  const check = new ajv.Ajv({ allErrors: true, discriminator: true }).compile<DrawnModel>(schema);
  return (value) => {
    if (check(value)) return [];
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  };
}
