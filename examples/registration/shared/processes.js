/** A family of processes that starts together, stops together, and never outlives the one that started it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

const READY_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 5_000;

/**
 * @typedef {object} Program
 * @property {string} file relative to the example's folder
 * @property {Record<string, string>} env added to this process's own
 * @property {string[]} [execArgv] options for Node
 */

/**
 * Starts the programs, all at once, and waits until each says that it is ready (see lifecycle.js).
 * @param {Program[]} programs
 * @returns {Promise<{ stop(): Promise<void> }>} `stop` stops them one after the other, in the order given
 */
export async function startProcesses(programs) {
  const family = programs.map(start);
  let stopping = false;

  const stop = async () => {
    stopping = true;
    for (const member of family) await stopOne(member);
  };

  // Whatever ends this process, by a signal, a mistake or a crash, ends the family.
  process.on('exit', () => {
    for (const { child } of family) child.kill('SIGKILL');
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, async () => {
      await stop();
      process.exit(128 + constants.signals[signal]);
    });
  }

  try {
    await Promise.all(family.map(readiness));
  } catch (error) {
    await stop();
    throw error;
  }

  for (const { ended } of family) {
    ended.then((message) => {
      if (stopping) return;
      console.error(message);
      process.exit(1);
    });
  }
  return { stop };
}

/** @param {Program} program */
function start({ file, env, execArgv = [] }) {
  const name = basename(file, '.js');
  const child = fork(fileURLToPath(new URL(`../${file}`, import.meta.url)), {
    execArgv,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(
    ([code, signal]) => `${name} ended unexpectedly (${signal ?? `exit code ${code}`})`,
  );
  return { name, child, ended };
}

/** @param {ReturnType<typeof start>} member */
async function readiness({ name, child, ended }) {
  const timeout = AbortSignal.timeout(READY_WITHIN_MS);
  const problem = await Promise.race([
    once(child, 'message').then(() => undefined),
    once(timeout, 'abort').then(() => `${name} was not ready within ${READY_WITHIN_MS / 1000} s`),
    ended,
  ]);
  if (problem !== undefined) throw new Error(problem);
}

/** @param {ReturnType<typeof start>} member */
async function stopOne({ name, child, ended }) {
  const late = setTimeout(() => {
    console.error(
      `${name} did not stop within ${STOPPED_WITHIN_MS / 1000} s and was killed; its last spans may be lost`,
    );
    child.kill('SIGKILL');
  }, STOPPED_WITHIN_MS);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(late);
}
