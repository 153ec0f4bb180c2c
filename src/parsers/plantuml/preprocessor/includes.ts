/** A file that an `!include` names. */
export interface IncludedFile {
  /** By which it is told apart from others, and shown to people. */
  readonly path: string;
  readonly text: string;
}

/**
 * Looks up the files that a drawing includes: given by who may touch the file system. `path` is as written, `from` is the
 * path of the file that holds the directive. Undefined where there is no such file.
 */
export interface Includes {
  read(path: string, from: string): IncludedFile | { readonly refused: string } | undefined;
}

/** What an include directive asks for. */
export interface Request {
  readonly path: string;
  /** `file!PART`: the number or name of a diagram in the file, or the part of an `!includesub`. */
  readonly part?: string;
  readonly kind: 'file' | 'url' | 'library';
}

export function readRequest(written: string): Request {
  const bare = written.trim().replace(/^"(.*)"$/, '$1');
  const library = /^<(.*)>$/.exec(bare);
  if (library) return { path: library[1]!, kind: 'library' };
  const at = bare.lastIndexOf('!');
  const path = at > 0 ? bare.slice(0, at) : bare;
  const kind = /^[a-z][a-z0-9+.-]+:\/\//i.test(path) ? 'url' : 'file';
  return { path, kind, ...(at > 0 ? { part: bare.slice(at + 1) } : {}) };
}

/** A stretch of a file's lines, from 0; `to` is exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * The lines of a file that an include takes: the inside of its first diagram, or of the one that is asked for by number
 * or name; the whole file where it holds none.
 */
export function diagramIn(lines: readonly string[], part: string | undefined): Stretch | undefined {
  const found: (Stretch & { readonly name: string })[] = [];
  let open: { from: number; name: string } | undefined;
  lines.forEach((line, index) => {
    const start = /^\s*@start\w*\s*(.*)$/.exec(line);
    if (start) {
      const name = /id\s*=\s*([^)\s]+)/.exec(start[1]!)?.[1] ?? start[1]!.trim();
      open = { from: index + 1, name };
    } else if (open && /^\s*@end/.test(line)) {
      found.push({ ...open, to: index });
      open = undefined;
    }
  });
  if (open) found.push({ ...(open as { from: number; name: string }), to: lines.length });
  if (part === undefined) return found[0] ?? { from: 0, to: lines.length };
  return /^\d+$/.test(part) ? found[Number(part)] : found.find(({ name }) => name === part);
}

/** The lines between `!startsub PART` and `!endsub`, of all such parts. */
export function partsIn(lines: readonly string[], part: string): Stretch[] {
  const found: Stretch[] = [];
  let from: number | undefined;
  lines.forEach((line, index) => {
    const start = /^\s*!startsub\s+(\S+)/.exec(line);
    if (start) from = start[1] === part ? index + 1 : undefined;
    else if (from !== undefined && /^\s*!endsub\b/.test(line)) {
      found.push({ from, to: index });
      from = undefined;
    }
  });
  if (from !== undefined) found.push({ from, to: lines.length });
  return found;
}
