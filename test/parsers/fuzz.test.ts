import { expect, test } from 'vitest';
import { inputOf } from '../../bench/fuzz/input.ts';
import { ownParsers } from '../../bench/fuzz/parsers/target.ts';

test('a stretch of what `npm run bench:fuzz` tries', { timeout: 60_000 }, async () => {
  for (let index = 0; index < 2000; index++) {
    const input = inputOf(ownParsers, 1, index);
    const wrong = await ownParsers.run(input);
    expect(wrong, `input ${index}: ${JSON.stringify(Buffer.from(input).toString('utf16le'))}`).toBeUndefined();
  }
});
