import type { PatternListResult } from './results.ts';

/** A table. */
export function patternListMarkdown({ patterns }: PatternListResult): string {
  const rows = patterns.map(
    ({ name, title, description, quality, difficulty, performance }) =>
      `| \`${name}\` | ${title} | ${description} | ${quality} | ${difficulty} | ${performance.replace('-', ' ')} |`,
  );
  const head = ['| pattern | title | what happens | quality | difficulty | performance |', '|---|---|---|---|---|---|'];
  return `${[...head, ...rows].join('\n')}\n`;
}
