import {
  type Interaction,
  type Label,
  type Message,
  type MessageFlow,
  messagesOf,
  nothingAnswered,
  readLabel,
  squash,
} from '#model';
import type { ResolvedMessageSetting } from '../settings/settings.ts';
import type { Inventory } from './inventory.ts';
import type { LifelineBindings } from './lifelines.ts';

/** A drawn message with all that is known of it before any case is looked at. */
export interface DrawnMessage {
  readonly message: Message;
  readonly label: Label;
  readonly flow: MessageFlow;
  /** A consumer that asks a broker for messages: observed, if at all, as what it was given. */
  readonly pulls: boolean;
  /** What a person has said of it. */
  readonly setting?: ResolvedMessageSetting;
}

export function drawnMessages(
  interaction: Interaction,
  flow: ReadonlyMap<number, MessageFlow>,
  bindings: LifelineBindings,
  { vocabulary }: Inventory,
  settings: ReadonlyMap<Message, ResolvedMessageSetting> = new Map(),
): readonly DrawnMessage[] {
  const labels = new Map(
    messagesOf(interaction).map((message) => [message, readLabel(settings.get(message)?.as ?? message.label)]),
  );
  const endsOf = ({ from, to }: Message) => `${from}\n${to}`;
  const endsByName = new Map<string, Set<string>>();
  for (const [message, { text }] of labels) {
    const name = squash(text);
    const known = endsByName.get(name);
    if (known) known.add(endsOf(message));
    else endsByName.set(name, new Set([endsOf(message)]));
  }
  return [...labels].map(([message, label]) => {
    const setting = settings.get(message);
    const toBroker = message.to !== null && bindings.byLifeline.get(message.to)?.role === 'broker';
    const drawn = flow.get(message.id)!;
    // A database calls nobody, though what it answers may be called as a span is.
    const fromStore = message.from !== null && bindings.byLifeline.get(message.from)?.role === 'database';
    // "Order Failed" goes back to who asked; the span order.failed is what is drawn to a broker under that name.
    const name = squash(label.text);
    const isSpoken = !fromStore && vocabulary.spans.has(name) && endsByName.get(name)!.size === 1;
    // A solid arrow back that names a request is no answer.
    const isRequest = label.http !== undefined || label.sql?.table !== undefined || isSpoken;
    return {
      message,
      label,
      flow: drawn.role === 'answer-or-call' && isRequest ? { role: 'call', answers: nothingAnswered } : drawn,
      pulls: toBroker && label.intent === 'consume',
      ...(setting && { setting }),
    };
  });
}
