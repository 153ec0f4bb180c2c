/** Files by path, folder or glob. Everything that asdrawn reads from disk passes through here. */
import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, posix, relative, resolve, sep } from 'node:path';
import type { Finding } from '#checks';
import { didYouMean } from '#diagnostics';
import { findings } from './findings.ts';
import { watched } from './watched-folders.ts';

export interface FoundFiles {
  /** As a person would write them: relative to the working folder, with forward slashes. No duplicates. */
  readonly files: readonly FoundFile[];
  readonly findings: readonly Finding[];
}

export interface FoundFile {
  readonly path: string;
  /** Named itself, or come upon in a folder or by a glob. */
  readonly named: boolean;
}

export interface Wanted {
  /** What is taken from a folder: every file, or only certain extensions. */
  readonly pattern: string;
  /** Are files and folders with a leading dot taken from folders? */
  readonly hidden: boolean;
  /** For messages: `drawing`, `trace file`. */
  readonly noun: string;
}

const ignored = ['**/node_modules/**', '**/.git/**', '**/dist/**'];

/** Expands what a person named. What leads to nothing is an error, so that a slip of the pen is no quiet pass. */
export async function findFiles(named: readonly string[], cwd: string, wanted: Wanted): Promise<FoundFiles> {
  const files = new Map<string, FoundFile>();
  const problems: Finding[] = [];
  const add = (file: FoundFile): void => {
    const key = resolve(cwd, file.path);
    if (!files.has(key)) files.set(key, file);
  };
  for (const name of named) {
    const path = name.split(sep).join('/');
    const kind = await kindOf(resolve(cwd, name));
    if (kind === 'file') add({ path, named: true });
    else if (kind === 'folder') {
      for (const inside of await filesIn(resolve(cwd, name), wanted))
        add({ path: posix.join(path, inside), named: false });
    } else {
      const matches = kind === 'missing' ? await matchesOf(path, cwd) : [];
      for (const match of matches ?? []) add({ path: match, named: false });
      if (matches === undefined)
        problems.push(findings.unreadable(path, 'does not exist', await suggestion(name, cwd)));
      else if (matches.length === 0) problems.push(findings.unreadable(path, unmatched(kind, wanted)));
    }
  }
  return { files: [...files.values()], findings: problems };
}

function unmatched(kind: 'missing' | 'forbidden', { noun }: Wanted): string {
  return kind === 'missing' ? `matches no ${noun}` : 'may not be read';
}

async function kindOf(path: string): Promise<'file' | 'folder' | 'missing' | 'forbidden'> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    const code = codeOf(error);
    return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'missing';
  }
}

/** Paths and globs that are written relative to a folder, as they are from the working folder; addresses stay. */
export function fromFolder(paths: readonly string[], folder: string, cwd: string): string[] {
  const way = relative(cwd, folder).split(sep).join(posix.sep);
  return paths.map((path) => (path === '-' || path.includes('://') ? path : posix.join(way, path)));
}

/** Is there anything at this absolute path? */
export async function existing(path: string): Promise<boolean> {
  return (await kindOf(path)) !== 'missing';
}

/**
 * Files of a folder, relative to it and sorted. What could not be looked into (a link that leads nowhere, a folder that may
 * not be read) is among them, so that whoever reads it tells why it cannot be read.
 */
export async function filesIn(folder: string, { pattern, hidden }: Wanted): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const folders: string[] = [];
  const links: string[] = [];
  const inside = (path: string): string => relative(folder, path).split(sep).join(posix.sep) || '.';
  const found = await glob(pattern, {
    cwd: folder,
    dot: hidden,
    ignore: ignored,
    expandDirectories: false,
    caseSensitiveMatch: false,
    fs: watched({ folder: (path) => folders.push(inside(path)), link: (path) => links.push(inside(path)) }),
  });
  if (links.length > 0) {
    const { default: picomatch } = await import('picomatch');
    const isMeant = picomatch(pattern, { dot: hidden, nocase: true });
    found.push(...links.filter((path) => isMeant(path)));
  }
  return [...found, ...folders].sort();
}

/** Undefined where it is no glob at all. */
async function matchesOf(path: string, cwd: string): Promise<string[] | undefined> {
  const { glob, isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(path)) return undefined;
  return (await glob(path, { cwd, ignore: ignored, expandDirectories: false })).sort();
}

/** A file with a similar name in the same folder. */
async function suggestion(name: string, cwd: string): Promise<string | undefined> {
  const folder = dirname(resolve(cwd, name));
  try {
    const meant = didYouMean(basename(name), await readdir(folder));
    return meant && `did you mean ${posix.join(dirname(name.split(sep).join('/')), meant)}?`;
  } catch {
    return undefined;
  }
}

/** Paths of a working tree that git tracks, or undefined outside of one (or without git). */
export function filesInGit(cwd: string): Promise<string[] | undefined> {
  return new Promise((done) => {
    execFile('git', ['ls-files', '-z'], { cwd, maxBuffer: 2 ** 28 }, (error, stdout) => {
      done(error ? undefined : stdout.split('\0').filter((path) => path !== ''));
    });
  });
}

/** The bytes of a file, or the finding that says why there are none. */
export async function bytesOf(path: string, cwd: string): Promise<Uint8Array | Finding> {
  try {
    return await readFile(resolve(cwd, path));
  } catch (error) {
    return findings.unreadable(path, reasonOf(error));
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder',
  ENOSPC: 'cannot be written: the disk is full',
  ELOOP: 'is a link that leads back to itself',
  EEXIST: 'is beneath a file, not a folder',
  ENOTDIR: 'is beneath a file, not a folder',
  ERR_FS_FILE_TOO_LARGE: 'is too large to be read in one piece (2 GiB)',
};

export function reasonOf(error: unknown): string {
  return reasons[codeOf(error) ?? ''] ?? `cannot be used: ${error instanceof Error ? error.message : String(error)}`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
