/** Sends a confirmation by e-mail for every registration. */
import { hasBug } from '../bugs.js';
import { ready } from '../shared/lifecycle.js';
import { connectBroker } from '../shared/messaging.js';

const broker = await connectBroker();

/** @param {Record<string, unknown>} registration */
async function addressFor({ registrationId, userId }) {
  const source = hasBug('email-from-wrong-service')
    ? `${process.env.REGISTRATION_SERVICE_URL}/registrations/${registrationId}`
    : `${process.env.USER_SERVICE_URL}/users/${userId}`;
  const answer = await fetch(source);
  const found = await answer.json();
  if (!answer.ok) throw new Error(`no address: ${source} answered ${answer.status}`);
  return found.email;
}

/** Stands in for a mail server: the outbox is all that this example needs of one. */
const outbox = [];

await broker.subscribe('registration.created', async (registration) => {
  const email = await addressFor(registration);
  outbox.push({ to: email, subject: `You are registered for ${registration.eventId}` });
  if (hasBug('notification-not-announced')) return;
  await broker.publish('notification.sent', { registrationId: registration.registrationId, email });
});

ready(broker);
