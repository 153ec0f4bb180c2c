/** Recordings that something is wrong with, as tables: what is still read, what is said, which traces are not whole. */
import { expect, test } from 'vitest';
import { readTraces, type TraceInput } from '../../src/traces/index.ts';
import { client } from './samples.ts';

export const read = (content: string | Uint8Array, more: Partial<TraceInput> = {}) =>
  readTraces({ path: 'file', bytes: typeof content === 'string' ? Buffer.from(content) : content, ...more });

type Diagnostics = Awaited<ReturnType<typeof read>>['diagnostics'];
const said = (diagnostics: Diagnostics): string[] =>
  diagnostics.map(({ severity, code, range }) => `${severity} ${code}${range ? ` ${range.start.line}` : ''}`);

export interface Row {
  readonly what: string;
  readonly content: string | Uint8Array;
  readonly limit?: number;
  readonly spans: number;
  readonly says: readonly string[];
  /** In the first message. */
  readonly message?: RegExp;
  readonly partial?: readonly string[] | 'all';
}

export const table = (rows: readonly Row[]): void =>
  test.each(rows)('$what', async ({ content, limit, spans, says, message, partial = 'all' }) => {
    const reading = await read(content, limit === undefined ? {} : { unpackedLimit: limit });
    expect({ spans: reading.spans.length, says: said(reading.diagnostics), partial: reading.partial }).toEqual({
      spans,
      says,
      partial,
    });
    if (message) expect(reading.diagnostics[0]?.message).toMatch(message);
  });

export const ids = (nth: number): object => ({ ...client, spanId: (nth + 1).toString(16).padStart(16, '0') });
export const resourceSpans = (service: string, spans: readonly unknown[]): object => ({
  resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
  scopeSpans: [{ scope: { name: 'http' }, spans }],
});
/** Two services with three spans each. */
export const six = {
  resourceSpans: [resourceSpans('shop', [ids(0), ids(1), ids(2)]), resourceSpans('bank', [ids(3), ids(4), ids(5)])],
};
export const line = JSON.stringify(six);
export const indented = JSON.stringify(six, null, 1);
export const withSpan = (change: Record<string, unknown>): string =>
  JSON.stringify({ resourceSpans: [resourceSpans('shop', [{ ...client, ...change }])] });
/** The text up to the nth span and a few characters of it. */
export const upToSpan = (text: string, nth: number): string =>
  text.slice(0, text.indexOf(`"spanId"`, nthIndex(text, nth)));
const nthIndex = (text: string, nth: number): number => {
  let at = 0;
  for (let count = 0; count < nth; count++) at = text.indexOf('"spanId"', at) + 1;
  return at;
};
export const lineOf = (text: string): number => text.split('\n').length;
