import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isAddress, type Pulled, type PullOptions, pullTraces } from '../../src/traces/index.ts';
import { parseAddress } from '../../src/traces/pulling/address.ts';
import { type Backend, backend, type FakeTrace, jaeger, jaegerV3, tempo } from './backends.ts';

const traces: readonly FakeTrace[] = [
  { id: 'a'.repeat(32), services: ['gateway', 'users'] },
  { id: 'b'.repeat(32), services: ['gateway', 'billing'] },
  { id: 'c'.repeat(32), services: ['cron'] },
  { id: 'd'.repeat(32), services: ['jaeger'] },
];

let server: Backend;
afterEach(() => server?.close());

const now = Date.UTC(2026, 4, 17, 9, 30);
const pull = (scheme: string, rest = '', options: PullOptions = {}): Promise<Pulled> =>
  pullTraces(`${scheme}+http://127.0.0.1:${server.port}${rest}`, { now, ...options });
const shape = ({ spans, diagnostics }: Pulled): object => ({
  spans: spans.map(({ traceId, resource }) => `${traceId.slice(0, 1)} ${resource.serviceName}`),
  codes: diagnostics.map(({ code }) => code),
});
const asked = (): string[] => server.asked.map(({ pathname, search }) => `${pathname}${decodeURIComponent(search)}`);

describe('Jaeger', () => {
  test('one service, looking back', async () => {
    server = await backend(jaeger(traces));
    const pulled = await pull(
      'jaeger',
      '?service=gateway&lookback=2h&limit=50&operation=GET%20/a&tags={"error":"true"}',
    );
    expect(shape(pulled)).toEqual({ spans: ['a gateway', 'a users', 'b gateway', 'b billing'], codes: [] });
    expect(asked()).toEqual([
      `/api/traces?operation=GET+/a&tags={"error":"true"}&service=gateway&start=${now * 1000 - 7_200_000_000}&end=${now}000&limit=50`,
    ]);
  });

  test('several services: a trace of both comes once', async () => {
    server = await backend(jaeger(traces));
    expect(shape(await pull('jaeger', '?service=users&service=gateway'))).toMatchObject({ codes: [] });
    const { spans } = await pull('jaeger', '?service=users&service=gateway');
    expect(spans.map(({ traceId, spanId }) => traceId + spanId)).toHaveLength(4);
    expect(new Set(spans.map(({ traceId, spanId }) => traceId + spanId)).size).toBe(4);
  });

  test('no service: all but Jaeger itself, a few at a time', async () => {
    const many = Array.from({ length: 12 }, (_, nth) => ({
      id: `${nth + 1}`.padStart(32, '0'),
      services: [`s${nth}`],
    }));
    server = await backend(jaeger([...many, ...traces]), 10);
    const { spans, diagnostics } = await pull('jaeger');
    expect([spans.length, diagnostics.length]).toEqual([12 + 5, 0]);
    expect(server.asked[0]?.pathname).toBe('/api/services');
    expect(server.asked.map(({ searchParams }) => searchParams.get('service'))).not.toContain('jaeger');
    expect(server.atOnce()).toBe(4);
  });

  test('traces by id, behind a path', async () => {
    const inner = jaeger(traces);
    server = await backend((url) =>
      url.pathname.startsWith('/jaeger/') ? inner(new URL(url.pathname.slice(7), url)) : undefined,
    );
    const pulled = await pull('jaeger', `/jaeger/?traceID=${traces[0]?.id}&traceID=${'e'.repeat(32)}`);
    expect(shape(pulled)).toEqual({ spans: ['a gateway', 'a users'], codes: ['traces/missing-trace'] });
  });

  test('as many as were asked for may not be all', async () => {
    server = await backend(jaeger(traces));
    const pulled = await pull('jaeger', '?service=gateway&limit=1');
    expect(shape(pulled)).toEqual({ spans: ['a gateway', 'a users'], codes: ['traces/limit-reached'] });
    expect(pulled.diagnostics[0]?.help).toContain('limit=10');
  });

  test.each<[what: string, held: readonly FakeTrace[], query: string, help: RegExp]>([
    [
      'a service that is not there',
      traces,
      '?service=gatewy',
      /no service "gatewy", did you mean gateway\?; there are/,
    ],
    ['no service at all', [], '', /knows no service at all/],
    ['nothing but itself', traces.slice(3), '', /lookback/],
  ])('nothing found: %s', async (_, held, query, help) => {
    server = await backend(jaeger(held));
    const { spans, diagnostics } = await pull('jaeger', query);
    expect(spans).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'traces/none-found', help: expect.stringMatching(help) }]);
  });

  test('of a service that is there, but quiet', async () => {
    const answer = jaeger(traces);
    server = await backend((url) =>
      answer(url.pathname === '/api/traces' ? new URL('/api/traces?service=none', url) : url),
    );
    expect(shape(await pull('jaeger', '?service=cron'))).toEqual({ spans: [], codes: ['traces/none-found'] });
  });

  test('what it says of a mistake is passed on', async () => {
    const body = '{"data":null,"total":0,"limit":0,"offset":0,"errors":[{"code":400,"msg":"cannot parse tags"}]}';
    server = await backend(() => ({ status: 400, body }));
    const { diagnostics } = await pull('jaeger', '?service=a');
    expect(diagnostics).toMatchObject([
      {
        code: 'traces/bad-status',
        severity: 'error',
        message: 'the request failed with status 400: cannot parse tags',
      },
    ]);
  });
});

describe('Jaeger with its API v3 alone', () => {
  test.each([{ page: false }, { page: true }])('all services, %o', async (options) => {
    server = await backend(jaegerV3(traces, options));
    const pulled = await pull('jaeger', '?limit=5&operation=a&minDuration=10ms');
    expect(shape(pulled)).toEqual({
      spans: ['a gateway', 'a users', 'b gateway', 'b billing', 'c cron'],
      codes: [],
    });
    expect(asked().slice(0, 3)).toEqual([
      '/api/services',
      '/api/v3/services',
      '/api/v3/traces?query.service_name=gateway&query.start_time_min=2026-05-17T08:30:00.000Z&query.start_time_max=2026-05-17T09:30:00.000Z&query.num_traces=5&query.search_depth=5&query.operation_name=a&query.duration_min=10ms',
    ]);
  });

  test('by id, limits, mistakes, and a filter that it does not have', async () => {
    server = await backend(jaegerV3(traces));
    const ids = `?traceID=${traces[0]?.id}&traceID=${'e'.repeat(32)}`;
    expect(shape(await pull('jaeger', ids))).toEqual({
      spans: ['a gateway', 'a users'],
      codes: ['traces/missing-trace'],
    });
    expect(shape(await pull('jaeger', '?service=gateway&limit=1'))).toMatchObject({ codes: ['traces/limit-reached'] });
    const { diagnostics } = await pull('jaeger', '?service=gatewy');
    expect(diagnostics).toMatchObject([{ code: 'traces/none-found', help: expect.stringContaining('did you mean') }]);
    const filtered = await pull('jaeger', '?service=gateway&tags={"error":"true"}');
    expect(filtered).toMatchObject({
      spans: [],
      diagnostics: [{ code: 'traces/bad-address', severity: 'error', message: expect.stringContaining('tags') }],
    });
  });
});

describe('what came only in part', () => {
  const id = 'b'.repeat(32);
  test.each(['name', 'number', 'http'] as const)('Tempo says so by %s', async (partialBy) => {
    server = await backend(tempo(traces, { partial: [id], partialBy }));
    const pulled = await pull('tempo', '?service=gateway');
    expect(pulled.partial).toEqual([id]);
    expect(pulled.diagnostics).toMatchObject([
      { code: 'traces/partial-trace', severity: 'warning', message: expect.stringContaining(id) },
    ]);
    expect(pulled.spans).toHaveLength(4);
  });

  test.each([
    [{ completedJobs: 3, totalJobs: 5 }, ['traces/partial-search']],
    [{ completedJobs: 5, totalJobs: 5 }, []],
    [{ totalBlocks: 5 }, []],
  ])('a search of Tempo with %o', async (metrics, codes) => {
    server = await backend(tempo(traces, { metrics }));
    const pulled = await pull('tempo', '?service=gateway');
    expect([pulled.diagnostics.map(({ code }) => code), pulled.partial]).toEqual([codes, []]);
  });

  test.each([
    [{ code: 500, msg: 'storage timed out', traceID: id }, [id]],
    [{ code: 500, msg: 'storage timed out' }, 'all'],
  ])('Jaeger says so: %o', async (error, partial) => {
    const answer = jaeger(traces);
    server = await backend((url) => {
      const { body = '{}', ...rest } = answer(url) ?? {};
      return { ...rest, body: JSON.stringify({ ...JSON.parse(body), errors: [error] }) };
    });
    const pulled = await pull('jaeger', '?service=gateway');
    expect(pulled).toMatchObject({ partial, diagnostics: [{ code: 'traces/backend-error', severity: 'warning' }] });
    expect(pulled.diagnostics[0]?.message).toContain('storage timed out');
    expect(pulled.spans).toHaveLength(4);
  });

  test('spans that could not be read', async () => {
    const answer = tempo(traces);
    server = await backend((url) => {
      const said = answer(url);
      return said && { ...said, body: said.body.replace(/"spanId":"[^"]+"/, '"spanId":""') };
    });
    const pulled = await pull('tempo', `?traceID=${id}`);
    expect(pulled).toMatchObject({ partial: [id], diagnostics: [{ code: 'traces/bad-span' }] });
  });
});

describe('Tempo', () => {
  test.each([false, true])('a query; before 2.7: %s', async (old) => {
    server = await backend(tempo(traces, { old }));
    const pulled = await pull('tempo', '?q={resource.service.name="gateway"}&start=2026-05-17T09:00:00Z&limit=20');
    expect(shape(pulled)).toEqual({ spans: ['a gateway', 'a users', 'b gateway', 'b billing'], codes: [] });
    expect(asked()[0]).toBe(
      `/api/search?q={resource.service.name="gateway"}&start=${now / 1000 - 1800}&end=${now / 1000}&limit=20`,
    );
    expect(pulled.spans[1]).toMatchObject({
      traceId: 'a'.repeat(32),
      parentSpanId: '0000000000000001',
      kind: 'server',
    });
  });

  test('services by name, tags, or everything', async () => {
    server = await backend(tempo(traces));
    expect(shape(await pull('tempo', '?service=cron'))).toEqual({ spans: ['c cron'], codes: [] });
    await pull('tempo', '?service=a%22b&service=c');
    await pull('tempo', '?tags=http.method=GET&minDuration=1s');
    await pull('tempo');
    const queries = server.asked
      .filter(({ pathname }) => pathname === '/api/search')
      .map(({ searchParams }) => searchParams);
    expect(queries.map((query) => query.get('q') ?? query.get('tags'))).toEqual([
      '{resource.service.name = "cron"}',
      '{resource.service.name = "a\\"b" || resource.service.name = "c"}',
      'http.method=GET',
      '{}',
    ]);
  });

  test('what is found but cannot be had, or came in part', async () => {
    server = await backend(tempo(traces, { lost: ['a'.repeat(32)], partial: ['b'.repeat(32)] }));
    const pulled = await pull('tempo', '?service=gateway');
    expect(shape(pulled)).toEqual({
      spans: ['b gateway', 'b billing'],
      codes: expect.arrayContaining(['traces/missing-trace', 'traces/partial-trace']),
    });
    expect(pulled.diagnostics.find(({ code }) => code === 'traces/partial-trace')?.message).toContain(
      'exceeds max size',
    );
  });

  test('limit, nothing found, and a bad query', async () => {
    server = await backend(tempo(traces));
    expect(shape(await pull('tempo', '?service=gateway&limit=2'))).toMatchObject({ codes: ['traces/limit-reached'] });
    expect(shape(await pull('tempo', '?service=nobody'))).toEqual({ spans: [], codes: ['traces/none-found'] });
    const { diagnostics } = await pull('tempo', '?q=service');
    expect(diagnostics).toMatchObject([
      { code: 'traces/bad-status', message: expect.stringContaining('parse error at line 1') },
    ]);
  });

  test('by id, a few at a time', async () => {
    const many = Array.from({ length: 12 }, (_, nth) => ({ id: `f${nth + 10}`.padEnd(32, '0'), services: ['s'] }));
    server = await backend(tempo(many), 10);
    const pulled = await pull('tempo', `?${many.map(({ id }) => `traceID=${id}`).join('&')}`);
    expect([pulled.spans.length, pulled.diagnostics]).toEqual([12, []]);
    expect(server.atOnce()).toBe(4);
    // Once it is known which API there is, the other is left alone.
    expect(server.asked.every(({ pathname }) => pathname.startsWith('/api/v2/'))).toBe(true);
  });
});

describe('what can go wrong', () => {
  const html = '<!DOCTYPE html><html><body>Log in</body></html>';
  test.each<{
    what: string;
    answer: { status?: number; headers?: Record<string, string>; body: string };
    options?: PullOptions;
    code: string;
    said: RegExp;
    help?: RegExp;
  }>([
    { what: 'another server', answer: { status: 404, body: 'nothing here' }, code: 'traces/no-such-api', said: /404/ },
    { what: 'a page', answer: { body: html }, code: 'traces/not-json', said: /an HTML page/, help: /login page/ },
    { what: 'text', answer: { body: 'ok\nbye' }, code: 'traces/not-json', said: /text: ok,/ },
    { what: 'nothing', answer: { body: '' }, code: 'traces/not-json', said: /empty/ },
    { what: 'JSON cut short', answer: { body: '{"data":[' }, code: 'traces/not-json', said: /cut short/ },
    { what: 'other JSON', answer: { body: '{"a":1}' }, code: 'traces/unexpected-answer', said: /services/ },
    {
      what: 'no token',
      answer: { status: 401, body: '' },
      code: 'traces/unauthorized',
      said: /401/,
      help: /Authorization=/,
    },
    {
      what: 'a wrong token',
      answer: { status: 403, body: '' },
      options: { headers: 'Authorization=Bearer a' },
      code: 'traces/unauthorized',
      said: /403/,
      help: /not accepted/,
    },
    {
      what: 'a redirection',
      answer: { status: 302, headers: { location: 'https://login.example/' }, body: '' },
      code: 'traces/bad-status',
      said: /302: it points to https:\/\/login\.example\//,
      help: /not followed/,
    },
    {
      what: 'too busy',
      answer: { status: 429, body: 'slow down' },
      code: 'traces/bad-status',
      said: /slow down/,
      help: /later/,
    },
    { what: 'broken', answer: { status: 500, body: html }, code: 'traces/bad-status', said: /status 500$/ },
    {
      what: 'more than can be held',
      answer: { body: `{"data":["${'x'.repeat(3_000_000)}"]}` },
      options: { answerLimit: 2 ** 21 },
      code: 'traces/too-large',
      said: /2 MiB/,
    },
  ])('$what', async ({ what, answer, options, code, said, help = /./ }) => {
    server = await backend(() => answer);
    const { spans, diagnostics } = await pull('jaeger', '', options);
    expect(spans).toEqual([]);
    expect(diagnostics).toMatchObject([
      { code, severity: 'error', message: expect.stringMatching(said), help: expect.stringMatching(help) },
    ]);
    expect(diagnostics[0]?.path).toBe(`jaeger+http://127.0.0.1:${server.port}`);
    // One failure is enough; where there is no such API, Jaeger's other one was tried.
    expect(server.asked).toHaveLength(['another server', 'a page'].includes(what) ? 2 : 1);
  });

  test('nobody there', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const { diagnostics } = await pullTraces(`tempo+http://localhost:${port}`);
    expect(diagnostics).toMatchObject([{ code: 'traces/unreachable', message: expect.stringContaining('refused') }]);
  });

  test('no answer in time', async () => {
    server = await backend(jaeger(traces), 2000);
    const { diagnostics } = await pull('jaeger', '?service=gateway', { timeoutMs: 50 });
    expect(diagnostics).toMatchObject([
      { code: 'traces/unreachable', message: expect.stringContaining('within 0.05 s') },
    ]);
  });

  test('headers are sent with every request, and never shown', async () => {
    server = await backend(tempo(traces));
    await pull('tempo', '?service=cron', { headers: 'Authorization=Bearer a%2Cb, X-Scope-OrgID=team one' });
    expect(server.headers).toHaveLength(2);
    for (const headers of server.headers) {
      expect(headers).toMatchObject({ authorization: 'Bearer a,b', 'x-scope-orgid': 'team one' });
    }
    const { diagnostics } = await pull('tempo', '', { headers: 'Bearer secret' });
    expect(diagnostics).toMatchObject([{ code: 'traces/bad-headers' }]);
    const again = await pull('tempo', '', { headers: 'Authorization=secret%0d%0aX: y' });
    expect(JSON.stringify(again.diagnostics)).not.toContain('secret');
  });
});

describe('addresses', () => {
  test.each([
    ['jaeger+http://localhost:16686', true],
    ['tempo+https://tempo.example/path?q={}', true],
    ['http://localhost', true],
    ['traces/run.json', false],
    ['C:\\traces', false],
    ['-', false],
    ['traces/{a,b}.json', false],
  ])('%s: %s', (name, expected) => expect(isAddress(name)).toBe(expected));

  test.each<[query: string, start: number, end: number]>([
    ['', now - 3_600_000, now],
    ['lookback=90s', now - 90_000, now],
    ['lookback=1.5d', now - 129_600_000, now],
    ['start=2026-05-17T11:00:00%2B02:00', now - 1_800_000, now],
    ['start=2026-05-17T11:00:00+02:00', now - 1_800_000, now],
    ['start=2026-05-16&end=2026-05-17', Date.UTC(2026, 4, 16), Date.UTC(2026, 4, 17)],
    ['end=1700000000&lookback=10s', 1_699_999_990_000, 1_700_000_000_000],
    ['start=1700000000000&end=1700000001000000', 1_700_000_000_000, 1_700_000_001_000],
    ['start=1700000000000000000', 1_700_000_000_000, now],
  ])('times: %s', (query, start, end) => {
    expect(parseAddress(`jaeger+http://a?${query}`, now)).toMatchObject({ range: { start, end } });
  });

  test.each<[address: string, message: RegExp, help?: RegExp]>([
    ['http://localhost:16686', /does not say what answers/, /jaeger\+http/],
    ['zipkin+http://localhost:9411', /"zipkin" is neither/],
    ['jaeger+ftp://localhost', /begins?ning with http/],
    ['jaeger+http://', /beginning with http/],
    ['jaeger+http://me:secret@localhost', /password/, /ASDRAWN_TRACES_HEADERS/],
    ['jaeger+http://a?servce=b', /"servce"/, /did you mean service\?/],
    ['jaeger+http://a?q={}', /"q" is no parameter/],
    ['tempo+http://a?q={a=1 && b=2}', /" b" is no parameter|"" is no parameter/, /%26/],
    ['tempo+http://a?q={}&service=b', /q and service cannot/],
    ['tempo+http://a?service=b&tags=c', /service and tags cannot/],
    ['jaeger+http://a?limit=0', /limit=0/],
    ['jaeger+http://a?limit=many', /limit=many/],
    ['jaeger+http://a?lookback=1', /lookback=1 is no duration/],
    ['jaeger+http://a?lookback=1h&start=1700000000', /both/],
    ['jaeger+http://a?start=yesterday', /start=yesterday/],
    ['jaeger+http://a?start=2026-05-17T09:30:00', /is no time/],
    ['jaeger+http://a?start=1700000000&end=1600000000', /ends before it starts/],
  ])('%s is refused', async (address, message, help = /./) => {
    const { spans, diagnostics } = await pullTraces(address, { now });
    expect(spans).toEqual([]);
    expect(diagnostics).toMatchObject([
      {
        code: 'traces/bad-address',
        severity: 'error',
        message: expect.stringMatching(message),
        help: expect.stringMatching(help),
      },
    ]);
    expect(JSON.stringify(diagnostics)).not.toContain('secret');
  });
});
