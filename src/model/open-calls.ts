import type { Message } from './interaction.ts';

/** One of the calls that are open, and those below it. Never changed: what is answered later looks back at it. */
export interface OpenCall {
  readonly call: Message;
  /** Rises with what is opened later, over all stacks. */
  readonly order: number;
  readonly below: OpenCall | undefined;
  readonly depth: number;
}

/** What is open in one direction, by whether anybody waits for the answer: the top of each stack. */
export interface OpenCalls {
  readonly awaited: OpenCall | undefined;
  readonly asynchronous: OpenCall | undefined;
}

export const noCalls: OpenCalls = { awaited: undefined, asynchronous: undefined };

/** The calls that a message may answer, latest first. There may be very many: they are walked as far as is asked for. */
export class AnswerableCalls implements Iterable<Message> {
  readonly #calls: OpenCalls;

  constructor(calls: OpenCalls) {
    this.#calls = calls;
  }

  get latest(): Message | undefined {
    return later(this.#calls)?.call;
  }

  *[Symbol.iterator](): Generator<Message, void, undefined> {
    let { awaited, asynchronous } = this.#calls;
    for (let next = later(this.#calls); next; next = later({ awaited, asynchronous })) {
      yield next.call;
      if (next === awaited) awaited = next.below;
      else asynchronous = next.below;
    }
  }

  some(test: (call: Message) => boolean): boolean {
    for (const call of this) if (test(call)) return true;
    return false;
  }

  every(test: (call: Message) => boolean): boolean {
    return !this.some((call) => !test(call));
  }

  /** Adds all of them to `calls`; `walked` remembers what was added already, since answers mostly share their calls. */
  addTo(calls: Set<Message>, walked: Set<OpenCall>): void {
    for (const top of [this.#calls.awaited, this.#calls.asynchronous]) {
      for (let at = top; at && !walked.has(at); at = at.below) {
        walked.add(at);
        calls.add(at.call);
      }
    }
  }
}

export const nothingAnswered = new AnswerableCalls(noCalls);

function later({ awaited, asynchronous }: OpenCalls): OpenCall | undefined {
  if (!awaited || !asynchronous) return awaited ?? asynchronous;
  return awaited.order > asynchronous.order ? awaited : asynchronous;
}

/** Without the latest call of both kinds. */
export function withoutLatest(calls: OpenCalls): OpenCalls {
  const latest = later(calls);
  return latest !== undefined && latest === calls.awaited
    ? { ...calls, awaited: latest.below }
    : { ...calls, asynchronous: latest?.below };
}

export function opened(call: Message, order: number, below: OpenCall | undefined): OpenCall {
  return { call, order, below, depth: below ? below.depth + 1 : 1 };
}

/**
 * What is open behind a fragment: of what was open before, what any way through leaves open (all of it where
 * `keepsAll`), and then what each way opened. Takes as long as there are changes, not as long as the stacks are.
 */
export function joined(before: OpenCalls, afters: readonly OpenCalls[], keepsAll: boolean): OpenCalls {
  const join = (kind: keyof OpenCalls): OpenCall | undefined =>
    joinedStack(
      before[kind],
      afters.map((after) => after[kind]),
      keepsAll,
    );
  return { awaited: join('awaited'), asynchronous: join('asynchronous') };
}

function joinedStack(
  before: OpenCall | undefined,
  afters: readonly (OpenCall | undefined)[],
  keepsAll: boolean,
): OpenCall | undefined {
  const changes = afters.map((after) => changesBetween(before, after));
  let top = before;
  if (!keepsAll) {
    top = changes.map(({ common }) => common).reduce((a, b) => ((a?.depth ?? 0) >= (b?.depth ?? 0) ? a : b), undefined);
    const left = new Set(changes.flatMap(({ opened: calls }) => calls.map(({ call }) => call)));
    for (const { call, order } of above(top, before)) if (left.has(call)) top = opened(call, order, top);
  }
  for (const { taken, opened: calls } of changes) {
    for (const { call, order } of calls) if (!taken.has(call)) top = opened(call, order, top);
  }
  return top;
}

interface Changes {
  /** The top of what neither touched. */
  readonly common: OpenCall | undefined;
  readonly taken: ReadonlySet<Message>;
  /** Earliest first. May hold what was taken: then it only moved to the top. */
  readonly opened: readonly OpenCall[];
}

function changesBetween(before: OpenCall | undefined, after: OpenCall | undefined): Changes {
  let [one, other] = [before, after];
  while (one !== other) {
    const depths = [one?.depth ?? 0, other?.depth ?? 0] as const;
    if (depths[0] >= depths[1]) one = one?.below;
    if (depths[1] >= depths[0]) other = other?.below;
  }
  return {
    common: one,
    taken: new Set(above(one, before).map(({ call }) => call)),
    opened: above(one, after),
  };
}

/** What lies on `bottom`, lowest first. */
function above(bottom: OpenCall | undefined, top: OpenCall | undefined): OpenCall[] {
  const found: OpenCall[] = [];
  for (let at = top; at && at !== bottom; at = at.below) found.push(at);
  return found.reverse();
}
