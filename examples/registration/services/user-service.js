/** Owns the accounts: creates them, checks passwords, and tells what is known of a user. */
import { randomBytes, randomUUID, scryptSync } from 'node:crypto';
import express from 'express';
import { hasBug } from '../bugs.js';
import { openDatabase } from '../shared/database.js';
import { listen, ready } from '../shared/lifecycle.js';
import { connectBroker } from '../shared/messaging.js';
import { issueToken } from '../shared/tokens.js';

const database = openDatabase();
const broker = await connectBroker();
const app = express().use(express.json());

/**
 * @param {string} password
 * @param {string} salt
 */
const hash = (password, salt) => scryptSync(password, salt, 32, { N: 1024 }).toString('hex');

/** What is wrong with the form itself. */
function problemsOf({ username, email, password }) {
  const problems = [];
  if (!/^\w{3,}$/.test(username ?? '')) problems.push('username: at least three letters, digits or underscores');
  if (!/^\S+@\S+\.\S+$/.test(email ?? '')) problems.push('email: not an address');
  if ((password ?? '').length < 8) problems.push('password: at least eight characters');
  return problems;
}

// All problems are reported at once, so the accounts are searched even if the form is already known to be wrong.
app.post('/users', async (request, response) => {
  const { username, email, password } = request.body;
  const problems = problemsOf(request.body);
  if (!hasBug('uniqueness-not-checked')) {
    const sql = 'SELECT id FROM users WHERE username = $1 OR email = $2';
    const taken = await database.query(sql, [username, email]);
    if (taken.length > 0) problems.push('username or email: already taken');
  }
  if (problems.length > 0) return response.status(400).json({ problems });

  const id = randomUUID();
  const salt = randomBytes(16).toString('hex');
  await database.query('INSERT INTO users (id, username, email, salt, password_hash) VALUES ($1, $2, $3, $4, $5)', [
    id,
    username,
    email,
    salt,
    hash(password, salt),
  ]);
  await broker.publish('user.created', { userId: id });
  response.status(201).json({ id });
});

app.post('/authenticate', async (request, response) => {
  const { username, password } = request.body;
  const sql = 'SELECT id, email, salt, password_hash FROM users WHERE username = $1';
  const [user] = await database.query(sql, [username]);
  const matches = user !== undefined && hash(password, user.salt) === user.password_hash;
  if (matches || (hasBug('failed-login-announced') && user !== undefined)) {
    await broker.publish('user.logged-in', { userId: user.id });
  }
  if (!matches) {
    return response.status(hasBug('login-200-instead-of-401') ? 200 : 401).json({ problems: ['invalid credentials'] });
  }
  response.json({ token: issueToken({ userId: user.id, email: user.email }) });
});

app.get('/users/:id', async (request, response) => {
  const [user] = await database.query('SELECT id, username, email FROM users WHERE id = $1', [request.params.id]);
  if (user === undefined) return response.status(404).json({ problems: ['no such user'] });
  response.json(user);
});

ready(await listen(app), broker, database);
