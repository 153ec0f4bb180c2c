import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mergeSettings } from '#checks';
import { readConfiguration } from '../../../src/project/configuration/read.ts';
import { ConfiguredSettings } from '../../../src/project/configuration/settings.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'asdrawn-'));
  mkdirSync(join(folder, '.git'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const layered = `
participants: { a: far, b: far }
undrawnCalls: allow
ignore: [GET /far]
overrides:
  - { drawings: [docs], participants: { a: earlier }, scope: run, ignore: [GET /docs] }
  - { drawings: ["docs/**/*.md"], name: Shop, participants: { a: later }, scope: { attribute: id } }
`;

test.each([
  ['other/x.puml', 'x', { a: 'far', scope: 'trace', ignore: 1 }],
  ['docs/x.puml', 'x', { a: 'earlier', scope: 'run', ignore: 2 }],
  ['docs/deep/x.md', 'Bank', { a: 'earlier', scope: 'run', ignore: 2 }],
  ['docs/deep/x.md', 'Shop', { a: 'later', scope: 'attribute', ignore: 2 }],
])('%s, %s', async (path, name, expected) => {
  const folder = folderWith({ 'asdrawn.yaml': layered });
  const { configuration, findings } = await readConfiguration(folder);
  expect(findings).toEqual([]);
  const settings = mergeSettings(new ConfiguredSettings(configuration!, folder).of({ path, name }));
  const of = (wanted: string) => settings.participants.find(({ participant }) => participant === wanted)!.target;
  expect(of('a')).toEqual({ type: 'services', names: [expected.a] });
  expect(of('b')).toEqual({ type: 'services', names: ['far'] });
  expect(settings.scope.by).toBe(expected.scope);
  expect(settings.ignore).toHaveLength(expected.ignore);
  expect(settings.undrawnCalls).toBe('allow');
});

test('the nearest file counts, and paths are those of its folder', async () => {
  const folder = folderWith({
    'asdrawn.yaml': 'undrawnCalls: allow',
    'services/shop/package.json':
      '{ "name": "shop", "asdrawn": { "overrides": [{ "drawings": ["docs"], "scope": "run" }] } }',
    'services/shop/docs/x.md': '',
    'services/bank/package.json': '{ "name": "bank", "dependencies": { "asdrawn": "1" } }',
  });
  const shop = await readConfiguration(join(folder, 'services/shop/docs'));
  expect(shop.configuration!.path).toBe('../package.json');
  const scope = (path: string) =>
    mergeSettings(
      new ConfiguredSettings(shop.configuration!, join(folder, 'services/shop/docs')).of({ path, name: 'x' }),
    ).scope;
  expect(scope('x.md')).toEqual({ by: 'run' });
  expect(scope('../x.md')).toEqual({ by: 'trace' });
  const bank = await readConfiguration(join(folder, 'services/bank'));
  expect(bank.configuration!.path).toBe('../../asdrawn.yaml');
  expect(bank.configuration!.value).toEqual({ undrawnCalls: 'allow' });
});

test.each([
  ['docs/x.puml', '../schemas'],
  ['docs/billing/x.puml', '../docs/billing/schemas'],
])('the folder of schemas for %s, as it is called from where the command runs', async (path, folder) => {
  const root = folderWith({
    'asdrawn.yaml': 'schemas: schemas\noverrides: [{ drawings: [docs/billing], schemas: docs/billing/schemas }]',
    'inner/x': '',
  });
  const cwd = join(root, 'inner');
  const { configuration } = await readConfiguration(cwd);
  const said = new ConfiguredSettings(configuration!, cwd).schemasOf({ path: `../${path}`, name: 'x' });
  expect(said?.folder).toBe(folder);
  expect(said?.at.spoken).toBe(`../asdrawn.yaml:${folder === '../schemas' ? 1 : 2}`);
});

test('above the root of the repository nothing counts', async () => {
  const folder = folderWith({ 'asdrawn.yaml': 'undrawnCalls: allow', 'inner/.git/x': '', 'inner/docs/x.md': '' });
  expect((await readConfiguration(join(folder, 'inner/docs'))).configuration).toBeUndefined();
});

test('a configuration that was named must be there', async () => {
  const { findings } = await readConfiguration(folderWith({}), 'other.yaml');
  expect(findings).toMatchObject([{ code: 'project/unreadable', severity: 'error', path: 'other.yaml' }]);
});
