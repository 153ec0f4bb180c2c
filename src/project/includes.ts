/** The files that PlantUML drawings include. What lies outside of the project is not read, by whatever way it is named. */

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { SourceText } from '#diagnostics';
import type { Includes } from '#parsers';
import { decode } from './decoding.ts';

/** A drawing's part is no larger, in bytes. */
const largest = 16_000_000;

/**
 * Looks up includes beside the file that names them. The project is the working tree of that file, else the working
 * folder, else, for a drawing elsewhere, its own folder. `onRead` is told of each file that was read.
 */
export function includesInProject(cwd: string, onRead: (source: SourceText) => void): Includes {
  return {
    read(path, from) {
      const folder = dirname(resolve(cwd, from));
      const wanted = path.startsWith('~/') ? path : resolve(folder, path);
      let found: string;
      try {
        found = realpathSync(wanted);
      } catch {
        // Whether a file exists outside of the project is nobody's business either.
        return isInside(projectOf(folder, cwd), wanted) ? undefined : { refused: 'it lies outside of the project' };
      }
      if (!isInside(realpathSync(projectOf(folder, cwd)), found)) return { refused: 'it lies outside of the project' };
      try {
        const { size, isFile } = statOf(found);
        if (!isFile) return { refused: 'it is no file' };
        if (size > largest) return { refused: 'it is larger than 16 MB' };
        const source = new SourceText(shownPath(found, cwd), decode(readFileSync(found)).text);
        onRead(source);
        return { path: source.path, text: source.text };
      } catch {
        return { refused: 'it may not be read' };
      }
    },
  };
}

function statOf(path: string): { size: number; isFile: boolean } {
  const stats = statSync(path);
  return { size: stats.size, isFile: stats.isFile() };
}

function projectOf(folder: string, cwd: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) break;
  }
  return isInside(resolve(cwd), folder) ? resolve(cwd) : folder;
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** As a person would write it: relative to the working folder, with forward slashes. */
function shownPath(path: string, cwd: string): string {
  return relative(realpathSync(cwd), path).split(sep).join('/');
}
