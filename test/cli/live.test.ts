import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from '../../src/cli/index.ts';
import { type Backend, backend, tempo } from '../traces/backends.ts';
import { collector } from './scenario.ts';

const program = fileURLToPath(new URL('exporting.ts', import.meta.url));
let cwd = '';

beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'asdrawn-live-'));
  await writeFile(
    join(cwd, 'a.mmd'),
    `sequenceDiagram
  actor Client
  participant gateway
  participant users
  Client->>gateway: POST /users
  gateway->>users: POST /accounts
`,
  );
});
afterEach(() => rm(cwd, { recursive: true }));

interface Report {
  readonly verdict: string;
  readonly findings: readonly { readonly code: string; readonly message: string }[];
  readonly drawings: readonly { readonly cases: readonly { readonly verdict: string }[] }[];
}

async function check(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ status: number; report: Report }> {
  const stdout = collector();
  const streams = { stdin: Readable.from([]), stdout: stdout.stream, stderr: collector().stream };
  const surroundings = { env: { PATH: process.env.PATH, ...env }, cwd };
  const status = await main(['check', 'a.mmd', '-f', 'json', ...argv], streams, surroundings);
  return { status, report: JSON.parse(stdout.text()) as Report };
}

describe('a command with real exporters', () => {
  test.each(['', 'http/json', 'http/protobuf', 'grpc'])('OTEL_EXPORTER_OTLP_PROTOCOL=%s', async (protocol) => {
    const env = { OTEL_EXPORTER_OTLP_PROTOCOL: protocol };
    const { status, report } = await check(['--idle', '0.1', '--', process.execPath, program], env);
    expect({ status, findings: report.findings }).toEqual({ status: 0, findings: [] });
    expect(report.verdict).toBe('conforms');
  });

  test('a process that outlives the command, with a delay of its own choice', async () => {
    // Longer than the quiet that ends the telemetry where nobody has set a delay.
    const env = { OTEL_BSP_SCHEDULE_DELAY: '1800' };
    const { status, report } = await check(['--', process.execPath, program, 'outlive'], env);
    expect({ status, findings: report.findings }).toEqual({ status: 0, findings: [] });
    const hasty = await check(['--idle', '0.1', '--', process.execPath, program, 'outlive'], env);
    expect(hasty.status).toBe(3);
    expect(hasty.report.findings.map(({ code }) => code)).toEqual(['check/short-idle', 'check/no-spans']);
  });
});

describe('traces from a backend', () => {
  let server: Backend;
  afterEach(() => server.close());

  test('are judged like any others, with the headers of the environment', async () => {
    server = await backend(tempo([{ id: 'a'.repeat(32), services: ['gateway', 'users'] }]));
    const env = { ASDRAWN_TRACES_HEADERS: 'Authorization=Bearer a' };
    const { report } = await check(['--traces', `tempo+http://127.0.0.1:${server.port}?service=gateway`], env);
    expect(report.findings.filter(({ code }) => code.startsWith('traces/'))).toEqual([]);
    expect(server.headers.map(({ authorization }) => authorization)).toEqual(['Bearer a', 'Bearer a']);
  });

  test('that does not answer as it should: status 2', async () => {
    server = await backend(() => ({ status: 401, body: '' }));
    const { status, report } = await check(['--traces', `jaeger+http://127.0.0.1:${server.port}`]);
    expect(status).toBe(2);
    expect(report.findings.map(({ code }) => code)).toContain('traces/unauthorized');
  });

  test('that is no address: status 2', async () => {
    server = await backend(() => ({ body: '' }));
    const { status, report } = await check(['--traces', `http://me:secret@127.0.0.1:${server.port}`]);
    expect(status).toBe(2);
    expect(report.findings.map(({ code }) => code)).toContain('traces/bad-address');
    expect(JSON.stringify(report)).not.toContain('secret');
    expect(server.asked).toEqual([]);
  });
});
