export type { Happening, Sending } from './conversation.ts';
export { arrowText, type Deviation } from './deviations.ts';
export { Flow, FlowError, type ReceivedMessage, type ReceivedRequest } from './flow.ts';
export { type HttpReply, type HttpRequest, untilListening } from './http.ts';
export {
  LiveNeighbours,
  type NeighboursOptions,
  NotPlayable,
  type Played,
  type PlayOptions,
  startNeighbours,
} from './neighbours.ts';
export { isOurs, OUTSIDE, type Passage } from './parts-played.ts';
export { lifelineNamed, type Preparation } from './preparation.ts';
export { readWish, takenBy, type WrittenWish, wished } from './wishes.ts';
