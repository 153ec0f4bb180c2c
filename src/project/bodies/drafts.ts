/** The drafts of JSON Schema that are understood, each by a validator that is only loaded where a schema needs it. */
import type { Ajv } from 'ajv';

export type SchemaDraft = '2020-12' | '2019-09' | '07';

/** By `$schema`; 2020-12 where it says nothing. Undefined for one that is not understood. */
export function draftOf(schema: unknown): SchemaDraft | undefined {
  const said = typeof schema === 'object' && schema !== null && '$schema' in schema ? schema.$schema : undefined;
  if (said === undefined) return '2020-12';
  const match = /^https?:\/\/json-schema\.org\/(?:draft\/(2020-12|2019-09)|draft-(07))\/schema#?$/.exec(String(said));
  return (match?.[1] ?? match?.[2]) as SchemaDraft | undefined;
}

export async function validatorOf(draft: SchemaDraft): Promise<Ajv> {
  const options = { strict: false, allErrors: true, validateFormats: false, logger: false } as const;
  // Through the default, which is all that a bundle keeps of a CommonJS package that is imported dynamically.
  if (draft === '2020-12') return new (await import('ajv/dist/2020.js')).default.Ajv2020(options);
  if (draft === '2019-09') return new (await import('ajv/dist/2019.js')).default.Ajv2019(options);
  return new (await import('ajv')).default.Ajv(options);
}
