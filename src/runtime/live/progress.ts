import type { Interaction, LifelineId } from '#model';
import { type Action, interactionTerm, Stepper, type Term, TermArena } from '#semantics';
import type { ArrangedMessage } from './arrangement.ts';
import type { Passage } from './parts-played.ts';

/** An occurrence of a message, at a lifeline. */
export interface Meaning {
  readonly arranged: ArrangedMessage;
  readonly occurrence: 'send' | 'receive';
  readonly passage: Passage;
  /** Nobody tells us of it: it may have happened at any time. */
  readonly isUnseen: boolean;
}

/** States that were looked through at once; a loop that others run without telling us has states without number. */
const MOST_STATES = 4000;

type Possible = ReadonlySet<Term>;

/**
 * How far a drawing has come, as far as can be known from what we do and see: all terms that may be left. What others
 * do among themselves is assumed to have happened where it had to, so that order through them counts.
 */
export class Progress {
  readonly #stepper: Stepper;
  readonly #meanings: readonly Meaning[];
  readonly #closures = new Map<string, Possible>();
  #possible: Possible;

  private constructor(stepper: Stepper, meanings: readonly Meaning[], possible: Iterable<Term>) {
    this.#stepper = stepper;
    this.#meanings = meanings;
    this.#possible = this.#closed(possible);
  }

  static of(
    interaction: Interaction,
    messages: ReadonlyMap<number, ArrangedMessage>,
    way: (arranged: ArrangedMessage) => {
      readonly passage: Passage;
      readonly sends: boolean;
      readonly receives: boolean;
    },
  ): Progress {
    const arena = new TermArena(interaction.lifelines.length);
    const indexes = new Map(interaction.lifelines.map(({ id }, index) => [id, index]));
    const meanings: Meaning[] = [];
    const action = (lifeline: LifelineId | null, meaning: Meaning): Action | null => {
      if (lifeline === null) return null;
      const number = arena.action(indexes.get(lifeline)!);
      meanings[number] = meaning;
      return number;
    };
    const { term } = interactionTerm(arena, interaction.fragments, {
      occurrences: (message) => {
        const arranged = messages.get(message.id)!;
        const { passage, sends, receives } = way(arranged);
        const isSelf = message.from === message.to;
        // What others do alone is one occurrence.
        const alone = passage === 'unseen' && isSelf;
        return {
          send: action(message.from, { arranged, occurrence: 'send', passage, isUnseen: !sends }),
          receive:
            message.messageKind === 'lost' || alone
              ? null
              : action(message.to, { arranged, occurrence: 'receive', passage, isUnseen: !receives }),
        };
      },
    });
    return new Progress(new Stepper(arena), meanings, [term]);
  }

  copy(): Progress {
    return new Progress(this.#stepper, this.#meanings, this.#possible);
  }

  meaning(action: Action): Meaning {
    return this.#meanings[action]!;
  }

  /** What may be done or seen next. */
  next(): readonly Action[] {
    const actions = new Set<Action>();
    for (const term of this.#possible)
      for (const action of this.#stepper.frontier(term)) if (!this.#meanings[action]!.isUnseen) actions.add(action);
    return [...actions].sort((a, b) => a - b);
  }

  /** One of these has happened, and it is not known which; false, and nothing changes, if none could. */
  take(actions: readonly Action[]): boolean {
    const after = new Set<Term>();
    for (const term of this.#possible)
      for (const action of actions) for (const rest of this.#stepper.step(term, action)) after.add(rest);
    if (after.size === 0) return false;
    this.#possible = this.#closed(after);
    return true;
  }

  canEnd(): boolean {
    return [...this.#possible].some((term) => this.#stepper.arena.nullable[term]);
  }

  /** Can it come to an end without anything that only others can bring about? */
  canEndAlone(): boolean {
    const reached = this.#reach(this.#possible, ({ isUnseen, occurrence, passage }) => {
      return isUnseen || occurrence === 'send' || passage === 'within';
    });
    return [...reached].some((term) => this.#stepper.arena.nullable[term]);
  }

  #closed(terms: Iterable<Term>): Possible {
    const start = [...new Set(terms)].sort((a, b) => a - b);
    const key = start.join();
    const known = this.#closures.get(key);
    if (known) return known;
    const closure = this.#reach(start, ({ isUnseen }) => isUnseen);
    this.#closures.set(key, closure);
    return closure;
  }

  /** What can be left after any number of such occurrences, nearest first, as far as the limit goes. */
  #reach(start: Iterable<Term>, passes: (meaning: Meaning) => boolean): Possible {
    const reached = new Set(start);
    for (const term of reached) {
      if (reached.size > MOST_STATES) break;
      for (const action of this.#stepper.frontier(term)) {
        if (!passes(this.#meanings[action]!)) continue;
        for (const rest of this.#stepper.step(term, action)) reached.add(rest);
      }
    }
    return reached;
  }
}
