/** The project of docs/vitest.md, as whoever follows the page has it: its tests are run by a Vitest of their own. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = join(root, 'docs/vitest.md');
const fences = fromMarkdown(readFileSync(page, 'utf8')).children.filter((node) => node.type === 'code');
const output = fences.find(({ lang }) => lang === 'text')!;

/** The sources stand in for the package, which need not have been built. */
const config = `import { mergeConfig } from 'vitest/config';
import own from './vitest.config.ts';
const resolve = { conditions: ['asdrawn:src'] };
// Sources are compiled on the way, which takes its time on a busy machine.
export default mergeConfig(own, { resolve, ssr: { resolve }, test: { testTimeout: 60_000 } });
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asdrawn-vitest-'));
  mkdirSync(join(folder, 'node_modules'));
  const modules = join(root, 'node_modules');
  for (const name of ['vitest', 'vite', '@opentelemetry'])
    symlinkSync(join(modules, name), join(folder, 'node_modules', name), 'junction');
  symlinkSync(root, join(folder, 'node_modules/asdrawn'), 'junction');
  write('package.json', '{ "type": "module" }');
  write('sources.config.ts', config);
  for (const { meta, value } of fences) if (meta) write(meta, `${value}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

interface Results {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly failureMessages: readonly string[] }[];
  }[];
}

function run(): Promise<{ readonly status: string; readonly failure: string }> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [vitest, 'run', '--config', 'sources.config.ts', '--reporter=json', '--outputFile=results.json'],
      { cwd: folder, env: { ...env, NO_COLOR: '1' } },
      (_, stdout, stderr) => {
        try {
          const { testResults } = JSON.parse(readFileSync(join(folder, 'results.json'), 'utf8')) as Results;
          const [result] = testResults[0]!.assertionResults;
          done({
            status: result?.status ?? testResults[0]!.message,
            failure: result?.failureMessages.join('\n') ?? '',
          });
        } catch {
          fail(new Error(`${stdout}\n${stderr}`));
        }
      },
    );
  });
}

test('the test on the page passes', async () => {
  expect(await run()).toEqual({ status: 'passed', failure: '' });
});

test('with the bug it fails as the page shows', async () => {
  const shop = fences.find(({ meta }) => meta === 'src/shop.ts')!.value;
  const once = '    await charge();\n';
  expect(shop).toContain(once);
  write('src/shop.ts', shop.replace(once, once + once));
  const { status, failure } = await run();
  expect(status).toBe('failed');
  const [said = ''] = failure.replace(/^Error: /, '').split('\n    at ');
  const known = said
    .replace(/\b[0-9a-f]{16}\b/g, '66a1ea68a3d28350')
    .replace(/\b[0-9a-f]{8}\b/g, '2af91052')
    .replace(/\d[\d.]* ms/g, '7 ms')
    .trimEnd();
  if (process.env.UPDATE_DOCS === '1')
    writeFileSync(
      page,
      readFileSync(page, 'utf8').replace(/```text\n[\s\S]*?```/, () => `\`\`\`text\n${known}\n\`\`\``),
    );
  else expect(inOneLine(known)).toBe(inOneLine(output.value));
});

/** Where a line is broken depends on how long it took. */
function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
