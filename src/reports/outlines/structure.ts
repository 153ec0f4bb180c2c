import type { EdgeHead, EdgeLine, Structure, StructureEdge } from '#model';
import type { Paint } from '../terminal/paint.ts';
import { oneLine } from '../terminal/text.ts';
import { byPlace, elementText, nested, noteLine, outlineLine } from './drawn.ts';

/** Nodes and groups as they stand in one another, then the lines between them, then notes. */
export function structureOutline({ nodes, groups, edges, notes }: Structure, paint: Paint): string[] {
  const elements = [...groups, ...nodes].sort(byPlace);
  const holding = new Set(groups.map(({ id }) => id));
  const tree = [...nested(elements, ({ group }) => group)].map(({ element, depth }) => {
    const kind = (holding.has(element.id) ? paint.cyan : paint.dim)(element.shape);
    return outlineLine(element.range, depth, elementText(kind, element, paint), paint);
  });
  const sections = [
    tree,
    edges.map((edge) => outlineLine(edge.range, 0, edgeText(edge), paint)),
    notes.map((note) => noteLine(note, paint)),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

const lines: Readonly<Record<EdgeLine, string>> = {
  solid: '--',
  dashed: '..',
  dotted: '-.-',
  thick: '==',
  invisible: '~~',
};

/** As PlantUML writes them, left end and right end. */
const heads: Readonly<Record<EdgeHead, readonly [string, string]>> = {
  none: ['', ''],
  arrow: ['<', '>'],
  triangle: ['<|', '|>'],
  diamond: ['o', 'o'],
  'filled-diamond': ['*', '*'],
  circle: ['0', '0'],
  cross: ['x', 'x'],
  other: ['?', '?'],
};

function edgeText({ from, to, label, fromLabel, toLabel, line, fromHead, toHead }: StructureEdge): string {
  const end = (text: string | undefined) => (text ? ` "${oneLine(text)}"` : '');
  const arrow = `${heads[fromHead][0]}${lines[line]}${heads[toHead][1]}`;
  return `${oneLine(from)}${end(fromLabel)} ${arrow}${end(toLabel)} ${oneLine(to)}${label ? `: ${oneLine(label)}` : ''}`;
}
