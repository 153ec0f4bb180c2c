// Builds dist/ where the package is installed from its repository: `npm ci` in a clone, `npm install git+…`, pre-commit.
// Plain JavaScript on purpose: an old Node must get as far as the sentence below.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// Older ones run what is built, but do not read the types that the build is written with.
const wanted = [22, 18];
const found = process.versions.node.split('.').map(Number);

function npm(...args) {
  // The flags of `npm install --global git+…`, which is what pre-commit calls, reach the npm that prepares the package
  // by its environment: it then installs the package itself anew instead of what building it takes.
  const leaked = /^npm_config_(?:global|location|install_links|prefix|omit|package_lock_only)$/i;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !leaked.test(name)));
  const { npm_execpath: program } = process.env;
  const [command, ...first] = program ? [process.execPath, program] : ['npm'];
  const shell = program === undefined && process.platform === 'win32';
  return spawnSync(command, [...first, ...args], { stdio: 'inherit', env, shell }).status ?? 1;
}

function prepare() {
  if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
    process.stderr.write(
      `building asdrawn takes Node ${wanted.join('.')} or newer, but this is Node ${process.versions.node}: install a newer one from ` +
        'https://nodejs.org, or, for pre-commit, say `language_version: 24.21.0` at the hook, and it fetches one for itself.\n',
    );
    return 1;
  }
  // Without scripts, for one of them would be this.
  const hasTools = ['esbuild', 'typescript'].every((name) => existsSync(`node_modules/${name}/package.json`));
  const installed = hasTools ? 0 : npm('ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund');
  return installed === 0 ? npm('run', '--silent', 'build') : installed;
}

process.exitCode = prepare();
