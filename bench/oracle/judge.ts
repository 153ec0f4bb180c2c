import type { InteractionFragment } from '#model';
import { DeterministicRuns, decideMembership, explain, sampleRun, seededRandom } from '#semantics';
import { alphabet, caseOf, changedRun, type ObservedCase, type Recipe } from '../../test/semantics/arbitrary.ts';
import { editCost, isRunOf } from '../../test/semantics/case-oracle.ts';
import { Compiled } from '../../test/semantics/compiled.ts';
import { lifelineOf, multiPrefixesOf, type Run, runsOf } from '../../test/semantics/oracle.ts';

/**
 * `run` and `beginnings`: membership of a case. `order`: of a totally ordered one. `sample`: of one that the engine made
 * up, so that it is not only asked about what the oracle knows. `cost`: of the cheapest explanation.
 */
export const questions = ['run', 'order', 'sample', 'beginnings', 'cost'] as const;
export type Question = (typeof questions)[number];

export interface Answers {
  readonly engine: string;
  readonly oracle: string;
}

const limits = { maxLength: 7, maxRuns: 1500 };
const shorter = { maxLength: 5, maxRuns: 250 };
const maxNodes = 100_000;

/** One interaction, with what the oracle knows of it worked out once. Throws `TooLarge` if that is too much. */
export class Subject {
  readonly runs: readonly Run[];
  readonly #compiled: Compiled;
  readonly #automaton: DeterministicRuns;
  readonly #texts: ReadonlySet<string>;
  readonly #fragments: readonly InteractionFragment[];
  #beginnings: readonly Run[] | undefined;

  constructor(fragments: readonly InteractionFragment[]) {
    this.#fragments = fragments;
    this.runs = runsOf(fragments, limits);
    this.#texts = new Set(this.runs.map(({ occurrences }) => occurrences.map(({ text }) => text).join(' ')));
    this.#compiled = new Compiled(fragments);
    this.#automaton = new DeterministicRuns(this.#compiled.stepper, this.#compiled.term);
  }

  /** What is to be judged, made of a recipe; for `sample`, undefined if there is no run that short. */
  caseFor(question: Question, recipe: Recipe): ObservedCase | undefined {
    if (question === 'order') return inOrder(changedRun(recipe, this.runs, alphabet));
    if (question !== 'sample') return caseOf(recipe, this.runs, alphabet, question === 'beginnings');
    const { stepper, term } = this.#compiled;
    const { maxLength } = limits;
    const sample = sampleRun(stepper, term, seededRandom(recipe.seed), { maxLength, maxNodes });
    return sample.outcome === 'run' ? inOrder(sample.run.map((action) => this.#compiled.textOf(action))) : undefined;
  }

  /** Undefined where the oracle cannot say, for the case is too long for it. */
  ask(question: Question, observed: ObservedCase): Answers | undefined {
    const { stepper, term } = this.#compiled;
    const { events } = observed;
    if (events.length > limits.maxLength) return undefined;
    switch (question) {
      case 'run': {
        const found = decideMembership(stepper, term, this.#events(observed), { mode: 'run', maxNodes });
        return answers(found.outcome, this.runs.some((run) => isRunOf(events, run)) ? 'accepted' : 'rejected');
      }
      case 'order':
      case 'sample': {
        const texts = events.map((event) => event.texts[0]!);
        const { outcome } = this.#automaton.run(texts.map((text) => this.#compiled.actionOf(text) ?? -1));
        return answers(outcome === 'run' ? outcome : 'none', this.#texts.has(texts.join(' ')) ? 'run' : 'none');
      }
      case 'beginnings': {
        if (events.length > shorter.maxLength) return undefined;
        this.#beginnings ??= multiPrefixesOf(this.#fragments, shorter);
        const found = decideMembership(stepper, term, this.#events(observed), { mode: 'prefix', maxNodes });
        return answers(found.outcome, this.#beginnings.some((run) => isRunOf(events, run)) ? 'accepted' : 'rejected');
      }
      default: {
        if (events.length > shorter.maxLength || this.runs.length > 400) return undefined;
        const least = Math.min(...this.runs.map((run) => editCost(events, run)));
        // A run that is too long to be listed misses at least so many occurrences.
        if (least > limits.maxLength + 1 - events.length) return undefined;
        const found = explain(stepper, term, this.#events(observed), { maxNodes });
        return answers(found.exhausted ? 'exhausted' : String(found.cost), String(least));
      }
    }
  }

  #events({ events, lifelines }: ObservedCase) {
    return this.#compiled.events(events, lifelines);
  }
}

function inOrder(texts: readonly string[]): ObservedCase {
  return {
    events: texts.map((text, index) => ({ texts: [text], optional: false, after: index === 0 ? [] : [index - 1] })),
    lifelines: texts.map(lifelineOf),
  };
}

function answers(engine: string, oracle: string): Answers {
  return { engine, oracle };
}
