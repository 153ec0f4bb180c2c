import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { explanations as loadExplanations } from '#project';
import { type ExplainResult, explainReports } from '#reports';

const page = new URL('../../docs/rules.md', import.meta.url);
const { explain, explainable } = await loadExplanations();
const options = { sources: () => undefined, colors: false };

function whole(text: string | Iterable<string>): string {
  return typeof text === 'string' ? text : [...text].join('');
}

function explained(asked?: string): ExplainResult {
  const outcome = explain(asked);
  if ('meant' in outcome) throw new Error(`${asked} is not explained`);
  return outcome.result;
}

const { explanations } = explained();

test.each(explainable())('%s can be asked for', (name) => {
  expect(explained(name).explanations.length).toBeGreaterThan(0);
});

test.each([
  ['too-big', 'code', ['lint/too-big']],
  ['lint/too-big', 'code', ['lint/too-big']],
  ['Too-Big', 'code', ['lint/too-big']],
  ['unclosed-block', 'code', ['plantuml/unclosed-block', 'mermaid/unclosed-block']],
  ['binding', 'family', ['binding/ambiguous']],
])('%s is a %s: %j', (asked, about, codes) => {
  const result = explained(asked);
  expect({ about: result.about, codes: result.explanations.map(({ code }) => code) }).toEqual({ about, codes });
});

test.each([
  ['too-bg', 'too-big'],
  ['mermaid/unclosed-blok', 'mermaid/unclosed-block'],
  ['', undefined],
  ['nothing/of-the-kind', undefined],
])('%j is nothing; meant may be %s', (asked, meant) => {
  expect(explain(asked)).toEqual({ meant });
});

test('codes are explained once', () => {
  const codes = explanations.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)]);
});

describe.each(explanations.filter(({ bad }) => bad !== undefined))('$code', (explanation) => {
  test('underlines what its bad examples are told for', async () => {
    const report = await explainReports.pretty();
    const pretty = whole(report({ formatVersion: 1, about: 'code', explanations: [explanation] }, options));
    const told = explanation.bad!.flatMap(({ told: places }) => places);
    expect(told.length).toBeGreaterThan(0);
    expect(pretty.match(/^ +│ +\^+$/gm)?.length).toBeGreaterThan(0);
    expect(pretty).not.toMatch(/<\||\|> *$/m);
    for (const { text, told: places } of explanation.bad!)
      for (const { start, end } of places) expect(text.slice(start, end)).not.toBe('');
  });

  test('is set by what is shown', () => {
    const name = explanation.code.replace('lint/', '');
    const set = parse(explanation.configuration!).rules[name];
    if (explanation.options === undefined) expect(set).toMatch(/^(?:note|warning|error)$/);
    else {
      const values = Object.entries(explanation.options).map(([option, { value }]) => [option, value]);
      expect(set.options).toEqual(Object.fromEntries(values));
    }
  });
});

/** `UPDATE_DOCS=1 npx vitest run test/project/explain.test.ts` writes the page anew. */
test('docs/rules.md is what `asdrawn explain lint -f markdown` prints', async () => {
  const report = await explainReports.markdown();
  const text = whole(report(explained('lint'), options));
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, text);
  expect(readFileSync(page, 'utf8')).toBe(text);
});
