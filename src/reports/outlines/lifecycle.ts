import type { Lifecycle, State } from '#model';
import type { Paint } from '../terminal/paint.ts';
import { oneLine } from '../terminal/text.ts';
import { elementText, nested, noteLine, outlineLine } from './drawn.ts';

/** States as they stand in one another, concurrent regions apart, then the transitions, then notes. */
export function lifecycleOutline({ states, transitions, notes }: Lifecycle, paint: Paint): string[] {
  const stars = new Set(states.filter(isStar).map(({ id }) => id));
  const name = (id: string) => (stars.has(id) ? '[*]' : oneLine(id));
  const sections = [
    stateLines(states, paint),
    transitions.map(({ from, to, label, range }) => {
      const text = `${name(from)} --> ${name(to)}${label ? `: ${oneLine(label)}` : ''}`;
      return outlineLine(range, 0, text, paint);
    }),
    notes.map((note) => noteLine(note, paint)),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function stateLines(states: readonly State[], paint: Paint): string[] {
  const lines: string[] = [];
  const regions = new Map<string | null, number>();
  const byRegion = [...states].sort((a, b) => a.region - b.region);
  for (const { element: state, depth } of nested(byRegion, ({ parent }) => parent)) {
    const { kind, descriptions, parent, region, range } = state;
    const add = (text: string) => lines.push(outlineLine(range, depth, text, paint));
    if (region > (regions.get(parent) ?? 0)) add(paint.dim('--'));
    regions.set(parent, region);
    add(elementText(paint.dim(kind), isStar(state) ? { ...state, id: '[*]', label: '[*]' } : state, paint));
    for (const text of descriptions) add(paint.dim(`  : ${oneLine(text)}`));
  }
  return lines;
}

/** Is it drawn as `[*]`, without a name of its own? */
function isStar({ id, kind }: State): boolean {
  return (kind === 'initial' || kind === 'final') && id.endsWith(`[*]${kind}`);
}
