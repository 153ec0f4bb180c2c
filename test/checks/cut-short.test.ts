import { expect, test } from 'vitest';
import { CaseReducer, casesInMemory, checkReduced, Shapes, withLoss } from '#checks';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { joinCases } from '#traces';
import { inBrief, spansOfText } from './judging.ts';

const call = (id: string, path: string) =>
  `  app CLIENT "GET" ${id} http.request.method=GET url.full=http://alpha/${path} http.response.status_code=200\n` +
  `    alpha SERVER "GET /${path}" ${id} http.request.method=GET http.route=/${path} http.response.status_code=200`;
const entry = 'app SERVER "POST /go" 0..90 http.request.method=POST http.route=/go http.response.status_code=200';
const drawing = 'sequenceDiagram\nactor C\nC->>app: POST /go\napp->>alpha: GET /a\napp->>alpha: GET /b\n';

async function judged(telemetry: string, lost: boolean): Promise<string[]> {
  const path = 'a.mmd';
  const { interaction } = (await readDocument(new SourceText(path, drawing))).drawings[0]!;
  const drawings = [{ path, name: path, language: 'mermaid', line: 1, interaction: interaction! }];
  const cases = joinCases(await spansOfText(telemetry)).map((one) => withLoss(one, { isCutShort: () => lost }));
  const checked = checkReduced({ drawings, cases: () => casesInMemory(cases, new Shapes(drawings)) });
  return checked.drawings.flatMap((one) => [...one.cases].map(inBrief));
}

test.each([
  [
    'all that is drawn',
    `${entry}\n${call('10..20', 'a')}\n${call('30..40', 'b')}`,
    'conforms',
    'inconclusive case/spans-missing',
  ],
  [
    'less',
    `${entry}\n${call('10..20', 'a')}`,
    'violates sequence/missing-message@5',
    'inconclusive case/spans-missing sequence/missing-message@5',
  ],
  ['something else', `${entry}\n${call('10..20', 'x')}`, /^violates.*unexpected/, /^violates.*unexpected/],
])('%s, in a case that is whole, and in one that was cut short', async (_, telemetry, whole, cut) => {
  const expected = (said: string | RegExp) => (typeof said === 'string' ? said : expect.stringMatching(said));
  expect(await judged(telemetry, false)).toEqual([expected(whole)]);
  expect(await judged(telemetry, true)).toEqual([expected(cut)]);
});

test('a reducer tells cut cases from whole ones that are built alike', async () => {
  const text = `${entry}\n${call('10..20', 'a')}\n${call('30..40', 'b')}`;
  const spans = await spansOfText(`${text}\ntrace\n${text}`);
  const [first] = spans;
  const shapes = new Shapes([]);
  const reducer = new CaseReducer({ shapes, reread: () => spans, isCutShort: (ids) => ids.includes(first!.traceId) });
  reducer.add(spans, 0);
  const cases = reducer.finish();
  expect(shapes.shapes).toHaveLength(2);
  expect([...cases.list()].map((one) => cases.recall(one).facts.cutShort ?? false)).toEqual([true, false]);
});
