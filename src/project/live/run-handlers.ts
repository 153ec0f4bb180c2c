import { type Handler, openTransport, realTime, SimulatedTime } from '#runtime';
import { schemasFor } from '../bodies/schemas-for.ts';
import type { PlayResult } from './judging.ts';
import { readLiveDrawing } from './live-drawing.ts';
import { lifelineOf, type PlayOptions, playing, type StubOptions } from './stub.ts';
import { StubError } from './stub-error.ts';

export interface RunHandlersOptions
  extends Omit<StubOptions, 'for' | 'target' | 'listen' | 'startTimeout'>,
    Pick<PlayOptions, 'signal' | 'tell'> {
  /** What participants do instead of what is drawn for them, by id or label. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Default `simulated`; `real` where a broker is given, which knows no other. */
  readonly time?: 'simulated' | 'real';
}

/** Plays a drawing in this process: participants with a handler act by it, all others as drawn. */
export async function runHandlers(options: RunHandlersOptions, cwd: string): Promise<PlayResult> {
  const { broker: given, seed = 1, timeout = 5000 } = options;
  const { time = given ? 'real' : 'simulated' } = options;
  if (given && time === 'simulated')
    throw new TypeError("run: a broker knows no simulated time; leave it out, or say time: 'real'");
  const reading = await readLiveDrawing(options.drawing, options, cwd);
  const { live, findings } = reading;
  if (!live) throw new StubError(findings);
  const handlers = new Map(
    Object.entries(options.handlers).map(([name, handler]) => [lifelineOf(live, name), handler]),
  );
  const played = live.interaction.lifelines.map(({ id }) => id).filter((id) => !handlers.has(id));
  const bodies = await schemasFor(reading, options.schemas, cwd);
  const broker = given ?? (await openTransport('in-process'));
  try {
    const neighbours = await playing(live, findings, {
      ...{ ...options, broker, handlers, played, targets: new Map() },
      ...(bodies && { bodies }),
      time: time === 'simulated' ? new SimulatedTime(seed, timeout) : realTime,
    });
    try {
      const { signal, tell } = options;
      return await neighbours.play({ ...(signal && { signal }), ...(tell && { tell }) });
    } finally {
      await neighbours.close();
    }
  } finally {
    if (!given) await broker.close();
  }
}
