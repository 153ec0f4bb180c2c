import { describe, expect, test } from 'vitest';
import { checkDrawings, mergeSettings, readDirectives } from '#checks';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { casesBy } from '#traces';
import { inBrief, spansOfText } from '../judging.ts';

/** `app` is called by `POST /go` and then makes the calls, each `service/path`. */
function trace(calls: readonly string[], attributes = ''): string {
  const lines = [
    `app SERVER "POST /go" 0..1000 http.request.method=POST http.route=/go http.response.status_code=200 ${attributes}`,
  ];
  calls.forEach((call, index) => {
    const [service, path] = call.split('/');
    const from = 10 + index * 10;
    lines.push(
      `  app CLIENT "GET" ${from}..${from + 5} http.request.method=GET url.full=http://${service}/${path} http.response.status_code=200`,
      `    ${service} SERVER "GET /${path}" ${from}..${from + 3} http.request.method=GET http.route=/${path} http.response.status_code=200`,
    );
  });
  return lines.join('\n');
}

async function judged(drawing: string, telemetry: string): Promise<string[]> {
  const path = 'a.mmd';
  const [read] = (await readDocument(new SourceText(path, drawing))).drawings;
  const { findings, ...nearest } = readDirectives(path, read!.interaction!, read!.directives);
  expect(findings).toEqual([]);
  const spans = await spansOfText(telemetry);
  const { drawings } = checkDrawings({
    drawings: [
      {
        path,
        name: path,
        language: 'mermaid',
        line: 1,
        interaction: read!.interaction!,
        settings: mergeSettings([nearest]),
      },
    ],
    cases: (scope) => casesBy(scope, spans),
  });
  return drawings.flatMap(({ cases }) =>
    cases.map((one) => `${inBrief(one)}${one.id.length < 10 ? ` (${one.id})` : ''}`),
  );
}

const head = 'sequenceDiagram\nactor Client\nparticipant app\nparticipant alpha\n';

describe('a directive changes the verdict', () => {
  test.each([
    ['without one', '', 'app->>alpha: GET /a', ['alpha/a', 'alpha/b'], 'violates sequence/unexpected-message@7'],
    ['open', 'open', 'app->>alpha: GET /a', ['alpha/a', 'alpha/b'], 'conforms'],
    ['ignore', 'ignore GET /b', 'app->>alpha: GET /a', ['alpha/a', 'alpha/b'], 'conforms'],
    [
      'ignore something else',
      'ignore GET /c',
      'app->>alpha: GET /a',
      ['alpha/a', 'alpha/b'],
      'violates sequence/unexpected-message@7',
    ],
    ['undrawn participants', '', 'app->>alpha: GET /a', ['alpha/a', 'beta/b'], 'conforms'],
    [
      'which are forbidden',
      'forbid undrawn participants',
      'app->>alpha: GET /a',
      ['alpha/a', 'beta/b'],
      'violates sequence/unexpected-message@7',
    ],
    [
      'a missing message',
      '',
      'app->>alpha: GET /a\napp->>alpha: GET /b',
      ['alpha/a'],
      'violates sequence/missing-message@8',
    ],
    [
      'that is optional',
      'message "GET /b" optional',
      'app->>alpha: GET /a\napp->>alpha: GET /b',
      ['alpha/a'],
      'conforms',
    ],
    [
      'and came',
      'message "GET /b" optional',
      'app->>alpha: GET /a\napp->>alpha: GET /b',
      ['alpha/a', 'alpha/b'],
      'conforms',
    ],
    [
      'unobservable',
      'message "GET /b" unobservable',
      'app->>alpha: GET /a\napp->>alpha: GET /b',
      ['alpha/a'],
      'conforms',
    ],
    [
      'read as',
      'message "Fetch the list" as "GET /a"',
      'app->>alpha: Fetch the list',
      ['alpha/b'],
      'violates sequence/unexpected-message@5 sequence/missing-message@7',
    ],
    ['by span', 'message "Fetch the list" span "GET /b*"', 'app->>alpha: Fetch the list', ['alpha/b'], 'conforms'],
    [
      'by another span',
      'message "Fetch the list" span "GET /x*"',
      'app->>alpha: Fetch the list',
      ['alpha/b'],
      'violates sequence/unexpected-message@5 sequence/missing-message@7',
    ],
    [
      'by attribute',
      'message "Fetch the list" attribute http.route=/b',
      'app->>alpha: Fetch the list',
      ['alpha/b'],
      'conforms',
    ],
    [
      'by another attribute',
      'message "Fetch the list" attribute http.route=/x',
      'app->>alpha: Fetch the list',
      ['alpha/b'],
      'violates sequence/unexpected-message@5 sequence/missing-message@7',
    ],
    ['another service', 'participant alpha is service beta', 'app->>alpha: GET /a', ['beta/a'], 'conforms'],
  ])('%s: %s', async (_, directive, body, calls, verdict) => {
    const comment = directive === '' ? '%% nothing' : `%% asdrawn: ${directive}`;
    const drawing = `${head}Client->>app: POST /go\n${comment}\n${body}\n`;
    expect(await judged(drawing, trace(calls))).toEqual([verdict]);
  });

  test('above a message it is about that message', async () => {
    const drawing = `${head}Client->>app: POST /go\napp->>alpha: GET /a\n%% asdrawn: optional\n\napp->>alpha: GET /b`;
    expect(await judged(drawing, trace(['alpha/a']))).toEqual(['conforms']);
    expect(await judged(drawing, trace(['alpha/b']))).toEqual(['violates sequence/missing-message@6']);
  });

  test('above a participant it is about that participant', async () => {
    const drawing = `sequenceDiagram\nactor Client\nparticipant app\n%% asdrawn: service beta\nparticipant A as The other\nClient->>app: POST /go\napp->>A: GET /a`;
    expect(await judged(drawing, trace(['beta/a']))).toEqual(['conforms']);
    expect(await judged(drawing.replace('service beta', 'service gamma'), trace(['beta/a']))).toEqual([
      'violates sequence/missing-message@7',
    ]);
    expect(await judged(drawing, trace(['beta/x']))).toEqual([
      'violates sequence/unexpected-message@6 sequence/missing-message@7',
    ]);
  });

  test('a required message is missed though nothing shows that it could be seen', async () => {
    const drawing = (said: string) => `${head}Client->>app: POST /go\n${said}\napp->>app: tidy up`;
    expect(await judged(drawing('%% nothing'), trace([]))).toEqual(['conforms']);
    expect(await judged(drawing('%% asdrawn: required'), trace([]))).toEqual(['violates sequence/missing-message@7']);
  });
});

describe('scope', () => {
  const drawing = (scope: string) =>
    `${head}%% asdrawn: scope ${scope}\nClient->>app: POST /go\napp->>alpha: GET /a\nClient->>app: POST /go\napp->>alpha: GET /b`;
  const order = (id: number) => `order.id=${id}`;
  const two = (first: string, second: string) => `${first}\ntrace\n${second}`;

  test('by trace each trace is one flow of the drawing', async () => {
    expect(await judged(drawing('trace'), two(trace(['alpha/a']), trace(['alpha/b'])))).toEqual([
      'conforms',
      'conforms',
    ]);
    expect(await judged(drawing('trace'), two(trace(['alpha/b']), trace(['alpha/a'])))).toEqual([
      'conforms',
      'conforms',
    ]);
  });

  test('by attribute the flows follow one another', async () => {
    const late = (text: string) =>
      text.replaceAll(/(\d+)\.\.(\d+)/g, (_, a, b) => `${Number(a) + 5000}..${Number(b) + 5000}`);
    const right = two(trace(['alpha/a'], order(7)), late(trace(['alpha/b'], order(7))));
    expect(await judged(drawing('attribute order.id'), right)).toEqual(['conforms (7)']);
    const wrong = two(trace(['alpha/b'], order(7)), late(trace(['alpha/a'], order(7))));
    expect((await judged(drawing('attribute order.id'), wrong))[0]).toMatch(/^violates sequence.*\(7\)$/);
    const other = two(trace(['alpha/a'], order(7)), late(trace(['alpha/b'], order(8))));
    expect((await judged(drawing('attribute order.id'), other)).map((said) => said.split(' ')[0])).toEqual([
      'violates',
      'violates',
    ]);
  });

  test('by run everything is one case', async () => {
    const late = (text: string) =>
      text.replaceAll(/(\d+)\.\.(\d+)/g, (_, a, b) => `${Number(a) + 5000}..${Number(b) + 5000}`);
    expect(await judged(drawing('run'), two(trace(['alpha/a']), late(trace(['alpha/b']))))).toEqual(['conforms (run)']);
    expect((await judged(drawing('run'), trace(['alpha/a'])))[0]).toMatch(
      /^violates sequence\/missing-message.*\(run\)$/,
    );
  });
});
