/** The four databases, each an embedded PostgreSQL of its own (PGlite) behind a socket: `PORTS` is `{"users":"5432",…}`. */
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { catalogue } from '../shared/catalogue.js';
import { ready } from '../shared/lifecycle.js';

const events = catalogue.map(({ id, title }) => `('${id}', '${title}', 0)`).join(', ');

const schemas = {
  users: 'CREATE TABLE users (id text PRIMARY KEY, username text, email text, salt text, password_hash text)',
  events: `CREATE TABLE events (id text PRIMARY KEY, title text, participants int); INSERT INTO events VALUES ${events}`,
  registrations: 'CREATE TABLE registrations (id text PRIMARY KEY, event_id text, user_id text, email text)',
  audit: 'CREATE TABLE audit_log (id serial PRIMARY KEY, topic text, data jsonb, at timestamptz DEFAULT now())',
};

/** @type {Record<string, string>} */
const ports = JSON.parse(process.env.PORTS ?? '{}');

/** @type {Blob | undefined} a database as it is when it is new: copying it is faster than initialising another */
let pristine;

for (const [name, schema] of Object.entries(schemas)) {
  const db = await PGlite.create({ loadDataDir: pristine });
  pristine ??= await db.dumpDataDir('none');
  await db.exec(schema);
  // PGlite has one session; the server queues the queries of several connections (a service and a visitor).
  await new PGLiteSocketServer({ db, port: Number(ports[name]), host: '127.0.0.1', maxConnections: 5 }).start();
}

// Nothing is kept beyond this process, so nothing needs closing.
ready({ close: async () => process.exit() });
