import { quantitiesOf } from '#model';
import { notesOf } from '../budget-claims.ts';
import { headOf } from '../places.ts';
import type { Rule } from '../rule.ts';

export const unreadableBudget: Rule = {
  name: 'unreadable-budget',
  severity: 'note',
  summary: 'A figure in a note has no unit, or one that nobody knows.',
  why: `"p99 < 200" may be milliseconds to who wrote it and microseconds to who reads it, and nothing can be tested against
it. Only figures are looked at that say they are a time: percentiles, latencies, timeouts, deadlines.`,
  bad: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  A->>B: ask\n  <|Note over A: p99: 200|>\n  <|Note over B: timeout = 5 blinks|>\n',
    },
  ],
  good: [
    {
      path: 'a.mmd',
      text: 'sequenceDiagram\n  A->>B: ask\n  Note over A: p99: 200 ms, p50 < 3s\n  Note over B: timeout = 5 min, retries: 3\n  Note over B: latency: see p99\n',
    },
    { path: 'b.puml', text: '@startuml\nA -> B : ask\nnote over A : 95 of 100 users, p1: 3\n@enduml\n' },
  ],
  checkDrawing(drawing, tell) {
    for (const { text, range } of drawing.isSound ? notesOf(drawing) : []) {
      const bare = [...text.matchAll(timeFigures)].find(({ index, 0: written, 1: said }) => {
        const from = index + written.length - said!.length;
        return !quantitiesOf(text.slice(from, from + 32)).some(({ start }) => start === 0);
      });
      if (!bare) continue;
      tell({
        range: range.start.line === range.end.line ? range : headOf({ range }, drawing.source),
        message: `"${bare[0].trim()}" has no unit that is known`,
        help: 'write the unit: `200 ms`, `5 s`, `3 min`',
      });
    }
  },
};

/** A word for a time, and the number that it is given. */
const timeFigures =
  /(?<![\p{L}\p{N}_])(?:p(?:50|75|9\d(?:\.\d{1,2})?)|latency|timeout|deadline|response time)\s?[:=<≤]\s?[~<≤≈]?\s?(\d{1,9}(?:\.\d{1,6})?)(?![\d.,:/%-]|\s?[-–x×])/giu;
