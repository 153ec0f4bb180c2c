/**
 * The table of rooms as rules: who may import whom, and which packages. `test/architecture.test.ts` holds `src` against
 * it; `npx depcruise src` does the same by hand. swc reads the sources, because TypeScript 7 has no JavaScript API.
 *
 * @typedef {{ rooms: string[], types?: string[], packages: string[], reason: string }} Room
 */

/** @type {Record<string, Room>} `types`: rooms of which only types may be imported. */
export const rooms = {
  diagnostics: { rooms: [], packages: [], reason: 'Places in text are the ground that everything stands on.' },
  model: {
    rooms: ['diagnostics'],
    packages: ['ajv'],
    reason: 'The model says what is drawn, and knows nothing of telemetry or languages.',
  },
  parsers: {
    rooms: ['diagnostics', 'model'],
    packages: ['mdast-util-from-markdown'],
    reason: 'Parsers turn text into models; what a model means is told in semantics alone.',
  },
  printers: {
    rooms: ['model'],
    packages: [],
    reason: 'Printers turn models into text, and text into tidy text; they read nothing.',
  },
  semantics: {
    rooms: ['model'],
    packages: [],
    reason: 'The one place that knows what a drawing means is pure: no text, no spans, no packages.',
  },
  traces: {
    rooms: ['diagnostics'],
    packages: ['@bufbuild/protobuf', '@connectrpc/connect', '@connectrpc/connect-node'],
    reason: 'Telemetry is read without knowing any drawing.',
  },
  checks: {
    rooms: ['diagnostics', 'model', 'semantics', 'traces'],
    packages: [],
    reason: 'Here model meets spans; text, files and terminals stay outside.',
  },
  runtime: {
    rooms: ['diagnostics', 'model', 'semantics', 'traces'],
    packages: ['amqplib', 'mqtt'],
    reason: 'Drawings run on their semantics alone; who judges what they did is not their affair.',
  },
  generators: {
    rooms: ['model', 'semantics', 'printers', 'runtime'],
    packages: [],
    reason:
      'Generators write texts from drawings. Which runs there are, and how their messages travel, the runtime says: a test that is written has to see them as the runtime that plays it does.',
  },
  engines: {
    rooms: ['diagnostics'],
    packages: ['mermaid', '@plantuml/core', '@resvg/resvg-wasm'],
    reason: 'The official tools are large and want a browser: they live behind one door, which few commands open.',
  },
  reports: {
    rooms: ['diagnostics'],
    types: ['checks', 'model'],
    packages: ['chalk'],
    reason: 'A report turns a result into text: it needs the types of results, and none of what computes them.',
  },
  project: {
    rooms: [
      'diagnostics',
      'model',
      'parsers',
      'printers',
      'semantics',
      'traces',
      'checks',
      'runtime',
      'generators',
      'engines',
      'reports',
    ],
    packages: ['ajv', 'picomatch', 'tinyglobby', 'yaml'],
    reason: 'The only composition root.',
  },
  cli: {
    rooms: ['diagnostics', 'reports', 'project'],
    packages: ['commander'],
    reason: 'A thin shell: flags in, exit status out. What it needs of the other rooms, project hands it.',
  },
  vitest: {
    rooms: ['diagnostics', 'reports', 'project'],
    packages: ['vitest'],
    reason: 'A thin shell like the command line: spans of a test in, an expectation that holds or fails out.',
  },
};

const names = Object.keys(rooms);
const anyOf = (/** @type {string[]} */ list) => `(?:${list.join('|')})`;

/** Rooms that a room may not import at all, or only as types. */
function roomRules(/** @type {string} */ name) {
  const { rooms: allowed, types = [], reason } = rooms[name];
  const forbidden = names.filter((other) => other !== name && !allowed.includes(other) && !types.includes(other));
  const rules = [];
  if (forbidden.length > 0) {
    rules.push({
      name: `${name}-imports`,
      comment: `${reason} It may import: ${[...allowed, ...types].join(', ') || 'no other room'}.`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: `^src/(?:${anyOf(forbidden)}/|index\\.ts$)` },
    });
  }
  if (types.length > 0) {
    rules.push({
      name: `${name}-types-only`,
      comment: `${reason} Of ${types.join(' and ')} it may import types alone.`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: `^src/${anyOf(types)}/`, dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
}

function packageRule(/** @type {string} */ name) {
  const { packages } = rooms[name];
  const allowed = packages.length > 0 ? { pathNot: `node_modules/${anyOf(packages)}/` } : {};
  return {
    name: `${name}-packages`,
    comment: `Each package has one home, so that it can be replaced there. Here: ${packages.join(', ') || 'none'}.`,
    severity: 'error',
    from: { path: `^src/${name}/` },
    to: { path: 'node_modules/', ...allowed },
  };
}

// biome-ignore lint/style/noDefaultExport: dependency-cruiser's own command line looks for it.
export default {
  forbidden: [
    ...names.flatMap(roomRules),
    ...names.map(packageRule),
    {
      name: 'rooms-are-entered-by-their-door',
      comment: 'A room offers what its index.ts names; whatever else is in it may change without notice.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/(?:$1/|[^/]+/index\\.ts$)' },
    },
    {
      name: 'the-api-enters-by-the-door-too',
      comment: 'The public API is a window on the rooms, not a way around their doors.',
      severity: 'error',
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'files-are-read-in-project-and-cli',
      comment: 'Everything else takes text and bytes, and so can be tested, embedded and run anywhere.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(?:project|cli|engines)/' },
      to: { dependencyTypes: ['core'], path: '^(?:node:)?(?:fs|child_process|process|worker_threads)(?:/|$)' },
    },
    {
      name: 'engines-take-text',
      comment: 'What runs in a thread of its own is still given text, never a path.',
      severity: 'error',
      from: { path: '^src/engines/' },
      to: { dependencyTypes: ['core'], path: '^(?:node:)?(?:fs|child_process|process)(?:/|$)' },
    },
    {
      name: 'engines-are-loaded-when-needed',
      comment: 'They take ten times as long to load as everything else.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/engines/' },
      to: { path: '^src/engines/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'clients-are-loaded-when-needed',
      comment: 'Who runs nothing over a broker has none of its clients installed.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: 'node_modules/(?:amqplib|mqtt)/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'semantics-is-pure',
      comment: 'Effects, clocks and randomness are injected.',
      severity: 'error',
      from: { path: '^src/(?:diagnostics|model|semantics)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-cycles',
      comment: 'Data goes one way; two files that need each other are one file, or three.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment:
        'An import that leads nowhere escapes every other rule. (`sarif` has types alone, which TypeScript resolves.)',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '^sarif$' },
    },
    {
      name: 'src-stands-alone',
      comment: 'Tests, benches and examples know the product; the product does not know them.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(?:test|bench|examples|scripts|bin|dist)/' },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['asdrawn:src', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
