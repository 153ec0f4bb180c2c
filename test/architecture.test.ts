import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cruise, type IConfiguration, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import { expect, test } from 'vitest';

// Through a variable, for TypeScript does not read JavaScript here.
const configPath = '../.dependency-cruiser.mjs';
const { default: config, rooms }: { default: IConfiguration; rooms: Record<string, unknown> } = await import(
  configPath
);

const root = fileURLToPath(new URL('..', import.meta.url));

async function violations(baseDir: string): Promise<{ modules: number; broken: string[] }> {
  const { options, ...ruleSet } = config;
  const cruised = await cruise(['src'], { ...(options as ICruiseOptions), baseDir, ruleSet, validate: true });
  const { modules, summary } = cruised.output as ICruiseResult;
  return {
    modules: modules.filter(({ source }) => source.startsWith('src/')).length,
    broken: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort(),
  };
}

test('src keeps to the table of rooms', async () => {
  const { modules, broken } = await violations(root);
  expect(broken).toEqual([]);
  // Sources that could not be parsed would import nothing, and break no rule.
  expect(modules).toBeGreaterThan(50);
});

test('every room is in the table', () => {
  const folders = readdirSync(new URL('../src/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(Object.keys(rooms).sort()).toEqual(folders.sort());
});

test('every rule has its reason', () => {
  for (const rule of config.forbidden ?? []) expect(rule.comment, rule.name).toMatch(/\w+ \w+/);
});

test('what breaks the rules is caught', async () => {
  const { broken } = await violations(fileURLToPath(new URL('./architecture-violations', import.meta.url)));
  expect(broken).toMatchInlineSnapshot(`
    [
      "diagnostics-packages: src/diagnostics/index.ts -> ../../node_modules/chalk/source/index.js",
      "engines-are-loaded-when-needed: src/project/files.ts -> src/engines/index.ts",
      "engines-take-text: src/engines/index.ts -> fs",
      "everything-resolves: src/parsers/index.ts -> ./nowhere.ts",
      "files-are-read-in-project-and-cli: src/semantics/index.ts -> fs",
      "model-imports: src/model/index.ts -> src/traces/index.ts",
      "no-cycles: src/checks/index.ts -> src/checks/other.ts",
      "reports-types-only: src/reports/index.ts -> src/checks/index.ts",
      "rooms-are-entered-by-their-door: src/cli/index.ts -> src/project/files.ts",
      "semantics-is-pure: src/semantics/index.ts -> fs",
      "traces-packages: src/traces/index.ts -> ../../node_modules/protobufjs/index.js",
    ]
  `);
});
