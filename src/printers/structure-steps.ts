import type { NodeId, Structure, StructureEdge, StructureGroup, StructureNode } from '#model';

/** What is written next, groups around what they hold. */
export type StructureStep =
  | { readonly type: 'node'; readonly node: StructureNode }
  | { readonly type: 'open' | 'close'; readonly group: StructureGroup }
  | { readonly type: 'edge'; readonly edge: StructureEdge };

/**
 * The order in which a structure is written so that everything is first mentioned where it was: nodes and groups in
 * their order, lines behind them, but for those lines that bring in a node that nothing declares.
 */
export function* structureSteps({ nodes, groups, edges }: Structure): Generator<StructureStep> {
  const inner = new Map<NodeId | null, (StructureNode | StructureGroup)[]>();
  const firsts = firstPlaces(nodes, groups);
  for (const item of [...groups, ...nodes]) {
    const list = inner.get(item.group);
    if (list) list.push(item);
    else inner.set(item.group, [item]);
  }
  for (const list of inner.values()) list.sort((a, b) => firsts.get(a.id)! - firsts.get(b.id)!);

  let written = 0;
  const mentioned = new Set<NodeId>();
  const levels: { readonly items: readonly (StructureNode | StructureGroup)[]; at: number; around?: StructureGroup }[] =
    [{ items: inner.get(null) ?? [], at: 0 }];
  while (levels.length > 0) {
    const level = levels[levels.length - 1]!;
    const item = level.items[level.at++];
    if (!item) {
      levels.pop();
      if (level.around) yield { type: 'close', group: level.around };
    } else if (!('declared' in item)) {
      yield { type: 'open', group: item };
      levels.push({ items: inner.get(item.id) ?? [], at: 0, around: item });
    } else if (item.declared) {
      mentioned.add(item.id);
      yield { type: 'node', node: item };
    } else {
      while (!mentioned.has(item.id) && written < edges.length) {
        const edge = edges[written++]!;
        mentioned.add(edge.from).add(edge.to);
        yield { type: 'edge', edge };
      }
    }
  }
  for (const edge of edges.slice(written)) yield { type: 'edge', edge };
}

/** Where a node stands in the list, and for a group where its first node does. */
function firstPlaces(nodes: readonly StructureNode[], groups: readonly StructureGroup[]): Map<NodeId, number> {
  const parents = new Map(groups.map(({ id, group }) => [id, group]));
  const places = new Map<NodeId, number>();
  nodes.forEach(({ id, group }, index) => {
    places.set(id, index);
    for (let around = group; around !== null && !places.has(around); around = parents.get(around) ?? null)
      places.set(around, index - 0.5);
  });
  groups.forEach(({ id }, index) => {
    if (!places.has(id)) places.set(id, nodes.length + index);
  });
  return places;
}
