import type { DrawnNote, EdgeHead, EdgeLine, NodeShape, Structure, StructureEdge, StructureNode } from '#model';
import { lossesOf } from '../losses.ts';
import { renaming } from '../names.ts';
import { Page } from '../page.ts';
import type { Printed } from '../printed.ts';
import { structureSteps } from '../structure-steps.ts';
import { openDiagram, writeDirection } from './head.ts';
import { escaped, isUnwritable, writeText } from './texts.ts';

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
  for (const step of structureSteps(structure)) {
    if (step.type === 'edge') page.line(edgeText(step.edge, end, page));
    else if (step.type === 'close') page.close('}');
    else if (step.type === 'node') page.line(declaration(step.node, nameOf, page));
    else {
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

/** Shapes that only a flowchart has, and what is nearest to them. */
const nearest: Partial<Record<NodeShape, NodeShape>> = {
  diamond: 'hexagon',
  'double-circle': 'circle',
  flag: 'label',
  'lean-left': 'rectangle',
  'lean-right': 'rectangle',
  port: 'port',
  rounded: 'rectangle',
  stadium: 'rectangle',
  subroutine: 'rectangle',
  trapezoid: 'rectangle',
  'trapezoid-inverted': 'rectangle',
};

const keywords: Partial<Record<NodeShape, string>> = { 'port-in': 'portin', 'port-out': 'portout' };

type Declared = Pick<StructureNode, 'id' | 'label' | 'shape' | 'stereotypes' | 'range'>;

function declaration(declared: Declared, nameOf: (id: string) => string, page: Page): string {
  const { id, label, shape, stereotypes } = declared;
  const near = nearest[shape];
  if (near !== undefined && near !== shape) page.lose(losses.shape(declared, id, shape));
  if (isUnwritable(label) || label.includes('"')) page.lose(losses.text(declared, label));
  const keyword = keywords[shape] ?? near ?? shape;
  const name = nameOf(id);
  const shown = escaped(label.replaceAll('"', "'"));
  const written = isWord(name) ? (label === name ? name : `"${shown}" as ${name}`) : brackets(declared)!;
  const lead = isWord(name) ? `${keyword} ` : '';
  return `${lead}${written}${stereotypes.map((stereotype) => ` <<${stereotype}>>`).join('')}`;
}

function isWord(id: string): boolean {
  return /^[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*$/u.test(id);
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
  const drawn = `${heads[fromHead][0]}${lines[line]}${heads[toHead][1]}`;
  return `${end(from)} ${drawn} ${end(to)}${label && ` : ${escaped(label)}`}`;
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
