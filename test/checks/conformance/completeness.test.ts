import { expect, test } from 'vitest';
import { isComplete } from '../../../src/checks/conformance/completeness.ts';
import { joinCases } from '../../../src/traces/index.ts';
import { spansOfText } from '../judging.ts';

test.each<[name: string, spans: string, complete: boolean]>([
  ['a root and all below it', 'a SERVER "x" 0..1\n  b SERVER "y" 0..1', true],
  ['one unreported caller above everything', '~u CLIENT "x" 0..1\n  a SERVER "x" 0..1\n    b SERVER "y" 0..1', true],
  ['two requests of one unreported caller', '~u CLIENT "x" 0..1\n  a SERVER "x" 0..1\n  a SERVER "x" 2..3', true],
  ['two unreported callers', '~u CLIENT "x" 0..1\n  a SERVER "x" 0..1\n~u CLIENT "x" 0..1\n  a SERVER "x" 2..3', false],
  ['a hole below the root', 'a SERVER "x" 0..1\n  ~a CLIENT "y" 0..1\n    b SERVER "y" 0..1', false],
  ['a lost leaf leaves no mark', 'a SERVER "x" 0..1\n  ~a CLIENT "y" 0..1', true],
  ['a second trace that begins with its link', 'a PRODUCER "x" 0..1 #x\ntrace\nb CONSUMER "x" 5..6 links=#x', true],
  [
    'a second trace with a hole',
    'a PRODUCER "x" 0..1 #x\ntrace\nb CONSUMER "x" 5..6 links=#x\n  ~b CLIENT "y" 5..6\n    c SERVER "y" 1..2',
    false,
  ],
])('%s: complete %s', async (_, spans, complete) => {
  const [observed] = joinCases(await spansOfText(spans));
  expect(isComplete(observed!).complete).toBe(complete);
});
