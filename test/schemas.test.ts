import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';
import { expect, test } from 'vitest';
import { bindings, check } from '../src/index.ts';

const published = [
  { file: 'schemas/interaction.json', path: 'src/model/interaction.ts', type: 'Interaction' },
  { file: 'schemas/structure.json', path: 'src/model/structure.ts', type: 'Structure' },
  { file: 'schemas/lifecycle.json', path: 'src/model/lifecycle.ts', type: 'Lifecycle' },
  { file: 'schemas/configuration.json', path: 'src/project/configuration/configuration.ts', type: 'Configuration' },
  { file: 'schemas/baseline.json', path: 'src/checks/baseline/baseline.ts', type: 'Baseline' },
  { file: 'schemas/check-result.json', path: 'src/checks/result.ts', type: 'CheckResult' },
  { file: 'schemas/stub-result.json', path: 'src/reports/stub-result.ts', type: 'StubResult' },
  { file: 'schemas/lint-result.json', path: 'src/checks/lint/lint-result.ts', type: 'LintResult' },
  { file: 'schemas/bindings-result.json', path: 'src/checks/binding-result.ts', type: 'BindingsResult' },
  { file: 'schemas/patterns.json', path: 'src/reports/patterns/catalogue.ts', type: 'PatternCatalogue' },
];

/** The types are the source of truth. `UPDATE_SCHEMA=1 npx vitest run test/schemas.test.ts` brings the schemas up to them. */
test.each(published)('$file says what the type $type says', { timeout: 60_000 }, ({ file, path, type }) => {
  const generator = createGenerator({
    path,
    tsconfig: 'tsconfig.json',
    type,
    schemaId: `https://unpkg.com/asdrawn/${file}`,
    skipTypeCheck: true,
    additionalProperties: false,
  });
  const schema = `${JSON.stringify(generator.createSchema(type), null, 2)}\n`;
  if (process.env.UPDATE_SCHEMA) writeFileSync(file, schema);
  expect(readFileSync(file, 'utf8')).toBe(schema);
});

/** One of the project's own cases, with a violation in it. */
const evidence = {
  paths: ['diagrams/user-registration', 'test/schemas/shop.mmd'],
  traces: ['test/schemas/shop.json'],
};

function problems(file: string, value: unknown): string[] {
  const validate = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  validate(JSON.parse(JSON.stringify(value)));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('a result of check is as its schema says', async () => {
  const result = await check(evidence);
  expect(result.verdict).toBe('violates');
  expect(result.drawings.flatMap(({ cases }) => cases).flatMap(({ findings }) => findings)).not.toEqual([]);
  expect(problems('schemas/check-result.json', result)).toEqual([]);
  expect(problems('schemas/check-result.json', { ...result, verdict: 'fine' })).not.toEqual([]);
});

test('a result of bindings is as its schema says', async () => {
  const { findings, ...result } = await bindings(evidence);
  expect(findings).toEqual([]);
  expect(result.drawings).toHaveLength(3);
  expect(problems('schemas/bindings-result.json', result)).toEqual([]);
  expect(problems('schemas/bindings-result.json', { formatVersion: 1 })).not.toEqual([]);
});
