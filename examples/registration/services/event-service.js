/** Owns the events: counts their participants. */
import { hasBug } from '../bugs.js';
import { openDatabase } from '../shared/database.js';
import { ready } from '../shared/lifecycle.js';
import { connectBroker } from '../shared/messaging.js';

const database = openDatabase();
const broker = await connectBroker();

/** @param {unknown} eventId */
async function countParticipant(eventId) {
  const sql = 'UPDATE events SET participants = participants + 1 WHERE id = $1 RETURNING participants';
  const [event] = await database.query(sql, [eventId]);
  return event?.participants;
}

await broker.subscribe('registration.created', async ({ eventId }) => {
  let participants = await countParticipant(eventId);
  if (hasBug('counted-twice')) participants = await countParticipant(eventId);
  await broker.publish('event.updated', { eventId, participants });
});

ready(broker, database);
