/** An MQTT broker on `PORT`. */
import { createServer } from 'node:net';
import { Aedes } from 'aedes';
import { ready } from '../shared/lifecycle.js';

const broker = await Aedes.createBroker();
const server = createServer({ noDelay: true }, broker.handle);
await new Promise((resolve) => server.listen(Number(process.env.PORT), '127.0.0.1', () => resolve(undefined)));

ready({
  async close() {
    server.close();
    await new Promise((resolve) => broker.close(() => resolve(undefined)));
  },
});
