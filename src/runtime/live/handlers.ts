import type { Interaction, LifelineId, Message } from '#model';
import { answerOf } from '../recording/requests.ts';
import type { Sending } from './arrivals.ts';
import type { Headers, HttpReply, HttpRequest } from './http.ts';
import { lifelineNamed } from './preparation.ts';
import { concretePath, drawnRequest } from './routes.ts';

/** A message that a handler is given. */
export interface HandledMessage {
  /** As drawn: `POST /orders {item}`. */
  readonly label: string;
  readonly from: LifelineId | null;
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** The participant that a handler acts for. */
export interface HandledParticipant {
  readonly id: LifelineId;
  /** Calls another participant, as drawn or otherwise, and resolves with the answer. */
  call(to: string, label: string, sending?: Sending): Promise<HttpReply>;
}

/** An answer: `201 Created` as it is drawn, or with body and headers. */
export type HandlerAnswer = string | ({ readonly answer: string } & Sending) | undefined;

/** What a participant does with a message instead of what is drawn. Nothing answered is 204. */
export type Handler = (
  message: HandledMessage,
  participant: HandledParticipant,
) => Promise<HandlerAnswer> | HandlerAnswer;

/** Carries what passes between a handler and participants that are played, without any network. */
export interface InProcess {
  /** Rejects with what the handler throws. */
  deliver(to: LifelineId, message: Message, request: HttpRequest): Promise<HttpReply>;
}

export function inProcess(
  interaction: Interaction,
  handlers: ReadonlyMap<LifelineId, Handler>,
  arrive: (to: LifelineId, request: HttpRequest) => Promise<HttpReply>,
): InProcess {
  const callOf =
    (trace: string | undefined): HandledParticipant['call'] =>
    async (to, label, { body, headers = {} } = {}) => {
      const found = lifelineNamed(interaction, to);
      if ('problem' in found) throw new Error(found.problem.message);
      const drawn = drawnRequest({ label });
      if (!drawn) throw new Error(`of ${JSON.stringify(label)} no call can be made: write method and path`);
      const [path = '/', query = ''] = concretePath(drawn, (name) => name).split(/\?(.*)/s);
      const all = { ...(trace !== undefined && { traceparent: trace }), ...headers };
      return arrive(found.id, { method: drawn.method ?? 'POST', path, query, headers: all, body });
    };
  return {
    deliver: async (to, message, { method, path, headers, body }) => {
      const handled = { label: message.label, from: message.from, method, path, headers, body };
      const answered = await handlers.get(to)!(handled, { id: to, call: callOf(headers.traceparent) });
      if (answered === undefined) return { status: 204, headers: {}, body: undefined };
      const { answer, ...sending } = typeof answered === 'string' ? { answer: answered } : answered;
      return { status: answerOf(answer).status, headers: sending.headers ?? {}, body: sending.body };
    },
  };
}
