import { type LifelineId, type Message, readLabel } from '#model';
import { eventName } from '../recording/requests.ts';
import type { BrokerMessage, TransportError } from '../transports/messaging.ts';
import type { ArrangedMessage } from './arrangement.ts';
import type { HttpError, HttpReply, Incoming } from './http.ts';
import type { Exchanged, TraceContext } from './recorder.ts';

/** Something that really arrived. */
export type Arrival =
  | { readonly type: 'request'; readonly lifeline: LifelineId; readonly incoming: Incoming }
  | { readonly type: 'reply'; readonly call: OpenCall; readonly reply: HttpReply }
  | { readonly type: 'failure'; readonly call: OpenCall; readonly error: HttpError }
  /** Nobody had subscribed to what ours published. */
  | { readonly type: 'unheard'; readonly destination: string; readonly seconds: number }
  /** A handler could not deal with a message. */
  | { readonly type: 'threw'; readonly lifeline: LifelineId; readonly drawn?: Message; readonly error: unknown }
  /** A handler is done with a message. */
  | { readonly type: 'handled' }
  | { readonly type: 'broken'; readonly error: TransportError }
  | { readonly type: 'message'; readonly message: BrokerMessage };

/** A call between somebody that we play and somebody else, until it is answered. */
export interface OpenCall {
  readonly arranged: ArrangedMessage;
  /** All that it may be, where the drawing has several alike. */
  readonly ids: ReadonlySet<number>;
  readonly exchanged: Exchanged;
  /** Of a call by somebody else. */
  readonly incoming?: Incoming;
  /** Of a call of ours, once it is known. */
  outcome?: HttpReply | HttpError;
}

/** What is wanted of the world outside: to be done at once, not to be waited for. */
export interface Effects {
  call(
    call: OpenCall,
    request: {
      readonly to: LifelineId;
      readonly method: string;
      readonly path: string;
      readonly context: TraceContext;
    },
    wish: Sending,
  ): void;
  publish(message: BrokerMessage): void;
  happened(event: Happening): void;
  /** Time goes by before something is sent, as drawn: microseconds. */
  passed(microseconds: number): void;
}

export interface Happening {
  readonly occurrence: 'send' | 'receive';
  readonly arranged: ArrangedMessage;
  readonly passage: 'within' | 'http' | 'broker';
  /** Of requests and messages that came from somebody else. */
  readonly arrival?: Arrival;
  /** Of a call of ours. */
  readonly call?: OpenCall;
}

/** What somebody wants to be sent with a message, instead of what is made up for it. */
export interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message that somebody who plays by hand wants to be sent. */
export interface Intent extends Sending {
  readonly from: LifelineId;
  /** As drawn; of an HTTP request method and route are enough, of an answer its status. */
  readonly label: string;
  readonly to?: LifelineId;
}

/** What a message is published under, if its label names it. */
export function destinationOf(message: Message): string | undefined {
  return eventName(readLabel(message.label));
}

/** JSON where it can be read as such, else text; undefined where there is none. */
export function readBody(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text === '' ? undefined : text;
  }
}
