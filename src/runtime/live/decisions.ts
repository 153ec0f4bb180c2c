import type { ChoicePoint, Policy } from '../scenario/scenario.ts';
import { readWish, takenBy, type Wish } from '../scenario/wishes.ts';
import { type ArrangedMessage, brought, type OpenOperand } from './arrangement.ts';

/** Which operands of our `alt`s are taken: by a request's own wish, else by the policy; anew in each iteration. */
export class Decisions {
  readonly #policy: Policy;
  readonly #messages: readonly ArrangedMessage[];
  readonly #taken = new Map<string, number>();
  /** By loop that others run: the messages of the iteration that is on. */
  readonly #doneIn = new Map<string, Set<number>>();
  /** Of requests, with how often each was followed. */
  readonly #wishes: { readonly wish: Wish; met: number }[] = [];

  constructor(policy: Policy, messages: readonly ArrangedMessage[]) {
    this.#policy = policy;
    this.#messages = messages;
  }

  /** `asdrawn-choose: 409`, alone or in the baggage that instrumented services hand on. */
  learn(headers: Readonly<Record<string, string>>): void {
    const baggage = /(?:^|,)\s*asdrawn-choose=([^,;]+)/.exec(headers.baggage ?? '')?.[1];
    const wish = headers['asdrawn-choose'] ?? (baggage && decodeURIComponent(baggage));
    if (wish !== undefined) this.#wishes.push({ wish: readWish(wish), met: 0 });
  }

  /** Decides now, where that was not done before. */
  decide({ key, point }: OpenOperand): number {
    const known = this.#taken.get(key);
    if (known !== undefined) return known;
    const taken = brought(this.#wished(point) ?? this.#policy(point), point.least, point.most);
    this.#taken.set(key, taken);
    return taken;
  }

  /** What a request chooses holds for that request: once, or as often as it names numbers. */
  #wished({ fragment }: ChoicePoint): number | undefined {
    for (const [index, own] of this.#wishes.entries()) {
      const taken = takenBy(own.wish, fragment, own.met);
      if (taken === undefined) continue;
      own.met += 1;
      if (own.met >= own.wish.taken.length) this.#wishes.splice(index, 1);
      return taken;
    }
    return undefined;
  }

  /** Was it decided so? */
  isTaken({ key, operand }: OpenOperand): boolean {
    return this.#taken.get(key) === operand;
  }

  take({ key, operand }: OpenOperand): void {
    this.#taken.set(key, operand);
  }

  /** What comes again in a loop of others is a new iteration, in which we decide anew. */
  happened({ message, loops }: ArrangedMessage): void {
    for (const [index, loop] of loops.entries()) {
      const done = this.#doneIn.get(loop) ?? new Set();
      if (!done.has(message.id)) {
        this.#doneIn.set(loop, done.add(message.id));
        continue;
      }
      for (const inner of loops.slice(index)) this.#doneIn.set(inner, new Set([message.id]));
      for (const other of this.#messages)
        if (other.loops.includes(loop)) for (const { key } of other.operands) this.#taken.delete(key);
      return;
    }
  }
}
