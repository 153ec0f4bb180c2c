import { type Action, EMPTY, LoopKind, type Term, TermArena, UNBOUNDED } from '#semantics';

/**
 * HIBOU's own formats, for the benchmark alone: signatures (.hsf), interactions (.hif), multi-traces (.htf). An action
 * is a lifeline, a direction and a message: wherever these are equal, it is the same action.
 */
export class Signature {
  readonly lifelines: readonly string[];
  readonly messages: readonly string[];
  readonly #lifelineNumbers: ReadonlyMap<string, number>;
  readonly #messageNumbers: ReadonlyMap<string, number>;
  readonly #actions = new Map<string, Action>();
  readonly #components = new Map<string, readonly number[]>();

  constructor(text: string) {
    const section = (name: string) => {
      const found = new RegExp(`@${name}\\s*\\{([^}]*)\\}`).exec(text);
      return found ? found[1]!.split(';').flatMap((part) => part.trim() || []) : [];
    };
    this.lifelines = section('lifeline');
    this.messages = section('message');
    this.#lifelineNumbers = new Map(this.lifelines.map((name, index) => [name, index]));
    this.#messageNumbers = new Map(this.messages.map((name, index) => [name, index]));
  }

  /** An arena in which action `2 * (lifeline * messages + message) + (is reception)` is known beforehand. */
  arena(): TermArena {
    const arena = new TermArena(this.lifelines.length);
    for (let lifeline = 0; lifeline < this.lifelines.length; lifeline++) {
      for (let count = 0; count < 2 * this.messages.length; count++) arena.action(lifeline);
    }
    return arena;
  }

  lifeline(name: string): number {
    return numberOf(this.#lifelineNumbers, name);
  }

  action(lifeline: string, isReception: boolean, message: string): Action {
    const pair = this.lifeline(lifeline) * this.messages.length + numberOf(this.#messageNumbers, message);
    return 2 * pair + (isReception ? 1 : 0);
  }

  /** As written in a multi-trace: `l1!m2`. */
  actionOf(text: string): Action {
    const known = this.#actions.get(text);
    if (known !== undefined) return known;
    const at = text.search(/[!?]/);
    const action = this.action(text.slice(0, at).trim(), text[at] === '?', text.slice(at + 1).trim());
    this.#actions.set(text, action);
    return action;
  }

  /** As written in a multi-trace: `l1,l2`. */
  lifelinesOf(text: string): readonly number[] {
    const known = this.#components.get(text);
    if (known) return known;
    const lifelines = text.split(',').map((name) => this.lifeline(name.trim()));
    this.#components.set(text, lifelines);
    return lifelines;
  }
}

/** One component: the lifelines it watches and what it saw there, in one total order. */
export interface Component {
  readonly lifelines: readonly number[];
  readonly actions: readonly Action[];
}

export function readInteraction(text: string, signature: Signature, arena: TermArena): Term {
  return new InteractionReader(text, signature, arena).whole();
}

export function readMultiTrace(text: string, signature: Signature): readonly Component[] {
  const components: Component[] = [];
  let at = text.indexOf('[');
  while (at >= 0) {
    const close = text.indexOf(']', at);
    const lifelines = signature.lifelinesOf(text.slice(at + 1, close));
    at = text.indexOf('[', close);
    let end = text.lastIndexOf(';', at < 0 ? text.length : at);
    if (end < close) end = text.indexOf('}', close);
    const actions: Action[] = [];
    let start = close + 2;
    while (start < end) {
      let dot = text.indexOf('.', start);
      if (dot < 0 || dot > end) dot = end;
      const action = text.slice(start, dot).trim();
      if (action !== '') actions.push(signature.actionOf(action));
      start = dot + 1;
    }
    components.push({ lifelines, actions });
  }
  return components;
}

const loopKinds: Readonly<Record<string, LoopKind>> = {
  loopS: LoopKind.strict,
  loopW: LoopKind.weak,
  loopP: LoopKind.par,
  loopH: LoopKind.head,
};

class InteractionReader {
  readonly #tokens: readonly string[];
  readonly #signature: Signature;
  readonly #arena: TermArena;
  #next = 0;

  constructor(text: string, signature: Signature, arena: TermArena) {
    this.#tokens = text.match(/->\||->|--|[(),]|[^\s(),|>-]+/g) ?? [];
    this.#signature = signature;
    this.#arena = arena;
  }

  whole(): Term {
    const term = this.term();
    if (this.#next < this.#tokens.length) throw new SyntaxError(`unexpected ${this.#tokens[this.#next]}`);
    return term;
  }

  term(): Term {
    const word = this.#take();
    if (word === 'o' || word === '∅') return EMPTY;
    if (this.#peek() === '--') return this.#sending(word);
    if (this.#peek() === '->') {
      this.#take();
      return this.#receptions(word);
    }
    const kind = loopKinds[word];
    if (kind !== undefined) return this.#arena.loop(this.#operands()[0]!, 0, UNBOUNDED, kind);
    switch (word) {
      case 'seq':
        return this.#arena.seqAll(this.#operands());
      case 'strict':
        return this.#operands().reduceRight((rest, operand) => this.#arena.strict(operand, rest), EMPTY);
      case 'par':
        return this.#arena.par(this.#operands());
      case 'alt':
        return this.#arena.alt(this.#operands());
      case 'coreg': {
        const region = this.#arena.set(this.#names().map((name) => this.#signature.lifeline(name)));
        return this.#operands().reduceRight((rest, operand) => this.#arena.seq(operand, rest, region), EMPTY);
      }
      default:
        throw new SyntaxError(`unknown operator ${word}`);
    }
  }

  #sending(lifeline: string): Term {
    this.#take('--');
    const message = this.#take();
    const send = this.#arena.occurrence(this.#signature.action(lifeline, false, message));
    if (this.#take() === '->|') return send;
    return this.#arena.strict(send, this.#receptions(message));
  }

  /** A broadcast is received in the order written, lifeline by lifeline: on different ones that is no order at all. */
  #receptions(message: string): Term {
    const targets = this.#peek() === '(' ? this.#names() : [this.#take()];
    return this.#arena.seqAll(
      targets.map((name) => this.#arena.occurrence(this.#signature.action(name, true, message))),
    );
  }

  #operands(): Term[] {
    return this.#list(() => this.term());
  }

  #names(): string[] {
    return this.#list(() => this.#take());
  }

  #list<Item>(item: () => Item): Item[] {
    this.#take('(');
    const items = [item()];
    while (this.#peek() === ',') {
      this.#take();
      items.push(item());
    }
    this.#take(')');
    return items;
  }

  #peek(): string | undefined {
    return this.#tokens[this.#next];
  }

  #take(expected?: string): string {
    const token = this.#tokens[this.#next++];
    if (token === undefined || (expected !== undefined && token !== expected)) {
      throw new SyntaxError(`expected ${expected ?? 'more'} but found ${token ?? 'the end'}`);
    }
    return token;
  }
}

function numberOf(numbers: ReadonlyMap<string, number>, name: string): number {
  const number = numbers.get(name);
  if (number === undefined) throw new SyntaxError(`the signature has no ${name}`);
  return number;
}
