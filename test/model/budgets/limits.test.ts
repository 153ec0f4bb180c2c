import { describe, expect, test } from 'vitest';
import { timesIn } from '#model';

/** What is read: kind, milliseconds, as written; then what it is said of, and how it stands there. */
function brief(text: string): string {
  const told = timesIn(text).map(({ kind, seconds, written, extent, isTimeout, isApart, isArgument, of, under }) =>
    [
      kind,
      Number((seconds * 1000).toPrecision(9)),
      `"${written}"`,
      ...(extent ? [extent] : []),
      ...(isTimeout ? ['timeout'] : []),
      ...(isApart ? ['apart'] : []),
      ...(isArgument ? ['argument'] : []),
      ...(of.length > 0 ? [`of ${of.join(' ')}`] : []),
      ...(under.length > 0 ? [`under ${under.join(' ')}`] : []),
    ].join(' '),
  );
  return told.join('; ') || 'nothing';
}

describe('limits', () => {
  test.each([
    ['≤ 200 ms', 'limit 200 "≤ 200 ms"'],
    ['<= 1.5 s', 'limit 1500 "<= 1.5 s"'],
    ['< 10µs', 'limit 0.01 "< 10µs"'],
    ['< 10μs', 'limit 0.01 "< 10μs"'],
    ['within 5 s', 'limit 5000 "within 5 s"'],
    ['in under 2 seconds', 'limit 2000 "in under 2 seconds"'],
    ['budget 50 ms', 'limit 50 "budget 50 ms"'],
    ['budget: 50 ms', 'limit 50 "budget: 50 ms"'],
    ['Latency budget of 1,500 ms', 'limit 1500 "Latency budget of 1,500 ms"'],
    ['50 ms budget', 'limit 50 "50 ms budget"'],
    ['max 2 ms', 'limit 2 "max 2 ms"'],
    ['max. 5 min', 'limit 300000 "max. 5 min"'],
    ['200 ms max', 'limit 200 "200 ms max"'],
    ['5 ms or less', 'limit 5 "5 ms or less"'],
    ['at most 1 h', 'limit 3600000 "at most 1 h"'],
    ['no more than 3 s', 'limit 3000 "no more than 3 s"'],
    ['not longer than 3 s', 'limit 3000 "not longer than 3 s"'],
    ['deadline: 2 s', 'limit 2000 "deadline: 2 s"'],
    ['timeout: 30s', 'limit 30000 "timeout: 30s" timeout'],
    ['timeout after 30 s', 'limit 30000 "timeout after 30 s" timeout'],
    ['must answer within 200 ms', 'limit 200 "within 200 ms"'],
    ['Latency: ≤ 200 ms', 'limit 200 "≤ 200 ms"'],
    ['≤ 2-5 ms', 'limit 5 "≤ 2-5 ms"'],
    ['0-5 ms', 'limit 5 "0-5 ms"'],
    ['Total: ≤ 500 ms', 'limit 500 "≤ 500 ms" total'],
    ['E2E ≤ 200 ms', 'limit 200 "≤ 200 ms" end-to-end'],
    ['end to end: max 2 s', 'limit 2000 "max 2 s" end-to-end'],
  ])('%j: %s', (text, expected) => {
    expect(brief(text)).toBe(expected);
  });
});

describe('no limits of a single case', () => {
  test.each([
    ['~50 ns', 'approximate 0.00005 "~50 ns"'],
    ['≈ 3 ms', 'approximate 3 "≈ 3 ms"'],
    ['≤ ~5 ms', 'approximate 5 "~5 ms"'],
    ['typically 10 ms', 'approximate 10 "typically 10 ms" of typically'],
    ['avg 3 ms', 'approximate 3 "avg 3 ms" of avg'],
    ['usually within 3 ms', 'approximate 3 "within 3 ms" of usually'],
    ['p95 ≤ 20 ms', 'percentile 20 "≤ 20 ms" of p95'],
    ['Latency p99: <1ms', 'percentile 1 "<1ms" of p99'],
    ['≤ 5 ms (p99)', 'percentile 5 "≤ 5 ms" of p99'],
    ['99.9% within 200 ms', 'percentile 200 "within 200 ms"'],
    ['Total time: 20 ms', 'statement 20 "20 ms" total'],
    ['SLA: 200 ms', 'statement 200 "200 ms"'],
    ['2-5 ms', 'statement 5 "2-5 ms"'],
  ])('%j: %s', (text, expected) => {
    expect(brief(text)).toBe(expected);
  });

  test.each([
    'every 5 s',
    'after 30 s',
    'at least 5 ms',
    '≥ 5 ms',
    '> 5 s',
    '5 ms or more',
    'longer than 5 s',
    't=5ms',
    '5 minutes later',
    '2024-05-07 10:15',
    'less than a second',
    'max 3 times',
    '≤ 200',
    '≤ 20 KB, max 5 rps',
  ])('%j: nothing', (text) => {
    expect(brief(text)).toBe('nothing');
  });
});

describe('what a limit is said of', () => {
  test.each([
    ['Lock TTL: max 30 s', 'limit 30000 "max 30 s" of lock ttl'],
    ['rate limit: 5 s', 'limit 5000 "limit: 5 s" of rate'],
    ['Session timeout: 30 min', 'limit 1800000 "timeout: 30 min" timeout of session'],
    ['age < 30 s', 'limit 30000 "< 30 s" of age'],
    ['Validate token\n≤ 5 ms', 'limit 5 "≤ 5 ms" apart under validate token'],
    ['Parse: ≤ 2 ms\nStore: ≤ 5 ms', 'limit 2 "≤ 2 ms" of parse; limit 5 "≤ 5 ms" apart of store'],
    ['GET /x (≤ 200 ms)', 'limit 200 "≤ 200 ms" apart under get x'],
    ['GET /x, within 5 s', 'limit 5000 "within 5 s" apart under get x'],
    ['cache hit - max 5 ms', 'limit 5 "max 5 ms" apart under cache hit'],
    ['poll(timeout=30s)', 'limit 30000 "timeout=30s" timeout apart argument under poll'],
    ['find events within 5 min', 'limit 300000 "within 5 min" of find events'],
    ['Timeout: 30 s, 3 retries', 'limit 30000 "Timeout: 30 s" timeout'],
    ['≤ 5 ms warm | ≤ 50 ms cold', 'limit 5 "≤ 5 ms" of warm; limit 50 "≤ 50 ms" apart of cold'],
  ])('%j: %s', (text, expected) => {
    expect(brief(text)).toBe(expected);
  });
});
