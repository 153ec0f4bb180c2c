import type { NodeId } from '#model';

interface OpenGroup {
  readonly key: number;
  readonly members: NodeId[];
}

/**
 * Who stands in which subgraph. In Mermaid a node belongs to the subgraph that ends first of those that mention it,
 * wherever else it is mentioned, and a subgraph belongs to one that mentions it or holds its text (`addSubGraph` of
 * Mermaid's flowDb).
 */
export class Membership {
  readonly #home = new Map<NodeId, NodeId>();
  readonly #open: OpenGroup[] = [];

  get depth(): number {
    return this.#open.length;
  }

  /** The key of the innermost subgraph that is open. */
  get innermost(): number | undefined {
    return this.#open[this.#open.length - 1]?.key;
  }

  open(key: number): void {
    this.#open.push({ key, members: [] });
  }

  mention(id: NodeId): void {
    this.#open[this.#open.length - 1]?.members.push(id);
  }

  /** Ends the innermost subgraph, whose id is only then known. Gives its key. */
  close(idOf: (key: number) => NodeId): number | undefined {
    const group = this.#open.pop();
    if (!group) return undefined;
    const id = idOf(group.key);
    for (const member of group.members) if (member !== id && !this.#home.has(member)) this.#home.set(member, id);
    this.mention(id);
    return group.key;
  }

  /** The subgraph that something stands in. */
  homeOf(id: NodeId): NodeId | null {
    return this.#home.get(id) ?? null;
  }

  /** Takes subgraphs out of circles in which they hold each other; gives those that were taken out. */
  breakCircles(groups: Iterable<NodeId>): NodeId[] {
    const settled = new Set<NodeId>();
    const broken: NodeId[] = [];
    for (const group of groups) {
      const path = new Set<NodeId>();
      let at: NodeId | undefined = group;
      while (at !== undefined && !settled.has(at) && !path.has(at)) {
        path.add(at);
        at = this.#home.get(at);
      }
      if (at !== undefined && path.has(at)) {
        this.#home.delete(at);
        broken.push(at);
      }
      for (const id of path) settled.add(id);
    }
    return broken;
  }
}
