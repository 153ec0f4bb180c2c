/**
 * Uses the system as a client would, each way through every flow once: `node drive.js`.
 *
 * A reply that breaks the API's contract is reported on stderr and the drive goes on: whether the services did the
 * right thing is for others to judge, by what was recorded. The exit status tells whether the drive could be done.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { startSystem } from './start.js';

const QUIET_MS = 3_000;

const system = await startSystem().catch((error) => {
  console.error(`The system did not start: ${error.message}`);
  process.exit(1);
});
try {
  await drive();
  await consequences(['user.created', 'user.logged-in', 'registration.created', 'event.updated', 'notification.sent']);
} catch (error) {
  console.error('The drive broke off:', error);
  process.exitCode = 1;
} finally {
  await system.stop();
}

async function drive() {
  const ada = { username: 'ada', email: 'ada@example.org', password: 'correct horse' };
  await post('/api/users', ada, 201);
  await post('/api/users', { ...ada, username: 'grace', email: 'not an address' }, 400);
  await post('/api/users', ada, 400);

  const { token } = await post('/api/auth/login', ada, 200);
  await post('/api/auth/login', { ...ada, password: 'a wrong guess' }, 401);

  await post('/api/registrations', { eventId: 'spring-run' }, 201, token);
  await post('/api/registrations', { eventId: 'no-such-event' }, 404, token);
}

/**
 * @param {string} path
 * @param {Record<string, string>} body
 * @param {number} expected the status that the API's contract promises
 * @param {string} [token]
 */
async function post(path, body, expected, token) {
  const response = await fetch(system.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  console.error(`POST ${path} → ${response.status}${response.status === expected ? '' : `, expected ${expected}`}`);
  return answer;
}

/**
 * What a request sets off goes on after its reply. It is done when each of these is in the audit log, or when nothing
 * has been added to the log for a while.
 * @param {string[]} topics
 */
async function consequences(topics) {
  const client = new pg.Client({ connectionString: system.auditDatabaseUrl });
  await client.connect();
  let missing = topics;
  let logged = 0;
  for (let quietSince = Date.now(); missing.length > 0 && Date.now() - quietSince < QUIET_MS; await delay(20)) {
    const { rows } = await client.query('SELECT topic FROM audit_log');
    if (rows.length !== logged) quietSince = Date.now();
    logged = rows.length;
    missing = topics.filter((topic) => !rows.some((row) => row.topic === topic));
  }
  await client.end();
  if (missing.length > 0) console.error(`not in the audit log: ${missing.join(', ')}`);
}
