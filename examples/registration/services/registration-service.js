/** Registers users for events, and tells everyone who cares. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import { hasBug } from '../bugs.js';
import { catalogue } from '../shared/catalogue.js';
import { openDatabase } from '../shared/database.js';
import { listen, ready } from '../shared/lifecycle.js';
import { connectBroker } from '../shared/messaging.js';
import { verifyToken } from '../shared/tokens.js';

const database = openDatabase();
const broker = await connectBroker();
const app = express().use(express.json());

app.post('/registrations', async (request, response) => {
  const user = verifyToken(request.get('authorization'));
  if (user === undefined) return response.status(401).json({ problems: ['not logged in'] });
  if (hasBug('user-validated-remotely')) {
    const answer = await fetch(`${process.env.USER_SERVICE_URL}/users/${user.userId}`);
    if ((await answer.json()).id !== user.userId) return response.status(401).json({ problems: ['not logged in'] });
  }
  const event = catalogue.find(({ id }) => id === request.body.eventId);
  if (event === undefined) return response.status(404).json({ problems: ['no such event'] });

  const id = randomUUID();
  const save = () =>
    database.query('INSERT INTO registrations (id, event_id, user_id, email) VALUES ($1, $2, $3, $4)', [
      id,
      event.id,
      user.userId,
      user.email,
    ]);
  const announce = () =>
    broker.publish('registration.created', { registrationId: id, eventId: event.id, userId: user.userId });

  if (hasBug('published-before-saved')) {
    await announce();
    // What other work there may be in between; long enough to be beyond doubt in times of whole milliseconds.
    await delay(10);
    await save();
  } else {
    await save();
    await announce();
  }
  response.status(201).json({ id });
});

app.get('/registrations/:id', async (request, response) => {
  const sql = 'SELECT id, event_id, user_id, email FROM registrations WHERE id = $1';
  const [registration] = await database.query(sql, [request.params.id]);
  if (registration === undefined) return response.status(404).json({ problems: ['no such registration'] });
  response.json(registration);
});

ready(await listen(app), broker, database);
