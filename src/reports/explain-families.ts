import type { Explanation } from './explanation.ts';

/** What the codes of a family are about. */
const titles: Readonly<Record<string, string>> = {
  lint: 'Rules of asdrawn lint',
  sequence: 'What a case does otherwise than drawn',
  case: 'Why a case could not be judged plainly',
  binding: 'Who is who',
  check: 'The run, or a drawing as a whole',
  project: 'Files',
  document: 'Files of drawings',
  markdown: 'Documents',
  configuration: 'asdrawn.yaml',
  settings: 'Settings that nothing answers to',
  directive: 'Comments in drawings',
  traces: 'Recordings and backends',
  convert: 'asdrawn convert',
  patterns: 'asdrawn patterns add',
  format: 'asdrawn format',
  init: 'asdrawn init',
  render: 'asdrawn render',
  run: 'asdrawn run',
  schemas: 'JSON Schemas for bodies',
  report: 'Reports',
  plantuml: 'Texts in PlantUML',
  mermaid: 'Texts in Mermaid',
  internal: 'Defects of asdrawn',
};

export interface Family {
  readonly title: string;
  readonly explanations: readonly Explanation[];
}

/** Explanations by family, in the order in which they come. */
export function familiesOf(explanations: readonly Explanation[]): readonly Family[] {
  const byName = Map.groupBy(explanations, ({ code }) => code.split('/')[0]!);
  return Array.from(byName, ([name, own]) => ({ title: titles[name] ?? name, explanations: own }));
}

/** A rule says what it tells in a sentence, other codes in a phrase; shown are sentences. */
export function summaryOf({ summary }: Pick<Explanation, 'summary'>): string {
  const sentence = `${summary[0]!.toUpperCase()}${summary.slice(1)}`;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}
