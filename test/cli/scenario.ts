import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { main } from '../../src/cli/index.ts';

/**
 * A command line and what comes of it, in one text. Sections begin with `--- `:
 *
 *     what it shows                       the first lines, free text
 *     --- file docs/a.puml                a file; no lines make it empty
 *     --- spans traces.json               a recording (OTLP/JSON) in the short form of `spans.ts`
 *     --- stdin                           what is piped in
 *     --- env                             NAME=value, with <folder> for where it runs
 *     --- command                         asdrawn check docs --traces traces.json
 *     --- stdout / --- stderr             expected, exactly; absent means empty
 *     --- status 2
 *     --- written out/a.xml               expected file; a.json#/runs/0 is a part of one
 *
 * <port> in the command, in files and in the environment is a port that nothing listens at, the same everywhere;
 * <port 2> is another.
 */
export interface Scenario {
  readonly title: string;
  readonly sections: readonly Section[];
}

export interface Section {
  readonly head: string;
  readonly body: string;
}

export interface Seen {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  /** What files hold in the end, by what the scenario calls them. */
  readonly written?: readonly Section[];
}

export function readScenario(text: string): Scenario {
  const [title = '', ...rest] = text.split(/^--- (?=(?:file|spans|stdin|env|command|stdout|stderr|status|written)\b)/m);
  const sections = rest.map((part) => {
    const end = part.indexOf('\n');
    return { head: part.slice(0, end).trim(), body: part.slice(end + 1) };
  });
  return { title: title.trim(), sections };
}

export function printScenario({ title, sections }: Scenario, seen: Seen): string {
  const given = sections.filter(({ head }) => !/^(stdout|stderr|status|written)/.test(head));
  const all = [...given, ...expectations(seen)];
  return `${title}\n${all.map(({ head, body }) => `--- ${head}\n${body}`).join('')}`;
}

function expectations({ stdout, stderr, status, written = [] }: Seen): Section[] {
  return [
    ...(stdout === '' ? [] : [{ head: 'stdout', body: stdout }]),
    ...(stderr === '' ? [] : [{ head: 'stderr', body: stderr }]),
    { head: `status ${status}`, body: '' },
    ...written,
  ];
}

/** Runs the command in a folder of its own. */
export async function runScenario(
  { sections }: Scenario,
  recording: (spans: string) => string,
  env: NodeJS.ProcessEnv = {},
): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'asdrawn-scenario-'));
  const ports = await portsIn(sections);
  const placed = (text: string): string => {
    let own = text;
    for (const [name, port] of ports) own = own.replaceAll(name, String(port));
    return own;
  };
  try {
    for (const { head, body } of sections) {
      const [what, path] = head.split(' ');
      if (!path || (what !== 'file' && what !== 'spans')) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), what === 'spans' ? recording(body) : placed(body));
    }
    const stdin = Readable.from([Buffer.from(sectionOf(sections, 'stdin'))]);
    const stdout = collector();
    const stderr = collector();
    const argv = words(placed(sectionOf(sections, 'command'))).slice(1);
    const path = { PATH: process.env.PATH };
    const streams = { stdin, stdout: stdout.stream, stderr: stderr.stream };
    const own = Object.fromEntries(
      placed(sectionOf(sections, 'env'))
        .split('\n')
        .filter(Boolean)
        .map((line) => line.replaceAll('<folder>', folder).split(/=(.*)/s)),
    );
    const status = await main(argv, streams, { env: { ...path, ...env, ...own }, cwd: folder });
    const neutral = (text: string): string => {
      let own = text.replaceAll(folder, '<folder>');
      for (const [name, port] of ports) own = own.replaceAll(new RegExp(`\\b${port}\\b`, 'g'), name);
      return own.replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>');
    };
    const files = sections.filter(({ head }) => head.startsWith('written '));
    const written = await Promise.all(
      files.map(async ({ head }) => ({ head, body: neutral(await partOf(folder, head.slice('written '.length))) })),
    );
    return { stdout: neutral(stdout.text()), stderr: neutral(stderr.text()), status, written };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A free port for each name that is used, `<port>` or `<port 2>`. All are held until each is known, so that they differ. */
async function portsIn(sections: readonly Section[]): Promise<ReadonlyMap<string, number>> {
  const given = sections.filter(({ head }) => /^(?:file|env|command)\b/.test(head));
  const names = new Set(given.flatMap(({ body }) => body.match(/<port(?: \d+)?>/g) ?? []));
  const servers = await Promise.all(
    [...names].map(async (name) => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return [name, server] as const;
    }),
  );
  const ports = servers.map(([name, server]) => [name, (server.address() as AddressInfo).port] as const);
  await Promise.all(servers.map(([, server]) => new Promise((done) => server.close(done))));
  return new Map(ports);
}

/** A file, or with `#/runs/0` the part of its JSON that this points to (RFC 6901). */
async function partOf(folder: string, name: string): Promise<string> {
  const [file = '', pointer] = name.split('#');
  const text = await readFile(join(folder, file), 'utf8').catch(() => '(there is no such file)\n');
  if (pointer === undefined) return text;
  let part: unknown = JSON.parse(text);
  for (const key of pointer.split('/').slice(1))
    part = part && Object.entries(part).find(([name]) => name === key)?.[1];
  return `${JSON.stringify(part, null, 2)}\n`;
}

function sectionOf(sections: readonly Section[], name: string): string {
  return sections.find(({ head }) => head === name)?.body ?? '';
}

export function collector(): { stream: PassThrough; text: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString() };
}

/** Splits as a shell would, without its other powers. */
function words(line: string): string[] {
  return Array.from(
    line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g),
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}
