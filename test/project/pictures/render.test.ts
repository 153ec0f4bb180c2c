import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lint, type RenderOptions, render } from '#project';
import { findBrowser } from '../../../src/project/pictures/browser.ts';
import { systemFonts } from '../../../src/project/pictures/fonts.ts';
import { isPng } from '../../../src/project/pictures/png.ts';

let cwd: string;

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-pictures-'));
});

afterEach(() => rm(cwd, { recursive: true, force: true, maxRetries: 5 }));

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(cwd, path)), { recursive: true });
  await writeFile(join(cwd, path), text);
}

/** Status, then each picture with its state, then the codes of findings. */
async function run(options: Partial<RenderOptions> = {}, environment: NodeJS.ProcessEnv = process.env) {
  const usual = { paths: ['.'], mode: 'write', force: false, version: '1.0.0' } as const;
  const { result, exit } = await render({ ...usual, ...options }, { cwd, environment });
  const pictures = result.pictures.map(({ path, state }) => `${path} ${state}`);
  const said = result.findings.map(({ code, message }) => `${code}: ${message}`);
  return [exit.code, ...pictures, ...said];
}

const picture = (path: string) => readFile(join(cwd, path), 'utf8');
const pay = '@startuml\nshop -> bank : pay <b>now</b>\nbank --> shop : 201\n@enduml\n';

test('a picture is made, known again, told when it is stale, and made anew', async () => {
  await put('docs/pay.puml', pay);
  expect(await run()).toEqual([0, 'docs/pay.svg written']);
  expect(await picture('docs/pay.svg')).toMatch(
    /^<svg [^>]*>\n<!-- made by asdrawn: \{"by":"asdrawn 1.0.0","source":"pay.puml","drawing":"pay","hash":"[0-9a-f]{32}","engine":"plantuml"\} -->\n.*>201<\/text>/s,
  );
  expect(await run()).toEqual([0, 'docs/pay.svg current']);
  expect(await run({ mode: 'check' })).toEqual([0, 'docs/pay.svg current']);
  expect(await run({ force: true })).toEqual([0, 'docs/pay.svg written']);
  // Where the lines end says nothing.
  await put('docs/pay.puml', pay.replaceAll('\n', '\r\n'));
  expect(await run({ mode: 'check' })).toEqual([0, 'docs/pay.svg current']);
  await put('docs/pay.puml', pay.replace('201', '402'));
  expect(await run({ mode: 'check' })).toEqual([
    1,
    'docs/pay.svg stale',
    'render/stale: docs/pay.svg does not show what this drawing says now',
  ]);
  expect(await picture('docs/pay.svg')).toContain('>201<');
  expect(await run()).toEqual([0, 'docs/pay.svg written']);
  expect(await picture('docs/pay.svg')).toContain('>402<');
});

test('a picture with another theme is made anew, and told by --check where a theme is asked for', async () => {
  await put('pay.puml', pay);
  await run();
  const plain = await picture('pay.svg');
  expect(await run({ mode: 'check', theme: 'cerulean' })).toEqual([
    1,
    'pay.svg stale',
    'render/stale: pay.svg has no theme, not cerulean',
  ]);
  expect(await run({ theme: 'cerulean' })).toEqual([0, 'pay.svg written']);
  expect(await picture('pay.svg')).not.toBe(plain);
  expect(await run({ mode: 'check' })).toEqual([0, 'pay.svg current']);
});

test('icons and emoji are drawn', async () => {
  await put('pay.puml', '@startuml\nshop -> bank : <&heart> <:smile:>\n@enduml');
  await run();
  expect(await picture('pay.svg')).not.toContain('smile');
  expect((await picture('pay.svg')).match(/<path/g)!.length).toBeGreaterThan(2);
});

test.each(['pay.puml', './pay.puml', '../<name>/pay.puml', '<folder>/pay.puml'])(
  'is one drawing however it is named: %s',
  async (name) => {
    await put('pay.puml', pay);
    await run({ output: 'out' });
    const paths = [name.replace('<folder>', cwd).replace('<name>', cwd.split('/').at(-1)!)];
    expect((await run({ paths, output: 'out' }))[1]).toBe('out/pay.svg current');
    expect((await run({ paths, output: 'out', mode: 'check' }))[0]).toBe(0);
  },
);

test("PlantUML's own picture is compared by the text in it", async () => {
  await put('pay.puml', '@startuml\nBob -> Alice : hello\n@enduml');
  // plantuml.com's own example of its encoding.
  await put('pay.svg', '<svg><?plantuml-src SyfFKj2rKt3CoKnELR1Io4ZDoSa70000?></svg>');
  expect(await run({ mode: 'check' })).toEqual([0, 'pay.svg current']);
  await put('pay.puml', '@startuml\nBob -> Alice : bye\n@enduml');
  expect((await run({ mode: 'check' }))[0]).toBe(1);
  await put('readme.md', '# Pay\n\n![pay](pay.svg)\n');
  const { result } = await lint({ paths: ['readme.md'] }, { cwd });
  expect(result.findings.map(({ code, path }) => `${code} ${path}`)).toContain('lint/stale-picture readme.md');
});

test('lint tells of the stale picture that a document shows, also of a drawing that is not linted', async () => {
  await put('src/pay.puml', pay);
  await run({ output: 'docs' });
  await put('docs/readme.md', '# Pay\n\n![Paying](pay.svg)\n');
  const codes = async () =>
    (await lint({ paths: ['docs/readme.md'] }, { cwd })).result.findings
      .filter(({ code }) => code.startsWith('lint/stale'))
      .map(({ message, range, related }) => `${range?.start.line} ${message} ${related?.[0]?.path ?? ''}`);
  expect(await codes()).toEqual([]);
  await put('src/pay.puml', pay.replace('201', '402'));
  expect(await codes()).toEqual(['3 this picture does not show what src/pay.puml says now src/pay.puml']);
  await rm(join(cwd, 'src/pay.puml'));
  expect(await codes()).toEqual(['3 this picture was made from src/pay.puml, which is not there any more ']);
});

describe('node-plantuml, where the project has it', () => {
  const fake = (body: string) =>
    put(
      'node_modules/node-plantuml/index.js',
      `const { PassThrough } = require('node:stream');
       exports.generate = ({ format }) => { const io = { in: new PassThrough(), out: new PassThrough() }; ${body}; return io; };`,
    );

  test('draws', async () => {
    await put('pay.puml', pay);
    await fake(`io.out.write('<svg format="' + format + '"><!--'); io.in.pipe(io.out, { end: false });
      io.in.on('end', () => io.out.end('--></svg>'))`);
    expect(await run({ engine: 'node-plantuml' })).toEqual([0, 'pay.svg written']);
    expect(await picture('pay.svg')).toContain('"engine":"node-plantuml"');
    expect(await picture('pay.svg')).toContain(pay.trimEnd());
    expect((await run({ engine: 'plantuml', mode: 'check' }))[2]).toBe(
      'render/stale: pay.svg was made by node-plantuml, not plantuml',
    );
  });

  test.each([
    [
      'io.in.resume().on("end", () => io.out.end())',
      'render/engine-failed: node-plantuml could not draw this: it made nothing',
    ],
    ['throw new Error("no java")', 'render/engine-failed: node-plantuml could not draw this: no java'],
    ['io.out.destroy(new Error("java ended"))', 'render/engine-failed: node-plantuml could not draw this: java ended'],
    [
      'io.in.resume(); io.out.end("<svg><text>[From string (line 2) ]</text></svg>")',
      'plantuml/rejected: PlantUML does not accept this sequence diagram: syntax error',
    ],
  ])('fails: %s', async (body, expected) => {
    await put('pay.puml', pay);
    await fake(body);
    expect(await run({ engine: 'node-plantuml' })).toEqual([2, expected]);
  });
});

const hasFonts = (await systemFonts()).length > 0;
test.skipIf(hasFonts)('skipped: no fonts are installed here, so that no PNG is made of PlantUML', () => {});
test.runIf(hasFonts)('PlantUML as PNG needs no browser', async () => {
  await put('pay.puml', pay);
  expect(await run({ format: 'png' }, {})).toEqual([0, 'pay.png written']);
  const bytes = await readFile(join(cwd, 'pay.png'));
  expect(isPng(bytes)).toBe(true);
  // A picture of nothing would be smaller.
  expect(bytes.length).toBeGreaterThan(2000);
  expect(await run({ mode: 'check' }, {})).toEqual([0, 'pay.png current']);
});

test.runIf(process.platform !== 'win32')('a browser that ends by itself is told with its reason', async () => {
  await put('pay.mmd', 'sequenceDiagram\n  a->>b: x');
  await put('broken', '#!/bin/sh\necho "[1:2:ERROR] No usable sandbox!" >&2\nexit 1\n');
  await chmod(join(cwd, 'broken'), 0o755);
  expect(await run({}, { CHROMIUM: join(cwd, 'broken') })).toEqual([
    2,
    'render/browser-failed: the browser could not draw this: the browser ended by itself: No usable sandbox!',
  ]);
});

const hasBrowser = 'program' in findBrowser(process.env);
test.skipIf(hasBrowser)('skipped: there is no browser here, so that no Mermaid is drawn', () => {});
describe.runIf(hasBrowser)('Mermaid in a browser', () => {
  const fence = (...lines: string[]) => ['```mermaid', ...lines, '```', ''].join('\n');

  test('is drawn, in every kind', { timeout: 120_000 }, async () => {
    const kinds = [
      ['# Sequence', fence('sequenceDiagram', '  a->>b: good & well', '  Note over a: <b>x</b>')],
      ['# Flow', fence('flowchart LR', '  A[One] -->|two| B{three}')],
      ['# State', fence('stateDiagram-v2', '  [*] --> A')],
      ['# Pie', fence('pie', '  "a": 3')],
      ['# Formula', fence('flowchart LR', '  A["$$x^2$$"]')],
    ];
    await put('a.md', kinds.flat().join('\n'));
    const names = ['sequence', 'flow', 'state', 'pie', 'formula'].map((name) => `a-${name}.svg`);
    expect(await run()).toEqual([0, ...names.map((name) => `${name} written`)]);
    const sequence = await picture('a-sequence.svg');
    expect(sequence).toContain('>good &amp; well<');
    expect(sequence).toMatch(/^<svg [^>]*width="\d+"[^>]*>/);
    expect(await picture('a-flow.svg')).toContain('three');
    // The same again, letter for letter.
    await run({ force: true });
    expect(await picture('a-sequence.svg')).toBe(sequence);
    const pngs = await run({ format: 'png', theme: 'dark' });
    expect(pngs).toEqual([0, ...names.map((name) => `${name.replace('svg', 'png')} written`)]);
    expect(isPng(await readFile(join(cwd, 'a-pie.png')))).toBe(true);
  });

  test('what it rejects has its line, and no picture', { timeout: 60_000 }, async () => {
    await put('a.md', `# A\n\n${fence('sequenceDiagram', '  a->>b: x', '  end')}\n# B\n\n${fence('pie', '  "a": 3')}`);
    const { result } = await render(
      { paths: ['a.md'], mode: 'write', force: false, version: '1' },
      { cwd, environment: process.env },
    );
    expect(result.findings.map(({ code, range }) => `${code} ${range?.start.line}`)).toEqual(['mermaid/rejected 6']);
    expect(result.pictures.map(({ path }) => path)).toEqual(['a-b.svg']);
  });

  test('nothing is fetched, no file is read, and no script is kept', { timeout: 60_000 }, async () => {
    const hostile = [
      'flowchart TD',
      '  A["<img src=\'file:///etc/hostname\'/><b>x</b><script>alert(1)</script>"] --> B',
      '  click B "javascript:alert(1)"',
    ];
    const fetching = ['flowchart TD', '  A@{ img: "http://127.0.0.1:9/x.png", label: "x", w: 9, h: 9 }'];
    await put('a.md', `# A\n\n${fence(...hostile)}\n# B\n\n${fence(...fetching)}`);
    const [status, first, said] = await run();
    expect([status, first]).toEqual([2, 'a-a.svg written']);
    expect(said).toMatch(/^render\/not-rendered: this drawing was not rendered: /);
    expect(await picture('a-a.svg')).not.toMatch(/<script|javascript:/);
  });

  test('messages are painted in their order', { timeout: 60_000 }, async () => {
    const text =
      'sequenceDiagram\n  autonumber\n  a->>b: one\n  alt x\n    b->>b: two\n  end\n  b--)a: three\n  a->>b: four';
    await put('a.mmd', text);
    const place = (line: number, column: number, end: number) => ({
      start: { line, column },
      end: { line, column: end },
    });
    const message = (id: number, said: string, line: number, cases: number, observable = true) => ({
      ...{ id, message: said, range: place(line, 3, 9), cases, observable },
    });
    const messages = [
      message(1, 'a -> b: one', 3, 1),
      message(2, 'b -> b: two', 5, 0),
      message(3, 'b -> a: three', 7, 0, false),
      message(4, 'a -> b: four', 8, 1),
    ];
    const findings = [{ code: 'x', severity: 'error', message: 'x', path: 'a.mmd', range: place(8, 3, 9), spans: [] }];
    const drawing = { path: 'a.mmd', line: 1, coverage: { messages }, cases: [{ findings }] };
    await put('results.json', JSON.stringify({ formatVersion: 1, drawings: [drawing] }));
    expect(await run({ paint: 'results.json' })).toEqual([0, 'a.svg written']);
    const lines = (await picture('a.svg')).match(/<[^<>]*data-et="message"[^<>]*>/g)!;
    const colours = lines.map((line) => /stroke: (rgb\([^)]*\))/.exec(line)?.[1] ?? 'its own');
    expect(colours).toEqual(['rgb(0, 158, 115)', 'rgb(153, 153, 153)', 'its own', 'rgb(216, 27, 27)']);
    expect(lines[0]).toMatch(/marker-end="url\(#[^)]*-009E73\)"/);
    // What is painted is up to date with its text, and with these results alone.
    expect((await run({ mode: 'check' }))[0]).toBe(0);
    expect((await run({ mode: 'check', paint: 'results.json' }))[0]).toBe(0);
    await put('results.json', JSON.stringify({ formatVersion: 1, drawings: [{ ...drawing, cases: [] }] }));
    expect((await run({ mode: 'check', paint: 'results.json' })).slice(0, 3)).toEqual([
      1,
      'a.svg stale',
      'render/stale: a.svg is painted by other results than these',
    ]);
  });
});
