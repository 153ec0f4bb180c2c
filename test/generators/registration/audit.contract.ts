// asdrawn: generated from diagrams/user-registration/user-registration.puml for auditService. Written again by
//   asdrawn generate vitest diagrams/user-registration/user-registration.puml --for auditService -o test/generators/registration/audit.contract.ts
// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.
import { type Contract, contract } from 'asdrawn';
import { afterAll, beforeAll, describe, test } from 'vitest';

// What you import yourself:

// asdrawn: keep imports
import { start as begin, broker } from './surroundings.ts';

// asdrawn: end

// asdrawn: keep start
const start = begin('audit-service', 'audit');
// asdrawn: end

// asdrawn: keep broker
// Imported above.
// asdrawn: end

describe('auditService, as drawn in diagrams/user-registration/user-registration.puml', { timeout: 30_000 }, () => {
  let neighbours: Contract;

  beforeAll(async () => {
    neighbours = await contract({
      drawing: 'diagrams/user-registration/user-registration.puml',
      for: 'auditService',
      broker,
      start,
    });
  }, 60_000);

  afterAll(() => neighbours?.stop());

  test('form is in order and nobody has the name or address, password matches, event is on offer', async () => {
    // asdrawn: keep sent: form is in order and nobody has the name or address, password matches, event is on offer
    const sent = {
      'user.created': { body: {} },
      'user.logged-in': { body: {} },
      'event.updated': { body: {} },
      'notification.sent': { body: {} },
      'registration.created': { body: {} },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // MQTT broker -> Audit Service : user.created
    await run.at(29).publish('user.created');
    // (Audit Service -> PostgreSQL (audit) : INSERT INTO audit_log)
    // (PostgreSQL (audit) --> Audit Service : saved)

    // MQTT broker -> Audit Service : user.logged-in
    await run.at(46).publish('user.logged-in');
    // (Audit Service -> PostgreSQL (audit) : INSERT INTO audit_log)
    // (PostgreSQL (audit) --> Audit Service : saved)

    // Side by side, in any order:
    await Promise.all([
      (async () => {
        // MQTT broker -> Audit Service : event.updated
        await run.at(70).publish('event.updated');
        // (Audit Service -> PostgreSQL (audit) : INSERT INTO audit_log)
        // (PostgreSQL (audit) --> Audit Service : saved)
      })(),
      (async () => {
        // MQTT broker -> Audit Service : notification.sent
        await run.at(81).publish('notification.sent');
        // (Audit Service -> PostgreSQL (audit) : INSERT INTO audit_log)
        // (PostgreSQL (audit) --> Audit Service : saved)
      })(),
      (async () => {
        // MQTT broker -> Audit Service : registration.created
        await run.at(85).publish('registration.created');
        // (Audit Service -> PostgreSQL (audit) : INSERT INTO audit_log)
        // (PostgreSQL (audit) --> Audit Service : saved)
      })(),
    ]);

    // asdrawn: keep after: form is in order and nobody has the name or address, password matches, event is on offer
    // asdrawn: end
    await run.finish();
  });
});
