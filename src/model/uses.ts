import type {
  CombinedFragment,
  Interaction,
  InteractionFragment,
  InteractionUse,
  Lifeline,
  LifelineId,
  Message,
} from './interaction.ts';

/** An interaction with the ones that it refers to in their places. */
export interface InlinedInteraction {
  /** The same object if nothing was inlined. Message ids are counted anew, in the order of the flow. */
  readonly interaction: Interaction;
  /** Whose text a message's ranges are in, by message id; only of those that stand in another interaction. */
  readonly origins: ReadonlyMap<number, Interaction>;
  /** Uses that name no known interaction. */
  readonly unresolved: readonly InteractionUse[];
  /** Uses that lead back to an interaction which they are part of; they stay as they are. */
  readonly cyclic: readonly InteractionUse[];
}

/**
 * Puts used interactions where they are referred to (UML 2.5.1, 17.7: an InteractionUse is a copy of what it uses).
 * Lifelines are the same if their ids are, or their labels; others are added.
 */
export function inlineUses(
  interaction: Interaction,
  resolve: (name: string) => Interaction | undefined,
): InlinedInteraction {
  if (!hasUse(interaction.fragments)) return { interaction, origins: new Map(), unresolved: [], cyclic: [] };
  return new Inlining(interaction, resolve).run();
}

function hasUse(fragments: readonly InteractionFragment[]): boolean {
  return fragments.some(
    (fragment) =>
      fragment.type === 'ref' ||
      (fragment.type === 'combined' && fragment.operands.some((operand) => hasUse(operand.fragments))),
  );
}

type Renaming = ReadonlyMap<LifelineId, LifelineId>;

class Inlining {
  readonly #root: Interaction;
  readonly #resolve: (name: string) => Interaction | undefined;
  readonly #lifelines: Lifeline[];
  readonly #origins = new Map<number, Interaction>();
  readonly #unresolved: InteractionUse[] = [];
  readonly #cyclic: InteractionUse[] = [];
  /** What messages of the root are numbered now. */
  readonly #numbers = new Map<number, number>();
  #nextId = 1;

  constructor(root: Interaction, resolve: (name: string) => Interaction | undefined) {
    this.#root = root;
    this.#resolve = resolve;
    this.#lifelines = [...root.lifelines];
  }

  run(): InlinedInteraction {
    const fragments = this.#copyAll(this.#root.fragments, undefined, [this.#root]);
    const { durations } = this.#root;
    const renumbered = (id: number | null) => (id === null ? null : this.#numbers.get(id)!);
    return {
      interaction: {
        ...this.#root,
        lifelines: this.#lifelines,
        fragments,
        ...(durations && {
          durations: durations.map((one) => ({ ...one, from: renumbered(one.from), to: renumbered(one.to) })),
        }),
      },
      origins: this.#origins,
      unresolved: this.#unresolved,
      cyclic: this.#cyclic,
    };
  }

  #copyAll(
    fragments: readonly InteractionFragment[],
    renaming: Renaming | undefined,
    within: readonly Interaction[],
  ): InteractionFragment[] {
    return fragments.map((fragment) => this.#copy(fragment, renaming, within));
  }

  #copy(
    fragment: InteractionFragment,
    renaming: Renaming | undefined,
    within: readonly Interaction[],
  ): InteractionFragment {
    const rename = (id: LifelineId) => renaming?.get(id) ?? id;
    switch (fragment.type) {
      case 'message':
        return this.#message(fragment, renaming, within);
      case 'combined':
        return {
          ...fragment,
          operands: fragment.operands.map((operand) => ({
            ...operand,
            fragments: this.#copyAll(operand.fragments, renaming, within),
          })),
        };
      case 'ref':
        return this.#use(fragment, within);
      case 'activation':
      case 'destruction':
        return { ...fragment, lifeline: rename(fragment.lifeline) };
      case 'note':
        return { ...fragment, lifelines: fragment.lifelines.map(rename) };
      default:
        return fragment;
    }
  }

  #message(message: Message, renaming: Renaming | undefined, within: readonly Interaction[]): Message {
    const rename = (id: LifelineId | null) => (id === null ? null : (renaming?.get(id) ?? id));
    const id = this.#nextId++;
    if (within.length > 1) this.#origins.set(id, within.at(-1)!);
    else this.#numbers.set(message.id, id);
    return { ...message, id, from: rename(message.from), to: rename(message.to) };
  }

  #use(use: InteractionUse, within: readonly Interaction[]): InteractionFragment {
    const used = this.#resolve(use.name);
    if (!used) this.#unresolved.push(use);
    else if (within.includes(used)) this.#cyclic.push(use);
    if (!used || within.includes(used)) return use;
    const fragments = this.#copyAll(used.fragments, this.#renamingFor(used), [...within, used]);
    const inlined: CombinedFragment = {
      type: 'combined',
      operator: 'group',
      operands: [{ guard: use.name, fragments, range: use.range }],
      range: use.range,
    };
    return inlined;
  }

  #renamingFor(used: Interaction): Renaming {
    const renaming = new Map<LifelineId, LifelineId>();
    for (const lifeline of used.lifelines) {
      const sameLabel = this.#lifelines.find(({ label }) => label.toLowerCase() === lifeline.label.toLowerCase());
      const sameId = this.#lifelines.find(({ id }) => id === lifeline.id);
      const known = sameLabel ?? sameId;
      if (!known) this.#lifelines.push(lifeline);
      renaming.set(lifeline.id, (known ?? lifeline).id);
    }
    return renaming;
  }
}
