import type { CombinedFragment, Interaction, InteractionFragment, InteractionOperand, Message } from '#model';
import { type Action, EMPTY, IMPOSSIBLE, LoopKind, type Term, type TermArena, UNBOUNDED } from './term.ts';

/**
 * The occurrences of a message that take part in a term. A null end is not observed there (or does not exist) and is
 * left out of the term; `optional` messages may also not happen at all.
 */
export interface MessageOccurrences {
  readonly send: Action | null;
  readonly receive: Action | null;
  readonly optional?: boolean;
}

export interface TermOptions {
  /** Asked once a message; null leaves the whole message out. */
  readonly occurrences: (message: Message) => MessageOccurrences | null;
  /** The interaction that a `ref` names; undefined if there is none. */
  readonly resolve?: (name: string) => Interaction | undefined;
  /** For `ignore` and `consider`: the occurrences that may come at any time while the fragment goes on. */
  readonly ignorable?: (fragment: CombinedFragment) => readonly Action[];
  /** Operands of alternatives that are known not to have been taken. */
  readonly excluded?: ReadonlySet<InteractionOperand>;
}

export interface InteractionTerm {
  readonly term: Term;
  /** Names of `ref`s that could not be resolved, or that use themselves: nothing is known of what they would do. */
  readonly unresolved: readonly string[];
}

/**
 * The meaning of fragments (see README.md): weak sequencing of messages, each sent before it is received, and one term
 * an operator. Nothing else in asdrawn gives an operator its meaning.
 */
export function interactionTerm(
  arena: TermArena,
  fragments: readonly InteractionFragment[],
  options: TermOptions,
): InteractionTerm {
  const unresolved = new Set<string>();
  const term = new Builder(arena, options, unresolved).sequence(fragments, []);
  return { term, unresolved: [...unresolved] };
}

class Builder {
  readonly #arena: TermArena;
  readonly #options: TermOptions;
  readonly #unresolved: Set<string>;

  constructor(arena: TermArena, options: TermOptions, unresolved: Set<string>) {
    this.#arena = arena;
    this.#options = options;
    this.#unresolved = unresolved;
  }

  /** From the last fragment to the first, because a `break` decides whether what follows it happens. */
  sequence(fragments: readonly InteractionFragment[], using: readonly string[]): Term {
    const arena = this.#arena;
    let rest: Term = EMPTY;
    for (let index = fragments.length - 1; index >= 0; index--) {
      const fragment = fragments[index]!;
      if (fragment.type === 'combined' && fragment.operator === 'break') {
        rest = arena.alt([this.sequence(fragment.operands[0]!.fragments, using), rest]);
      } else {
        rest = arena.seq(this.fragment(fragment, using), rest);
      }
    }
    return rest;
  }

  fragment(fragment: InteractionFragment, using: readonly string[]): Term {
    switch (fragment.type) {
      case 'message':
        return this.message(fragment);
      case 'combined':
        return this.combined(fragment, using);
      case 'ref': {
        const used = using.includes(fragment.name) ? undefined : this.#options.resolve?.(fragment.name);
        if (used) return this.sequence(used.fragments, [...using, fragment.name]);
        this.#unresolved.add(fragment.name);
        return EMPTY;
      }
      default:
        return EMPTY;
    }
  }

  message(message: Message): Term {
    const arena = this.#arena;
    const occurrences = this.#options.occurrences(message);
    if (!occurrences) return EMPTY;
    const send = occurrences.send === null ? EMPTY : arena.occurrence(occurrences.send);
    const receive = occurrences.receive === null ? EMPTY : arena.occurrence(occurrences.receive);
    const term = arena.strict(send, receive);
    return occurrences.optional ? arena.opt(term) : term;
  }

  combined(fragment: CombinedFragment, using: readonly string[]): Term {
    const arena = this.#arena;
    const operands = fragment.operands.map((operand) =>
      fragment.operator === 'loop' ? EMPTY : this.sequence(operand.fragments, using),
    );
    switch (fragment.operator) {
      case 'alt': {
        const taken = operands.filter((_, index) => !this.#options.excluded?.has(fragment.operands[index]!));
        return arena.alt(isExhaustive(fragment.operands) ? taken : [...taken, EMPTY]);
      }
      case 'opt':
        return arena.opt(operands[0]!);
      case 'par':
        return arena.par(operands);
      case 'loop':
        return this.loop(fragment, using);
      case 'strict':
        return operands.reduceRight((rest, operand) => arena.strict(operand, rest), EMPTY);
      case 'critical': {
        // Mermaid's `option`s handle circumstances of the critical action: at most one of them follows it.
        const [body, ...handlers] = operands;
        const handled = handlers.length > 0 ? arena.opt(arena.alt(handlers)) : EMPTY;
        return arena.seq(arena.critical(body!), handled);
      }
      case 'neg':
        // What is drawn as forbidden is no part of any run.
        return EMPTY;
      case 'ignore':
      case 'consider': {
        const ignorable = (this.#options.ignorable?.(fragment) ?? []).map((action) => arena.occurrence(action));
        const noise = ignorable.length > 0 ? arena.loop(arena.alt(ignorable), 0, UNBOUNDED, LoopKind.par) : EMPTY;
        return arena.par([arena.seqAll(operands), noise]);
      }
      default:
        // seq, group and assert.
        return arena.seqAll(operands);
    }
  }

  /** A `break` directly inside ends the loop: the last iteration is what comes before it and the break's own part. */
  loop(fragment: CombinedFragment, using: readonly string[]): Term {
    const arena = this.#arena;
    const body = fragment.operands[0]!.fragments;
    const min = fragment.bounds?.min ?? 0;
    const max = fragment.bounds?.max ?? UNBOUNDED;
    if (max === 0) return EMPTY;
    const isBreak = (inner: InteractionFragment) => inner.type === 'combined' && inner.operator === 'break';
    const whole = this.sequence(
      body.filter((inner) => !isBreak(inner)),
      using,
    );
    const alternatives: Term[] = [arena.loop(whole, min, max)];
    body.forEach((inner, index) => {
      if (inner.type !== 'combined' || !isBreak(inner)) return;
      const before = this.sequence(
        body.slice(0, index).filter((earlier) => !isBreak(earlier)),
        using,
      );
      const broken = arena.seq(before, this.sequence(inner.operands[0]!.fragments, using));
      alternatives.push(arena.seq(arena.loop(whole, 0, max === UNBOUNDED ? UNBOUNDED : max - 1), broken));
    });
    return arena.alt(alternatives.filter((term) => term !== IMPOSSIBLE));
  }
}

/**
 * UML lets an alt without a true guard be skipped; people who draw a single operand mean an `opt`, and with an `else`
 * they mean that one of the operands happens.
 */
function isExhaustive(operands: readonly InteractionOperand[]): boolean {
  return operands.length > 1;
}
