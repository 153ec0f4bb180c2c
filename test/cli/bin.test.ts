import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from '../../build.ts';
import { otlpJson } from './spans.ts';

const bin = fileURLToPath(new URL('../../bin/asdrawn.js', import.meta.url));

test('is written in a language that every Node of the last years can read', () => {
  const source = readFileSync(bin, 'utf8');
  const { warnings } = transformSync(source, { target: 'es5', supported: { 'dynamic-import': true } });
  expect(warnings).toEqual([]);
});

test('an old Node is told what to do', () => {
  const pretence = 'data:text/javascript,Object.defineProperty(process,"versions",{value:{node:"20.19.0"}})';
  const { status, stderr } = spawnSync(process.execPath, ['--import', pretence, bin, '--version'], {
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^asdrawn needs Node 22\.12 or newer, but this is Node 20\.19\.0: .*\n$/);
  expect(status).toBe(2);
});

test('without a build it says so', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asdrawn-unbuilt-'));
  mkdirSync(join(folder, 'bin'));
  cpSync(bin, join(folder, 'bin/asdrawn.mjs'));
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin/asdrawn.mjs')], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect(stderr).toBe('asdrawn has not been built: run `npm run build` in its folder first.\n');
  expect(status).toBe(2);
});

/** As installed: no node_modules beside it, so what the bundle left out would be missing. */
describe('the bundle', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asdrawn-installed-'));
  const run = (...argv: string[]) =>
    spawnSync(process.execPath, [join(folder, 'bin/asdrawn.js'), ...argv], { cwd: folder, encoding: 'utf8' });

  beforeAll(async () => {
    await bundle(join(folder, 'dist'));
    cpSync(fileURLToPath(new URL('../../package.json', import.meta.url)), join(folder, 'package.json'));
    mkdirSync(join(folder, 'bin'));
    cpSync(bin, join(folder, 'bin/asdrawn.js'));
    const drawing = 'Client -> gateway: POST /users\ngateway --> Client: 201 Created\n';
    const spans =
      'ab a - gateway server 0-30 POST /users | http.request.method=POST http.route=/users http.response.status_code=201';
    writeFileSync(join(folder, 'a.puml'), `@startuml\n${drawing}@enduml\n`);
    writeFileSync(
      join(folder, 'a.md'),
      `\`\`\`mermaid\nsequenceDiagram\n${drawing.replaceAll(' ->', '->>').replaceAll(' -->', '-->>')}\`\`\`\n`,
    );
    writeFileSync(join(folder, 'traces.json'), otlpJson(spans));
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['--version'],
    ['--help'],
    ['check', 'a.puml', 'a.md', '--traces', 'traces.json'],
    ['bindings', 'a.puml', '--traces', 'traces.json'],
    ['parse', '.', '-f', 'json'],
  ])('%s %s %s %s %s', (...argv) => {
    const { status, stdout, stderr } = run(...argv);
    expect({ status, stderr, said: stdout.length > 0 }).toEqual({ status: 0, stderr: '', said: true });
  });

  test('brings the catalogue of patterns along', () => {
    const { files }: { files: readonly string[] } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(files).toEqual(expect.arrayContaining(['diagrams/patterns.json', 'diagrams/*/*.puml', 'diagrams/*/*.mmd']));
    cpSync(fileURLToPath(new URL('../../diagrams', import.meta.url)), join(folder, 'diagrams'), { recursive: true });
    const { status, stdout, stderr } = run('patterns', 'add', 'saga', 'copies', '--rename', 'Client=web');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('wrote copies/saga.');
    expect(run('lint', 'copies').status).toBe(0);
    rmSync(join(folder, 'copies'), { recursive: true });
    rmSync(join(folder, 'diagrams'), { recursive: true });
  });

  test('asks the official tools about other kinds', () => {
    writeFileSync(join(folder, 'other.md'), '```mermaid\ngantt\n dig\n```\n\n```plantuml\nclass A\nclass B }\n```\n');
    const { status, stdout } = run('parse', 'other.md');
    rmSync(join(folder, 'other.md'));
    expect(stdout).toContain('error[mermaid/rejected] other.md:3:2');
    expect(stdout).toContain('error[plantuml/rejected] other.md:8:1');
    expect(status).toBe(2);
  });

  test('draws with what it brings along', () => {
    const { status, stdout, stderr } = run('render', 'a.puml', '-o', 'pictures');
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: 'pictures/a.svg  from a.puml:1\n\n1 picture made\n',
      stderr: '',
    });
    expect(readFileSync(join(folder, 'dist/engines/mermaid-browser.js'), 'utf8')).toContain('sequenceDiagram');
    expect(readFileSync(join(folder, 'dist/engines/resvg.wasm')).length).toBeGreaterThan(1e6);
  });

  test('receives what a command emits', () => {
    const emit = `fetch(process.env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, { method: 'POST',
      headers: { 'content-type': 'application/json' }, body: require('fs').readFileSync('traces.json') })`;
    const { status, stdout } = run('check', 'a.puml', '--idle', '0.1', '--', process.execPath, '-e', emit);
    expect(stdout).toContain('1 of 1 drawing conforms (1 case, 1 span)');
    expect(status).toBe(0);
  });
});
