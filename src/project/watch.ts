/** Waits for files to change. */
import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve, sep } from 'node:path';
import { baselineName } from './baseline/baseline-file.ts';
import { configurationNames, readConfiguration } from './configuration/read.ts';
import { isDrawingFile } from './drawings.ts';

export interface WatchOptions {
  readonly cwd: string;
  /** Drawings and traces as they were named; what lies outside of the working folder is watched too. */
  readonly paths: readonly string[];
  /** Every file in and below these counts, whatever it is called. */
  readonly traces: readonly string[];
  readonly config?: string;
  readonly baseline?: string;
  /** Files that the run itself writes. */
  readonly outputs: readonly string[];
}

export interface Watch {
  /** The next file that changes, or has changed since it was last asked; undefined once it is closed. */
  readonly next: () => Promise<string | undefined>;
  readonly close: () => void;
}

/** Editors write a file in several steps, and branches change many files at once. */
const quietMs = 100;

const skipped: ReadonlySet<string> = new Set(['node_modules', '.git', 'dist']);
const pictures: ReadonlySet<string> = new Set(['.svg', '.png', '.jpg', '.jpeg', '.gif', '.webp']);

/** Rejects where the system does not let folders be watched. */
export async function watchFiles(options: WatchOptions): Promise<Watch> {
  const { cwd } = options;
  const named = [...options.paths, ...options.traces].filter((path) => path !== '-' && !path.includes('://'));
  const { configuration } = await readConfiguration(cwd, options.config);
  const single = [options.config, options.baseline].filter((path) => path !== undefined);
  const folders = new FolderWatch(relevance(options));
  const roots = new Set([cwd, ...named.map((path) => fixedPart(resolve(cwd, path)))]);
  try {
    for (const root of roots) await folders.addTree(root);
    if (configuration) folders.add(configuration.folder);
    for (const path of single) folders.add(dirname(resolve(cwd, path)));
  } catch (error) {
    folders.close();
    throw error;
  }
  return folders;
}

function relevance({ cwd, traces, config, baseline, outputs }: WatchOptions): (path: string) => boolean {
  const own = new Set(outputs.map((path) => resolve(cwd, path)));
  const always = new Set([config, baseline].flatMap((path) => (path === undefined ? [] : [resolve(cwd, path)])));
  const names = new Set([...configurationNames, 'package.json', baselineName]);
  const evidence = traces.filter((path) => path !== '-' && !path.includes('://'));
  const below = evidence.map((path) => fixedPart(resolve(cwd, path)));
  return (path) => {
    if (own.has(path) || path.endsWith('.tmp')) return false;
    if (always.has(path) || names.has(basename(path)) || isDrawingFile(path)) return true;
    return pictures.has(extname(path).toLowerCase()) || below.some((root) => isWithin(path, root));
  };
}

function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
}

/** Of a glob, the folder that all its matches are in. */
function fixedPart(path: string): string {
  const glob = path.search(/[*?[{(!]/);
  return glob < 0 ? path : dirname(`${path.slice(0, glob)}x`);
}

/** Folders one by one, as a recursive watch would take in what packages bring along. */
class FolderWatch implements Watch {
  readonly #isRelevant: (path: string) => boolean;
  readonly #watchers = new Map<string, FSWatcher>();
  #changed: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;
  #isQuiet = true;
  #isClosed = false;

  constructor(isRelevant: (path: string) => boolean) {
    this.#isRelevant = isRelevant;
  }

  readonly next = async (): Promise<string | undefined> => {
    while (!this.#isClosed && (this.#changed === undefined || !this.#isQuiet))
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    const changed = this.#changed;
    this.#changed = undefined;
    return this.#isClosed ? undefined : changed;
  };

  readonly close = (): void => {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    this.#wake?.();
  };

  /** A folder with all in it; of a file, its folder. */
  async addTree(root: string): Promise<void> {
    const open = [root];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
      if (!entries) {
        if (folder === root) this.add(dirname(root));
        continue;
      }
      this.add(folder);
      for (const entry of entries)
        if (entry.isDirectory() && !skipped.has(entry.name)) open.push(join(folder, entry.name));
    }
  }

  add(folder: string): void {
    if (this.#watchers.has(folder) || this.#isClosed) return;
    const watcher = watch(folder, (_event, name) => this.#happened(folder, name));
    // A folder that is taken away; what is above it tells.
    watcher.on('error', () => {
      watcher.close();
      this.#watchers.delete(folder);
    });
    this.#watchers.set(folder, watcher);
  }

  #happened(folder: string, name: string | null): void {
    const path = name === null ? folder : join(folder, name);
    if (name === null || this.#isRelevant(path)) this.#tell(path);
    else if (!skipped.has(basename(path))) void this.#adopt(path);
  }

  /** What may be a new folder is watched, and what is in it already has changed. */
  async #adopt(path: string): Promise<void> {
    const isFolder = await stat(path).then(
      (known) => known.isDirectory(),
      () => false,
    );
    if (!isFolder) return this.#forget(path);
    if (this.#watchers.has(path)) return;
    try {
      this.add(path);
    } catch {
      // Gone again already.
      return;
    }
    // Read only now: what is put into it meanwhile is either there or heard of.
    const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) await this.#adopt(inside);
      } else if (this.#isRelevant(inside)) this.#tell(inside);
    }
  }

  /** What is no folder any more; should it come back, it is watched anew. */
  #forget(path: string): void {
    for (const [folder, watcher] of this.#watchers) {
      if (!isWithin(folder, path)) continue;
      watcher.close();
      this.#watchers.delete(folder);
      this.#tell(path);
    }
  }

  #tell(path: string): void {
    this.#changed = path;
    this.#isQuiet = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isQuiet = true;
      this.#wake?.();
    }, quietMs);
  }
}
