import { expect, test } from 'vitest';
import { checkJson } from '../../src/reports/check-json.ts';
import { reportOf, resultOf, violated } from './fixtures.ts';

const tricky = { ...violated, name: 'a "cases": "" b', cases: violated.cases.slice(0, 1) };

test.each([
  ['no drawing', resultOf([])],
  ['no case', resultOf([{ ...violated, cases: [] }])],
  ['several drawings', resultOf([violated, tricky, { ...violated, cases: [] }])],
])('%s: the parts are what JSON.stringify says', (_, result) => {
  expect([...checkJson(reportOf(result))].join('')).toBe(`${JSON.stringify(result, null, 2)}\n`);
});
