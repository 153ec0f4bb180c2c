import type { Compared } from './compare.ts';

/** Why a sample is read differently, by its id; kept by hand. */
export type Reasons = Readonly<Record<string, string>>;

/** The share of samples on which both agree, by language and kind, as Markdown. */
export function agreementTable(compared: readonly Compared[]): string {
  const rows = [...groups(compared)].map(([name, of]) => {
    const verdicts = of.filter(({ sameVerdict }) => sameVerdict).length;
    const both = of.filter(({ sample, accepted }) => sample.accepted && accepted);
    const facts = both.filter(({ differences }) => differences.length === 0).length;
    return `| ${name} | ${of.length} | ${share(verdicts, of.length)} | ${share(facts, both.length)} |`;
  });
  return [
    '| diagrams | samples | accepted or rejected alike | the same drawn, of what both accept |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}

/** Every sample that is read differently, with its reason. */
export function differenceTable(compared: readonly Compared[], reasons: Reasons): string {
  const rows = compared.filter(isDifferent).map((each) => {
    const { sample, accepted, sameVerdict, differences } = each;
    const what = sameVerdict ? differences.join('; ') : accepted ? 'accepted here alone' : 'rejected here alone';
    return `| ${cell(sample.id)} | ${cell(what)} | ${cell(reasons[sample.id] ?? 'none')} |`;
  });
  return ['| sample | difference | why |', '|---|---|---|', ...rows].join('\n');
}

export function isDifferent({ sameVerdict, differences }: Compared): boolean {
  return !sameVerdict || differences.length > 0;
}

function groups(compared: readonly Compared[]): Map<string, Compared[]> {
  const found = new Map<string, Compared[]>();
  for (const each of compared) {
    const { language, kind, id } = each.sample;
    const name = `${language === 'mermaid' ? 'Mermaid' : 'PlantUML'} ${kind}, ${id.includes(' ') ? 'features' : 'corpus'}`;
    found.set(name, [...(found.get(name) ?? []), each]);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ').slice(0, 300);
}
