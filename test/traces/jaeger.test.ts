import { describe, expect, test } from 'vitest';
import { readTraces } from '../../src/traces/index.ts';

const read = async (
  span: Record<string, unknown>,
  processes: Record<string, unknown> = { p1: { serviceName: 'shop' } },
) => {
  const full = { traceID: 'a1', spanID: 'b1', startTime: 10, duration: 5, processID: 'p1', ...span };
  const trace = { traceID: 'a1', spans: [full], processes };
  return readTraces({ path: 'j', bytes: Buffer.from(JSON.stringify({ data: [trace] })) });
};
const reference = (refType: string, spanID: string, traceID = 'a1') => ({ refType, traceID, spanID });

describe('references', () => {
  test.each<[string, Record<string, unknown>, string | undefined, string[]]>([
    ['CHILD_OF is the parent', { references: [reference('CHILD_OF', 'c1')] }, 'c1', []],
    ['FOLLOWS_FROM alone is the parent', { references: [reference('FOLLOWS_FROM', 'c1')] }, 'c1', []],
    [
      'FOLLOWS_FROM beside a parent is a link, in any order',
      { references: [reference('FOLLOWS_FROM', 'c2'), reference('CHILD_OF', 'c1')] },
      'c1',
      ['a1/c2'],
    ],
    ['into another trace it is a link', { references: [reference('FOLLOWS_FROM', 'c1', 'a2')] }, undefined, ['a2/c1']],
    ['so is CHILD_OF', { references: [reference('CHILD_OF', 'c1', 'a2')] }, undefined, ['a2/c1']],
    [
      'a second parent is a link',
      { references: [reference('CHILD_OF', 'c1'), reference('CHILD_OF', 'c2')] },
      'c1',
      ['a1/c2'],
    ],
    ['the old field', { parentSpanID: 'c1' }, 'c1', []],
    ['the old field and the reference', { parentSpanID: 'c1', references: [reference('CHILD_OF', 'c1')] }, 'c1', []],
    ['nonsense is passed over', { references: [5, {}, reference('CHILD_OF', '')] }, undefined, []],
  ])('%s', async (_, span, parent, links) => {
    const { spans } = await read(span);
    expect(spans[0]?.parentSpanId).toBe(parent);
    expect(spans[0]?.links.map((link) => `${link.traceId}/${link.spanId}`)).toEqual(links);
  });
});

const tag = (key: string, value: unknown, type = 'string') => ({ key, type, value });

describe('tags', () => {
  test('of a span', async () => {
    const tags = [tag('span.kind', 'producer'), tag('n', '9007199254740991', 'int64'), tag('b', 'true', 'bool')];
    const { spans, diagnostics } = await read({ tags });
    expect(diagnostics).toEqual([]);
    expect(spans[0]?.kind).toBe('producer');
    expect(spans[0]?.attributes.get('n')).toBe(9_007_199_254_740_991);
    expect(spans[0]?.attributes.get('b')).toBe(true);
  });

  test('of a process', async () => {
    const tags = [tag('hostname', 'h'), tag('client-uuid', 'u'), tag('service.namespace', 'n')];
    const { spans } = await read({}, { p1: { serviceName: 'shop', tags } });
    expect(spans[0]?.resource).toMatchObject({ serviceName: 'shop', serviceNamespace: 'n', host: 'n/shop#u' });
    expect(spans[0]?.resource.attributes.get('hostname')).toBe('h');
  });

  test.each([
    [tag('error', true, 'bool'), 'error'],
    [tag('error', 'true'), 'error'],
    [tag('error', false, 'bool'), 'unset'],
    [tag('otel.status_code', 'ERROR'), 'error'],
    [tag('otel.status_code', 'OK'), 'ok'],
  ])('%o', async (given, status) => {
    expect((await read({ tags: [given] })).spans[0]?.status).toBe(status);
  });
});
