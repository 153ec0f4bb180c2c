/**
 * Builds `dist/`, with the packages it uses, so that `npx` fetches one: the command line, whose one file holds all that
 * linting a drawing takes; what that loads when it is needed, and the public API, split where an import is dynamic; the
 * official engines, as the program of a thread of their own; mermaid once more for a browser's page; the licences of what
 * was bundled; and the declaration files of the public API.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

const common = {
  bundle: true,
  splitting: true,
  metafile: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  conditions: ['asdrawn:src'],
  // For CommonJS packages, which require Node's own modules.
  banner: {
    js: "const require = globalThis.process.getBuiltinModule('node:module').createRequire(import.meta.url);",
  },
  // Optional peers, which are found beside asdrawn or not at all.
  external: ['amqplib', 'mqtt'],
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** The bundle alone, into any folder. */
export async function bundle(outdir: string): Promise<Metafile> {
  const own = await bundleOwn(outdir);
  // Megabytes that nobody reads a stack trace of; as written they would be three times as many.
  const engines = await build({
    ...common,
    entryPoints: ['src/engines/worker.ts'],
    outdir: `${outdir}/engines`,
    chunkNames: 'parts/[name]-[hash]',
    minify: true,
    plugins: [leavingOut(/^(?:elkjs|katex)(?:\/|$)/)],
  });
  const page = await build({
    ...common,
    entryPoints: ['src/engines/mermaid-browser.ts'],
    outdir: `${outdir}/engines`,
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
    splitting: false,
    banner: {},
    minify: true,
  });
  copyFileSync('node_modules/@resvg/resvg-wasm/index_bg.wasm', `${outdir}/engines/resvg.wasm`);
  return { inputs: {}, outputs: { ...own, ...engines.metafile.outputs, ...page.metafile.outputs } };
}

async function bundleOwn(outdir: string): Promise<Metafile['outputs']> {
  const { plugin, parts } = leavingToParts();
  const cli = await build({
    ...common,
    // Whether there are colours is told to chalk, which else would look at the terminal first.
    alias: { '#supports-color': './node_modules/chalk/source/vendor/supports-color/browser.js' },
    splitting: false,
    entryPoints: ['src/cli/index.ts'],
    outfile: `${outdir}/cli/index.js`,
    plugins: [plugin, loadingBuiltinsLate],
  });
  const others = await build({
    ...common,
    entryPoints: {
      index: 'src/index.ts',
      'project/reading-worker': 'src/project/reading-worker.ts',
      'vitest/index': 'src/vitest/index.ts',
      'vitest/processor': 'src/vitest/processor.ts',
      ...Object.fromEntries(parts),
    },
    // Whoever imports asdrawn/vitest has it, and it must be theirs.
    external: [...common.external, 'vitest'],
    outdir,
    plugins: [loadingBuiltinsLate],
  });
  const outputs = { ...cli.metafile.outputs, ...others.metafile.outputs };
  for (const file of Object.keys(outputs)) writeFileSync(file, frugalBuiltins(readFileSync(file, 'utf8')));
  return outputs;
}

/**
 * What linting a Mermaid sequence takes, on every commit of everybody. Every other file that is read at a cold start
 * costs as much as reading a small drawing does.
 */
const always =
  /^src\/(?:project\/(?:index|lint)|parsers\/(?:index|mermaid\/(?:read|sequence\/read))|reports\/lint-pretty)\.ts$/;

/** Whatever else is imported dynamically becomes a part, in a file beside the command line's folder. */
function leavingToParts(): { readonly plugin: Plugin; readonly parts: ReadonlyMap<string, string> } {
  const parts = new Map<string, string>();
  const plugin: Plugin = {
    name: 'leaving-to-parts',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, kind, pluginData, ...from }) => {
        if (kind !== 'dynamic-import' || pluginData === 'asked' || isBuiltin(path)) return undefined;
        const found = await resolve(path, { ...from, kind, pluginData: 'asked' });
        const file = relative('.', found.path).replaceAll(sep, '/');
        if (found.errors.length > 0 || found.external || always.test(file)) return undefined;
        const name = file.replace(/^(?:src|node_modules)\/|\.\w+$/g, '').replace(/\W+/g, '-');
        parts.set(name, found.path);
        return { path: `../${name}.js`, external: true };
      });
    },
  };
  return { plugin, parts };
}

/** What Node has loaded itself before any program begins. */
const ready = /^(?:node:)?(?:events|fs|module|path|process|url|util)$/;

/**
 * An `import` of a module that Node has ready reads every name that it exports, which loads what only few of them need
 * (the streams of `node:fs`, say). Asked for as an object, it gives what is used.
 */
function frugalBuiltins(code: string): string {
  return code.replace(/^import (\{[^}]*\}|[\w$]+) from "([\w:]+)";$/gm, (line, names: string, path: string) =>
    ready.test(path)
      ? `const ${names.replaceAll(' as ', ': ')} = globalThis.process.getBuiltinModule("${path}");`
      : line,
  );
}

/** Each of Node's other modules is loaded when something of it is first used, not by whatever file mentions it. */
const loadingBuiltinsLate: Plugin = {
  name: 'loading-builtins-late',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[\w:/]+$/ }, ({ path, kind }) =>
      isBuiltin(path) && !ready.test(path) && kind !== 'dynamic-import'
        ? { path: path.replace('node:', ''), namespace: 'builtin', sideEffects: false }
        : undefined,
    );
    onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => {
      const names = Object.keys(process.getBuiltinModule(path) ?? {});
      const module = `globalThis.process.getBuiltinModule("node:${path}")`;
      return {
        contents: `module.exports = {\n${names.map((n) => `get ${n}() { return ${module}.${n}; },`).join('\n')}\n};`,
      };
    });
  },
};

/** Mermaid loads these for laying out and for formulas, which parsing never does. */
function leavingOut(packages: RegExp): Plugin {
  return {
    name: 'leaving-out',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: packages }, ({ path }) => ({ path, namespace: 'left-out' }));
      onLoad({ filter: /./, namespace: 'left-out' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

/** Name, licence and its text for every package that went into the bundle. */
function licences({ outputs }: Metafile): string {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const parts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!license && !file) throw new Error(`${name} names no licence and cannot be bundled`);
    const text = file ? readFileSync(`${folder}/${file}`, 'utf8').trim() : 'No text came with the package.';
    return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
  });
  return `asdrawn contains the following packages.\n\n${parts.join(`\n${'-'.repeat(100)}\n\n`)}`;
}

// `import.meta.main` is unknown to Node 22, which then would build nothing and say nothing.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync('dist', { recursive: true, force: true });
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licences(await bundle('dist')));
  execFileSync('tsc', ['-p', 'tsconfig.types.json'], { stdio: 'inherit', shell: process.platform === 'win32' });
}
