import { answerOf } from '../recording/requests.ts';
import type { ArrangedMessage } from './arrangement.ts';
import { type Arrival, destinationOf } from './arrivals.ts';
import { drawnRequest, fitsRoute, fitsStatus } from './routes.ts';

/** How many parameters of the route it takes for it to fit. */
export function fits(
  arrival: Arrival,
  { message, isAnswer, answers }: ArrangedMessage,
  isDelivery: boolean,
): number | undefined {
  switch (arrival.type) {
    case 'request': {
      if (isDelivery || isAnswer || message.to !== arrival.lifeline) return undefined;
      const drawn = drawnRequest(message);
      const { method, path } = arrival.incoming.request;
      return drawn && fitsRoute(drawn, method, path)?.size;
    }
    case 'reply': {
      const { call, reply } = arrival;
      if (isDelivery || !isAnswer || message.from !== call.arranged.message.to) return undefined;
      if (message.to !== call.arranged.message.from || !answers.some((id) => call.ids.has(id))) return undefined;
      return fitsStatus(message.label, reply.status, answerOf(message.label).failed) ? 0 : undefined;
    }
    case 'message':
      return isDelivery && destinationOf(message) === arrival.message.destination ? 0 : undefined;
    default:
      return undefined;
  }
}
