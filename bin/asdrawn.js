#!/usr/bin/env node
// Plain syntax on purpose: an old Node must get as far as the sentence below. dynamic import() is the newest thing here.
var wanted = [22, 12];
var found = process.versions.node.split('.').map(Number);

function start() {
  var enableCompileCache = process.getBuiltinModule('node:module').enableCompileCache;
  if (enableCompileCache) enableCompileCache();
  import('../dist/cli/index.js').then((cli) => cli.start(), complain);
}

function complain(error) {
  var unbuilt = error.code === 'ERR_MODULE_NOT_FOUND' && /dist[\\/]cli[\\/]index\.js/.test(error.message);
  fail(
    unbuilt
      ? 'asdrawn has not been built: run `npm run build` in its folder first.'
      : ['asdrawn cannot be loaded; is its installation complete?', error.message].join('\n'),
  );
}

function fail(message) {
  console.error(message);
  process.exitCode = 2;
}

if (found[0] > wanted[0] || (found[0] === wanted[0] && found[1] >= wanted[1])) {
  start();
} else {
  fail(
    ['asdrawn needs Node', wanted.join('.'), 'or newer, but this is Node', process.versions.node].join(' ') +
      ': install a newer one from https://nodejs.org, or let your version manager switch to it.',
  );
}
