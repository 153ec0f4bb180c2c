/**
 * The systems of test/cases. Each is a folder: right drawings (`drawing.puml`, `drawing.mmd`, …), `traces.txt` with
 * telemetry as in telemetry.ts, and `mutants.txt` with wrong drawings as edits of the right ones. Sections begin with
 * `=== name [encoding] expectation`, where the expectation is a verdict, then finding codes with lines, for several
 * cases joined by `|`.
 *
 * An edit is `- line` (taken out), `@ line` (stays) and `+ line` (comes behind the line above it). A mutant is held
 * against the first trace, or the one named by `on`, in every drawing that has its lines, or the one named by `in`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Encoding } from './encodings.ts';
import { type Dialect, readDialect } from './telemetry.ts';

export interface System {
  readonly name: string;
  readonly drawings: readonly { readonly path: string; readonly text: string }[];
  readonly traces: readonly Recorded[];
  readonly mutants: readonly Mutant[];
}

export interface Recorded {
  readonly name: string;
  readonly encoding: Encoding;
  readonly expected: string;
  /** With the `let` lines of the whole file. */
  readonly text: string;
  /** Expectations for single drawings, by file name. */
  readonly except: ReadonlyMap<string, string>;
}

export interface Mutant {
  readonly name: string;
  readonly expected: string;
  readonly on: string | undefined;
  readonly in: string | undefined;
  readonly edits: readonly string[];
}

export const casesFolder = join(import.meta.dirname, '../cases');

export const dialect: Dialect = readDialect(readFileSync(join(casesFolder, 'dialects.txt'), 'utf8'));

export function readSystems(): System[] {
  const folders = readdirSync(casesFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => readSystem(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readSystem(name: string): System {
  const folder = join(casesFolder, name);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const drawings = readdirSync(folder)
    .filter((file) => /\.(puml|mmd|md)$/.test(file))
    .sort()
    .map((path) => ({ path, text: read(path) }));
  const written = read('traces.txt');
  const lets = written
    .split('\n')
    .filter((line) => line.startsWith('let '))
    .join('\n');
  const traces = sections(written).map(({ header, lines }): Recorded => {
    const [, called, encoding, expected] = /^(\S+)(?: \[(\S+)\])? (.*)$/.exec(header)!;
    const except = lines.map((line) => /^for (\S+): (.*)$/.exec(line)).filter((match) => match !== null);
    return {
      name: called!,
      encoding: (encoding ?? 'otlp-json') as Encoding,
      expected: expected!,
      text: `${lets}\n${lines.filter((line) => !/^(for|let) /.test(line)).join('\n')}`,
      except: new Map(except.map(([, drawing, wanted]) => [drawing!, wanted!])),
    };
  });
  const mutants = existsSync(join(folder, 'mutants.txt')) ? sections(read('mutants.txt')) : [];
  return {
    name,
    drawings,
    traces,
    mutants: mutants.map(({ header, lines }) => {
      const [, called, expected] = /^(\S+) (.*)$/.exec(header)!;
      const named = (key: string) => lines.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1);
      const edits = lines.filter((line) => /^[-+@] /.test(line));
      return { name: called!, expected: expected!, on: named('on'), in: named('in'), edits };
    }),
  };
}

function sections(text: string): { header: string; lines: string[] }[] {
  const found: { header: string; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('=== ')) found.push({ header: line.slice(4).trim(), lines: [] });
    else if (!line.startsWith('#')) found.at(-1)?.lines.push(line);
  }
  return found;
}

/** The edited drawing; undefined where it does not have the lines. */
export function mutate(text: string, edits: readonly string[]): string | undefined {
  let lines = text.split('\n');
  let at = 0;
  for (const edit of edits) {
    const mark = edit[0];
    const wanted = edit.slice(2).trim();
    if (mark === '+') {
      lines = lines.toSpliced(at, 0, `${/^\s*/.exec(lines[at - 1] ?? '')![0]}${wanted}`);
      at++;
      continue;
    }
    let found = lines.findIndex((line, index) => index >= at && line.trim() === wanted);
    if (found < 0) found = lines.findIndex((line) => line.trim() === wanted);
    if (found < 0) return undefined;
    if (mark === '-') lines = lines.toSpliced(found, 1);
    at = mark === '-' ? found : found + 1;
  }
  return lines.join('\n');
}

/** Is the verdict, with its findings if any are expected, as expected? */
export function agrees(brief: readonly string[], expected: string): boolean {
  const wanted = expected.split('|').map((part) => part.trim());
  return (
    brief.length === wanted.length &&
    brief.every((one, index) => one === wanted[index] || one.split(' ')[0] === wanted[index])
  );
}
