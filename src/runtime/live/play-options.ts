import type { Message } from '#model';
import type { Policy } from '../scenario/scenario.ts';
import type { Happening, Sending } from './arrivals.ts';

export interface PlayOptions {
  readonly policy: Policy;
  readonly signal?: AbortSignal;
  /** Body and headers of a message, where those that are made up will not do. */
  readonly sendingFor?: (message: Message) => Sending | undefined;
  /** Told of everything that happens. */
  readonly tell?: (happening: Happening) => void;
}
