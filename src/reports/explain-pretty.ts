import { circumstances, exampleLines, written } from './explain-example.ts';
import { familiesOf, summaryOf } from './explain-families.ts';
import type { ExplainedExample, ExplainResult, Explanation } from './explanation.ts';
import type { ReportOptions } from './report.ts';
import { type Paint, paintWith, severityStyle } from './terminal/paint.ts';
import { padEnd, wrap } from './terminal/text.ts';

/** A page for each code that was asked for; of families and of everything, a line for each. */
export function explainPretty({ about, explanations }: ExplainResult, { colors, width = 80 }: ReportOptions): string {
  const look = { paint: paintWith(colors), width: Math.min(90, Math.max(60, width)) };
  if (about === 'code') return `${explanations.map((each) => page(each, look).join('\n')).join('\n\n\n')}\n`;
  const parts = familiesOf(explanations).map(({ title, explanations: own }) =>
    [look.paint.bold(title), ...own.map((each) => line(each, own, look))].join('\n'),
  );
  return `${[...parts, 'asdrawn explain <code> tells all about one of them.'].join('\n\n')}\n`;
}

interface Look {
  readonly paint: Paint;
  readonly width: number;
}

/** One line each, so that the list can be searched by line. */
function line({ severity, ...rest }: Explanation, family: readonly Explanation[], { paint }: Look): string {
  const column = Math.max(...family.map(({ code }) => code.length));
  const gravity = severityPaint(paint, severity)(padEnd(severity, 7));
  return `  ${padEnd(rest.code, column)}  ${gravity}  ${summaryOf(rest)}`;
}

function severityPaint(paint: Paint, severity: Explanation['severity']): Paint {
  return severity === 'off' ? paint.dim : severityStyle(paint, severity);
}

function page(explanation: Explanation, look: Look): string[] {
  const { code, severity, documentation, options = {}, bad = [], good = [] } = explanation;
  const { configuration, suppression } = explanation;
  const { paint, width } = look;
  const usual = severity === 'off' ? 'off unless it is set' : severity;
  const head = `${paint.bold(code)} (${severityPaint(paint, severity)(usual)})`;
  const texts = [summaryOf(explanation), ...documentation.split(/\n\s*\n/)].map((text) =>
    wrap(text.replaceAll('\n', ' '), width),
  );
  const names = Math.max(0, ...Object.keys(options).map(({ length }) => length));
  const optionLines = Object.entries(options).flatMap(([name, { value, about }]) => [
    `  ${padEnd(name, names)}  ${about}; ${paint.bold(written(value))} unless set`,
  ]);
  const settings = configuration?.trimEnd().split('\n') ?? [];
  const comments = [
    ...(code.startsWith('plantuml/') ? [] : ['  Mermaid   %% ']),
    ...(code.startsWith('mermaid/') ? [] : ["  PlantUML  ' "]),
  ];
  const silence = suppression
    ? [...comments.map((start) => start + suppression), '  for the next line only: disable-next-line']
    : [];
  const sections = [
    [head],
    ...texts,
    titled('Options', optionLines, look),
    ...bad.map((each) => example('Told', each, look)),
    ...good.map((each) => example('Not told', each, look)),
    titled(
      'In asdrawn.yaml',
      settings.map((text) => `  ${text}`),
      look,
    ),
    titled('Keep it silent, by a comment in the drawing', silence, look),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .split('\n');
}

function titled(title: string, lines: readonly string[], { paint }: Look): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines];
}

function example(title: string, shown: ExplainedExample, look: Look): string[] {
  const { paint } = look;
  const around = circumstances(shown);
  const where = paint.dim(`${shown.path}${around === '' ? '' : `, ${around}`}`);
  const lines = exampleLines(shown, (carets) => paint.red(carets)).map((text) => `  ${text}`);
  const fixed = shown.fixed === undefined ? [] : ['  fixed:', ...mended(shown.fixed).map((text) => `  ${text}`)];
  return [`${paint.bold(title)} ${where}`, ...lines, ...fixed];
}

function mended(text: string): string[] {
  return exampleLines({ path: '', text, told: [] });
}
