import {
  type Direction,
  type DrawnNote,
  type Lifecycle,
  pseudostateId,
  type State,
  type StateId,
  type StateKind,
  type Transition,
} from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import { BlockEnds } from '../../lowering/block-ends.ts';
import { greatestDepth, type Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { mermaidLabel } from '../../lowering/texts.ts';
import { readTransitionLabel } from '../../lowering/transition-label.ts';
import { tooDeep, unclosedBlock } from '../messages.ts';
import * as say from './messages.ts';
import { explain } from './misfits.ts';
import type { StateMention, StateStatement } from './statements.ts';

type Statement<Type extends StateStatement['type']> = Extract<StateStatement, { type: Type }>;

interface OpenState {
  readonly id: StateId;
  kind: StateKind;
  /** The first one is its label. */
  readonly texts: string[];
  parent: StateId | null;
  region: number;
  direction: Direction | undefined;
  composite: boolean;
  declared: boolean;
  span: Span;
}

interface OpenComposite {
  readonly state: OpenState;
  readonly start: number;
  region: number;
}

/** Gives the statements of a state diagram their meaning. */
export class StateLowering {
  readonly problems: Problem[] = [];
  readonly #text: DiagramText;
  readonly #source: string;
  readonly #states = new Map<StateId, OpenState>();
  readonly #transitions: Transition[] = [];
  readonly #notes: DrawnNote[] = [];
  readonly #open: OpenComposite[] = [];
  readonly #ends: BlockEnds;
  readonly #targets: { readonly id: StateId; readonly span: Span }[] = [];
  #direction: Direction | undefined;
  #dropped = 0;
  /** Composite states whose first line could not be read: their `}` is no further mistake. */
  #unread = 0;

  constructor(text: DiagramText, source: string) {
    this.#text = text;
    this.#source = source;
    this.#ends = new BlockEnds(text);
  }

  statement(statement: StateStatement): void {
    switch (statement.type) {
      case 'state':
        this.#describe(this.#mention(statement.state, 'initial'), statement.description ? [statement.description] : []);
        break;
      case 'transition':
        this.#transition(statement);
        break;
      case 'declaration':
        this.#declare(statement);
        break;
      case 'close':
        this.#close(statement);
        break;
      case 'divider':
        if (this.#open.length > 0) this.#open.at(-1)!.region += 1;
        break;
      case 'direction':
        this.#turn(statement);
        break;
      case 'note':
        this.#note(statement);
        break;
      case 'other':
        this.#target(statement.targets);
        break;
      case 'warned':
        if (statement.warning === 'brace' && this.#unread > 0) {
          this.#unread -= 1;
          break;
        }
        this.problems.push(say.warned(statement.warning, statement.at, this.#slice(statement.at)));
        break;
      case 'misfit':
        this.problems.push(explain(statement.misfit, statement, this.#source));
        if (this.#opensBlock(statement)) this.#unread += 1;
    }
  }

  finish(title: string | undefined): Lifecycle {
    for (const missing of this.#ends.missing()) this.problems.push(unclosedBlock(missing, '}'));
    const end = this.#source.trimEnd().length;
    while (this.#open.length > 0) this.#closeOne(end);
    for (const { id, span } of this.#targets) {
      if (!this.#states.has(id)) this.problems.push(say.unknownTarget(span, id, this.#states.keys()));
    }
    return {
      kind: 'lifecycle',
      ...(title ? { title } : {}),
      ...(this.#direction ? { direction: this.#direction } : {}),
      states: [...this.#states.values()].map((state) => this.#finished(state)),
      transitions: this.#transitions,
      notes: this.#notes,
      range: this.#text.wholeRange(),
    };
  }

  #opensBlock({ start }: Span): boolean {
    return /^[^\r\n]{0,200}\{[^\S\r\n]*(?:[\r\n]|$)/.test(this.#source.slice(start, start + 250));
  }

  #slice({ start, end }: Span): string {
    return this.#source.slice(start, end);
  }

  #finished({ id, kind, texts, parent, region, direction, span }: OpenState): State {
    const [label = id, ...descriptions] = texts;
    return {
      ...{ id, label, kind, descriptions, stereotypes: [], parent, region },
      ...(direction ? { direction } : {}),
      range: this.#text.range(span.start, span.end),
    };
  }

  /** `[*]` is where a region begins, or at the end of an arrow where it ends. */
  #mention(mention: StateMention, star: 'initial' | 'final'): OpenState {
    const home = this.#open.at(-1);
    const parent = home?.state.id ?? null;
    const region = home?.region ?? 0;
    const pseudo = mention.id === '[*]';
    const id = pseudo ? pseudostateId(star, parent, region) : mention.id;
    let state = this.#states.get(id);
    if (!state) {
      const kind = pseudo ? star : kindOfName(id);
      const { start, end } = mention;
      const span = { start, end };
      state = { id, kind, texts: [], parent, region, direction: undefined, composite: false, declared: false, span };
      this.#states.set(id, state);
    } else if (home && state.parent !== parent && !this.#holds(state, home.state)) {
      // In Mermaid a state stands in the last composite state that mentions it.
      state.parent = parent;
      state.region = region;
    }
    return state;
  }

  /** Whether the state is the other one or holds it at any depth. */
  #holds(state: OpenState, other: OpenState): boolean {
    if (!state.composite) return false;
    for (let at: OpenState | undefined = other; at; at = at.parent === null ? undefined : this.#states.get(at.parent)) {
      if (at === state) return true;
    }
    return false;
  }

  #describe(state: OpenState, texts: readonly Span[]): void {
    for (const span of texts) {
      const text = mermaidLabel(this.#slice(span));
      if (text === '') continue;
      state.texts.push(text);
      if (state.composite && state.texts.length === 2) this.problems.push(say.manyDescriptions(span, state.id));
    }
  }

  #transition({ start, end, from: left, to: right, label: span }: Statement<'transition'>): void {
    const from = this.#mention(left, 'initial').id;
    const to = this.#mention(right, 'final').id;
    const label = span ? mermaidLabel(this.#slice(span)) : '';
    const lead = span ? this.#slice(span).length - this.#slice(span).trimStart().length : 0;
    this.#transitions.push({
      from,
      to,
      label,
      ...readTransitionLabel(label),
      range: this.#text.range(start, end),
      ...(span && label !== '' ? { labelRange: this.#text.range(span.start + lead, span.end) } : {}),
    });
  }

  #declare({ start, end, state: mention, labels, kind, opens }: Statement<'declaration'>): void {
    if (opens) {
      this.#ends.opened('state', { start, end });
      if (this.#open.length >= greatestDepth) {
        this.#dropped += 1;
        if (this.#dropped === 1) this.problems.push(tooDeep({ start, end }));
        return;
      }
    }
    const state = this.#mention(mention, 'initial');
    if (!state.declared || opens) state.span = { start, end };
    state.declared = true;
    if (kind) state.kind = kind;
    if (opens && !state.composite) {
      state.composite = true;
      if (state.texts.length > 1) this.problems.push(say.manyDescriptions({ start, end }, state.id));
    }
    this.#describe(state, labels);
    if (opens) this.#open.push({ state, start, region: 0 });
  }

  #close(span: Span): void {
    this.#ends.closed(span);
    if (this.#dropped > 0) this.#dropped -= 1;
    else this.#closeOne(span.end);
  }

  #closeOne(end: number): void {
    const { state, start } = this.#open.pop()!;
    state.span = { start, end };
  }

  #turn({ start, end, direction }: Statement<'direction'>): void {
    if (!/^direction\s+\w+\s*;?\s*$/i.test(this.#slice({ start, end }))) {
      this.problems.push(say.swallowedLine({ start, end }, direction));
    }
    const home = this.#open.at(-1)?.state;
    if (home) home.direction = direction as Direction;
    else this.#direction = direction as Direction;
  }

  #note({ start, end, of, text }: Statement<'note'>): void {
    const target = of ? [this.#mention(of, 'initial').id] : [];
    this.#notes.push({ of: target, text: mermaidLabel(this.#slice(text)), range: this.#text.range(start, end) });
  }

  #target(targets: Span | undefined): void {
    if (!targets) return;
    let start = targets.start;
    for (const written of this.#slice(targets).split(',')) {
      const lead = written.length - written.trimStart().length;
      const id = written.trim();
      if (id !== '') this.#targets.push({ id, span: { start: start + lead, end: start + lead + id.length } });
      start += written.length + 1;
    }
  }
}

/** `[H]` and `[H*]`, which Mermaid draws as plain states of that name. */
function kindOfName(id: string): StateKind {
  if (id === '[H]') return 'history';
  return id === '[H*]' ? 'deep-history' : 'state';
}
