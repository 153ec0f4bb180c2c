import { once } from 'node:events';

/**
 * Serves an Express application on `PORT`.
 * @param {import('express').Express} app
 * @returns {Promise<{ close(): Promise<void> }>} `close` lets running requests finish
 */
export async function listen(app) {
  const server = app.listen(Number(process.env.PORT), '127.0.0.1');
  await once(server, 'listening');
  return {
    async close() {
      server.close();
      await once(server, 'close');
    },
  };
}

const orphaned = () => process.exit(1);

if (process.connected) {
  // A starter that was killed cannot stop its processes: they notice that it is gone.
  process.on('disconnect', orphaned);
  // Ctrl-C reaches every process of the terminal at once, but the order of stopping is the starter's to decide.
  process.on('SIGINT', () => {});
}

/**
 * Tells the starter that this process is ready, and closes what it holds, in this order, when it is asked to stop.
 * The process then ends by itself, for want of anything to do.
 * @param {...{ close(): Promise<void> }} resources
 */
export function ready(...resources) {
  process.once('SIGTERM', async () => {
    for (const resource of resources) await resource.close();
    process.off('disconnect', orphaned);
    if (process.connected) process.disconnect();
  });
  process.send?.('ready', (error) => {
    if (error) orphaned();
  });
}
