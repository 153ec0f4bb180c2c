import { expect, test } from 'vitest';
import type { CombinedFragment } from '#model';
import { first } from '#runtime';
import { Decisions } from '../../src/runtime/live/decisions.ts';
import { drawn } from './live-service.ts';

/** What a request chooses holds for that request, as often as it says. */
test.each([
  ['no wish', [], [1, 1, 1]],
  ['an operand, once', ['bad'], [2, 1, 1]],
  ['a status, once', ['402'], [2, 1, 1]],
  ['two requests', ['bad', 'ugly'], [2, 3, 1]],
  ['one time after the other', ['3=3,2'], [3, 2, 1]],
  ['about something else', ['99=2', 'worse'], [1, 1, 1]],
])('%s', async (_, wishes, expected) => {
  const { fragments } = await drawn(
    'A -> B : POST /a\nalt good\nB --> A : 201 a\nelse bad\nB --> A : 402 b\nelse ugly\nB --> A : 500 c\nend',
  );
  const fragment = fragments.find((one): one is CombinedFragment => one.type === 'combined')!;
  const decisions = new Decisions(first, []);
  for (const wish of wishes) decisions.learn({ 'asdrawn-choose': wish });
  const point = { fragment, least: 1, most: 3, iterations: [] };
  expect(['0', '1', '2'].map((key) => decisions.decide({ key, point, operand: 1 }))).toEqual(expected);
});
