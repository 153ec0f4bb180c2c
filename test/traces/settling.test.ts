import { expect, test } from 'vitest';
import { type Activity, type Clock, type SettlingOptions, waitUntilSettled } from '../../src/traces/settling.ts';

/** A clock that only goes when it is told to. */
function manualClock(): Clock & { advanceTo(time: number): Promise<void> } {
  let time = 0;
  let appointments: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => time,
    after(milliseconds, callback) {
      const appointment = { at: time + milliseconds, callback };
      appointments.push(appointment);
      return () => {
        appointments = appointments.filter((each) => each !== appointment);
      };
    },
    async advanceTo(end) {
      for (;;) {
        const next = appointments.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        time = next.at;
        appointments = appointments.filter((each) => each !== next);
        next.callback();
        await Promise.resolve();
      }
      time = end;
    },
  };
}

interface Scene {
  readonly what: string;
  readonly options: SettlingOptions;
  /** Times at which one span arrives. */
  readonly arrivals?: readonly number[];
  /** While an export is on its way. */
  readonly busy?: readonly [from: number, to: number];
  readonly expected: string;
}

test.each<Scene>([
  { what: 'nothing comes', options: { idleMs: 100, maxMs: 1000 }, expected: 'idle at 100' },
  {
    what: 'arrivals put it off',
    options: { idleMs: 100, maxMs: 1000 },
    arrivals: [50, 140, 200],
    expected: 'idle at 300',
  },
  {
    what: 'a pause that is long enough',
    options: { idleMs: 100, maxMs: 1000 },
    arrivals: [50, 160],
    expected: 'idle at 150',
  },
  {
    what: 'it never stops',
    options: { idleMs: 100, maxMs: 250 },
    arrivals: [50, 100, 150, 200, 250],
    expected: 'timeout at 250',
  },
  {
    what: 'two processes that batch every 100 ms, waited for a little longer than that',
    options: { idleMs: 120, maxMs: 1000 },
    arrivals: [20, 90, 120, 190, 290],
    expected: 'idle at 410',
  },
  { what: 'an export is on its way', options: { idleMs: 100, maxMs: 1000 }, busy: [50, 305], expected: 'idle at 310' },
  {
    what: 'too few spans',
    options: { idleMs: 100, maxMs: 400, atLeast: 2 },
    arrivals: [50],
    expected: 'timeout at 400',
  },
  {
    what: 'enough spans at last',
    options: { idleMs: 100, maxMs: 1000, atLeast: 2 },
    arrivals: [50, 300],
    expected: 'idle at 400',
  },
])('$what: $expected', async ({ options, arrivals = [], busy = [0, 0], expected }) => {
  const clock = manualClock();
  let last: number | undefined;
  let count = 0;
  const activity: Activity = {
    lastArrival: () => last,
    busy: () => clock.now() >= busy[0] && clock.now() < busy[1],
    spanCount: () => count,
  };
  for (const at of arrivals) {
    clock.after(at, () => {
      last = clock.now();
      count++;
    });
  }
  let outcome = 'pending';
  void waitUntilSettled(activity, clock, options).then((reason) => {
    outcome = `${reason} at ${clock.now()}`;
  });
  for (let time = 5; time <= 1200 && outcome === 'pending'; time += 5) await clock.advanceTo(time);
  expect(outcome).toBe(expected);
});

test('a signal ends the wait, before or while', async () => {
  const clock = manualClock();
  const activity: Activity = { lastArrival: () => undefined, busy: () => false, spanCount: () => 0 };
  const options = { idleMs: 100, maxMs: 1000 };
  const controller = new AbortController();
  const waiting = waitUntilSettled(activity, clock, { ...options, signal: controller.signal });
  controller.abort();
  expect(await waiting).toBe('aborted');
  expect(await waitUntilSettled(activity, clock, { ...options, signal: controller.signal })).toBe('aborted');
});
