import {
  type Interaction,
  type InteractionFragment,
  type LifelineId,
  type Message,
  type MessageFlow,
  messageFlow,
  messagesOf,
  squash,
  withoutStepNumber,
} from '#model';
import type { Scenario } from '../scenario/scenario.ts';
import { isRequest, type LifelinePart } from './roles.ts';

/** What a message instance is in the flow of a scenario. */
export interface Cause {
  /** The call that it answers. */
  readonly answers?: number;
  /** The message in whose handling it is sent: the latest one that its sender received and has not yet answered. */
  readonly within?: number;
  /** Of a message out of a broker: the one that was published there. */
  readonly publish?: number;
  /** One more answer to a call that was answered before: part of a stream, which no span shows. */
  readonly streamed?: true;
}

/**
 * By message id; see `Cause`. What happens side by side is followed separately. `unhandled` are messages that who
 * received them was gone with: what they do after they came back belongs to what they were at before.
 */
export function causesOf(
  scenario: Scenario,
  parts: ReadonlyMap<LifelineId, LifelinePart>,
  unhandled: ReadonlySet<number> = new Set(),
): ReadonlyMap<number, Cause> {
  const { interaction } = scenario;
  const causes = new Map<number, Cause>();
  const follow = (fragments: readonly InteractionFragment[], state: State): void => {
    for (const fragment of fragments) {
      if (fragment.type === 'message') causes.set(fragment.id, state.take(fragment));
      else if (fragment.type === 'combined') {
        const after = fragment.operands.map((operand) => {
          const own = fragment.operator === 'par' ? state.copy() : state;
          follow(operand.fragments, own);
          return own;
        });
        if (fragment.operator === 'par') state.join(after);
      }
    }
  };
  follow(interaction.fragments, new State(parts, new Drawn(scenario), unhandled));
  return causes;
}

/** What the drawing itself says of its messages. */
class Drawn {
  readonly #scenario: Scenario;
  readonly #flow: ReadonlyMap<number, MessageFlow>;
  readonly #called: ReadonlySet<string>;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    const { flow, called } = factsOf(scenario.drawn);
    this.#flow = flow;
    this.#called = called;
  }

  /** Drawn so that it can be nothing else. */
  isAnswer({ id }: Message): boolean {
    return this.#flow.get(this.#scenario.instances.get(id)!.drawn.id)!.role === 'answer';
  }

  /** Is something else that is a call drawn under this text? */
  isCalled(label: string): boolean {
    return this.#called.has(nameOf(label));
  }

  /** Equal for messages of the same iterations. */
  iterations({ id }: Message): string {
    return this.#scenario.instances.get(id)!.iterations.join();
  }
}

interface DrawnFacts {
  readonly flow: ReadonlyMap<number, MessageFlow>;
  readonly called: ReadonlySet<string>;
}

const known = new WeakMap<Interaction, DrawnFacts>();

/** Without step numbers, which make the same name another one at each place. */
function nameOf(label: string): string {
  return squash(withoutStepNumber(label));
}

/** Worked out once for a drawing: it has many runs. */
function factsOf(drawn: Interaction): DrawnFacts {
  let facts = known.get(drawn);
  if (!facts) {
    const flow = messageFlow(drawn);
    const calls = messagesOf(drawn).filter(({ id }) => flow.get(id)!.role === 'call');
    facts = { flow, called: new Set(calls.map(({ label }) => nameOf(label))) };
    known.set(drawn, facts);
  }
  return facts;
}

/** What each lifeline has received and is still at, outermost first. */
class State {
  readonly #parts: ReadonlyMap<LifelineId, LifelinePart>;
  readonly #drawn: Drawn;
  readonly #unhandled: ReadonlySet<number>;
  readonly #open = new Map<LifelineId, Message[]>();
  readonly #last = new Map<LifelineId, Message>();

  constructor(parts: ReadonlyMap<LifelineId, LifelinePart>, drawn: Drawn, unhandled: ReadonlySet<number>) {
    this.#parts = parts;
    this.#drawn = drawn;
    this.#unhandled = unhandled;
  }

  copy(): State {
    const copy = new State(this.#parts, this.#drawn, this.#unhandled);
    for (const [lifeline, open] of this.#open) copy.#open.set(lifeline, [...open]);
    for (const [lifeline, last] of this.#last) copy.#last.set(lifeline, last);
    return copy;
  }

  /** What is open after some that began alike: what none of them closed, and what any of them opened. */
  join(states: readonly State[]): void {
    const lifelines = new Set(states.flatMap((state) => [...state.#open.keys()]));
    for (const lifeline of lifelines) {
      const before = this.#open.get(lifeline) ?? [];
      const lists = states.map((state) => state.#open.get(lifeline) ?? []);
      const all = [...new Set([...before, ...lists.flat()])];
      this.#open.set(
        lifeline,
        all.filter((message) => !before.includes(message) || lists.every((list) => list.includes(message))),
      );
    }
    for (const state of states) for (const [lifeline, last] of state.#last) this.#last.set(lifeline, last);
  }

  take(message: Message): Cause {
    const { from, to } = message;
    const answered = this.#answered(message);
    if (answered) {
      this.#close(answered);
      return { answers: answered.id };
    }
    if (this.#drawn.isAnswer(message)) return { streamed: true };
    const isBroker = from !== null && this.#parts.get(from)?.role === 'broker';
    const origin = from === null ? undefined : isBroker ? this.#published(from, message) : this.#current(from);
    if (to !== null && from !== to && message.messageKind !== 'lost' && !this.#unhandled.has(message.id)) {
      const open = this.#open.get(to);
      if (open) open.push(message);
      else this.#open.set(to, [message]);
      this.#last.set(to, message);
    }
    return isBroker ? { ...(origin && { publish: origin.id }) } : { ...(origin && { within: origin.id }) };
  }

  /** Its sender is at a call of the receiver, and the arrow back is drawn as an answer or like one. */
  #answered(message: Message): Message | undefined {
    const { from, to, sort, label } = message;
    if (from === null || to === null || from === to) return undefined;
    const call = this.#open.get(from)?.findLast((open) => open.from === to);
    if (!call) return undefined;
    if (sort === 'reply') return call;
    // What is handed on is not answered: what goes back to a broker is sent to others, and what comes from it is handed on.
    if ([from, to].some((end) => this.#parts.get(end)?.role === 'broker')) return undefined;
    // A store calls nobody, whatever its answer is called.
    const isStore = this.#parts.get(from)?.role === 'store';
    // What comes again and again to one call is no answer to it.
    const isOnce = this.#drawn.iterations(call) === this.#drawn.iterations(message);
    return isOnce &&
      !isAsynchronous(call) &&
      !isAsynchronous(message) &&
      !isRequest(label) &&
      (isStore || !this.#drawn.isCalled(label))
      ? call
      : undefined;
  }

  #close(call: Message): void {
    const open = this.#open.get(call.to!)!;
    open.splice(open.indexOf(call), 1);
  }

  #current(lifeline: LifelineId): Message | undefined {
    return this.#open.get(lifeline)?.at(-1) ?? this.#last.get(lifeline);
  }

  /** What a broker hands on: what was published under the same text, else the latest. */
  #published(broker: LifelineId, { label }: Message): Message | undefined {
    const open = (this.#open.get(broker) ?? []).filter(({ from }) => from !== null && from !== broker);
    const names = namesIn(label);
    return open.findLast((publish) => namesIn(publish.label).some((name) => names.includes(name))) ?? open.at(-1);
  }
}

function isAsynchronous({ sort }: Message): boolean {
  return sort === 'asynchSignal' || sort === 'asynchCall';
}

function namesIn(label: string): readonly string[] {
  return label.toLowerCase().match(/[a-z0-9]+(?:[._-][a-z0-9]+)+/g) ?? [];
}
