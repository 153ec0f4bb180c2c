/** The examples of docs/api.md, each run by Node as a program of its own, in a folder with the page's files. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = join(root, 'docs/api.md');
const text = readFileSync(page, 'utf8');
const fences = fromMarkdown(text).children.filter((node) => node.type === 'code');
const examples = fences.flatMap((fence, index) => {
  const output = fences[index + 1];
  return fence.lang === 'ts' ? [{ program: fence.value, output: output?.lang === 'text' ? output : undefined }] : [];
});

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asdrawn-api-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/asdrawn'), 'junction');
  symlinkSync(join(root, 'node_modules/@opentelemetry'), join(folder, 'node_modules/@opentelemetry'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const { meta, value } of fences) {
    if (!meta) continue;
    mkdirSync(dirname(join(folder, meta)), { recursive: true });
    writeFileSync(join(folder, meta), `${value}\n`);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, number: number): Promise<string> {
  const file = join(folder, `example-${number}.ts`);
  writeFileSync(file, program);
  return new Promise((done) => {
    execFile(
      process.execPath,
      ['--conditions=asdrawn:src', '--disable-warning=ExperimentalWarning', file],
      { cwd: folder, env: { ...process.env, NO_COLOR: '1' } },
      (_, stdout, stderr) => done(stdout + stderr),
    );
  });
}

test('there are examples, each with what it prints', () => {
  expect(examples.length).toBeGreaterThan(5);
  expect(examples.filter(({ output }) => !output)).toEqual([]);
});

test.each(examples.map((example, index) => [index + 1, example] as const))('example %i', async (number, example) => {
  const printed = (await run(example.program, number)).trimEnd();
  if (process.env.UPDATE_DOCS === '1') update(number, printed);
  else expect(printed).toBe(example.output?.value);
});

/** Writes what an example prints into the page, which is then to be read. */
function update(number: number, printed: string): void {
  let count = 0;
  const updated = readFileSync(page, 'utf8').replace(/```text\n[\s\S]*?```\n/g, (fence) =>
    ++count === number ? `\`\`\`text\n${printed}\n\`\`\`\n` : fence,
  );
  writeFileSync(page, updated);
}
