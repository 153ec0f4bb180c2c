import { expect, test } from 'vitest';
import { readGroupHead } from '#model';

test.each([
  ['', { operator: 'group' }],
  ['Checkout', { operator: 'group', guard: 'Checkout' }],
  ['Checkout [first part]', { operator: 'group', guard: 'Checkout [first part]' }],
  ['strict', { operator: 'strict' }],
  ['seq', { operator: 'seq' }],
  ['Neg [never twice]', { operator: 'neg', guard: 'never twice' }],
  ['assert', { operator: 'assert' }],
  ['ignore {ping, pong}', { operator: 'ignore', messages: ['ping', 'pong'] }],
  ['consider(order)', { operator: 'consider', messages: ['order'] }],
  ['strict order of checks', { operator: 'group', guard: 'strict order of checks' }],
  ['ignore', { operator: 'group', guard: 'ignore' }],
])('group %s', (label, head) => {
  expect(readGroupHead(label)).toEqual(head);
});
