/** The thread that an engine runs in: it is made to look like a browser, and may be ended at any time. */
import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { installBrowser } from './browser.ts';
import type { Answer, EngineName, Task } from './verdict.ts';

const port = parentPort!;
const answer = (message: Answer) => port.postMessage(message);

// Megabytes of program: the second start takes half of the first.
enableCompileCache();
installBrowser();
const { perform } = await ((workerData as EngineName) === 'mermaid' ? import('./mermaid.ts') : import('./plantuml.ts'));
port.on('message', async (task: Task) => answer({ id: task.id, ...(await perform(task)) }));
answer(null);
