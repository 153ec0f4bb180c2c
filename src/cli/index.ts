/** The command line: flags in, exit status out. */
export { main } from './main.ts';
export { start } from './start.ts';
export type { Output, Streams, Surroundings } from './surroundings.ts';
