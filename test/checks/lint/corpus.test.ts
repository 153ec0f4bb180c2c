import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { raisedOn } from '../../../bench/false-alarms/findings.ts';

/** Diagrams of others with the verdicts of the official tools, kept beside the repository. */
const paths = ['mermaid', 'plantuml', 'features'].map((name) => `../shared/corpus/${name}.jsonl`);
const there = paths.every((path) => existsSync(path));

test.skipIf(there)('skipped: ../shared/corpus is not here', () => {});

describe.runIf(there)('on drawings that the official tools take', () => {
  test('no error is told but those with a reason, and no rule fails', async () => {
    const { drawings, raised } = await raisedOn(paths);
    expect(drawings).toBeGreaterThan(2000);
    const reasons = JSON.parse(readFileSync('bench/false-alarms/errors.json', 'utf8'));
    const errors = raised.filter(({ finding }) => finding.severity === 'error').map(({ key }) => key);
    expect(errors.sort()).toEqual(Object.keys(reasons).sort());
  });

  test('what is disputed is still told, so that the list stays true', async () => {
    const { raised } = await raisedOn(paths);
    const disputed = Object.keys(JSON.parse(readFileSync('bench/false-alarms/disputed.json', 'utf8')));
    const told = new Set(raised.map(({ key }) => key));
    expect(disputed.filter((key) => !told.has(key))).toEqual([]);
  });
});
