/**
 * Builds `dist/`: one bundle a room with shared chunks (so that heavy parts stay behind their dynamic imports and a
 * cold start reads few files), and the declaration files of the public API.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });

const rooms = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`src/${entry.name}/index.ts`))
  .map((entry) => `src/${entry.name}/index.ts`);

await build({
  entryPoints: [...rooms, ...(existsSync('src/index.ts') ? ['src/index.ts'] : [])],
  outbase: 'src',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22.12',
  packages: 'external',
  conditions: ['asdrawn:src'],
  sourcemap: false,
  logLevel: 'warning',
});

execFileSync('tsc', ['-p', 'tsconfig.types.json'], { stdio: 'inherit', shell: process.platform === 'win32' });
