import type { Interaction } from './interaction.ts';

/** Checks a value against `schemas/interaction.json`. */
type Validate = (value: unknown) => string[];

let validate: Promise<Validate> | undefined;

/**
 * What keeps a value from being an `Interaction`: one sentence each, beginning with the JSON pointer of the place
 * (`/lifelines/0/kind must be equal to one of the allowed values`). None where it is one. Only the shape is checked,
 * not whether the lifelines that are named exist. The validator and its library are loaded on first use.
 */
export async function validateInteraction(value: unknown): Promise<string[]> {
  validate ??= loadValidator();
  return (await validate)(value);
}

async function loadValidator(): Promise<Validate> {
  // Through the default, which is all that a bundle keeps of a CommonJS package that is imported dynamically.
  const [{ default: ajv }, { default: schema }] = await Promise.all([
    import('ajv'),
    import('../../schemas/interaction.json', { with: { type: 'json' } }),
  ]);
  const check = new ajv.Ajv({ allErrors: true, discriminator: true }).compile<Interaction>(schema);
  return (value) => {
    if (check(value)) return [];
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
  };
}
