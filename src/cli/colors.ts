import type { Output } from './surroundings.ts';

/**
 * Should text for a stream be coloured? The flag comes first, then FORCE_COLOR (which Node, too, prefers), then
 * NO_COLOR (no-color.org), then whether it is a terminal.
 */
export function wantsColors(stream: Output, env: NodeJS.ProcessEnv, flag: boolean): boolean {
  if (!flag) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  if (env.NO_COLOR) return false;
  return stream.isTTY === true && env.TERM !== 'dumb';
}
