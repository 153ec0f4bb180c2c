import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleDescriptions } from '#checks';

const page = new URL('../../docs/findings.md', import.meta.url);
const sources = new URL('../../src/', import.meta.url);

const families = [...new Set(ruleDescriptions.map(({ code }) => code.split('/')[0]!))];
const codeInSource = new RegExp(`'((?:${families.join('|')})/[a-z0-9-]+)'`, 'g');

function codesInSource(): string[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.startsWith('checks/rules/'),
  );
  return files.flatMap((file) => {
    const text = readFileSync(new URL(file, sources), 'utf8');
    const language = /^parsers.(plantuml|mermaid)/.exec(file)?.[1];
    return [
      ...Array.from(text.matchAll(codeInSource), ([, code]) => code!),
      // Of a family of which nothing is described at all.
      ...Array.from(text.matchAll(/\b(?:code|id): '([a-z]+\/[a-z-]+)'/g), ([, code]) => code!),
      // Of the project, told of either language.
      ...Array.from(text.matchAll(/`\$\{language\}\/([a-z-]+)`/g), ([, name]) => [
        `plantuml/${name}`,
        `mermaid/${name}`,
      ]).flat(),
      // Messages of a language's parser are made by `problemsOf`, which puts the language in front.
      ...Array.from(language ? text.matchAll(problemInSource) : [], ([, name]) => `${language}/${name}`),
    ];
  });
}

const problemInSource = /\b(?:error|warning)\(\s*'([a-z0-9-]+)'/g;

test('every code that is told is described, and no other', () => {
  expect(ruleDescriptions.map(({ code }) => code).sort()).toEqual([...new Set(codesInSource())].sort());
});

test.each(ruleDescriptions)('$code is described in sentences', ({ summary, documentation }) => {
  // A phrase that goes after the code, and sentences.
  expect(summary).toMatch(/^(?:(?![A-Z])|Mermaid |PlantUML )[^\n]{10,}[^.]$/);
  expect(documentation).toMatch(/^[A-Z`][^\n]+[.?]$/);
});

function table(prefixes: readonly string[]): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = ruleDescriptions
    .filter(({ code }) => prefixes.includes(code.split('/')[0]!))
    .map(({ code, summary, documentation }) => `| \`${code}\` | ${cell(summary)} | ${cell(documentation)} |`);
  return ['| code | it says | why, and what now |', '|---|---|---|', ...rows].join('\n');
}

/** `UPDATE_DOCS=1 npx vitest run test/checks/rules.test.ts` writes the tables anew. */
test('the tables of docs/findings.md are the descriptions', () => {
  const text = readFileSync(page, 'utf8');
  const shown: string[] = [];
  const written = text.replace(
    /(<!-- rules: ([a-z ]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_all, head: string, prefixes: string, end: string) => {
      shown.push(...prefixes.split(' '));
      return `${head}\n${table(prefixes.split(' '))}\n\n${end}`;
    },
  );
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, written);
  expect(shown.sort()).toEqual(families.toSorted());
  expect(readFileSync(page, 'utf8')).toBe(written);
});
