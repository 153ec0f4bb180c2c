import { expect, test } from 'vitest';
import { CaseReducer, Shapes } from '../../../src/checks/index.ts';
import { spansOfText } from '../judging.ts';

const text = `a SERVER "GET /x" 0..60 http.route=/x
  a PRODUCER "send" 2..28 #sent messaging.system=kafka messaging.destination.name=x
trace
a SERVER "GET /x" 100..160 http.route=/x
trace
b CONSUMER "process" 40..50 links=#sent messaging.system=kafka messaging.destination.name=x
trace
a SERVER "GET /x" 200..290 http.route=/x
  a PRODUCER "send" 202..228 messaging.system=kafka messaging.destination.name=x
`;

test('cases that are recalled together are those that are recalled one by one', async () => {
  const spans = await spansOfText(text);
  // The first trace begins in one piece and goes on in the next; the third is linked to it.
  const pieces = [spans.slice(0, 1), spans.slice(1, 5), spans.slice(5)];
  const reducer = new CaseReducer({ shapes: new Shapes([]), reread: (place) => pieces[place]! });
  pieces.forEach((piece, place) => {
    reducer.add(piece, place);
  });
  const cases = reducer.finish();
  const all = [...cases.list()];
  expect(all.map(({ traceIds }) => traceIds.length)).toEqual([2, 1, 1]);
  const together = [...cases.recallAll(all)];
  expect(together).toEqual(all.map((one) => [one, cases.recall(one)]));
  expect(together.map(([, { spans: own }]) => own.length)).toEqual([3, 1, 2]);
  expect([...cases.recallAll([])]).toEqual([]);
});
