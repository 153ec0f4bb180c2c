/** Where the drawing is that a test names. */
import { existsSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface DrawingPlace {
  /** Where paths of the result are seen from, and the configuration is looked for, upwards. */
  readonly cwd: string;
  /** Relative to it. */
  readonly path: string;
  readonly name?: string;
  /** As the test wrote it. */
  readonly shown: string;
}

/**
 * `./` and `../` are seen from the test file, as imports are; everything else from the package that the test is in, else
 * from where Vitest was started. What follows `#` is the name of one of several drawings.
 */
export function drawingAt(
  drawing: string | URL,
  { test, cwd: here }: { readonly test?: string | undefined; readonly cwd: string },
): DrawingPlace {
  const base = (test && packageOf(dirname(test))) ?? here;
  const [written, name] = partsOf(drawing);
  const shown = drawing instanceof URL ? spoken(written, base) + (name ? `#${name}` : '') : drawing;
  const beside = /^\.\.?[\\/]/.test(written) && test ? resolve(dirname(test), written) : undefined;
  const found = [beside ?? resolve(base, written), ...(beside ? [] : [resolve(here, written)])].find(existsSync);
  const cwd = found === undefined || isWithin(base, found) ? base : here;
  const path = spoken(found ?? beside ?? resolve(base, written), cwd);
  return { cwd, path, shown, ...(name !== undefined && { name }) };
}

function partsOf(drawing: string | URL): readonly [string, string?] {
  if (drawing instanceof URL) {
    if (drawing.protocol !== 'file:') throw new TypeError(`a drawing is a file; ${drawing.href} is none`);
    const { hash } = drawing;
    const path = fileURLToPath(new URL(drawing.pathname, drawing));
    return hash.length > 1 ? [path, decodeURIComponent(hash.slice(1))] : [path];
  }
  if (typeof drawing !== 'string' || drawing === '') {
    throw new TypeError('toConformTo takes a drawing: a path, or new URL(path, import.meta.url)');
  }
  if (drawing.startsWith('file:')) return partsOf(new URL(drawing));
  const at = drawing.indexOf('#');
  return at < 0 ? [drawing] : [drawing.slice(0, at), drawing.slice(at + 1)];
}

/** The nearest folder upwards with a manifest. */
function packageOf(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return dirname(folder) === folder ? undefined : packageOf(dirname(folder));
}

function isWithin(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith('..');
}

function spoken(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join(posix.sep) || path;
}
