import { describe, expect, test } from 'vitest';
import { lint, type RuleExample, rules } from '#checks';
import { SourceText } from '#diagnostics';
import { marked, show } from '../../parsers/range-markers.ts';
import { applyEdits, documentOf } from './linted.ts';

describe.each(rules)('$name', (rule) => {
  test('is documented', () => {
    expect(rule.name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
    expect(rule.why.trim().length).toBeGreaterThan(40);
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });

  const findings = async (
    path: string,
    text: string,
    { options = {}, beside = {}, pictures = {} }: Partial<RuleExample>,
  ) => {
    const isPicture = (name: string) => /\.(?:png|svg)$/.test(name);
    const drawn = Object.entries(beside).filter(([name]) => !isPicture(name));
    const others = await Promise.all(drawn.map((file) => documentOf(...file)));
    const workspace = {
      documents: [await documentOf(path, text), ...others],
      exists: (name: string) => name in beside,
      pictureOf: (name: string) => pictures[name],
    };
    const linted = lint({ workspace, rules: [rule], settingOf: () => ({ severity: 'warning', options }), found: [] });
    return linted.findings;
  };

  test.each(rule.bad)('tells what is marked in $path: $text', async ({ path, text: input, fixed, ...rest }) => {
    const { text, ranges } = marked(input);
    const found = await findings(path, text, rest);
    expect(found.map(({ range }) => show(range!))).toEqual(ranges.map(show));
    for (const { code, message } of found) {
      expect(code).toBe(`lint/${rule.name}`);
      expect(message).toMatch(/^[^A-Z].*[^.]$/s);
    }
    const edits = found.flatMap(({ fix }) => fix?.edits ?? []);
    if (fixed === undefined) expect(edits).toEqual([]);
    else expect(applyEdits(new SourceText(path, text), edits)).toBe(fixed);
  });

  test.each(rule.good)('is content with $path: $text', async ({ path, text, ...rest }) => {
    expect(await findings(path, text, rest)).toEqual([]);
  });
});

test('rules stand in the order of their names, each once', () => {
  const names = rules.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
});
