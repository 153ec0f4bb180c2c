import type { Handler } from '#runtime';
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
}

/** Plays a drawing in this process: participants with a handler act by it, all others as drawn. */
export async function runHandlers(options: RunHandlersOptions, cwd: string): Promise<PlayResult> {
  const reading = await readLiveDrawing(options.drawing, options, cwd);
  const { live, findings } = reading;
  if (!live) throw new StubError(findings);
  const handlers = new Map(
    Object.entries(options.handlers).map(([name, handler]) => [lifelineOf(live, name), handler]),
  );
  const played = live.interaction.lifelines.map(({ id }) => id).filter((id) => !handlers.has(id));
  const bodies = await schemasFor(reading, options.schemas, cwd);
  const all = { ...options, ...(bodies && { bodies }), handlers, played, targets: new Map() };
  const neighbours = await playing(live, findings, all);
  try {
    const { signal, tell } = options;
    return await neighbours.play({ ...(signal && { signal }), ...(tell && { tell }) });
  } finally {
    await neighbours.close();
  }
}
