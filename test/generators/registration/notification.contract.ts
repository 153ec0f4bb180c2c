// asdrawn: generated from diagrams/user-registration/user-registration.puml for notificationService. Written again by
//   asdrawn generate vitest diagrams/user-registration/user-registration.puml --for notificationService -o test/generators/registration/notification.contract.ts
// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.
import { type Contract, contract } from 'asdrawn';
import { afterAll, beforeAll, describe, test } from 'vitest';

// What you import yourself:

// asdrawn: keep imports
import { start as begin, broker } from './surroundings.ts';

// asdrawn: end

// asdrawn: keep start
const start = begin('notification-service');
// asdrawn: end

// asdrawn: keep broker
// Imported above.
// asdrawn: end

describe('notificationService, as drawn in diagrams/user-registration/user-registration.puml', {
  timeout: 30_000,
}, () => {
  let neighbours: Contract;

  beforeAll(async () => {
    neighbours = await contract({
      drawing: 'diagrams/user-registration/user-registration.puml',
      for: 'notificationService',
      broker,
      start,
    });
  }, 60_000);

  afterAll(() => neighbours?.stop());

  test('event is on offer', async () => {
    // asdrawn: keep sent: event is on offer
    const sent = {
      'registration.created': { body: { registrationId: '7', eventId: 'spring-run', userId: '42' } },
      '200 OK': { body: { id: '42', username: 'ada', email: 'ada@example.org' } },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // MQTT broker -> Notification Service : registration.created
    await run.at(74).publish('registration.created');

    // Notification Service -> User Service : GET /users/{id}
    const getUsers = await run.at(75).receive('userService', 'GET /users/{id}');

    // User Service --> Notification Service : 200 OK
    await run.at(78).reply(getUsers, '200 OK');
    // (Notification Service -> Notification Service : send the e-mail)

    // Notification Service -> MQTT broker : notification.sent
    await run.at(80).consume('notification.sent');

    // asdrawn: keep after: event is on offer
    // asdrawn: end
    await run.finish();
  });
});
