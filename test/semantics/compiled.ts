import type { InteractionFragment } from '#model';
import {
  type Action,
  type CaseEvent,
  interactionTerm,
  Stepper,
  type Term,
  TermArena,
  type TermOptions,
} from '#semantics';
import { visit } from './build.ts';
import type { OracleEvent } from './case-oracle.ts';
import { lifelineOf, occurrencesOf } from './oracle.ts';

/** An interaction as a term, with its occurrences known by their texts (`a!1`). */
export class Compiled {
  readonly stepper: Stepper;
  readonly term: Term;
  readonly unresolved: readonly string[];
  readonly #lifelines: readonly string[];
  readonly #actions = new Map<string, Action>();
  readonly #texts: string[] = [];

  /** `extraLifelines` are those that only the case knows. */
  constructor(
    fragments: readonly InteractionFragment[],
    resolve?: TermOptions['resolve'],
    lifelines: readonly string[] = ['a', 'b', 'c', 'd'],
  ) {
    this.#lifelines = lifelines;
    const arena = new TermArena(lifelines.length);
    const occurrences: TermOptions['occurrences'] = (message) => {
      const { send, receive } = occurrencesOf(message);
      return {
        send: send === null ? null : this.#actionFor(arena, send),
        receive: receive === null ? null : this.#actionFor(arena, receive),
      };
    };
    // In the text's order, whatever order the terms are built in.
    visit(fragments, occurrences);
    const built = interactionTerm(arena, fragments, { occurrences, ...(resolve && { resolve }) });
    this.stepper = new Stepper(arena);
    this.term = built.term;
    this.unresolved = built.unresolved;
  }

  get actions(): readonly Action[] {
    return this.#texts.map((_, action) => action);
  }

  textOf(action: Action): string {
    return this.#texts[action]!;
  }

  actionOf(text: string): Action | undefined {
    return this.#actions.get(text);
  }

  lifelineIndex(name: string): number {
    return this.#lifelines.indexOf(name);
  }

  /** Texts that are not drawn become no action. `lifelines` says where the events happened. */
  events(events: readonly OracleEvent[], lifelines: readonly string[]): readonly CaseEvent[] {
    return events.map(({ texts, optional, after }, index) => ({
      actions: texts.flatMap((text) => this.#actions.get(text) ?? []),
      lifeline: this.lifelineIndex(lifelines[index]!),
      optional,
      after,
    }));
  }

  /** One term of each way to do what the texts say, in their order. */
  after(term: Term, texts: readonly string[]): readonly Term[] {
    let terms: readonly Term[] = [term];
    for (const text of texts) {
      const action = this.#actions.get(text);
      if (action === undefined) return [];
      terms = [...new Set(terms.flatMap((one) => this.stepper.step(one, action)))];
    }
    return terms;
  }

  #actionFor(arena: TermArena, text: string): Action {
    const known = this.#actions.get(text);
    if (known !== undefined) return known;
    const action = arena.action(this.#lifelines.indexOf(lifelineOf(text)));
    this.#actions.set(text, action);
    this.#texts.push(text);
    return action;
  }
}
