import { type Dirent, readdir, realpath } from 'node:fs';

interface FileSystem {
  readonly readdir: typeof readdir;
  readonly realpath: typeof realpath;
}

/** What a search for files could not look into. */
export interface Losses {
  readonly folder: (path: string) => void;
  readonly link: (path: string) => void;
}

/** The file system as a search sees it, which passes over what fails; here that is told. */
export function watched({ folder, link }: Losses): Pick<FileSystem, 'readdir' | 'realpath'> {
  const watching = {
    readdir: (
      path: string,
      options: { withFileTypes: true },
      done: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void,
    ): void =>
      readdir(path, options, (error, entries) => {
        if (error) folder(path);
        done(error, entries ?? []);
      }),
    realpath: (path: string, done: (error: NodeJS.ErrnoException | null, resolved: string) => void): void =>
      realpath(path, (error, resolved) => {
        if (error) link(path);
        done(error, resolved);
      }),
  };
  // Only the forms with a callback are called, and the types of Node’s functions have more.
  return watching as unknown as FileSystem;
}
