import { type Interaction, type Message, messagesOf } from '#model';
import { interactionTerm, type TermOptions } from './interaction-term.ts';
import { Stepper } from './step.ts';
import { type Action, type Term, TermArena } from './term.ts';

/** The runs of an interaction, with every message seen at both ends. */
export interface Automaton {
  readonly arena: TermArena;
  readonly stepper: Stepper;
  readonly term: Term;
  readonly options: TermOptions;
  readonly sendOf: ReadonlyMap<Message, Action>;
  readonly receiveOf: ReadonlyMap<Message, Action>;
  readonly messageOf: ReadonlyMap<Action, Message>;
  readonly isReception: (action: Action) => boolean;
}

/** Each end of each message is an action of its own; a lost message is not received. `ref`s are not entered. */
export function automatonOf(interaction: Interaction): Automaton {
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
  for (const message of messagesOf(interaction)) {
    occurrence(message.from, message, sendOf);
    if (message.messageKind !== 'lost') occurrence(message.to, message, receiveOf);
  }
  const options: TermOptions = {
    occurrences: (message) => ({ send: sendOf.get(message) ?? null, receive: receiveOf.get(message) ?? null }),
  };
  const { term } = interactionTerm(arena, interaction.fragments, options);
  const isReception = (action: Action) => receiveOf.get(messageOf.get(action)!) === action;
  return { arena, stepper: new Stepper(arena), term, options, sendOf, receiveOf, messageOf, isReception };
}
