/** Which stretch of a drawing a limit is about. */
import type {
  Interaction,
  InteractionFragment,
  InteractionOperand,
  LifelineId,
  Message,
  Note,
} from '../interaction.ts';
import { type MessageFlow, messageFlow } from '../replies.ts';
import { messagesIn, type OperandPath } from '../walk.ts';

/** A drawn occurrence: message by id, and which end of it. */
export interface DrawnEnd {
  readonly message: number;
  readonly end: 'send' | 'receive';
}

/**
 * What a budget limits, all by message ids.
 *
 * `wait`: from sending a call until its answer is back, on the caller's clock. `processing`: from a call's arrival until
 * its answer leaves, on the callee's. `work`: what a message to oneself stands for. `between`: from one occurrence to
 * another on one of the lifelines that both messages share. `all`: from the first to the last occurrence of the messages,
 * as far as one clock saw them.
 */
export type BudgetStretch =
  | {
      readonly type: 'wait' | 'processing';
      readonly call: number;
      /** Drawn answers; none where the answer is not drawn. */
      readonly replies: readonly number[];
      /** Who waits, or who works; null outside the frame. */
      readonly lifeline: LifelineId | null;
    }
  | { readonly type: 'work'; readonly message: number; readonly lifeline: LifelineId }
  | { readonly type: 'between'; readonly pairs: readonly OccurrencePair[] }
  | {
      readonly type: 'all';
      readonly messages: readonly number[];
      /** May be said of each round or of all together: judged only where there was one. */
      readonly onlyOnce: boolean;
    };

export interface OccurrencePair {
  readonly lifeline: LifelineId;
  readonly from: DrawnEnd;
  readonly to: DrawnEnd;
}

/** A stretch, or why there is none that every reader would agree on. */
export type FoundStretch = BudgetStretch | { readonly unclear: string };

/** Finds stretches in one drawing. */
export class Stretches {
  readonly #flow: ReadonlyMap<number, MessageFlow>;
  readonly #messages: readonly Message[];
  readonly #interaction: Interaction;

  constructor(interaction: Interaction) {
    this.#interaction = interaction;
    this.#flow = messageFlow(interaction);
    this.#messages = messagesIn(interaction.fragments);
  }

  /** Of what is written on an arrow. */
  ofLabel(message: Message): FoundStretch {
    return this.#call(message, 'wait');
  }

  /** Of a note below `previous`, the fragment that it stands under: undefined at the head of a frame. */
  ofNote(note: Note, previous: InteractionFragment | undefined, path: OperandPath): FoundStretch {
    if (!previous) {
      const around = path.at(-1);
      if (!around) return { unclear: 'it stands before all messages' };
      const found = this.ofOperand(around.operand, path);
      return 'unclear' in found || found.type !== 'all' || this.#isOverAll(note, around.operand)
        ? found
        : { unclear: 'at the head of a frame it may be about what is below it, or about all of the frame' };
    }
    if (previous.type !== 'message') return { unclear: 'it stands behind something that is no message' };
    const ends = [...new Set([previous.from, previous.to].filter((end) => end !== null))];
    const { lifelines } = note;
    if (lifelines.length === 0) return { unclear: 'it is beside no participant' };
    if (lifelines.some((id) => !ends.includes(id)))
      return { unclear: 'it is over participants that the message above it does not concern' };
    if (lifelines.length === 2 || ends.length < 2) return this.#call(previous, 'wait');
    const isReply = this.#flow.get(previous.id)!.role === 'answer';
    const caller = isReply ? previous.to : previous.from;
    return this.#call(previous, lifelines[0] === caller ? 'wait' : 'processing');
  }

  /** Of a frame, or one part of it; `path` ends with it. */
  ofOperand({ fragments }: InteractionOperand, path: OperandPath): FoundStretch {
    return this.#all(fragments, path, path.at(-1)?.fragment.operator === 'loop');
  }

  /** Of the whole drawing. */
  ofAll(): FoundStretch {
    const first = this.#messages[0];
    if (!first) return { unclear: 'there are no messages' };
    const { lifelines } = this.#interaction;
    const isOutside = first.from === null || lifelines.find(({ id }) => id === first.from)?.kind === 'actor';
    const begins = this.#messages.filter(
      ({ id, from, to }) => from === first.from && from !== to && this.#flow.get(id)!.role !== 'answer',
    );
    if (isOutside && begins.length > 1) return { unclear: 'the drawing is begun from outside more than once' };
    return this.#all(this.#interaction.fragments, [], false);
  }

  /** Of a measure between two marked messages. */
  between(from: Message, to: Message, path: OperandPath): FoundStretch {
    const flow = this.#flow.get(to.id)!;
    if (flow.role === 'answer' && flow.answers.latest === from) return this.#call(from, 'wait');
    if (isRepeated(path)) return { unclear: 'it stands in a loop, and may be said of several rounds' };
    const pairs: OccurrencePair[] = [];
    for (const [one, lifeline] of endsOf(from)) {
      for (const [other, same] of endsOf(to))
        if (lifeline === same)
          pairs.push({ lifeline, from: { message: from.id, end: one }, to: { message: to.id, end: other } });
    }
    if (pairs.length === 0) return { unclear: 'its ends are at different participants, whose clocks are not compared' };
    return { type: 'between', pairs };
  }

  #isOverAll({ placement, lifelines: [first, last = first] }: Note, { fragments }: InteractionOperand): boolean {
    if (placement === 'across') return true;
    const order = this.#interaction.lifelines.map(({ id }) => id);
    const [begin, end] = [order.indexOf(first!), order.indexOf(last!)].sort((a, b) => a - b);
    const ends = messagesIn(fragments).flatMap(({ from, to }) => [from, to]);
    return ends.every((id) => id === null || (order.indexOf(id) >= begin! && order.indexOf(id) <= end!));
  }

  #call(message: Message, side: 'wait' | 'processing'): FoundStretch {
    const { id, from, to, messageKind } = message;
    if (from !== null && from === to) return { type: 'work', message: id, lifeline: from };
    if (messageKind === 'lost') return { unclear: 'the message is drawn as lost' };
    const { role, answers } = this.#flow.get(id)!;
    if (role === 'answer-or-call') return { unclear: 'the message may be an answer or a call' };
    const call = role === 'answer' ? answers.latest! : message;
    const replies = this.#messages.filter((other) => {
      const flow = this.#flow.get(other.id)!;
      return other.from === call.to && other.to === call.from && flow.answers.some((answered) => answered === call);
    });
    if (replies.length === 0 && call.sort !== 'synchCall' && call.sort !== 'createMessage')
      return { unclear: 'nobody waits for an answer to the message above it' };
    const lifeline = side === 'wait' ? call.from : call.to;
    return { type: side, call: call.id, replies: replies.map((reply) => reply.id), lifeline };
  }

  #all(fragments: readonly InteractionFragment[], path: OperandPath, isLoop: boolean): FoundStretch {
    const messages = messagesIn(fragments);
    const [first, last] = [fragments.find(happens), fragments.findLast(happens)];
    if (messages.length === 0) return { unclear: 'there are no messages in it' };
    if (!isLoop && first?.type === 'message' && last?.type === 'message') {
      const { role, answers } = this.#flow.get(last.id)!;
      if (role === 'answer' && answers.latest === first) return this.#call(first, 'wait');
      if (first === last && first.from === first.to) return this.#call(first, 'wait');
    }
    if (isRepeated(isLoop ? path.slice(0, -1) : path))
      return { unclear: 'it stands in a loop, and may be said of several rounds' };
    return { type: 'all', messages: messages.map(({ id }) => id), onlyOnce: isLoop };
  }
}

function happens({ type }: InteractionFragment): boolean {
  return type === 'message' || type === 'combined' || type === 'ref';
}

function isRepeated(path: OperandPath): boolean {
  return path.some(({ fragment }) => fragment.operator === 'loop');
}

function endsOf({ from, to }: Message): (readonly ['send' | 'receive', LifelineId])[] {
  return [...(from === null ? [] : ([['send', from]] as const)), ...(to === null ? [] : ([['receive', to]] as const))];
}
