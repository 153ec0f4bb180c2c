import type { LifelineId, Message } from '#model';
import { type Cause, causesOf } from '../recording/causes.ts';
import { type LifelinePart, partsOf } from '../recording/roles.ts';
import type { Scenario } from '../scenario/scenario.ts';

/** What hangs together in a scenario. */
export class Connections {
  readonly parts: ReadonlyMap<LifelineId, LifelinePart>;
  readonly causes: ReadonlyMap<number, Cause>;
  readonly #caused = new Map<number, number[]>();

  constructor(scenario: Scenario) {
    this.parts = partsOf(scenario.drawn);
    this.causes = causesOf(scenario, this.parts);
    for (const [id, { answers, within, publish }] of this.causes) {
      for (const cause of [answers, within, publish]) {
        if (cause === undefined) continue;
        const known = this.#caused.get(cause);
        if (known) known.push(id);
        else this.#caused.set(cause, [id]);
      }
    }
  }

  /** The messages themselves and all that happens only because of them. */
  causedBy(ids: readonly number[]): ReadonlySet<number> {
    const all = new Set(ids);
    for (const id of all) for (const next of this.#caused.get(id) ?? []) all.add(next);
    return all;
  }

  /** The message and its answer with somebody else at one end. */
  withEnd(message: Message, end: 'from' | 'to', lifeline: LifelineId): (one: Message) => readonly Message[] {
    const opposite = end === 'from' ? 'to' : 'from';
    return (one) => {
      if (one === message) return [{ ...one, [end]: lifeline }];
      return this.causes.get(one.id)?.answers === message.id ? [{ ...one, [opposite]: lifeline }] : [one];
    };
  }
}

const known = new WeakMap<Scenario, Connections>();

/** Worked out once for a scenario: many faults strike the same one. */
export function connectionsOf(scenario: Scenario): Connections {
  let connections = known.get(scenario);
  if (!connections) {
    connections = new Connections(scenario);
    known.set(scenario, connections);
  }
  return connections;
}
