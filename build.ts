/**
 * Builds `dist/`: the command line and the public API, bundled with the packages they use and split where an import is
 * dynamic, so that a cold start reads few files and `npx` fetches one package; the official engines, as the program of a
 * thread of their own; mermaid once more for a browser's page; the licences of what was bundled; and the declaration files of the public API.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** The bundle alone, into any folder. */
export async function bundle(outdir: string): Promise<Metafile> {
  const own = await build({
    ...common,
    entryPoints: [
      'src/cli/index.ts',
      'src/index.ts',
      'src/project/reading-worker.ts',
      'src/vitest/index.ts',
      'src/vitest/processor.ts',
    ],
    outbase: 'src',
    // Whoever imports asdrawn/vitest has it, and it must be theirs.
    external: ['vitest'],
    outdir,
  });
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
  return { inputs: {}, outputs: { ...own.metafile.outputs, ...engines.metafile.outputs, ...page.metafile.outputs } };
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

// `import.meta.main` is unknown to Node 22, which then would build nothing and say nothing.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync('dist', { recursive: true, force: true });
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', licences(await bundle('dist')));
  execFileSync('tsc', ['-p', 'tsconfig.types.json'], { stdio: 'inherit', shell: process.platform === 'win32' });
}
