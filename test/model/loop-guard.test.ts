import { expect, test } from 'vitest';
import { readLoopGuard } from '#model';

/** Text beside `loop`, bounds, what is left as guard. */
const table: [text: string, bounds: string, guard?: string][] = [
  ['', '0..*'],
  ['3 times', '3..3'],
  ['1 time', '1..1'],
  ['1000 times', '1000..1000'],
  ['3x', '3..3'],
  ['3', '3..3'],
  ['(3)', '3..3'],
  ['exactly 2 times', '2..2'],
  ['once', '1..1'],
  ['twice', '2..2'],
  ['1..3', '1..3'],
  ['1..3 times', '1..3'],
  ['1 to 3 times', '1..3'],
  ['1-3 times', '1..3'],
  ['between 1 and 3 times', '1..3'],
  ['1..*', '1..*'],
  ['*', '0..*'],
  ['(1,3)', '1..3'],
  ['2,5', '2..5'],
  ['(0,*)', '0..*'],
  ['[1..3]', '1..3'],
  ['up to 3 times', '0..3'],
  ['at most 3 attempts', '0..3'],
  ['max 5', '0..5'],
  ['3 times max', '0..3'],
  ['at least 2 times', '2..*'],
  ['(3 attempts)', '3..3'],
  ['Retry Logic (3 attempts)', '3..3', 'Retry Logic'],
  ['Retry (up to 3 times)', '0..3', 'Retry'],
  ['poll [2..4]', '2..4', 'poll'],
  ['(1,3) retry', '1..3', 'retry'],
  ['(1,3) [not accepted]', '1..3', 'not accepted'],
  ['3 times [until accepted]', '3..3', 'until accepted'],
  ['3 times: until accepted', '3..3', 'until accepted'],
  ['1..3 until accepted', '1..3', 'until accepted'],
  ['1..n for each item', '1..*', 'for each item'],
  ['0..* [more pages]', '0..*', 'more pages'],
  ['1..3 times until accepted', '1..3', 'until accepted'],
  // Prose stays prose; nothing is guessed.
  ['1..3 seconds later', '0..*', '1..3 seconds later'],
  ['5..3 until accepted', '0..*', '5..3 until accepted'],
  ['For Each Event', '0..*', 'For Each Event'],
  ['Every minute', '0..*', 'Every minute'],
  ['every 3 minutes', '0..*', 'every 3 minutes'],
  ['retry 3 times or so', '0..*', 'retry 3 times or so'],
  ['step (3)', '0..*', 'step (3)'],
  ['while n < 3', '0..*', 'while n < 3'],
  ['while(true)', '0..*', 'while(true)'],
  ['5..3', '0..*', '5..3'],
  ['99999999999999999999 times', '0..*', '99999999999999999999 times'],
];

test.each(table.map(([text, bounds, guard]) => ({ text, bounds, guard })))(
  'loop $text → $bounds',
  ({ text, bounds, guard }) => {
    const read = readLoopGuard(text);
    expect([`${read.bounds.min}..${read.bounds.max ?? '*'}`, read.guard]).toEqual([bounds, guard]);
  },
);
