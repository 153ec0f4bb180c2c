import type { LifelineId } from '#model';
import type { StubResult } from '#reports';
import { schemasFor } from '../bodies/schemas-for.ts';
import type { Outcome } from '../outcome.ts';
import { readLiveDrawing } from './live-drawing.ts';
import { lifelineOf, playing, type StubOptions } from './stub.ts';
import { type LiveCommandOptions, type LivePlace, playAsCommand } from './stub-command.ts';
import { StubError } from './stub-error.ts';

export interface RunLiveOptions extends Omit<StubOptions, 'for' | 'target' | 'broker' | 'schemas'>, LiveCommandOptions {
  /** The participants that this process plays, by id or label. */
  readonly only: readonly string[];
  /** Where others listen, by id or label. */
  readonly at?: Readonly<Record<string, string>>;
}

/**
 * Plays some participants of a drawing in real time, while the others are services or further processes that play their
 * part of the same drawing.
 */
export async function runLive(options: RunLiveOptions, place: LivePlace): Promise<Outcome<StubResult>> {
  const reading = await readLiveDrawing(options.drawing, options, place.cwd);
  const { startTimeout = 30_000 } = options;
  const given = { ...options, startTimeout };
  const target = options.command && Object.values(options.at ?? {})[0];
  const mode = { plays: options.keepServing !== true, recordsOwn: true, ...(target !== undefined && { target }) };
  return playAsCommand(reading, given, mode, place, async (broker) => {
    const { live, findings } = reading;
    if (!live) throw new StubError(findings);
    const played: LifelineId[] = options.only.map((name) => lifelineOf(live, name));
    const targets = new Map(Object.entries(options.at ?? {}).map(([name, url]) => [lifelineOf(live, name), url]));
    const bodies = await schemasFor(reading, undefined, place.cwd);
    const all = { settling: 1000, ...given, ...broker, ...(bodies && { bodies }), played, targets };
    return {
      neighbours: await playing(live, findings, all),
      live,
      played,
    };
  });
}
