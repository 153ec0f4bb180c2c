/**
 * Builds `dist/`: the command line in one file, and the public API, bundled with the packages they use and split where
 * an import is dynamic, so that a cold start reads few files and `npx` fetches one package; the official engines, as the program of a
 * thread of their own; the licences of what was bundled; and the declaration files of the public API.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { relative } from 'node:path';
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
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** The bundle alone, into any folder. */
export async function bundle(outdir: string): Promise<Metafile> {
  const [own, engines] = await Promise.all([bundleOwn(outdir), bundleEngines(outdir)]);
  return { inputs: {}, outputs: { ...own, ...engines } };
}

async function bundleOwn(outdir: string): Promise<Metafile['outputs']> {
  const { plugin, parts } = leavingToParts();
  const cli = await build({
    ...common,
    splitting: false,
    entryPoints: ['src/cli/index.ts'],
    outfile: `${outdir}/cli/index.js`,
    plugins: [plugin],
  });
  const others = await build({
    ...common,
    entryPoints: { index: 'src/index.ts', ...Object.fromEntries(parts) },
    outdir,
  });
  const outputs = { ...cli.metafile.outputs, ...others.metafile.outputs };
  for (const file of Object.keys(outputs)) writeFileSync(file, frugalBuiltins(readFileSync(file, 'utf8')));
  return outputs;
}

/** Megabytes that nobody reads a stack trace of; as written they would be three times as many. */
async function bundleEngines(outdir: string): Promise<Metafile['outputs']> {
  const { metafile } = await build({
    ...common,
    entryPoints: ['src/engines/worker.ts'],
    outdir: `${outdir}/engines`,
    chunkNames: 'parts/[name]-[hash]',
    minify: true,
    plugins: [leavingOut(/^(?:elkjs|katex)(?:\/|$)/)],
  });
  return metafile.outputs;
}

/**
 * What linting a Mermaid drawing needs, on every commit of everybody: the command line's one file holds it. Each file
 * that is read at a cold start costs as much as a hundred lines of drawing.
 */
const always = /\/src\/(?:project\/(?:index|lint)|parsers\/(?:index|mermaid\/.*)|reports\/lint-pretty)\.ts$/;

/** Whatever else is imported dynamically becomes a part, in a file of its own. */
function leavingToParts(): { readonly plugin: Plugin; readonly parts: ReadonlyMap<string, string> } {
  const parts = new Map<string, string>();
  const plugin: Plugin = {
    name: 'leaving-to-parts',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /./ }, async ({ path, kind, pluginData, ...from }) => {
        if (kind !== 'dynamic-import' || pluginData === 'asked' || isBuiltin(path)) return undefined;
        const found = await resolve(path, { ...from, kind, pluginData: 'asked' });
        if (found.errors.length > 0 || always.test(found.path.replaceAll('\\', '/'))) return undefined;
        const name = relative('.', found.path)
          .replace(/^(?:src|node_modules)\W+|\.\w+$/g, '')
          .replace(/\W+/g, '-');
        parts.set(name, found.path);
        return { path: `../${name}.js`, external: true };
      });
    },
  };
  return { plugin, parts };
}

/**
 * An `import` of one of Node's own modules reads every name it exports, which loads what only a few of them need (the
 * streams of `node:fs`, say). Asked for as an object, a module gives what is used.
 */
function frugalBuiltins(code: string): string {
  return code.replace(
    /^import (?:(\{[^}]*\})|(?:\* as )?([\w$]+)) from "(?:node:)?([a-z_]+(?:\/[a-z_]+)*)";$/gm,
    (line, names: string | undefined, whole: string | undefined, path: string) =>
      isBuiltin(path)
        ? `const ${names?.replaceAll(' as ', ': ') ?? whole} = globalThis.process.getBuiltinModule("node:${path}");`
        : line,
  );
}

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

if (import.meta.main) {
  rmSync('dist', { recursive: true, force: true });
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licences(await bundle('dist')));
  execFileSync('tsc', ['-p', 'tsconfig.types.json'], { stdio: 'inherit', shell: process.platform === 'win32' });
}
