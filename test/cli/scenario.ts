import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
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
 *     --- command                         asdrawn check docs --traces traces.json
 *     --- stdout / --- stderr             expected, exactly; absent means empty
 *     --- after docs/a.puml               what the file holds when the command has ended
 *     --- status 2
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
  /** What `after` sections ask for, by path; null where there is no such file. */
  readonly files: ReadonlyMap<string, string | null>;
}

export function readScenario(text: string): Scenario {
  const [title = '', ...rest] = text.split(/^--- /m);
  const sections = rest.map((part) => {
    const end = part.indexOf('\n');
    return { head: part.slice(0, end).trim(), body: part.slice(end + 1) };
  });
  return { title: title.trim(), sections };
}

export function printScenario({ title, sections }: Scenario, seen: Seen): string {
  const given = sections.filter(({ head }) => !/^(stdout|stderr|after|status)/.test(head));
  const all = [...given, ...expectations(seen)];
  return `${title}\n${all.map(({ head, body }) => `--- ${head}\n${body}`).join('')}`;
}

function expectations({ stdout, stderr, status, files }: Seen): Section[] {
  return [
    ...(stdout === '' ? [] : [{ head: 'stdout', body: stdout }]),
    ...(stderr === '' ? [] : [{ head: 'stderr', body: stderr }]),
    ...Array.from(files, ([path, text]) => ({ head: `after ${path}`, body: text ?? '(no such file)\n' })),
    { head: `status ${status}`, body: '' },
  ];
}

/** Runs the command in a folder of its own. */
export async function runScenario(
  { sections }: Scenario,
  recording: (spans: string) => string,
  env: NodeJS.ProcessEnv = {},
): Promise<Seen> {
  const folder = await mkdtemp(join(tmpdir(), 'asdrawn-scenario-'));
  try {
    for (const { head, body } of sections) {
      const [what, path] = head.split(' ');
      if (!path || (what !== 'file' && what !== 'spans')) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), what === 'spans' ? recording(body) : body);
    }
    const stdin = Readable.from([Buffer.from(sectionOf(sections, 'stdin'))]);
    const stdout = collector();
    const stderr = collector();
    const argv = words(sectionOf(sections, 'command')).slice(1);
    const path = { PATH: process.env.PATH };
    const streams = { stdin, stdout: stdout.stream, stderr: stderr.stream };
    const status = await main(argv, streams, { env: { ...path, ...env }, cwd: folder });
    const files = new Map<string, string | null>();
    for (const { head } of sections) {
      const [what, path] = head.split(' ');
      if (what === 'after' && path) files.set(path, await readFile(join(folder, path), 'utf8').catch(() => null));
    }
    const neutral = (text: string): string =>
      text.replaceAll(folder, '<folder>').replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>');
    return { stdout: neutral(stdout.text()), stderr: neutral(stderr.text()), status, files };
  } finally {
    await rm(folder, { recursive: true });
  }
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
