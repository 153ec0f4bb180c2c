// asdrawn: generated from diagrams/user-registration/user-registration.puml for userService. Written again by
//   asdrawn generate vitest diagrams/user-registration/user-registration.puml --for userService -o test/generators/registration/user.contract.ts
// What stands between "asdrawn: keep" and "asdrawn: end" is yours and stays; all else follows the drawing.
import { type Contract, contract } from 'asdrawn';
import { afterAll, beforeAll, describe, test } from 'vitest';

// What you import yourself:

// asdrawn: keep imports
import { randomUUID } from 'node:crypto';
import { start as begin, broker } from './surroundings.ts';

/** Nobody of this name has an account yet. */
const ada = { username: `ada_${randomUUID().slice(0, 8)}`, password: 'correct horse' };
const account = { ...ada, email: `${ada.username}@example.org` };
// asdrawn: end

// asdrawn: keep start
const start = begin('user-service', 'users');
// asdrawn: end

// asdrawn: keep broker
// Imported above.
// asdrawn: end

describe('userService, as drawn in diagrams/user-registration/user-registration.puml', { timeout: 30_000 }, () => {
  let neighbours: Contract;

  beforeAll(async () => {
    neighbours = await contract({
      drawing: 'diagrams/user-registration/user-registration.puml',
      for: 'userService',
      broker,
      start,
    });
  }, 60_000);

  afterAll(() => neighbours?.stop());

  test('form is in order and nobody has the name or address, password matches, event is on offer', async () => {
    // asdrawn: keep sent: form is in order and nobody has the name or address, password matches, event is on offer
    const sent = {
      'POST /users': { body: account },
      'POST /authenticate': { body: ada },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent });

    // Gateway Service -> User Service : POST /users
    const postUsers = run.at(19).send('gateway', 'POST /users');
    // (User Service -> User Service : check the form)
    // (User Service -> PostgreSQL (users) : SELECT users)
    // (PostgreSQL (users) --> User Service : accounts of that name or address)
    // (User Service -> PostgreSQL (users) : INSERT INTO users)
    // (PostgreSQL (users) --> User Service : saved)

    // User Service -> MQTT broker : user.created
    await run.at(26).consume('user.created');

    // User Service --> Gateway Service : 201 Created
    await run.at(27).answer(postUsers, '201 Created');

    // Gateway Service -> User Service : POST /authenticate
    const postAuthenticate = run.at(39).send('gateway', 'POST /authenticate');
    // (User Service -> PostgreSQL (users) : SELECT users)
    // (PostgreSQL (users) --> User Service : account)

    // User Service -> MQTT broker : user.logged-in
    await run.at(43).consume('user.logged-in');

    // User Service --> Gateway Service : 200 OK
    await run.at(44).answer(postAuthenticate, '200 OK');

    // Notification Service -> User Service : GET /users/{id}
    const getUsers = run.at(75).send('notificationService', 'GET /users/{id}');
    // (User Service -> PostgreSQL (users) : SELECT users)
    // (PostgreSQL (users) --> User Service : account)

    // User Service --> Notification Service : 200 OK
    await run.at(78).answer(getUsers, '200 OK');

    // asdrawn: keep after: form is in order and nobody has the name or address, password matches, event is on offer
    // asdrawn: end
    await run.finish();
  });

  test('something is wrong with the form, or the account exists, password is wrong, there is no such event', async () => {
    // asdrawn: keep sent: something is wrong with the form, or the account exists, password is wrong, there is no such event
    const sent = {
      'POST /users': { body: account },
      'POST /authenticate': { body: { ...ada, password: 'a wrong guess' } },
    };
    // asdrawn: end
    const run = await neighbours.begin({ sent, choose: ['58=2'] });

    // Gateway Service -> User Service : POST /users
    const postUsers = run.at(19).send('gateway', 'POST /users');
    // (User Service -> User Service : check the form)
    // (User Service -> PostgreSQL (users) : SELECT users)
    // (PostgreSQL (users) --> User Service : accounts of that name or address)

    // User Service --> Gateway Service : 400 Bad Request
    await run.at(33).answer(postUsers, '400 Bad Request');

    // Gateway Service -> User Service : POST /authenticate
    const postAuthenticate = run.at(39).send('gateway', 'POST /authenticate');
    // (User Service -> PostgreSQL (users) : SELECT users)
    // (PostgreSQL (users) --> User Service : account)

    // User Service --> Gateway Service : 401 Unauthorized
    await run.at(50).answer(postAuthenticate, '401 Unauthorized');

    // asdrawn: keep after: something is wrong with the form, or the account exists, password is wrong, there is no such event
    // asdrawn: end
    await run.finish();
  });
});
