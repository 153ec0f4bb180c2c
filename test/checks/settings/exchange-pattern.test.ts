import { expect, test } from 'vitest';
import { fitsPattern } from '../../../src/checks/settings/exchange-pattern.ts';

test.each([
  ['get', 'GET', true],
  ['get', 'GET /a', false],
  ['get *', 'GET /a', true],
  ['* /a', 'GET /a', true],
  ['*', '', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['a*b*c', 'a-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['a*bc*c', 'abc', false],
  ['**', 'x', true],
  ['.*', 'x', false],
])('%j fits %j: %j', (pattern, name, fits) => {
  expect(fitsPattern(pattern, name)).toBe(fits);
});
