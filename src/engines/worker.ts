/** The thread that an engine runs in: it is made to look like a browser, and may be ended at any time. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { installBrowser } from './browser.ts';
import type { Answer, EngineName, Task } from './verdict.ts';

const port = parentPort!;
const answer = (message: Answer) => port.postMessage(message);

// Megabytes of program: the second start takes half of the first.
enableCompileCache();
const name = workerData as EngineName;
if (name !== 'raster') installBrowser();
const programs = {
  mermaid: () => import('./mermaid.ts'),
  plantuml: () => import('./plantuml.ts'),
  raster: () => import('./raster.ts'),
};
const { perform }: { perform: (task: Task) => Promise<Omit<NonNullable<Answer>, 'id'>> } = await programs[name]();
port.on('message', async (task: Task) => answer({ id: task.id, ...(await perform(task)) }));
answer(null);
