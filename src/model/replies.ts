import type { Interaction, InteractionFragment, Message } from './interaction.ts';

/**
 * What a message is in the flow, beyond how its arrow is drawn: people draw answers dashed, as UML has it, or solid
 * like the calls. `answer`: drawn dashed, and a call the other way is open. `answer-or-call`: drawn solid while a call
 * the other way is open; evidence decides. `call`: everything else.
 */
export type MessageRole = 'call' | 'answer' | 'answer-or-call';

export interface MessageFlow {
  readonly role: MessageRole;
  /** The calls that it may answer, latest first. */
  readonly answers: readonly Message[];
}

/** The role of each message by id. Operands of one fragment are followed separately, each from what was open before. */
export function messageFlow(interaction: Interaction): ReadonlyMap<number, MessageFlow> {
  const flow = new Map<number, MessageFlow>();
  follow(interaction.fragments, [], flow);
  return flow;
}

type OpenCalls = readonly Message[];

function follow(
  fragments: readonly InteractionFragment[],
  before: OpenCalls,
  flow: Map<number, MessageFlow>,
): OpenCalls {
  let open = before;
  for (const fragment of fragments) {
    if (fragment.type === 'message') open = take(fragment, open, flow);
    else if (fragment.type === 'combined') {
      const afters = fragment.operands.map((operand) => follow(operand.fragments, open, flow));
      // A call is still open behind the fragment if any way through leaves it open.
      const left = new Set(afters.flat());
      const skippable = fragment.operator !== 'par' && fragment.operands.length === 1;
      open = [...new Set([...open, ...afters.flat()])].filter(
        (call) => left.has(call) || (skippable && open.includes(call)),
      );
    }
  }
  return open;
}

function take(message: Message, open: OpenCalls, flow: Map<number, MessageFlow>): OpenCalls {
  const { from, to, sort } = message;
  const answers =
    from === null || to === null || from === to
      ? []
      : open.filter((call) => call.from === to && call.to === from).reverse();
  const dashed = sort === 'reply';
  // Nobody waits for an answer to what was sent asynchronously; a solid arrow back is a call of its own then.
  const latest = answers.find((call) => dashed || !isAsynchronous(call));
  if (latest && (dashed || !isAsynchronous(message))) {
    const awaited = dashed ? answers : answers.filter((call) => !isAsynchronous(call));
    flow.set(message.id, { role: dashed ? 'answer' : 'answer-or-call', answers: awaited });
    // A solid arrow back may also be a call of its own, so what it may answer stays open beside it.
    return dashed
      ? open.filter((call) => call !== latest)
      : [...open.filter((call) => call !== latest), latest, message];
  }
  flow.set(message.id, { role: 'call', answers: [] });
  return [...open, message];
}

function isAsynchronous({ sort }: Message): boolean {
  return sort === 'asynchSignal' || sort === 'asynchCall';
}
