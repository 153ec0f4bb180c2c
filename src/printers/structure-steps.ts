import type { NodeId, NodeShape, Structure, StructureEdge, StructureGroup, StructureNode } from '#model';

/** What is written next, groups around what they hold. */
export type StructureStep =
  | { readonly type: 'node'; readonly node: StructureNode }
  | { readonly type: 'open' | 'close'; readonly group: StructureGroup }
  | { readonly type: 'edge'; readonly edge: StructureEdge };

/**
 * The order in which a structure is written: nodes and groups as they stand in one another, then the lines. A node that
 * nothing declares is left to the line that mentions it, where that draws it as it is: outside of all groups, in the
 * shape of what is only mentioned.
 */
export function* structureSteps(
  { nodes, groups, edges }: Structure,
  mentioned: NodeShape | undefined,
  renamed: ReadonlyMap<NodeId, string>,
): Generator<StructureStep> {
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const isLeftOut = ({ id, label, declared, group, shape, stereotypes }: StructureNode) =>
    !declared &&
    group === null &&
    shape === mentioned &&
    label === id &&
    stereotypes.length === 0 &&
    ends.has(id) &&
    !renamed.has(id);
  const inner = new Map<NodeId | null, (StructureNode | StructureGroup)[]>();
  const firsts = firstPlaces(nodes, groups);
  for (const item of [...groups, ...nodes]) {
    const list = inner.get(item.group);
    if (list) list.push(item);
    else inner.set(item.group, [item]);
  }
  for (const list of inner.values()) list.sort((a, b) => firsts.get(a.id)! - firsts.get(b.id)!);

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
    } else if (!isLeftOut(item)) yield { type: 'node', node: item };
  }
  for (const edge of edges) yield { type: 'edge', edge };
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
