import { type Interaction, type Message, type MessageFlow, messageFlow, messagesOf } from '#model';
import { type Action, interactionTerm, Stepper, type Term, TermArena, type TermOptions } from '#semantics';

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
    this.#automaton ??= automatonOf(this.#interaction, this.messages);
    return this.#automaton;
  }
}

/** The runs of an interaction, with every message seen at both ends. */
export interface Automaton {
  readonly arena: TermArena;
  readonly stepper: Stepper;
  readonly term: Term;
  readonly options: TermOptions;
  readonly sendOf: ReadonlyMap<Message, Action>;
  readonly receiveOf: ReadonlyMap<Message, Action>;
  readonly messageOf: ReadonlyMap<Action, Message>;
}

function automatonOf(interaction: Interaction, messages: readonly Message[]): Automaton {
  const lifelines = new Map(interaction.lifelines.map(({ id }, index) => [id, index]));
  const arena = new TermArena(interaction.lifelines.length + 1);
  const sendOf = new Map<Message, Action>();
  const receiveOf = new Map<Message, Action>();
  const messageOf = new Map<Action, Message>();
  const occurrence = (end: string | null, message: Message, known: Map<Message, Action>): void => {
    if (end === null) return;
    const action = arena.action(lifelines.get(end)!);
    known.set(message, action);
    messageOf.set(action, message);
  };
  for (const message of messages) {
    occurrence(message.from, message, sendOf);
    if (message.messageKind !== 'lost') occurrence(message.to, message, receiveOf);
  }
  const options: TermOptions = {
    occurrences: (message) => ({ send: sendOf.get(message) ?? null, receive: receiveOf.get(message) ?? null }),
  };
  const { term } = interactionTerm(arena, interaction.fragments, options);
  return { arena, stepper: new Stepper(arena), term, options, sendOf, receiveOf, messageOf };
}
