import type { CombinedFragment, Delay, Interaction, InteractionFragment, InteractionOperand, Message } from '#model';

/**
 * A place where a drawing leaves something open. What is taken is a number: of an `alt` the operand, counted from 1 (0
 * for none of a single one); of `opt` and `break` 1 or 0; of a loop the count; of a `critical` its handler, 0 for none.
 */
export interface ChoicePoint {
  readonly fragment: CombinedFragment;
  readonly least: number;
  /** Null for a loop without upper bound. */
  readonly most: number | null;
  /** Which iteration of each loop around it this is, outermost first, from 0. */
  readonly iterations: readonly number[];
}

export interface Choice {
  readonly point: ChoicePoint;
  readonly taken: number;
}

/** Answers a choice; whatever it answers is brought between `least` and `most`. */
export type Policy = (point: ChoicePoint) => number;

/** One instance of a drawn message: in a loop there are several. */
export interface MessageInstance {
  /** The message with an id of its own, unique in the scenario. */
  readonly message: Message;
  readonly drawn: Message;
  readonly iterations: readonly number[];
  /** Microseconds that are drawn to pass before it is sent (`... five minutes later ...`). */
  readonly pause: number;
}

/** An interaction in which every choice was made: what is left open is only what happens side by side. */
export interface Scenario {
  readonly drawn: Interaction;
  /** Of the drawing, with lifelines as they are; messages are instances, loops are unrolled. */
  readonly interaction: Interaction;
  readonly instances: ReadonlyMap<number, MessageInstance>;
  /** In the order in which they were made. */
  readonly choices: readonly Choice[];
  /** The drawn loops that were come to, once each. */
  readonly loops: readonly CombinedFragment[];
}

/** A scenario that would hold more messages than anybody reads; `limit` is how many it may hold. */
export class ScenarioTooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`a run of this drawing has more than ${limit} messages`);
    this.limit = limit;
  }
}

/** A choice that the drawing does not allow, made where its fragment is first come to. */
export type Deviation =
  /** An operand, from 1, happens after the one that was chosen. */
  | { readonly fragment: CombinedFragment; readonly operand: number }
  | { readonly fragment: CombinedFragment; readonly count: number };

export interface ScenarioOptions {
  readonly deviation?: Deviation;
  /** The most messages that a scenario may have. */
  readonly limit?: number;
}

const MOST_MESSAGES = 200_000;

/**
 * Makes every choice of an interaction and leaves a scenario. Uses (`ref`) must have been inlined.
 *
 * @throws ScenarioTooLarge
 */
export function scenarioOf(interaction: Interaction, policy: Policy, options: ScenarioOptions = {}): Scenario {
  const resolution = new Resolution(policy, options);
  const { fragments } = resolution.sequence(interaction.fragments, []);
  return {
    drawn: interaction,
    interaction: { ...interaction, fragments },
    instances: resolution.instances,
    choices: resolution.choices,
    loops: [...resolution.loops],
  };
}

interface Sequence {
  readonly fragments: readonly InteractionFragment[];
  /** A `break` was taken: what follows around it does not happen. */
  readonly broken: boolean;
}

class Resolution {
  readonly instances = new Map<number, MessageInstance>();
  readonly choices: Choice[] = [];
  readonly loops = new Set<CombinedFragment>();
  readonly #policy: Policy;
  readonly #limit: number;
  #deviation: Deviation | undefined;
  #pause = 0;

  constructor(policy: Policy, { limit = MOST_MESSAGES, deviation }: ScenarioOptions) {
    this.#policy = policy;
    this.#limit = limit;
    this.#deviation = deviation;
  }

  sequence(fragments: readonly InteractionFragment[], iterations: readonly number[]): Sequence {
    const done: InteractionFragment[] = [];
    for (const fragment of fragments) {
      if (fragment.type === 'message') done.push(this.#message(fragment, iterations));
      else if (fragment.type === 'delay') this.#pause += pauseOf(fragment);
      else if (fragment.type === 'combined') {
        if (fragment.operator === 'break') {
          if (this.#choose(fragment, 0, 1, iterations) === 0) continue;
          done.push(...this.sequence(fragment.operands[0]!.fragments, iterations).fragments);
          return { fragments: done, broken: true };
        }
        done.push(...this.#combined(fragment, iterations));
      } else done.push(fragment);
    }
    return { fragments: done, broken: false };
  }

  #message(drawn: Message, iterations: readonly number[]): Message {
    if (this.instances.size >= this.#limit) throw new ScenarioTooLarge(this.#limit);
    const message = { ...drawn, id: this.instances.size + 1 };
    this.instances.set(message.id, { message, drawn, iterations, pause: this.#pause });
    this.#pause = 0;
    return message;
  }

  #choose(fragment: CombinedFragment, least: number, most: number | null, iterations: readonly number[]): number {
    const point: ChoicePoint = { fragment, least, most, iterations };
    const wanted = Math.max(least, Math.trunc(this.#policy(point)) || 0);
    const taken = most === null ? wanted : Math.min(most, wanted);
    this.choices.push({ point, taken });
    return taken;
  }

  #deviationAt(fragment: CombinedFragment): Deviation | undefined {
    const deviation = this.#deviation;
    if (deviation?.fragment !== fragment) return undefined;
    this.#deviation = undefined;
    return deviation;
  }

  #combined(fragment: CombinedFragment, iterations: readonly number[]): readonly InteractionFragment[] {
    const { operator, operands } = fragment;
    const of = (operand: InteractionOperand | undefined) =>
      operand ? this.sequence(operand.fragments, iterations).fragments : [];
    const kept = (): CombinedFragment => ({
      ...fragment,
      operands: operands.map((operand) => ({ ...operand, fragments: of(operand) })),
    });
    switch (operator) {
      case 'alt': {
        const taken = this.#choose(fragment, operands.length > 1 ? 1 : 0, operands.length, iterations);
        const deviation = this.#deviationAt(fragment);
        const other = deviation && 'operand' in deviation ? operands[deviation.operand - 1] : undefined;
        return [...of(operands[taken - 1]), ...of(other)];
      }
      case 'opt':
        return this.#choose(fragment, 0, 1, iterations) === 1 ? of(operands[0]) : [];
      case 'loop':
        return this.#loop(fragment, iterations);
      case 'neg':
        return [];
      case 'critical': {
        const [body, ...handlers] = operands as [InteractionOperand, ...InteractionOperand[]];
        const region = { ...fragment, operands: [{ ...body, fragments: of(body) }] };
        if (handlers.length === 0) return [region];
        const handler = handlers[this.#choose(fragment, 0, handlers.length, iterations) - 1];
        return [region, ...of(handler)];
      }
      case 'par':
      case 'strict':
        return [kept()];
      default:
        return operands.flatMap(of);
    }
  }

  #loop(fragment: CombinedFragment, iterations: readonly number[]): readonly InteractionFragment[] {
    this.loops.add(fragment);
    const { min, max } = fragment.bounds ?? { min: 0, max: null };
    const chosen = max === min ? min : this.#choose(fragment, min, max, iterations);
    const deviation = this.#deviationAt(fragment);
    const count = deviation && 'count' in deviation ? deviation.count : chosen;
    const done: InteractionFragment[] = [];
    for (let iteration = 0; iteration < count; iteration++) {
      const before = this.instances.size;
      const { fragments, broken } = this.sequence(fragment.operands[0]!.fragments, [...iterations, iteration]);
      done.push(...fragments);
      // Of what sends nothing there is no count.
      if (broken || this.instances.size === before) break;
    }
    return done;
  }
}

const units: Readonly<Record<string, number>> = {
  us: 1,
  µs: 1,
  ms: 1e3,
  s: 1e6,
  sec: 1e6,
  second: 1e6,
  min: 60e6,
  minute: 60e6,
  h: 3600e6,
  hour: 3600e6,
  day: 86_400e6,
  week: 604_800e6,
};

const spokenNumbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
};

/** Microseconds that a text names (`5 minutes later`, `wait 30s`, `an hour`); undefined if it names none. */
export function readPause(text: string): number | undefined {
  const match =
    /(?:(\d+(?:\.\d+)?)\s*|\b(an?|one|two|three|four|five|six|ten|fifteen|twenty|thirty)\s+)(µs|us|ms|milliseconds?|seconds?|secs?|s|minutes?|mins?|hours?|h|days?|weeks?)\b/i.exec(
      text,
    );
  if (!match) return undefined;
  const number = match[1] === undefined ? spokenNumbers[match[2]!.toLowerCase()]! : Number(match[1]);
  const unit = match[3]!.toLowerCase().replace(/^milliseconds?$/, 'ms');
  return number * (units[unit] ?? units[unit.replace(/s$/, '')]!);
}

/** A delay that does not say how long is one second. */
export function pauseOf({ text }: Delay): number {
  return readPause(text ?? '') ?? 1e6;
}
