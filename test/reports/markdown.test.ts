import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, test } from 'vitest';
import type { CheckResult, Finding } from '#checks';
import type { ReportOptions } from '#reports';
import { checkMarkdown } from '../../src/reports/markdown/check-markdown.ts';
import { lintMarkdown } from '../../src/reports/markdown/lint-markdown.ts';
import { code, codeCell, html, inline } from '../../src/reports/markdown/text.ts';
import { drawing, resultOf, violated, wrongParticipant } from './fixtures.ts';
import { nastyCheck, nastyLint, nastySources, nastyTexts } from './nasty.ts';

const options: ReportOptions = {
  sources: (path) => (path === drawing.path ? drawing : undefined),
  colors: false,
  status: { code: 1, meaning: 'there are violations' },
};

type Node = ReturnType<typeof fromMarkdown>['children'][number];

/** In the order of the text. */
function nodesOf(markdown: string): Node[] {
  const nodes: Node[] = [];
  const open: Node[] = fromMarkdown(markdown).children.toReversed();
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node);
    if ('children' in node) open.push(...(node.children as Node[]).toReversed());
  }
  return nodes;
}

test('a verdict, a table, and each finding with its place linked', () => {
  const checkout = { folder: 'services/', pages: 'https://git.example/shop/blob/4be1/' };
  expect(`\n${checkMarkdown(resultOf([violated]), { ...options, checkout })}`).toMatchInlineSnapshot(`
    "
    ### ❌ asdrawn: 1 of 1 drawing is violated (6 cases, 222 spans)

    Exit status 1: there are violations.

    | drawing | verdict | cases | messages seen |
    |---|---|---|---|
    | [\`Sign-up\`](https://git.example/shop/blob/4be1/services/docs/signup.puml#L1) | ❌ violates | 5: 3 violated, 1 inconclusive | 1 of 3 |

    ❌ POST /accounts was sent by user-service, not by gateway  
    \`sequence/wrong-participant\` · [\`docs/signup.puml:15:3\`](https://git.example/shop/blob/4be1/services/docs/signup.puml#L15)

    \`\`\`text
    15 │   gateway -> billing : POST /accounts
       │   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drawn: gateway calls billing
    in case 17ccb589 (37 spans): POST /accounts was sent by user-service, 10 ms into the case
    (span 4be1…)
    and in 2 more cases: 27ccb589, 37ccb589
    expected next: gateway -> billing: POST /accounts
                or gateway --> Client: 201 Created
    help: draw \`users -> billing\`, or bind "gateway" to user-service in asdrawn.yaml
    \`\`\`

    - Sign-up is inconclusive in 1 case: the parent of 3 spans is missing, so what is absent may only be lost
    "
  `);
});

test.each([
  [0, '✅'],
  [1, '❌'],
  [2, '❌'],
  [3, '❔'],
])('a run that ends with %i does not look otherwise', (code, mark) => {
  const conforming = resultOf([{ ...violated, verdict: 'conforms', cases: [] }]);
  expect(checkMarkdown(conforming, { ...options, status: { code, meaning: 'so' } })).toMatch(`### ${mark} asdrawn: `);
});

test('findings beyond the first are folded, and so are long ones', () => {
  const findings = Array.from({ length: 7 }, () => wrongParticipant);
  const long: Finding = { ...wrongParticipant, help: 'a line\n'.repeat(12) };
  const folds = (given: readonly Finding[]): number =>
    lintMarkdown({ ...nastyLint, findings: given }, options).split('<details><summary>more</summary>\n\n```text\n')
      .length - 1;
  expect(folds(findings)).toBe(2);
  expect(folds([long])).toBe(1);
});

describe.each([
  ['check', checkMarkdown(nastyCheck, { ...options, sources: nastySources })],
  ['lint', lintMarkdown(nastyLint, { ...options, sources: nastySources })],
])('whatever texts hold, in %s', (_name, markdown) => {
  const nodes = nodesOf(markdown);

  test('there is no image, no heading but ours, and no HTML but the folds', () => {
    expect(nodes.filter(({ type }) => type === 'image')).toEqual([]);
    expect(nodes.filter(({ type }) => type === 'heading')).toHaveLength(1);
    const tags = nodes.flatMap((node) => (node.type === 'html' ? [node.value] : []));
    expect(tags.length).toBeGreaterThan(0);
    expect([...new Set(tags)].sort()).toEqual(['</details>', '<details><summary>more</summary>']);
  });

  test('links lead to the drawings', () => {
    const urls = nodes.flatMap((node) => (node.type === 'link' ? [node.url] : []));
    expect(urls.length).toBeGreaterThan(2);
    for (const url of urls) expect(url).toMatch(/^docs\/[\w/%.-]+#L\d+$/);
  });

  test('outside of code nobody is notified, nothing is referred to, and no address is found', () => {
    const text = nodes.flatMap((node) => (node.type === 'text' ? [node.value] : [])).join('\n');
    expect(text).toContain('octocat');
    expect(text).not.toMatch(/@[\w-]|#\d|GH-\d|:\/\/|www\./i);
  });

  test('blocks of code end where they end', () => {
    const blocks = nodes.flatMap((node) => (node.type === 'code' ? [node.value] : []));
    expect(blocks.some((block) => block.includes('</details></summary><script>'))).toBe(true);
    expect(nodes.flatMap((node) => (node.type === 'text' ? [node.value] : [])).join('')).not.toContain('expected next');
  });
});

test.each(nastyTexts)('%j means itself, as text, in code and between tags', (text) => {
  const shown = (markdown: string): string =>
    nodesOf(markdown)
      .flatMap((node) => (node.type === 'text' || node.type === 'inlineCode' ? [node.value] : []))
      .join('')
      .replaceAll('\u200b', '');
  const [before, after] = [shown(`x ${inline(text)}`), shown(`x ${code(text)}`)];
  expect(before.slice(2).trim()).toBe(after.slice(2).trim());
  expect(html(text)).not.toMatch(/<|>|&(?!amp;|lt;|gt;)/);
  // A bar in a cell is escaped even in code.
  expect(codeCell(text).replace(/\\\|/g, '')).not.toContain('|');
});

test('there is room for so much, and the rest is counted', () => {
  const findings = Array.from({ length: 400 }, () => wrongParticipant);
  const markdown = lintMarkdown({ ...nastyLint, findings }, options);
  expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(65_536);
  const left = Number(/_…and (\d+) more findings, left out for want of room\._\n$/.exec(markdown)?.[1]);
  expect(markdown.split('`sequence/wrong-participant`').length - 1 + left).toBe(400);
  expect(left).toBeGreaterThan(0);
  // What a longer place has room for is not left out there.
  expect(lintMarkdown({ ...nastyLint, findings }, { ...options, limit: 1024 * 1024 })).not.toContain('want of room');
});

test('of very many drawings the first are shown, those that need attention before the others', () => {
  const conforming = { ...violated, verdict: 'conforms', cases: [] } as const;
  const drawings = [...Array.from({ length: 60 }, () => conforming), violated];
  const rows = checkMarkdown({ ...resultOf(drawings), verdict: 'violates' }, options)
    .split('\n')
    .filter((line) => line.startsWith('| '));
  expect(rows).toHaveLength(1 + 50 + 1);
  expect(rows[1]).toContain('❌ violates');
  expect(rows.at(-1)).toBe('| …and 11 more drawings | | | |');
});

test('many drawings that no case enters stand in the table alone', () => {
  const untouched = (line: number): CheckResult['drawings'][number] => ({
    ...violated,
    name: `Flow ${line}`,
    line,
    verdict: 'not-applicable',
    cases: [],
  });
  const unmatched = (line: number): Finding => ({
    ...wrongParticipant,
    code: 'check/no-matching-case',
    severity: 'warning',
    range: { start: { line, column: 1 }, end: { line, column: 2 } },
  });
  const shown = (lines: readonly number[]): string =>
    checkMarkdown(resultOf(lines.map(untouched), { findings: lines.map(unmatched) }), options);
  expect(shown([1, 2])).toContain('`check/no-matching-case`');
  expect(shown([1, 2, 3])).not.toContain('`check/no-matching-case`');
});
