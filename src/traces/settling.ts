/** Time as a receiver needs it; tests bring their own. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Returns what takes the appointment back. */
  after(milliseconds: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

export interface SettlingOptions {
  /**
   * Quiet for so long counts as settled, from now or from the last arrival, whichever is later. Must be longer than the
   * pause between two batches of one exporter: several of them only make pauses shorter.
   */
  readonly idleMs: number;
  /** Wait no longer than this in all. */
  readonly maxMs: number;
  /** Quiet counts only once so many spans have arrived. Default 0. */
  readonly atLeast?: number;
  readonly signal?: AbortSignal;
}

/** Why the wait is over: `timeout` and `aborted` mean that spans may be missing. */
export type Settled = 'idle' | 'timeout' | 'aborted';

/** What is waited for. */
export interface Activity {
  /** In the clock's milliseconds; undefined before the first. */
  lastArrival(): number | undefined;
  /** Is an export being received right now? */
  busy(): boolean;
  spanCount(): number;
}

/**
 * Resolves when nothing arrived for `idleMs`. A span count that stays the same is no sign that a flow has ended
 * (kubeshop/tracetest#1119), so the caller chooses the quiet time by the exporters' own batching delay.
 */
export function waitUntilSettled(activity: Activity, clock: Clock, options: SettlingOptions): Promise<Settled> {
  const { idleMs, maxMs, atLeast = 0, signal } = options;
  const begun = clock.now();
  return new Promise((resolve) => {
    let cancelCheck = (): void => {};
    const finish = (reason: Settled): void => {
      cancelCheck();
      cancelLimit();
      signal?.removeEventListener('abort', abort);
      resolve(reason);
    };
    const abort = (): void => finish('aborted');
    const cancelLimit = clock.after(maxMs, () => finish('timeout'));
    const check = (): void => {
      const quietSince = Math.max(begun, activity.lastArrival() ?? begun);
      const remaining = quietSince + idleMs - clock.now();
      const ready = !activity.busy() && activity.spanCount() >= atLeast;
      if (remaining <= 0 && ready) finish('idle');
      else cancelCheck = clock.after(remaining > 0 ? remaining : Math.max(1, idleMs / 10), check);
    };
    if (signal?.aborted) {
      abort();
      return;
    }
    signal?.addEventListener('abort', abort, { once: true });
    check();
  });
}
