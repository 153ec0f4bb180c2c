import { type Interaction, type Message, type MessageFlow, messageFlow, messagesOf } from '#model';
import { type Automaton, automatonOf } from '#semantics';

/** What an interaction means, worked out when a rule first asks. */
export class InteractionMeaning {
  readonly messages: readonly Message[];
  readonly #interaction: Interaction;
  #flow: ReadonlyMap<number, MessageFlow> | undefined;
  #automaton: Automaton | undefined;

  constructor(interaction: Interaction) {
    this.#interaction = interaction;
    this.messages = messagesOf(interaction);
  }

  /** What each message is, by its id: a call, an answer and to what. */
  get flow(): ReadonlyMap<number, MessageFlow> {
    this.#flow ??= messageFlow(this.#interaction);
    return this.#flow;
  }

  get automaton(): Automaton {
    this.#automaton ??= automatonOf(this.#interaction);
    return this.#automaton;
  }
}
