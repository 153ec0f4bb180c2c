/** The command line as a process, from its sources. */
import { start } from '../../src/cli/index.ts';

await start();
