import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { wantsColors } from '../../src/cli/colors.ts';

const terminal = Object.assign(new PassThrough(), { isTTY: true });
const pipe = new PassThrough();

test.each([
  ['a terminal', terminal, {}, true, true],
  ['a pipe', pipe, {}, true, false],
  ['NO_COLOR', terminal, { NO_COLOR: '1' }, true, false],
  ['an empty NO_COLOR', terminal, { NO_COLOR: '' }, true, true],
  ['FORCE_COLOR', pipe, { FORCE_COLOR: '1' }, true, true],
  ['FORCE_COLOR=0', terminal, { FORCE_COLOR: '0' }, true, false],
  ['both', pipe, { FORCE_COLOR: '1', NO_COLOR: '1' }, true, true],
  ['a dumb terminal', terminal, { TERM: 'dumb' }, true, false],
  ['--no-color', terminal, { FORCE_COLOR: '1' }, false, false],
])('%s', (_, stream, env, flag, expected) => {
  expect(wantsColors(stream, env, flag)).toBe(expected);
});
