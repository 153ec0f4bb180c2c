import type { Direction, NodeId, NodeShape, Structure, StructureEdge, StructureGroup, StructureNode } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import { BlockEnds } from '../../lowering/block-ends.ts';
import { greatestDepth, type Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { mermaidLabel } from '../../lowering/texts.ts';
import { tooDeep, unclosedBlock } from '../messages.ts';
import { linkShape } from './links.ts';
import { Membership } from './membership.ts';
import * as say from './messages.ts';
import { explain } from './misfits.ts';
import { readShapeData } from './shape-data.ts';
import { shapeNamed, shapeOfBrackets } from './shapes.ts';
import type { FlowStatement, FlowText, LinkMention, NodeMention } from './statements.ts';

type Statement<Type extends FlowStatement['type']> = Extract<FlowStatement, { type: Type }>;

/** A node while it is still being read: later mentions may say more of it. */
interface OpenNode {
  readonly id: NodeId;
  label: string | undefined;
  shape: NodeShape;
  span: Span;
  declared: boolean;
  /** Named by a `style` alone so far: Mermaid draws it, where the drawing means another one or none. */
  phantom: boolean;
}

interface OpenSubgraph {
  id: NodeId | undefined;
  label: string;
  direction: Direction | undefined;
  span: Span;
}

/** How many edges Mermaid draws unless the page that draws them says otherwise (`maxEdges`). */
const edgeLimit = 500;
/** How many are kept. `A & B --> C & D` makes so many of one line that memory would run out. */
const mostEdges = 100_000;

/** Gives the statements of a flowchart their meaning. */
export class FlowLowering {
  readonly problems: Problem[] = [];
  readonly #text: DiagramText;
  readonly #source: string;
  readonly #nodes = new Map<NodeId, OpenNode>();
  readonly #edges: StructureEdge[] = [];
  #edgeCount = 0;
  readonly #edgeIds = new Set<string>();
  readonly #parallel = new Map<string, number>();
  /** How many edges `#parallel` knows. */
  #counted = 0;
  /** In the order in which they begin, those left out that are nested too deeply. */
  readonly #subgraphs: OpenSubgraph[] = [];
  readonly #groups = new Map<NodeId, OpenSubgraph>();
  readonly #members = new Membership();
  readonly #ends: BlockEnds;
  /** The first link that Mermaid does not draw any more. */
  #overLimit: Span | undefined;
  /** The first link that is not kept. */
  #leftOut: Span | undefined;
  #dropped = 0;
  /** Blocks whose first line could not be read: their `end` is no further mistake. */
  #unread = 0;
  #closed = 0;

  constructor(text: DiagramText, source: string) {
    this.#text = text;
    this.#source = source;
    this.#ends = new BlockEnds(text);
  }

  statement(statement: FlowStatement): void {
    switch (statement.type) {
      case 'chain':
        this.#chain(statement);
        break;
      case 'subgraph':
        this.#open(statement);
        break;
      case 'end':
        this.#close(statement);
        break;
      case 'direction':
        this.#direction(statement);
        break;
      case 'style':
        this.#style(statement);
        break;
      case 'linkStyle':
        this.#linkStyle(statement);
        break;
      case 'other':
        break;
      case 'misfit':
        this.problems.push(explain(statement.misfit, statement, this.#source));
        if (opensBlock(statement, this.#source)) this.#unread += 1;
    }
  }

  finish(title: string | undefined, direction: Direction | undefined): Structure {
    for (const missing of this.#ends.missing()) this.problems.push(unclosedBlock(missing));
    const end = this.#source.trimEnd().length;
    while (this.#members.depth > 0) this.#closeOne({ start: end, end });
    for (const { id, span, phantom } of this.#nodes.values()) {
      if (phantom && !this.#groups.has(id)) this.problems.push(say.phantom(span, id, this.#drawnIds()));
    }
    const broken = this.#members.breakCircles(this.#groups.keys());
    for (const id of broken) this.problems.push(say.circle(this.#groups.get(id)!.span, id));
    if (this.#overLimit) this.problems.push(say.manyEdges(this.#overLimit, this.#edgeCount, edgeLimit));
    if (this.#leftOut) this.problems.push(say.edgesLeftOut(this.#leftOut, this.#edgeCount - mostEdges, mostEdges));
    return {
      kind: 'structure',
      ...(title ? { title } : {}),
      ...(direction ? { direction } : {}),
      nodes: this.#finishedNodes(),
      groups: this.#finishedGroups(),
      edges: this.#edges,
      notes: [],
      range: this.#text.wholeRange(),
    };
  }

  #chain({ groups, links }: Statement<'chain'>): void {
    const alone = links.length === 0 && groups[0]!.length === 1;
    for (const node of groups[0]!) this.#mention(node, alone);
    for (let index = 0; index < links.length; index++) {
      const right = groups[index + 1]!;
      for (const node of right) this.#mention(node, false);
      this.#link(groups[index]!, right, links[index]!);
    }
  }

  #mention(mention: NodeMention, alone: boolean): void {
    const { id, brackets, text, data } = mention;
    // `e1@{ animate: true }` is about an edge.
    if (!brackets && this.#isEdge(id)) {
      if (data) this.#data(data);
      return;
    }
    let node = this.#nodes.get(id);
    const declares = brackets !== undefined || data !== undefined || alone;
    if (!node) {
      node = { id, label: undefined, shape: 'rectangle', span: mention, declared: declares, phantom: false };
      this.#nodes.set(id, node);
    } else if (node.phantom || (declares && !node.declared)) {
      node.declared = declares;
      node.phantom = false;
      node.span = mention;
    }
    if (text) node.label = this.#label(text);
    if (brackets) node.shape = shapeOfBrackets(brackets);
    if (data) this.#describe(node, data);
    this.#members.mention(id);
    if (id === '%%' && alone) this.problems.push(say.emptyComment(mention));
  }

  /** Also by the ids that Mermaid gives to edges without one: `L_A_B_0` for the first from A to B. */
  #isEdge(id: string): boolean {
    if (this.#edgeIds.has(id)) return true;
    if (!id.startsWith('L_')) return false;
    for (; this.#counted < this.#edges.length; this.#counted += 1) {
      const { from, to, id: own } = this.#edges[this.#counted]!;
      const stem = `L_${from}_${to}_`;
      const before = this.#parallel.get(stem) ?? 0;
      this.#parallel.set(stem, before + 1);
      if (own === undefined) this.#edgeIds.add(`${stem}${before === 0 ? 0 : before + 1}`);
    }
    return this.#edgeIds.has(id);
  }

  #label(text: FlowText): string {
    return mermaidLabel(this.#source.slice(text.start, text.end));
  }

  #data(data: Span): ReadonlyMap<string, { readonly value: string; readonly quoted: boolean; readonly span: Span }> {
    const values = new Map<string, { readonly value: string; readonly quoted: boolean; readonly span: Span }>();
    const read = readShapeData(this.#source, data);
    if ('wrong' in read) {
      this.problems.push(say.badData(read.wrong, read.why));
      return values;
    }
    for (const { key, keySpan, value, quoted, valueSpan } of read.entries) {
      if (value === undefined) {
        if (!/^(?:shape|label|icon|img|form|pos)$/.test(key)) this.problems.push(say.dataWithoutValue(keySpan, key));
      } else {
        values.set(key, { value, quoted, span: valueSpan });
        const typo = say.unknownKey(keySpan, key);
        if (typo) this.problems.push(typo);
      }
    }
    return values;
  }

  #describe(node: OpenNode, data: Span): void {
    const values = this.#data(data);
    const shape = values.get('shape');
    if (shape && shape.value !== '') {
      const found = shapeNamed(shape.value);
      if (found) node.shape = found;
      else this.problems.push(say.unknownShape(shape.span, shape.value));
    }
    const label = values.get('label');
    if (label && label.value !== '' && (label.quoted || !/^(?:null|~|false|0)$/.test(label.value))) {
      node.label = mermaidLabel(label.value);
    }
    for (const picture of ['icon', 'img'] as const) {
      if (!values.get(picture)?.value) continue;
      node.shape = picture === 'icon' ? 'icon' : 'image';
      if (!label?.value.trim() && (node.label === undefined || node.label === node.id)) node.label = '';
    }
  }

  #link(from: readonly NodeMention[], to: readonly NodeMention[], link: LinkMention): void {
    const { left, right = left, text, id } = link;
    const source = this.#source;
    const rightText = source.slice(right.start, right.end);
    const leftText = source.slice(left.start, left.end);
    const open = link.right !== undefined && '-=.'.includes(leftText[0]!);
    const { line, fromHead, toHead, lost } = linkShape(left.line, open ? rightText : leftText, rightText);
    if (lost) this.problems.push(say.lostHead(left, leftText, toHead === 'none'));
    const label = text ? this.#label(text) : '';
    if (link.right && text?.kind === 'plain' && /[\r\n]/.test(source.slice(text.start, text.end))) {
      this.problems.push(say.linkOverLines(left, leftText));
    }
    const trimmed = text && label !== '' ? trim(source, text) : undefined;
    for (const [index, a] of from.entries()) {
      const room = mostEdges - this.#edges.length;
      if (room < to.length) this.#leftOut ??= link;
      if (room <= 0) {
        this.#edgeCount += (from.length - index) * to.length;
        break;
      }
      for (const b of to.slice(0, room)) {
        // The id is that of one edge: from the last on the left to the first on the right.
        const named = id !== undefined && a === from[from.length - 1] && b === to[0] && !this.#edgeIds.has(id);
        if (named) this.#edgeIds.add(id);
        if (this.#edges.length === edgeLimit) this.#overLimit = link;
        this.#edges.push({
          from: a.id,
          to: b.id,
          label,
          line,
          fromHead,
          toHead,
          ...(named ? { id } : {}),
          range: this.#text.range(a.start, b.end),
          ...(trimmed ? { labelRange: this.#text.range(trimmed.start, trimmed.end) } : {}),
        });
      }
      this.#edgeCount += to.length;
    }
  }

  #open({ start, end, id, title, spaced }: Statement<'subgraph'>): void {
    const span = { start, end };
    this.#ends.opened('subgraph', { start, end: start + 'subgraph'.length });
    if (this.#members.depth >= greatestDepth) {
      this.#dropped += 1;
      if (this.#dropped === 1) this.problems.push(tooDeep(span));
      return;
    }
    const written = id ? this.#source.slice(id.start, id.end).trim() : this.#source.slice(title.start, title.end);
    // A title of several words is no id; Mermaid then counts. A space after one word is enough for that.
    const named = id !== undefined || !(spaced || /\s/.test(written)) ? written : undefined;
    if (spaced && !/\s/.test(written))
      this.problems.push(say.spaceAfterId({ start: title.end, end: title.end + 1 }, written));
    this.#members.open(this.#subgraphs.length);
    this.#subgraphs.push({ id: named, label: this.#label(title), direction: undefined, span });
  }

  #close(span: Span): void {
    if (!this.#ends.closed(span)) {
      if (this.#unread > 0) this.#unread -= 1;
      else this.problems.push(say.strayEnd(span));
    } else if (this.#dropped > 0) this.#dropped -= 1;
    else this.#closeOne(span);
  }

  #closeOne({ end }: Span): void {
    const key = this.#members.close((opened) => {
      const subgraph = this.#subgraphs[opened]!;
      subgraph.id ??= `subGraph${this.#closed}`;
      return subgraph.id;
    });
    this.#closed += 1;
    if (key === undefined) return;
    const subgraph = this.#subgraphs[key]!;
    subgraph.span = { start: subgraph.span.start, end };
    const id = subgraph.id!;
    if (!this.#groups.has(id)) this.#groups.set(id, subgraph);
  }

  #direction({ start, end, direction }: Statement<'direction'>): void {
    if (!/^\s*direction\s+\w+\s*$/.test(this.#source.slice(start, end))) {
      this.problems.push(say.swallowedLine({ start, end }, direction));
    }
    if (this.#dropped > 0) return;
    const { innermost } = this.#members;
    const subgraph = innermost === undefined ? undefined : this.#subgraphs[innermost];
    if (subgraph) subgraph.direction = direction === 'TD' ? 'TB' : (direction as Direction);
    else this.problems.push(say.uselessDirection({ start, end }, direction));
  }

  #style({ id }: Statement<'style'>): void {
    const name = this.#source.slice(id.start, id.end);
    if (this.#nodes.has(name) || this.#isEdge(name)) return;
    this.#nodes.set(name, { id: name, label: undefined, shape: 'rectangle', span: id, declared: false, phantom: true });
  }

  #drawnIds(): NodeId[] {
    return [...this.#nodes.values()].filter(({ phantom }) => !phantom).map(({ id }) => id);
  }

  #linkStyle({ indexes }: Statement<'linkStyle'>): void {
    for (const span of indexes) {
      const written = this.#source.slice(span.start, span.end);
      const index = Number(written);
      if (index >= this.#edges.length || written !== String(index))
        this.problems.push(say.noSuchLink(span, index, this.#edges.length));
    }
  }

  #finishedNodes(): StructureNode[] {
    const nodes: StructureNode[] = [];
    for (const { id, label = id, shape, span, declared } of this.#nodes.values()) {
      if (this.#groups.has(id)) continue;
      const range = this.#text.range(span.start, span.end);
      nodes.push({ id, label, shape, stereotypes: [], group: this.#members.homeOf(id), range, declared });
    }
    return nodes;
  }

  /** An outer one before what it holds, else in the order in which they begin. */
  #finishedGroups(): StructureGroup[] {
    const finished = new Map<NodeId, StructureGroup>();
    for (const begun of this.#subgraphs) {
      const waiting: NodeId[] = [];
      for (let id: NodeId | null = begun.id!; id !== null && !finished.has(id); id = this.#members.homeOf(id)) {
        waiting.push(id);
      }
      for (const id of waiting.reverse()) {
        const { label, direction, span } = this.#groups.get(id)!;
        finished.set(id, {
          ...{ id, label, shape: 'frame', stereotypes: [], group: this.#members.homeOf(id) },
          ...(direction ? { direction } : {}),
          range: this.#text.range(span.start, span.end),
        });
      }
    }
    return [...finished.values()];
  }
}

/** Whether a line that could not be read was most likely meant to begin a block that ends by `end`. */
function opensBlock({ start }: Span, source: string): boolean {
  return /^(?:sub-?gra\w*|loop|alt|opt|par|critical|rect|box)\b/i.test(source.slice(start, start + 20));
}

function trim(text: string, { start, end }: Span): Span {
  const inside = text.slice(start, end);
  const lead = inside.length - inside.trimStart().length;
  return { start: start + lead, end: start + Math.max(lead, inside.trimEnd().length) };
}
