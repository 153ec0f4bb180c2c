import type { DrawnNote, EdgeHead, EdgeLine, NodeShape, Structure, StructureEdge, StructureNode } from '#model';
import { lossesOf } from '../losses.ts';
import { renaming } from '../names.ts';
import { Page } from '../page.ts';
import type { Printed } from '../printed.ts';
import { structureSteps } from '../structure-steps.ts';
import { openDiagram, writeDirection } from './head.ts';
import { escaped, isKeyword, isUnwritable, writeText } from './texts.ts';

const losses = lossesOf('PlantUML');

/** A component, deployment or use case diagram as PlantUML. */
export function printStructure(structure: Structure): Printed {
  const page = new Page('plantuml');
  const { nodes, groups, notes } = structure;
  const bracketed = new Set(nodes.filter((node) => brackets(node) !== undefined).map(({ id }) => id));
  const { nameOf, renamed } = renaming(
    [...nodes, ...groups].map(({ id }) => id),
    (id) => isWord(id) || bracketed.has(id),
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const end = (id: string) => {
    const node = byId.get(id);
    return node && !isWord(id) ? (brackets(node) ?? nameOf(id)) : nameOf(id);
  };
  openDiagram(page, structure);
  writeDirection(page, structure.direction, structure);
  for (const step of structureSteps(structure, mentionedShape(structure), renamed)) {
    if (step.type === 'edge') page.line(edgeText(step.edge, end, page));
    else if (step.type === 'close') page.close('}');
    else if (step.type === 'node') {
      page.line(`${declaration(step.node, nameOf, page)}${step.node.shape === 'object' ? ' {' : ''}`);
      if (step.node.shape === 'object') page.line('}');
    } else {
      page.open(`${declaration(step.group, nameOf, page)} {`);
      if (step.group.direction) page.lose(losses.direction(step.group, step.group.direction));
    }
  }
  notes.forEach((note, index) => {
    writeNote(page, note, end, `N${index + 1}`);
  });
  page.line('@enduml');
  return { text: page.text(), losses: page.losses, renamed };
}

/** What PlantUML draws a name as that nothing declares; where nothing is declared at all, it draws a sequence. */
function mentionedShape({ nodes, groups }: Structure): NodeShape | undefined {
  if (groups.length === 0 && nodes.every(({ declared }) => !declared)) return undefined;
  const telling = nodes.filter(({ shape }) => shape === 'usecase' || shape === 'actor');
  if (telling.length === 0) return 'interface';
  return telling.some(({ declared }) => declared) ? 'actor' : undefined;
}

/** Shapes that only a flowchart has, and what is nearest to them. */
const nearest: Partial<Record<NodeShape, NodeShape>> = {
  diamond: 'hexagon',
  'double-circle': 'circle',
  flag: 'label',
  document: 'file',
  documents: 'file',
  'lined-cylinder': 'database',
};

const keywords: Partial<Record<NodeShape, string>> = { 'port-in': 'portin', 'port-out': 'portout', object: 'map' };

/** What a keyword of the same name draws. */
const drawn: ReadonlySet<NodeShape> = new Set([
  ...(['action', 'actor', 'agent', 'artifact', 'boundary', 'card', 'circle', 'cloud', 'collections'] as const),
  ...(['component', 'control', 'database', 'entity', 'file', 'folder', 'frame', 'hexagon', 'interface'] as const),
  ...(['label', 'node', 'package', 'person', 'port', 'process', 'queue', 'rectangle', 'stack'] as const),
  ...(['storage', 'usecase'] as const),
]);

type Declared = Pick<StructureNode, 'id' | 'label' | 'shape' | 'stereotypes' | 'range'>;

function declaration(declared: Declared, nameOf: (id: string) => string, page: Page): string {
  const { id, label, shape, stereotypes } = declared;
  const keyword = keywords[shape] ?? (drawn.has(shape) ? shape : (nearest[shape] ?? 'rectangle'));
  if (!drawn.has(shape) && keywords[shape] === undefined) page.lose(losses.shape(declared, id, shape));
  // Signs of a shape at both ends of a group's label are not shown, even in quotes.
  const enclosed = !('declared' in declared) && /^\[.*\]$|^\(.*\)$|^:.*:$/s.test(label);
  if (isUnwritable(label) || label.includes('"') || enclosed) page.lose(losses.text(declared, label));
  // What a table is marked with is not kept.
  if (shape === 'object' && stereotypes.length > 0) page.lose(losses.stereotypes(declared, id));
  const name = nameOf(id);
  // A label of nothing is a blank.
  const shown = escaped(label.replaceAll('"', "'")) || ' ';
  const written = isWord(name) ? (label === name ? name : `"${shown}" as ${name}`) : brackets(declared)!;
  const lead = isWord(name) ? `${keyword} ` : '';
  return `${lead}${written}${stereotypes.map((stereotype) => ` <<${stereotype}>>`).join('')}`;
}

function isWord(id: string): boolean {
  return /^[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*$/u.test(id) && !isKeyword(id);
}

/** `[Web shop]`, `(Log in)`, `:Buyer:`: names of several words stand in the signs of their shape. */
function brackets({ id, label, shape }: Pick<StructureNode, 'id' | 'label' | 'shape'>): string | undefined {
  if (label !== id || /["[\]():\\<>\r\n]|^\s|\s$|^$/.test(id)) return undefined;
  if (shape === 'component') return `[${id}]`;
  if (shape === 'usecase') return `(${id})`;
  return shape === 'actor' ? `:${id}:` : undefined;
}

const lines: Readonly<Record<EdgeLine, string>> = {
  solid: '--',
  dashed: '..',
  dotted: '-[dotted]-',
  thick: '==',
  invisible: '-[hidden]-',
};

const heads: Readonly<Record<EdgeHead, readonly [left: string, right: string]>> = {
  none: ['', ''],
  arrow: ['<', '>'],
  triangle: ['<|', '|>'],
  diamond: ['o', 'o'],
  'filled-diamond': ['*', '*'],
  circle: ['0', '0'],
  cross: ['x', 'x'],
  other: ['', ''],
};

function edgeText(edge: StructureEdge, end: (id: string) => string, page: Page): string {
  const { from, to, label, line, fromHead, toHead } = edge;
  if (fromHead === 'other' || toHead === 'other' || edge.id !== undefined) page.lose(losses.edge(edge, from, to));
  if (isUnwritable(label)) page.lose(losses.text(edge, label));
  const [left, right] = [edge.fromLabel, edge.toLabel].map((text) => {
    if (text !== undefined && (isUnwritable(text) || text.includes('"'))) page.lose(losses.text(edge, text));
    return text === undefined ? '' : `"${escaped(text.replaceAll('"', "'"))}" `;
  });
  const drawn = `${left}${heads[fromHead][0]}${lines[line]}${heads[toHead][1]} ${right}`;
  return `${end(from)} ${drawn}${end(to)}${label && ` : ${escaped(label)}`}`;
}

function writeNote(page: Page, note: DrawnNote, end: (id: string) => string, alias: string): void {
  if (isUnwritable(note.text)) page.lose(losses.text(note, note.text));
  if (note.of.length === 1) {
    writeText(page, `note right of ${end(note.of[0]!)}`, note.text, 'end note');
    return;
  }
  page.open(`note as ${alias}`);
  for (const line of note.text.split('\n')) page.line(escaped(line));
  page.close('end note');
  for (const id of note.of) page.line(`${end(id)} .. ${alias}`);
}
