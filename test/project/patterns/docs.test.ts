import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { type PatternGuide, type PatternGuides, patternListReports } from '#reports';
import { withGuideOptions } from '../../../src/cli/commands/patterns-options.ts';
import { ListedOption } from '../../../src/cli/completion/vocabulary.ts';
import { listPatterns, readCatalogue } from '../../../src/project/patterns/index.ts';

const page = new URL('../../../docs/patterns.md', import.meta.url);

function guideTable(guides: readonly PatternGuide[]): string {
  const rows = guides.map(({ name, title, patterns }) => {
    const named = patterns.map(({ pattern, why }) => `\`${pattern}\` (${why})`).join(', ');
    return `| \`${name}\` | ${title} | ${named} |`;
  });
  return `| name | | patterns |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** `UPDATE_DOCS=1 npx vitest run test/project/patterns/docs.test.ts` writes the tables anew. */
test('the tables of docs/patterns.md are the catalogue', async () => {
  const { guides } = await readCatalogue();
  const all = await listPatterns({});
  if ('given' in all) throw new Error(all.given);
  const report = await patternListReports.markdown();
  const list = report(all.result, { sources: () => undefined, colors: false });
  const tables: Readonly<Record<string, string>> = {
    list: typeof list === 'string' ? list : [...list].join(''),
    ...Object.fromEntries(
      (Object.keys(guides) as (keyof PatternGuides)[]).map((guide) => [guide, guideTable(guides[guide])]),
    ),
  };
  const shown: string[] = [];
  const text = readFileSync(page, 'utf8');
  const written = text.replace(
    /(<!-- patterns: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_all, head: string, name: string, end: string) => {
      shown.push(name);
      return `${head}\n${tables[name]}\n${end}`;
    },
  );
  expect(shown.sort()).toEqual(Object.keys(tables).sort());
  if (process.env.UPDATE_DOCS === '1') writeFileSync(page, written);
  else expect(text).toBe(written);
});

test('the options of the command line offer what the guides have', async () => {
  const { guides } = await readCatalogue();
  const offered = withGuideOptions(new Command()).options.map((option) => [
    option.attributeName(),
    option instanceof ListedOption ? [...option.values].sort() : [],
  ]);
  const names = (guide: keyof PatternGuides) => guides[guide].map(({ name }) => name).sort();
  expect(Object.fromEntries(offered)).toEqual({
    useCase: names('useCase'),
    domain: names('domain'),
    performance: names('performance'),
  });
});
