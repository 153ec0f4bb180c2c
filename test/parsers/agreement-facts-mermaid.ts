import type { SourceRange } from '#diagnostics';
import { type Lifecycle, pseudostateId, type Structure } from '#model';

/**
 * The facts by which our reading of a Mermaid flowchart or state diagram is compared with the official one: both are
 * brought to one form, in which layout (markup of line breaks, white space) and the order of members play no part.
 */
export interface FlowchartFacts {
  readonly vertices: readonly { readonly id: string; readonly text: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly text: string }[];
  readonly subgraphs: readonly { readonly id: string; readonly title: string; readonly nodes: readonly string[] }[];
}

export interface StateFacts {
  /** What the outermost level names, composite states as one. */
  readonly states: readonly string[];
  /** The transitions written on the outermost level. */
  readonly relations: readonly { readonly from: string; readonly to: string; readonly text: string }[];
}

/** Facts of our model. */
export function flowchartFacts(structure: Structure): FlowchartFacts {
  const members = new Map<string, string[]>(structure.groups.map(({ id }) => [id, []]));
  for (const { id, group } of [...structure.nodes, ...structure.groups])
    if (group !== null) members.get(group)!.push(id);
  return comparableFlowchart({
    vertices: structure.nodes.map(({ id, label }) => ({ id, text: label })),
    edges: structure.edges.map(({ from, to, label }) => ({ from, to, text: label })),
    subgraphs: structure.groups.map(({ id, label }) => ({ id, title: label, nodes: members.get(id)! })),
  });
}

/**
 * Facts of the official tool in the same form. It keeps a vertex for a subgraph that an edge ends at, which is no node,
 * and members that are edges' ids.
 */
export function comparableFlowchart({ vertices, edges, subgraphs }: FlowchartFacts): FlowchartFacts {
  const groups = new Set(subgraphs.map(({ id }) => id));
  const known = new Set([...groups, ...vertices.map(({ id }) => id)]);
  return {
    vertices: vertices.filter(({ id }) => !groups.has(id)).map(({ id, text }) => ({ id, text: plain(text) })),
    edges: edges.map(({ from, to, text }) => ({ from, to, text: plain(text) })),
    subgraphs: subgraphs
      .map(({ id, title, nodes }) => ({
        id,
        title: plain(title),
        nodes: nodes.filter((node) => known.has(node)).sort(),
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

export function stateFacts({ states, transitions }: Lifecycle): StateFacts {
  const composites = new Set(states.map(({ parent }) => parent));
  const insides = states.filter(({ id }) => composites.has(id)).map(({ range }) => range);
  const isOutermost = ({ range }: { readonly range: SourceRange }) => !insides.some((inside) => within(range, inside));
  const outermost = transitions.filter(isOutermost);
  // A state can be declared outside of the composite state that it stands in, because that one mentions it, too.
  const named = new Set(states.filter((state) => state.parent === null || isOutermost(state)).map(({ id }) => id));
  for (const { from, to } of outermost) named.add(from).add(to);
  return comparableState({
    states: [...named].map(official),
    relations: outermost.map(({ from, to, label }) => ({ from: official(from), to: official(to), text: label })),
  });
}

export function comparableState({ states, relations }: StateFacts): StateFacts {
  return {
    states: [...states].sort(),
    relations: relations.map(({ from, to, text }) => ({ from, to, text: plain(text) })),
  };
}

function official(id: string): string {
  if (id === pseudostateId('initial', null, 0)) return 'root_start';
  return id === pseudostateId('final', null, 0) ? 'root_end' : id;
}

function within(inner: SourceRange, outer: SourceRange): boolean {
  const { start, end } = inner;
  const begins =
    start.line > outer.start.line || (start.line === outer.start.line && start.column > outer.start.column);
  return begins && (end.line < outer.end.line || (end.line === outer.end.line && end.column <= outer.end.column));
}

const entities: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  colon: ':',
  semi: ';',
};

/** A text without layout; the official tool keeps entities in a code of its own. */
function plain(text: unknown): string {
  return String(text ?? '')
    .replace(/<br\s*\/?>|\\n/gi, ' ')
    .replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/ﬂ°(\w+)¶ß/g, (match, name) => entities[name] ?? match)
    .replace(/\s+/g, ' ')
    .trim();
}
