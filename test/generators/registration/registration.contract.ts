// asdrawn: generated from diagrams/user-registration/user-registration.puml for registrationService. Written again by
//   asdrawn generate vitest diagrams/user-registration/user-registration.puml --for registrationService -o test/generators/registration/registration.contract.ts
// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.
import { type Contract, contract } from 'asdrawn';
import { afterAll, beforeAll, describe, test } from 'vitest';

// What you import yourself:

// asdrawn: keep imports
import { createHmac } from 'node:crypto';
import { start as begin, broker, secret } from './surroundings.ts';

const claims = Buffer.from(JSON.stringify({ userId: '42', email: 'ada@example.org' })).toString('base64url');
const signature = createHmac('sha256', secret).update(claims).digest('base64url');
const headers = { authorization: `Bearer ${claims}.${signature}` };
// asdrawn: end

// asdrawn: keep start
const start = begin('registration-service', 'registrations');
// asdrawn: end

// asdrawn: keep broker
// Imported above.
// asdrawn: end

describe('registrationService, as drawn in diagrams/user-registration/user-registration.puml', {
  timeout: 30_000,
}, () => {
  let neighbours: Contract;

  beforeAll(async () => {
    neighbours = await contract({
      drawing: 'diagrams/user-registration/user-registration.puml',
      for: 'registrationService',
      broker,
      start,
    });
  }, 60_000);

  afterAll(() => neighbours?.stop());

  test('event is on offer', async () => {
    // asdrawn: keep sent: event is on offer
    const sent = {
      'POST /registrations': { body: { eventId: 'spring-run' }, headers },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // Gateway Service -> Registration Service : POST /registrations
    const postRegistrations = run.at(56).send('gateway', 'POST /registrations');
    // (Registration Service -> Registration Service : check user and event)
    // (Registration Service -> PostgreSQL (registrations) : INSERT INTO registrations)
    // (PostgreSQL (registrations) --> Registration Service : saved)

    // Registration Service -> MQTT broker : registration.created
    await run.at(61).consume('registration.created');

    // Registration Service --> Gateway Service : 201 Created
    await run.at(62).answer(postRegistrations, '201 Created');

    // asdrawn: keep after: event is on offer
    // asdrawn: end
    await run.finish();
  });

  test('there is no such event', async () => {
    // asdrawn: keep sent: there is no such event
    const sent = {
      'POST /registrations': { body: { eventId: 'no-such-event' }, headers },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // Gateway Service -> Registration Service : POST /registrations
    const postRegistrations = run.at(56).send('gateway', 'POST /registrations');
    // (Registration Service -> Registration Service : check user and event)

    // Registration Service --> Gateway Service : 404 Not Found
    await run.at(90).answer(postRegistrations, '404 Not Found');

    // asdrawn: keep after: there is no such event
    // asdrawn: end
    await run.finish();
  });
});
