// asdrawn: generated from diagrams/user-registration/user-registration.puml for eventService. Written again by
//   asdrawn generate vitest diagrams/user-registration/user-registration.puml --for eventService -o test/generators/registration/event.contract.ts
// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.
import { type Contract, contract } from 'asdrawn';
import { afterAll, beforeAll, describe, test } from 'vitest';

// What you import yourself:

// asdrawn: keep imports
import { start as begin, broker } from './surroundings.ts';

// asdrawn: end

// asdrawn: keep start
const start = begin('event-service', 'events');
// asdrawn: end

// asdrawn: keep broker
// Imported above.
// asdrawn: end

describe('eventService, as drawn in diagrams/user-registration/user-registration.puml', { timeout: 30_000 }, () => {
  let neighbours: Contract;

  beforeAll(async () => {
    neighbours = await contract({
      drawing: 'diagrams/user-registration/user-registration.puml',
      for: 'eventService',
      broker,
      start,
    });
  }, 60_000);

  afterAll(() => neighbours?.stop());

  test('event is on offer', async () => {
    // asdrawn: keep sent: event is on offer
    const sent = {
      'registration.created': { body: { registrationId: '7', eventId: 'spring-run', userId: '42' } },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // MQTT broker -> Event Service : registration.created
    await run.at(66).publish('registration.created');
    // (Event Service -> PostgreSQL (events) : UPDATE events)
    // (PostgreSQL (events) --> Event Service : new number of participants)

    // Event Service -> MQTT broker : event.updated
    await run.at(69).consume('event.updated');

    // asdrawn: keep after: event is on offer
    // asdrawn: end
    await run.finish();
  });
});
