import { circumstances, exampleLines, written } from './explain-example.ts';
import { familiesOf, summaryOf } from './explain-families.ts';
import type { ExplainedExample, ExplainResult, Explanation } from './explanation.ts';
import { codeBlock, codeCell } from './markdown/text.ts';

/** The same as pages of a document: docs/rules.md is the one of the family `lint`. */
export function explainMarkdown({ explanations }: ExplainResult): string {
  const parts = familiesOf(explanations).flatMap(({ title, explanations: own }) => [
    `# ${title}`,
    ...(own.length > 1 ? [table(own)] : []),
    ...own.flatMap(page),
  ]);
  return `${parts.join('\n\n')}\n`;
}

function table(explanations: readonly Explanation[]): string {
  const rows = explanations.map((each) => {
    const anchor = each.code.replace('/', '');
    return `| [\`${each.code}\`](#${anchor}) | ${each.severity} | ${summaryOf(each).replaceAll('|', '\\|')} |`;
  });
  return ['| code | unless set otherwise | |', '|---|---|---|', ...rows].join('\n');
}

function page(explanation: Explanation): string[] {
  const { code, severity, documentation, options = {}, bad = [], good = [] } = explanation;
  const { configuration, suppression } = explanation;
  const rows = Object.entries(options).map(
    ([name, { value, about }]) => `| \`${name}\` | ${codeCell(written(value))} | ${about.replaceAll('|', '\\|')} |`,
  );
  return [
    `## ${code}`,
    `**${severity}**: ${summaryOf(explanation)}`,
    documentation,
    ...(rows.length > 0 ? [['| option | unless set | |', '|---|---|---|', ...rows].join('\n')] : []),
    ...bad.flatMap((each) => example('Told', each)),
    ...good.flatMap((each) => example('Not told', each)),
    ...(configuration === undefined ? [] : [`\`\`\`yaml\n${configuration.trimEnd()}\n\`\`\``]),
    ...(suppression === undefined ? [] : [`Kept silent by a comment in the drawing: \`${suppression}\`.`]),
  ];
}

function example(title: string, shown: ExplainedExample): string[] {
  const around = circumstances(shown);
  const fixed = shown.fixed === undefined ? [] : ['Fixed:', block({ path: '', text: shown.fixed, told: [] })];
  return [`${title} (\`${shown.path}\`${around === '' ? '' : `, ${around}`}):`, block(shown), ...fixed];
}

function block(shown: ExplainedExample): string {
  return codeBlock(exampleLines(shown)).join('\n');
}
