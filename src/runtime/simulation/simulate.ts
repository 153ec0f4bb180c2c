import type { LifelineId } from '#model';
import { type Action, interactionTerm, Stepper, seededRandom, TermArena } from '#semantics';
import type { MessageInstance, Scenario } from '../scenario/scenario.ts';
import { Participant } from './participant.ts';
import { type Occurrence, ordinaryTiming, type Timing } from './timing.ts';

/** Something that happened in a run: a message left a participant or was taken out of one's queue. */
export interface RunEvent {
  readonly occurrence: Occurrence;
  readonly instance: MessageInstance;
  readonly lifeline: LifelineId;
  /** Microseconds since the run began. */
  readonly at: number;
}

export interface Run {
  readonly scenario: Scenario;
  readonly events: readonly RunEvent[];
  /** Microseconds of simulated time. */
  readonly duration: number;
  /** By lifeline, the most messages that waited at once. */
  readonly queued: ReadonlyMap<LifelineId, number>;
}

export interface SimulationOptions {
  readonly seed?: number;
  readonly timing?: Timing;
}

interface Step {
  readonly action: Action;
  readonly at: number;
}

/**
 * Lets the participants of a scenario act in simulated time. What may happen next is asked of the step function alone;
 * of what may happen, that happens first which is ready first: a message can be received once it has arrived, and a
 * participant does one thing at a time. The same scenario, seed and timing give the same run.
 */
export function simulate(scenario: Scenario, options: SimulationOptions = {}): Run {
  const { seed = 1, timing = ordinaryTiming } = options;
  return new Simulation(scenario, seed, timing).run();
}

class Simulation {
  readonly #scenario: Scenario;
  readonly #timing: Timing;
  readonly #seed: number;
  readonly #participants: ReadonlyMap<LifelineId, Participant>;
  readonly #meanings: (readonly [MessageInstance, Occurrence])[] = [];
  readonly #arrivals = new Map<MessageInstance, number>();
  /** Since when the drawing allows what may happen next: after all else in `strict` and `critical`, whoever did that. */
  #allowed: ReadonlyMap<Action, number> = new Map();
  readonly #events: RunEvent[] = [];

  constructor(scenario: Scenario, seed: number, timing: Timing) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#timing = timing;
    const { lifelines } = scenario.interaction;
    this.#participants = new Map(lifelines.map((lifeline) => [lifeline.id, new Participant(lifeline, seed)]));
  }

  run(): Run {
    const { interaction, instances } = this.#scenario;
    const arena = new TermArena(interaction.lifelines.length);
    const indexes = new Map(interaction.lifelines.map(({ id }, index) => [id, index]));
    const actionOf = (lifeline: LifelineId | null, instance: MessageInstance, occurrence: Occurrence) => {
      if (lifeline === null) return null;
      const action = arena.action(indexes.get(lifeline)!);
      this.#meanings[action] = [instance, occurrence];
      return action;
    };
    const { term: start } = interactionTerm(arena, interaction.fragments, {
      occurrences: (message) => {
        const instance = instances.get(message.id)!;
        return {
          send: actionOf(message.from, instance, 'send'),
          receive: message.messageKind === 'lost' ? null : actionOf(message.to, instance, 'receive'),
        };
      },
    });
    const stepper = new Stepper(arena);
    const random = seededRandom(this.#seed);
    let term = start;
    let now = 0;
    for (;;) {
      const before = this.#allowed;
      this.#allowed = new Map(stepper.frontier(term).map((action) => [action, before.get(action) ?? now]));
      const step = this.#next(random);
      if (!step) break;
      now = step.at;
      term = stepper.step(term, step.action)[0]!;
      this.#happen(step);
    }
    if (!arena.nullable[term]) throw new Error('a scenario came to no end');
    return {
      scenario: this.#scenario,
      events: this.#events,
      duration: this.#events.at(-1)?.at ?? 0,
      queued: new Map([...this.#participants].map(([id, { deepest }]) => [id, deepest])),
    };
  }

  /** What is ready first; of several at the same time any. */
  #next(random: () => number): Step | undefined {
    let earliest = Number.POSITIVE_INFINITY;
    const ready: Action[] = [];
    for (const [action, since] of this.#allowed) {
      const at = Math.max(since, this.#readyAt(action));
      if (at > earliest) continue;
      if (at < earliest) ready.length = 0;
      earliest = at;
      ready.push(action);
    }
    const action = ready[ready.length > 1 ? Math.floor(random() * ready.length) : 0];
    return action === undefined ? undefined : { action, at: earliest };
  }

  #readyAt(action: Action): number {
    const [instance, occurrence] = this.#meanings[action]!;
    const participant = this.#participantOf(instance, occurrence);
    if (occurrence === 'send') return participant.free + instance.pause;
    // What comes from outside of the drawing is there when it is waited for.
    return Math.max(participant.free, this.#arrivals.get(instance) ?? participant.free + instance.pause);
  }

  #participantOf({ message: { from, to } }: MessageInstance, occurrence: Occurrence): Participant {
    return this.#participants.get((occurrence === 'send' ? from : to)!)!;
  }

  #happen({ action, at }: Step): void {
    const [instance, occurrence] = this.#meanings[action]!;
    const { message } = instance;
    const participant = this.#participantOf(instance, occurrence);
    participant.free = at + this.#timing.work(message, participant.random, occurrence);
    this.#events.push({ occurrence, instance, lifeline: participant.lifeline.id, at });
    if (occurrence === 'receive') participant.take(instance);
    else if (message.to !== null && message.messageKind !== 'lost') {
      const arrives = at + this.#timing.transit(message, participant.random);
      this.#arrivals.set(instance, arrives);
      this.#participants.get(message.to)!.deliver({ instance, arrives });
    }
  }
}
