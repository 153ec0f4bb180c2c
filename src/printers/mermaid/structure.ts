import type { EdgeLine, NodeShape, Structure, StructureEdge, StructureNode } from '#model';
import { lossesOf } from '../losses.ts';
import { renaming } from '../names.ts';
import { Page } from '../page.ts';
import type { Printed } from '../printed.ts';
import { structureSteps } from '../structure-steps.ts';
import { openDiagram } from './head.ts';

const losses = lossesOf('Mermaid');

/** A flowchart as Mermaid. */
export function printStructure(structure: Structure): Printed {
  const page = new Page('mermaid');
  const { nodes, groups, notes, direction } = structure;
  const { nameOf, renamed } = renaming(
    [...nodes, ...groups].map(({ id }) => id),
    isWritableId,
  );
  openDiagram(page, `flowchart${direction ? ` ${direction}` : ''}`, structure);
  for (const step of structureSteps(structure, 'rectangle', renamed)) {
    if (step.type === 'edge') page.line(edgeText(step.edge, nameOf, page));
    else if (step.type === 'close') page.close('end');
    else if (step.type === 'node') page.line(nodeText(step.node, nameOf(step.node.id), page));
    else {
      const { group } = step;
      const name = nameOf(group.id);
      if (group.shape !== 'frame') page.lose(losses.shape(group, group.id, group.shape));
      if (group.stereotypes.length > 0) page.lose(losses.stereotypes(group, group.id));
      page.open(group.label === name ? `subgraph ${name}` : `subgraph ${name}[${quoted(group.label)}]`);
      if (group.direction) page.line(`direction ${group.direction}`);
    }
  }
  for (const note of notes) {
    page.lose(losses.flowchartNote(note));
    page.comment(note.text);
  }
  return { text: page.text(), losses: page.losses, renamed };
}

/** What encloses the label of a node, by its shape. */
const shapes: Readonly<Partial<Record<NodeShape, readonly [string, string]>>> = {
  rectangle: ['[', ']'],
  rounded: ['(', ')'],
  stadium: ['([', '])'],
  subroutine: ['[[', ']]'],
  database: ['[(', ')]'],
  circle: ['((', '))'],
  'double-circle': ['(((', ')))'],
  diamond: ['{', '}'],
  hexagon: ['{{', '}}'],
  asymmetric: ['>', ']'],
  ellipse: ['(-', '-)'],
  'lean-right': ['[/', '/]'],
  'lean-left': ['[\\', '\\]'],
  trapezoid: ['[/', '\\]'],
  'trapezoid-inverted': ['[\\', '/]'],
};

/** Shapes that have no signs, only names. */
const namedShapes: Readonly<Partial<Record<NodeShape, string>>> = {
  bang: 'bang',
  'bow-tie-rectangle': 'bow-rect',
  'brace-left': 'brace',
  'brace-right': 'brace-r',
  braces: 'braces',
  browser: 'browser',
  bucket: 'bucket',
  card: 'notch-rect',
  cloud: 'cloud',
  collections: 'st-rect',
  console: 'console',
  'crossed-circle': 'cross-circ',
  'curved-trapezoid': 'curv-trap',
  'data-store': 'datastore',
  delay: 'delay',
  'divided-rectangle': 'div-rect',
  document: 'doc',
  documents: 'docs',
  'filled-circle': 'f-circ',
  flag: 'flag',
  'flipped-triangle': 'flip-tri',
  folder: 'folder',
  fork: 'fork',
  'framed-circle': 'fr-circ',
  hourglass: 'hourglass',
  label: 'text',
  'lightning-bolt': 'bolt',
  'lined-cylinder': 'lin-cyl',
  'lined-document': 'lin-doc',
  'lined-rectangle': 'lin-rect',
  'notched-pentagon': 'notch-pent',
  note: 'note',
  person: 'person',
  queue: 'h-cyl',
  'sloped-rectangle': 'sl-rect',
  'small-circle': 'sm-circ',
  'tagged-document': 'tag-doc',
  'tagged-rectangle': 'tag-rect',
  triangle: 'tri',
  'window-pane': 'win-pane',
};

function nodeText(node: StructureNode, name: string, page: Page): string {
  const { label, shape, stereotypes } = node;
  const signs = shapes[shape];
  const named = namedShapes[shape];
  if (!signs && !named) page.lose(losses.shape(node, node.id, shape));
  if (stereotypes.length > 0) page.lose(losses.stereotypes(node, node.id));
  if (/\n[^\S\n]|[^\S\n]\n/.test(label)) page.lose(losses.text(node, label));
  if (named) return `${name}@{ shape: ${named}, label: ${quoted(label).replaceAll('\\', '\\\\')} }`;
  if (label === name && shape === 'rectangle') return name;
  const [open, close] = signs ?? ['[', ']'];
  return `${name}${open}${quoted(label)}${close}`;
}

/** A text in quotes, in which line breaks and quotes are written as Mermaid wants them. */
function quoted(text: string): string {
  const inside = text.replace(/^`|["#]|\\(?=n)|<(?=br\s*\/?>)|(?<=%%)\{/gi, (sign) =>
    sign === '"' ? '#quot;' : `#${sign.charCodeAt(0)};`,
  );
  return `"${inside.replaceAll('\n', '<br/>')}"`;
}

function isWritableId(id: string): boolean {
  const words =
    /^(?:end|default|graph|flowchart(?:-elk)?|subgraph|style|linkstyle|classdef|class|click|href|call|direction)$/i;
  return /^[\p{L}\p{N}_]+(?:[-.][\p{L}\p{N}_]+)*$/u.test(id) && !words.test(id);
}

/** A line without heads, and the same before a head on its right. */
const lines: Readonly<Record<EdgeLine, readonly [bare: string, headed: string]>> = {
  solid: ['---', '--'],
  dashed: ['-.-', '-.-'],
  dotted: ['-.-', '-.-'],
  thick: ['===', '=='],
  invisible: ['~~~', '~~~'],
};

const heads: Readonly<Partial<Record<StructureEdge['toHead'], readonly [left: string, right: string]>>> = {
  none: ['', ''],
  arrow: ['<', '>'],
  circle: ['o', 'o'],
  cross: ['x', 'x'],
};

function edgeText(edge: StructureEdge, nameOf: (id: string) => string, page: Page): string {
  const { from, to, label, line, fromHead, toHead, id } = edge;
  const [left] = heads[fromHead] ?? [];
  const right = heads[toHead]?.[1];
  const headed = toHead !== 'none';
  // A head on the left alone is no line of Mermaid's.
  const fits =
    left !== undefined &&
    right !== undefined &&
    (fromHead === 'none' || fromHead === toHead) &&
    line !== 'dashed' &&
    edge.fromLabel === undefined &&
    edge.toLabel === undefined &&
    (line !== 'invisible' || !headed);
  if (!fits) page.lose(losses.edge(edge, from, to));
  const [bare, beforeHead] = lines[line];
  const drawn = fits ? `${left}${headed ? beforeHead : bare}${right}` : `${beforeHead}>`;
  const text = label && `|${quoted(label)}|`;
  return `${nameOf(from)} ${id === undefined ? '' : `${id}@`}${drawn}${text} ${nameOf(to)}`;
}
