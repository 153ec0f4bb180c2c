export { destinationOf, type Happening, readBody, type Sending } from './arrivals.ts';
export { arrowText, type Deviation } from './deviations.ts';
export { Flow, FlowError, type ReceivedMessage, type ReceivedRequest } from './flow.ts';
export type { HandledMessage, HandledParticipant, Handler, HandlerAnswer } from './handlers.ts';
export { type HttpReply, type HttpRequest, untilListening } from './http.ts';
export {
  LiveNeighbours,
  type NeighboursOptions,
  NotPlayable,
  type Played,
  startNeighbours,
} from './neighbours.ts';
export { isOurs, OUTSIDE, type Passage } from './parts-played.ts';
export { keysIn, Memory } from './payloads.ts';
export type { PlayOptions } from './play-options.ts';
export { lifelineNamed, type Preparation, prepare } from './preparation.ts';
export { fitsStatus } from './routes.ts';
export { SimulatedTime } from './simulated-time.ts';
export { realTime, type Time } from './time.ts';
export { bodyText } from './unexpected.ts';
