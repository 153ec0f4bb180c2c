/** Keeps a record of everything that happened. */
import { hasBug } from '../bugs.js';
import { openDatabase } from '../shared/database.js';
import { ready } from '../shared/lifecycle.js';
import { connectBroker } from '../shared/messaging.js';

const database = openDatabase();
const broker = await connectBroker();

const topics = ['user.created', 'user.logged-in', 'registration.created', 'event.updated', 'notification.sent'];

for (const topic of topics) {
  if (hasBug('audit-consumer-missing') && topic === 'registration.created') continue;
  await broker.subscribe(topic, async (data) => {
    await database.query('INSERT INTO audit_log (topic, data) VALUES ($1, $2)', [topic, JSON.stringify(data)]);
  });
}

ready(broker, database);
