import type { Interaction, InteractionFragment, LifelineId, Message } from './interaction.ts';
import {
  AnswerableCalls,
  joined,
  noCalls,
  nothingAnswered,
  type OpenCall,
  type OpenCalls,
  opened,
  withoutLatest,
} from './open-calls.ts';

/**
 * What a message is in the flow, beyond how its arrow is drawn: people draw answers dashed, as UML has it, or solid
 * like the calls. `answer`: drawn dashed, and a call the other way is open. `answer-or-call`: drawn solid while a call
 * the other way is open; evidence decides. `call`: everything else.
 */
export type MessageRole = 'call' | 'answer' | 'answer-or-call';

export interface MessageFlow {
  readonly role: MessageRole;
  /** The calls that it may answer, latest first. */
  readonly answers: AnswerableCalls;
}

/**
 * The role of each message by id. Operands of one fragment are followed separately, each from what was open before.
 * Takes time in proportion to the messages and how deep they stand.
 */
export function messageFlow(interaction: Interaction): ReadonlyMap<number, MessageFlow> {
  const follower = new Follower();
  follower.follow(interaction.fragments);
  return follower.flow;
}

/** All calls that some message may answer. */
export function answeredCalls(flow: ReadonlyMap<number, MessageFlow>): ReadonlySet<Message> {
  const calls = new Set<Message>();
  const walked = new Set<OpenCall>();
  for (const { answers } of flow.values()) answers.addTo(calls, walked);
  return calls;
}

/** From one lifeline to another, as a number. */
type Direction = number;
const mostLifelines = 2 ** 26;

class Follower {
  readonly flow = new Map<number, MessageFlow>();
  readonly #lifelines = new Map<LifelineId, number>();
  readonly #open = new Map<Direction, OpenCalls>();
  /** What was open, where that changed, before the operand that is being followed. */
  #before = new Map<Direction, OpenCalls>();
  #order = 0;

  follow(fragments: readonly InteractionFragment[]): void {
    for (const fragment of fragments) {
      if (fragment.type === 'message') this.#take(fragment);
      else if (fragment.type === 'combined') {
        const afters = fragment.operands.map((operand) => this.#followApart(operand.fragments));
        // A call is still open behind the fragment if any way through leaves it open.
        const skippable = fragment.operator !== 'par' && fragment.operands.length === 1;
        for (const direction of new Set(afters.flatMap((after) => [...after.keys()]))) {
          const before = this.#openIn(direction);
          const ways = afters.map((after) => after.get(direction) ?? before);
          this.#set(direction, joined(before, ways, skippable));
        }
      }
    }
  }

  /** What is open behind the fragments, where they change it. They leave no trace. */
  #followApart(fragments: readonly InteractionFragment[]): ReadonlyMap<Direction, OpenCalls> {
    const outer = this.#before;
    const before = new Map<Direction, OpenCalls>();
    this.#before = before;
    this.follow(fragments);
    this.#before = outer;
    const after = new Map<Direction, OpenCalls>();
    for (const [direction, calls] of before) {
      after.set(direction, this.#openIn(direction));
      this.#open.set(direction, calls);
    }
    return after;
  }

  #take(message: Message): void {
    const { from, to, sort } = message;
    if (from === null || to === null || from === to) {
      this.flow.set(message.id, { role: 'call', answers: nothingAnswered });
      return;
    }
    const back = this.#direction(to, from);
    const calls = this.#openIn(back);
    if (sort === 'reply' && (calls.awaited || calls.asynchronous)) {
      this.flow.set(message.id, { role: 'answer', answers: new AnswerableCalls(calls) });
      this.#set(back, withoutLatest(calls));
      return;
    }
    // Nobody waits for an answer to what was sent asynchronously; a solid arrow back is a call of its own then.
    const latest = isAsynchronous(message) || sort === 'reply' ? undefined : calls.awaited;
    if (latest) {
      const answers = new AnswerableCalls({ ...noCalls, awaited: latest });
      this.flow.set(message.id, { role: 'answer-or-call', answers });
      // It may also be a call of its own, so what it may answer stays open beside it.
      this.#set(back, { ...calls, awaited: opened(latest.call, ++this.#order, latest.below) });
    } else this.flow.set(message.id, { role: 'call', answers: nothingAnswered });
    const direction = this.#direction(from, to);
    const kind = isAsynchronous(message) ? 'asynchronous' : 'awaited';
    const there = this.#openIn(direction);
    this.#set(direction, { ...there, [kind]: opened(message, ++this.#order, there[kind]) });
  }

  #openIn(direction: Direction): OpenCalls {
    return this.#open.get(direction) ?? noCalls;
  }

  #set(direction: Direction, calls: OpenCalls): void {
    if (!this.#before.has(direction)) this.#before.set(direction, this.#openIn(direction));
    this.#open.set(direction, calls);
  }

  #direction(from: LifelineId, to: LifelineId): Direction {
    return this.#number(from) * mostLifelines + this.#number(to);
  }

  #number(lifeline: LifelineId): number {
    let number = this.#lifelines.get(lifeline);
    if (number === undefined) {
      number = this.#lifelines.size;
      this.#lifelines.set(lifeline, number);
    }
    return number;
  }
}

function isAsynchronous({ sort }: Message): boolean {
  return sort === 'asynchSignal' || sort === 'asynchCall';
}
