import type { SourceRange } from '#diagnostics';
import { type Direction, type Lifecycle, pseudostateId, type StateKind, type Transition } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import { greatestDepth, type Span } from '../../lowering/builder.ts';
import { readTransitionLabel } from '../../lowering/transition-label.ts';
import type { Arrow, End } from './transitions.ts';

/** A composite state or the diagram as a whole, and which of its regions. */
export interface Place {
  readonly parent: string | null;
  readonly region: number;
}

interface DrawnState extends Place {
  readonly id: string;
  label: string;
  kind: StateKind;
  stereotypes: readonly string[];
  readonly descriptions: string[];
  readonly span: Span;
  composite: boolean;
}

interface PendingArrow {
  readonly arrow: Arrow;
  readonly place: Place;
  readonly span: Span;
}

interface Named {
  readonly id: string;
  readonly label: string | undefined;
  readonly kind: StateKind;
  readonly stereotypes: readonly string[];
}

/** Where a state and a transition that leads out of a concurrent region stand. */
export interface Crossing {
  readonly end: End;
  readonly span: Span;
}

/**
 * Puts a lifecycle together. As in PlantUML declarations come first: a transition may name a state that is declared
 * further down, inside of a composite one; only what is declared nowhere stands where its first transition is drawn.
 */
export class LifecycleBuilder {
  readonly #text: DiagramText;
  readonly #states = new Map<string, DrawnState>();
  /** States of dotted names by their last part. */
  readonly #byLastName = new Map<string, string>();
  readonly #pending: PendingArrow[] = [];
  readonly #transitions: (Omit<Transition, 'range' | 'labelRange'> & { span: Span; labelSpan?: Span })[] = [];
  readonly #notes: { readonly of: string[]; readonly text: string; readonly span: Span }[] = [];
  readonly #notesById = new Map<string, string[]>();
  readonly #open: { readonly id: string; region: number }[] = [];
  readonly #regions = new Map<string, number>();
  #rootRegion = 0;
  #tooDeep = 0;
  /** Ends of dotted names whose outer state is not drawn. */
  readonly unplaced: Crossing[] = [];
  title: string | undefined;
  direction: Direction | undefined;
  /** What a note without a name belongs to. */
  last: string | undefined;
  separator = '.';

  constructor(text: DiagramText) {
    this.#text = text;
  }

  get isEmpty(): boolean {
    return this.#states.size === 0 && this.#pending.length === 0 && this.#notes.length === 0;
  }

  get place(): Place {
    const open = this.#open.at(-1);
    return open ? { parent: open.id, region: open.region } : { parent: null, region: this.#rootRegion };
  }

  has(id: string): boolean {
    return this.#find(id) !== undefined || this.#notesById.has(id);
  }

  *names(): Iterable<string> {
    yield* this.#states.keys();
    for (const { arrow } of this.#pending)
      for (const { type, name } of [arrow.from, arrow.to]) if (type === 'state') yield name;
  }

  get hasArrows(): boolean {
    return this.#pending.length > 0;
  }

  get lastArrow(): Arrow | undefined {
    return this.#pending.at(-1)?.arrow;
  }

  /** Is it a state of another concurrent region than the one at hand? */
  isElsewhere(id: string): boolean {
    const known = this.#find(id);
    const { parent, region } = this.place;
    if (!known || (known.parent === parent && known.region === region)) return false;
    return known.region > 0 || region > 0;
  }

  declare(named: Named, span: Span): void {
    const state = this.#find(named.id) ?? this.#create(named.id, this.place, span, true);
    if (named.label !== undefined) state.label = named.label;
    if (named.kind !== 'state') state.kind = named.kind;
    if (named.stereotypes.length > 0) state.stereotypes = named.stereotypes;
    this.last = state.id;
  }

  describe(id: string, text: string, span: Span): void {
    const open = this.#open.at(-1);
    const state =
      open?.id === id ? this.#states.get(id)! : (this.#find(id) ?? this.#create(id, this.place, span, true));
    if (text !== '') state.descriptions.push(text);
  }

  /** False where it is nested too deeply to be kept, said once. */
  open(named: Named, span: Span): boolean {
    if (this.#open.length >= greatestDepth) {
      this.#tooDeep += 1;
      return this.#tooDeep > 1;
    }
    this.declare(named, span);
    const { id } = this.#find(named.id)!;
    this.#states.get(id)!.composite = true;
    // A composite state that is opened within itself would hold itself.
    const inside = this.#open.some((open) => open.id === id);
    this.#open.push({ id: inside ? this.#open.at(-1)!.id : id, region: this.#regions.get(id) ?? 0 });
    return true;
  }

  /** False where nothing is open. */
  close(): boolean {
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1;
      return true;
    }
    const closed = this.#open.pop();
    if (!closed) return false;
    this.#regions.set(closed.id, closed.region);
    this.last = closed.id;
    return true;
  }

  nextRegion(): void {
    if (this.#tooDeep > 0) return;
    const open = this.#open.at(-1);
    if (open) open.region += 1;
    else this.#rootRegion += 1;
  }

  arrow(arrow: Arrow, span: Span): void {
    this.#pending.push({ arrow, place: this.place, span });
  }

  note(of: readonly string[], text: string, span: Span, id?: string): void {
    const attached = [...of];
    this.#notes.push({ of: attached, text, span });
    if (id !== undefined) this.#notesById.set(id, attached);
  }

  /** Draws the transitions; those that leave a concurrent region are handed back. */
  connect(): Crossing[] {
    const crossings: Crossing[] = [];
    for (const { arrow, place, span } of this.#pending) {
      const note = this.#notesById.get(arrow.from.name) ?? this.#notesById.get(arrow.to.name);
      if (note) {
        const other = this.#notesById.has(arrow.from.name) ? arrow.to : arrow.from;
        if (!this.#notesById.has(other.name)) note.push(this.#resolve(other, place, 'final'));
        continue;
      }
      const from = this.#resolve(arrow.from, place, 'initial');
      const to = this.#resolve(arrow.to, place, 'final');
      const crossing = this.#crossing(arrow, from, to, place);
      if (crossing) crossings.push({ end: crossing, span });
      const { label, labelSpan } = arrow;
      this.#transitions.push({
        from,
        to,
        label,
        ...readTransitionLabel(label),
        span,
        ...(labelSpan ? { labelSpan } : {}),
      });
    }
    return crossings;
  }

  finish(name: string | undefined, range: SourceRange): Lifecycle {
    const inRange = (span: Span) => this.#text.range(span.start, span.end);
    const states = [...this.#states.values()].sort((a, b) => a.span.start - b.span.start);
    this.#nameBars();
    return {
      kind: 'lifecycle',
      ...(name === undefined ? {} : { name }),
      ...(this.title ? { title: this.title } : {}),
      ...(this.direction ? { direction: this.direction } : {}),
      states: states.map(({ id, label, kind, descriptions, stereotypes, parent, region, span }) => {
        return { id, label, kind, descriptions, stereotypes, parent, region, range: inRange(span) };
      }),
      transitions: this.#transitions.map(({ span, labelSpan, ...transition }) => ({
        ...transition,
        range: inRange(span),
        ...(labelSpan ? { labelRange: inRange(labelSpan) } : {}),
      })),
      notes: this.#notes.map(({ of, text, span }) => ({ of, text, range: inRange(span) })),
      range,
    };
  }

  #find(id: string): DrawnState | undefined {
    const exact = this.#states.get(id);
    if (exact) return exact;
    const byLast = this.#byLastName.get(id);
    if (byLast !== undefined) return this.#states.get(byLast);
    const parts = this.#parts(id);
    if (!parts) return undefined;
    const inner = this.#states.get(parts.last) ?? this.#states.get(this.#byLastName.get(parts.last) ?? '');
    return inner && inner.parent !== null && inner.parent === this.#find(parts.outer)?.id ? inner : undefined;
  }

  /** `A.B` is the state B in A. */
  #parts(id: string): { outer: string; last: string } | undefined {
    const at = this.separator === '' ? -1 : id.lastIndexOf(this.separator);
    if (at <= 0 || at + this.separator.length >= id.length) return undefined;
    return { outer: id.slice(0, at), last: id.slice(at + this.separator.length) };
  }

  #create(id: string, place: Place, span: Span, declared: boolean): DrawnState {
    const parts = this.#parts(id);
    let standing = place;
    if (parts) {
      const outer = this.#find(parts.outer) ?? (declared ? this.#create(parts.outer, place, span, true) : undefined);
      if (outer) {
        outer.composite = true;
        standing = { parent: outer.id, region: 0 };
        if (!this.#states.has(parts.last)) this.#byLastName.set(parts.last, id);
      }
    }
    return this.#add(id, parts && standing !== place ? parts.last : id, 'state', standing, span);
  }

  #add(id: string, label: string, kind: StateKind, { parent, region }: Place, span: Span): DrawnState {
    const state: DrawnState = {
      ...{ id, label, kind, stereotypes: [], descriptions: [], parent, region, span },
      composite: false,
    };
    this.#states.set(id, state);
    return state;
  }

  #resolve(end: End, place: Place, side: 'initial' | 'final'): string {
    switch (end.type) {
      case 'star': {
        const id = pseudostateId(side, place.parent, place.region);
        if (!this.#states.has(id)) this.#add(id, id, side, place, end.span);
        return id;
      }
      case 'history':
      case 'deep-history': {
        const outer =
          end.name === '' ? undefined : (this.#find(end.name) ?? this.#create(end.name, place, end.span, false));
        const where = outer ? { parent: outer.id, region: 0 } : place;
        const id = `${where.parent ?? ''}${end.type === 'history' ? '[H]' : '[H*]'}`;
        if (outer) outer.composite = true;
        if (!this.#states.has(id)) this.#add(id, id, end.type, where, end.span);
        return id;
      }
      case 'bar': {
        if (!this.#states.has(end.name)) this.#add(end.name, end.name, 'fork', place, end.span).stereotypes = ['bar'];
        return end.name;
      }
      case 'state':
        if (place.parent === end.name) return end.name;
        return (this.#find(end.name) ?? this.#createAt(end, place)).id;
    }
  }

  #createAt(end: End, place: Place): DrawnState {
    const parts = this.#parts(end.name);
    if (parts && !this.#find(parts.outer)) this.unplaced.push({ end, span: end.span });
    return this.#create(end.name, place, end.span, false);
  }

  /** `==name==` is a fork where one goes in, a join where several do. */
  #nameBars(): void {
    const bars = [...this.#states.values()].filter(({ stereotypes }) => stereotypes[0] === 'bar');
    if (bars.length === 0) return;
    const entering = new Map<string, number>();
    for (const { to } of this.#transitions) entering.set(to, (entering.get(to) ?? 0) + 1);
    for (const bar of bars) {
      bar.stereotypes = [];
      bar.kind = (entering.get(bar.id) ?? 0) > 1 ? 'join' : 'fork';
    }
  }

  /**
   * PlantUML keeps states of a second or later concurrent region to themselves: they are named only there, and no
   * transition leads out of it.
   */
  #crossing(arrow: Arrow, from: string, to: string, place: Place): End | undefined {
    for (const [id, end] of [
      [from, arrow.from],
      [to, arrow.to],
    ] as const) {
      const { parent, region } = this.#states.get(id)!;
      const same = parent === place.parent && region === place.region;
      if (!same && end.type === 'state' && (region > 0 || place.region > 0)) return end;
    }
    return this.#concurrent(from) === this.#concurrent(to) ? undefined : arrow.to;
  }

  /** The nearest concurrent region around a state. */
  #concurrent(id: string): string | undefined {
    for (let state = this.#states.get(id); state; state = this.#states.get(state.parent ?? '')) {
      if (state.region > 0) return `${state.parent ?? ''}#${state.region}`;
      if (state.parent === null) return undefined;
    }
    return undefined;
  }
}
