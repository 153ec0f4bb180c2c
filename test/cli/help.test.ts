import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { main } from '../../src/cli/index.ts';
import { collector } from './scenario.ts';

async function helpOf(...argv: readonly string[]): Promise<string> {
  const [stdout, stderr] = [collector(), collector()];
  const streams = { stdin: Readable.from([]), stdout: stdout.stream, stderr: stderr.stream };
  expect(await main(argv, streams, { env: {}, cwd: '.' })).toBe(0);
  expect(stderr.text()).toBe('');
  return stdout.text();
}

const overview = await helpOf('--help');
const namesIn = (text: string) =>
  [...text.slice(text.indexOf('Commands:')).matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name!);
const commands = namesIn(overview);
const patterns = namesIn(await helpOf('patterns', '--help')).map((name) => `patterns ${name}`);

test('every command is found in the overview', () => {
  expect(patterns).toEqual(expect.arrayContaining(['patterns list', 'patterns add']));
  expect(commands).toEqual(
    expect.arrayContaining(['init', 'lint', 'check', 'run', 'render', 'patterns', 'completion']),
  );
  for (const name of commands) expect(overview).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
});

test.each(['', ...commands, ...patterns])(
  'the help of "%s" fits a terminal of 80 columns, and has examples',
  async (name) => {
    const text = await helpOf(...(name === '' ? [] : name.split(' ')), '--help');
    const tooWide = text.split('\n').filter((line) => [...line].length > 80);
    expect(tooWide).toEqual([]);
    const examples = text
      .slice(text.indexOf('\nExamples\n'))
      .split('\n')
      .filter((line) => line.startsWith('  '));
    expect(text).toContain('\nExamples\n');
    expect(examples.join('\n')).toContain(`asdrawn ${name}`);
  },
);
