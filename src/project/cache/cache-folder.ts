import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest `node_modules` upwards, else what the environment names for caches, else nowhere. */
export function cacheFolder(cwd: string, { XDG_CACHE_HOME: shared }: NodeJS.ProcessEnv): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const packages = join(folder, 'node_modules');
    if (existsSync(packages)) return join(packages, '.cache', 'asdrawn');
    if (folder === dirname(folder) || existsSync(join(folder, '.git'))) break;
  }
  return shared ? join(shared, 'asdrawn') : undefined;
}
