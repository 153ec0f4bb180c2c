import type { Target } from './target.ts';

/** Loaded only when asked for. */
export const targets: ReadonlyMap<string, () => Promise<Target>> = new Map([
  ['traces', async () => (await import('./traces/target.ts')).traces],
  ['parsers', async () => (await import('./parsers/target.ts')).parsers],
]);
