import type { ReportOptions } from '../report.ts';
import { paintWith } from '../terminal/paint.ts';
import { hanging, padEnd, wrap } from '../terminal/text.ts';
import type { GuidedPlace, ShownPattern } from './results.ts';

const guideWords: Readonly<Record<GuidedPlace['guide'], string>> = {
  useCase: 'use case',
  complexity: 'complexity',
  performance: 'performance',
  domain: 'domain',
};

/** All that is known of a pattern, then its drawing. */
export function shownPatternPretty({ pattern, places, drawings }: ShownPattern, options: ReportOptions): string {
  const paint = paintWith(options.colors);
  const width = Math.min(100, Math.max(60, options.width ?? 100));
  const list = (title: string, items: readonly string[]) => [
    paint.bold(title),
    ...items.flatMap((item) => hanging('  - ', item, width)),
  ];
  const names = Math.max(...pattern.participants.map(({ name }) => name.length));
  const guides = Math.max(...places.map(({ guide }) => guideWords[guide].length));
  const sections = [
    [`${paint.bold(pattern.title)} (${pattern.name})`, ...wrap(pattern.description, width)],
    [
      `quality ${pattern.quality}/10, difficulty ${pattern.difficulty}/10, performance ${pattern.performance.replace('-', ' ')}`,
    ],
    list('When to use', pattern.whenToUse),
    list('Points to mind', pattern.pointsToMind),
    [
      paint.bold('Participants'),
      ...pattern.participants.flatMap(({ name, role }) => hanging(`  ${padEnd(name, names)}  `, role, width)),
    ],
    [
      paint.bold('In the guides'),
      ...places.flatMap(({ guide, title, why }) =>
        hanging(`  ${padEnd(guideWords[guide], guides)}  `, `${title}: ${why}`, width),
      ),
    ],
    [paint.bold('Drawing'), ...drawings.mermaid.trimEnd().split('\n').map(indented)],
    [
      `asdrawn patterns add ${pattern.name} copies it; --rename ${renamingOf(pattern.participants)} gives it your names`,
    ],
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function indented(line: string): string {
  return `  ${line}`.trimEnd();
}

/** An example with the first name of the pattern's own. */
function renamingOf([, second]: ShownPattern['pattern']['participants']): string {
  const name = second?.name ?? 'Client';
  return /\s/.test(name) ? `"${name}=my-service"` : `${name}=my-service`;
}
