// asdrawn: generated from diagrams/user-registration/user-registration.puml for gateway. Written again by
//   asdrawn generate vitest diagrams/user-registration/user-registration.puml --for gateway -o test/generators/registration/gateway.contract.ts
// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.
import { type Contract, contract } from 'asdrawn';
import { afterAll, beforeAll, describe, test } from 'vitest';

// What you import yourself:

// asdrawn: keep imports
import { start as begin } from './surroundings.ts';

// asdrawn: end

// asdrawn: keep start
const start = begin('gateway-service');
// asdrawn: end

describe('gateway, as drawn in diagrams/user-registration/user-registration.puml', { timeout: 30_000 }, () => {
  let neighbours: Contract;

  beforeAll(async () => {
    neighbours = await contract({
      drawing: 'diagrams/user-registration/user-registration.puml',
      for: 'gateway',
      start,
    });
  }, 60_000);

  afterAll(() => neighbours?.stop());

  test('form is in order and nobody has the name or address, password matches, event is on offer', async () => {
    // asdrawn: keep sent: form is in order and nobody has the name or address, password matches, event is on offer
    const sent = {
      'POST /api/users': { body: {} },
      'POST /api/auth/login': { body: {} },
      'POST /api/registrations': { body: {} },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // Client -> Gateway Service : POST /api/users
    const postApiUsers = run.at(18).send('client', 'POST /api/users');

    // Gateway Service -> User Service : POST /users
    const postUsers = await run.at(19).receive('userService', 'POST /users');

    // User Service --> Gateway Service : 201 Created
    await run.at(27).reply(postUsers, '201 Created');

    // Gateway Service --> Client : 201 Created
    await run.at(28).answer(postApiUsers, '201 Created');

    // Client -> Gateway Service : POST /api/auth/login
    const postApiAuthLogin = run.at(38).send('client', 'POST /api/auth/login');

    // Gateway Service -> User Service : POST /authenticate
    const postAuthenticate = await run.at(39).receive('userService', 'POST /authenticate');

    // User Service --> Gateway Service : 200 OK
    await run.at(44).reply(postAuthenticate, '200 OK');

    // Gateway Service --> Client : 200 OK
    await run.at(45).answer(postApiAuthLogin, '200 OK');

    // Client -> Gateway Service : POST /api/registrations
    const postApiRegistrations = run.at(55).send('client', 'POST /api/registrations');

    // Gateway Service -> Registration Service : POST /registrations
    const postRegistrations = await run.at(56).receive('registrationService', 'POST /registrations');

    // Registration Service --> Gateway Service : 201 Created
    await run.at(62).reply(postRegistrations, '201 Created');

    // Gateway Service --> Client : 201 Created
    await run.at(63).answer(postApiRegistrations, '201 Created');

    // asdrawn: keep after: form is in order and nobody has the name or address, password matches, event is on offer
    // asdrawn: end
    await run.finish();
  });

  test('something is wrong with the form, or the account exists, password is wrong, there is no such event', async () => {
    // asdrawn: keep sent: something is wrong with the form, or the account exists, password is wrong, there is no such event
    const sent = {
      'POST /api/users': { body: {} },
      'POST /api/auth/login': { body: {} },
      'POST /api/registrations': { body: {} },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent, choose: ['23=2', '42=2', '58=2'] });

    // Client -> Gateway Service : POST /api/users
    const postApiUsers = run.at(18).send('client', 'POST /api/users');

    // Gateway Service -> User Service : POST /users
    const postUsers = await run.at(19).receive('userService', 'POST /users');

    // User Service --> Gateway Service : 400 Bad Request
    await run.at(33).reply(postUsers, '400 Bad Request');

    // Gateway Service --> Client : 400 Bad Request
    await run.at(34).answer(postApiUsers, '400 Bad Request');

    // Client -> Gateway Service : POST /api/auth/login
    const postApiAuthLogin = run.at(38).send('client', 'POST /api/auth/login');

    // Gateway Service -> User Service : POST /authenticate
    const postAuthenticate = await run.at(39).receive('userService', 'POST /authenticate');

    // User Service --> Gateway Service : 401 Unauthorized
    await run.at(50).reply(postAuthenticate, '401 Unauthorized');

    // Gateway Service --> Client : 401 Unauthorized
    await run.at(51).answer(postApiAuthLogin, '401 Unauthorized');

    // Client -> Gateway Service : POST /api/registrations
    const postApiRegistrations = run.at(55).send('client', 'POST /api/registrations');

    // Gateway Service -> Registration Service : POST /registrations
    const postRegistrations = await run.at(56).receive('registrationService', 'POST /registrations');

    // Registration Service --> Gateway Service : 404 Not Found
    await run.at(90).reply(postRegistrations, '404 Not Found');

    // Gateway Service --> Client : 404 Not Found
    await run.at(91).answer(postApiRegistrations, '404 Not Found');

    // asdrawn: keep after: something is wrong with the form, or the account exists, password is wrong, there is no such event
    // asdrawn: end
    await run.finish();
  });
});
