/**
 * `npm run demo`: asdrawn checks the running registration system against its drawings; `-- --bug <name>` switches one
 * of the system's bugs on, `-- --list-bugs` lists them. The services know nothing of asdrawn, and this file is the only
 * one here that does.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bugs } from './registration/bugs.js';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

function readArguments() {
  const options = { bug: { type: 'string' }, 'list-bugs': { type: 'boolean' } };
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return { problem: error.message };
  }
}

const { bug, 'list-bugs': listBugs, problem } = readArguments();
const names = Object.keys(bugs);

if (problem || (bug !== undefined && !names.includes(bug))) {
  console.error(problem ?? `There is no bug "${bug}". Run \`npm run demo -- --list-bugs\` to see those there are.`);
  process.exitCode = 2;
} else if (listBugs) {
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) console.log(`${name.padEnd(width)}  ${bugs[name]}`);
} else {
  const drive = [process.execPath, at('./registration/drive.js')];
  const child = spawn(
    process.execPath,
    [at('../bin/asdrawn.js'), 'check', 'diagrams/user-registration', '--', ...drive],
    {
      cwd: at('..'),
      stdio: 'inherit',
      env: { ...process.env, ...(bug && { REGISTRATION_BUG: bug }) },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 2;
  });
}
