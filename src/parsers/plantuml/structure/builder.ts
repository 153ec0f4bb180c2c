import type { SourceRange } from '#diagnostics';
import type { Direction, DrawnNote, NodeShape, Structure, StructureEdge, StructureGroup, StructureNode } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import { greatestDepth, type Span } from '../../lowering/builder.ts';

/** A node or group that is being put together. */
export interface Drawn {
  readonly id: string;
  label: string;
  /** Undefined for a node of which nothing but its name is known. */
  shape: NodeShape | undefined;
  stereotypes: readonly string[];
  readonly group: string | null;
  span: Span;
  isGroup: boolean;
  declared: boolean;
}

interface DrawnEdge extends Omit<StructureEdge, 'range' | 'labelRange'> {
  readonly span: Span;
  readonly labelSpan?: Span;
}

/** Puts a structure together statement by statement. Names hold for the whole diagram, in whatever group they stand. */
export class StructureBuilder {
  readonly #text: DiagramText;
  readonly #drawn = new Map<string, Drawn>();
  readonly #removals: { readonly target: string; readonly restored: boolean }[] = [];
  readonly #edges: DrawnEdge[] = [];
  readonly #notes: { readonly of: string[]; readonly text: string; readonly span: Span; readonly id?: string }[] = [];
  readonly #notesById = new Map<string, string[]>();
  /** Open braces, innermost last; `together` opens one without a group. */
  readonly #open: (Drawn | undefined)[] = [];
  #tooDeep = 0;
  #anonymous = 0;
  title: string | undefined;
  direction: Direction | undefined;
  /** What a note without a name belongs to. */
  last: string | undefined;

  constructor(text: DiagramText) {
    this.#text = text;
  }

  get(id: string): Drawn | undefined {
    return this.#drawn.get(id);
  }

  names(): Iterable<string> {
    return this.#drawn.keys();
  }

  get depth(): number {
    return this.#open.length + this.#tooDeep;
  }

  get inGroup(): boolean {
    return this.#group() !== null;
  }

  get lastEdge(): DrawnEdge | undefined {
    return this.#edges.at(-1);
  }

  get isEmpty(): boolean {
    return this.#drawn.size === 0 && this.#notes.length === 0;
  }

  /** Adds a node, or says more about one that is there. */
  declare(id: string, label: string, shape: NodeShape, stereotypes: readonly string[], span: Span): void {
    this.last = id;
    const known = this.#drawn.get(id);
    if (!known) {
      this.#add({ id, label, shape, stereotypes, group: this.#group(), span, isGroup: false, declared: true });
      return;
    }
    known.label = label;
    known.shape = shape;
    if (stereotypes.length > 0) known.stereotypes = stereotypes;
    if (!known.declared) known.span = span;
    known.declared = true;
  }

  /** A node at the end of a link; `shape` is what the marks around its name say. */
  mention(id: string, label: string, shape: NodeShape | undefined, span: Span): void {
    if (this.#notesById.has(id)) return;
    this.last = id;
    if (this.#drawn.has(id)) return;
    const declared = shape !== undefined;
    this.#add({ id, label, shape, stereotypes: [], group: this.#group(), span, isGroup: false, declared });
  }

  /** False where the group is nested too deeply to be kept. An empty id is that of a group without a name. */
  open(id: string, label: string, shape: NodeShape, stereotypes: readonly string[], span: Span): boolean {
    if (this.#open.length >= greatestDepth) {
      this.#tooDeep += 1;
      return this.#tooDeep > 1;
    }
    const name = id === '' ? this.#nameless() : id;
    const known = this.#drawn.get(name);
    let group = known;
    if (known && !this.#open.includes(known)) {
      // What was a node until now comes to hold others; a group may also be opened again.
      known.isGroup = true;
      known.label = label === name ? known.label : label;
      known.shape = shape;
      if (stereotypes.length > 0) known.stereotypes = stereotypes;
    } else {
      group = {
        id: known ? this.#nameless() : name,
        label,
        shape,
        stereotypes,
        group: this.#group(),
        span,
        isGroup: true,
        declared: true,
      };
      this.#add(group);
    }
    this.#open.push(group);
    this.last = name;
    return true;
  }

  /** A brace that holds others without being drawn. */
  openTogether(): boolean {
    if (this.#open.length >= greatestDepth) {
      this.#tooDeep += 1;
      return this.#tooDeep > 1;
    }
    this.#open.push(undefined);
    return true;
  }

  /** False where nothing is open. */
  close(end: number): boolean {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return true;
    }
    if (this.#open.length === 0) return false;
    const group = this.#open.pop();
    if (group) {
      if (group.span.end < end) group.span = { start: group.span.start, end };
      this.last = group.id;
    }
    return true;
  }

  edge(edge: DrawnEdge): void {
    const { from, to } = edge;
    const note = this.#notesById.get(from) ?? this.#notesById.get(to);
    if (!note) {
      this.#edges.push(edge);
      return;
    }
    const other = this.#notesById.has(from) ? to : from;
    if (!this.#notesById.has(other) && !note.includes(other)) note.push(other);
  }

  note(of: readonly string[], text: string, span: Span, id?: string): void {
    const attached = [...of];
    this.#notes.push({ of: attached, text, span });
    if (id !== undefined) this.#notesById.set(id, attached);
  }

  hasNote(id: string): boolean {
    return this.#notesById.has(id);
  }

  /** `remove` and `restore`, which speak of the whole drawing, the later of them last. */
  remove(target: string, restored: boolean): void {
    this.#removals.push({ target, restored });
  }

  #takeRemoved(): void {
    if (this.#removals.length === 0) return;
    const linked = new Set(this.#edges.flatMap(({ from, to }) => [from, to]));
    const isNamed = ({ id, isGroup }: Drawn, target: string) =>
      target === id || (target.toLowerCase() === '@unlinked' && !isGroup && !linked.has(id));
    // Groups stand before what they hold, so that what holds an element is known to be gone.
    for (const drawn of [...this.#drawn.values()]) {
      const last = this.#removals.findLast(({ target }) => isNamed(drawn, target));
      const isGone = (last !== undefined && !last.restored) || (drawn.group !== null && !this.#drawn.has(drawn.group));
      if (isGone) this.#drawn.delete(drawn.id);
    }
    const left = this.#edges.filter(({ from, to }) => this.#drawn.has(from) && this.#drawn.has(to));
    this.#edges.splice(0, this.#edges.length, ...left);
    for (const note of [...this.#notes]) {
      const of = note.of.filter((id) => this.#drawn.has(id));
      if (of.length === 0 && note.of.length > 0) this.#notes.splice(this.#notes.indexOf(note), 1);
      note.of.splice(0, note.of.length, ...of);
    }
  }

  finish(name: string | undefined, range: SourceRange): Structure {
    const end = this.#text.text.trimEnd().length;
    this.#tooDeep = 0;
    while (this.close(end));
    this.#takeRemoved();
    // PlantUML: in a drawing of use cases an unknown name is an actor, else an interface.
    const drawn = [...this.#drawn.values()];
    const useCases = drawn.some(({ shape }) => shape === 'usecase' || shape === 'actor');
    const nodes: StructureNode[] = [];
    const groups: StructureGroup[] = [];
    for (const { id, label, shape, stereotypes, group, span, isGroup, declared } of drawn) {
      const common = { id, label, shape: shape ?? (useCases ? 'actor' : 'interface'), stereotypes, group } as const;
      if (isGroup) groups.push({ ...common, range: this.#range(span) });
      else nodes.push({ ...common, range: this.#range(span), declared });
    }
    const edges = this.#edges.map(({ span, labelSpan, ...edge }) => ({
      ...edge,
      range: this.#range(span),
      ...(labelSpan ? { labelRange: this.#range(labelSpan) } : {}),
    }));
    const notes: DrawnNote[] = this.#notes.map(({ of, text, span }) => ({ of, text, range: this.#range(span) }));
    return {
      kind: 'structure',
      ...(name === undefined ? {} : { name }),
      ...(this.title ? { title: this.title } : {}),
      ...(this.direction ? { direction: this.direction } : {}),
      nodes,
      groups,
      edges,
      notes,
      range,
    };
  }

  #add(drawn: Drawn): void {
    this.#drawn.set(drawn.id, drawn);
  }

  /** Two hash signs begin no name that a person can write. */
  #nameless(): string {
    this.#anonymous += 1;
    return `##${this.#anonymous}`;
  }

  #group(): string | null {
    for (let at = this.#open.length - 1; at >= 0; at -= 1) {
      const group = this.#open[at];
      if (group) return group.id;
    }
    return null;
  }

  #range(span: Span): SourceRange {
    return this.#text.range(span.start, span.end);
  }
}
