/** What files say, kept from one run to the next: reading is what most of a run is spent with. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceText } from '#diagnostics';
import type { ReadDocument } from '#parsers';
import { replaceFile } from '../writing.ts';

export interface CacheChoice {
  /** Made where it is not there. */
  readonly folder: string;
  /** Of asdrawn: another one may read the same text otherwise. */
  readonly version: string;
}

/** What is not asked for any more stays, as the next run may be about other files, but not for ever. */
const mostCharacters = 64 * 1024 * 1024;

/**
 * A file with one line for each text: the hash of its path and content, and what was read from it. Rules and settings
 * are no part of it; they are held against what was read every time. A line that is damaged is read anew.
 */
export class DocumentCache {
  readonly #file: string;
  readonly #head: string;
  /** As JSON, which is only taken apart for what is asked for; what was asked for last stands last. */
  readonly #lines: Map<string, string>;
  #hasNew = false;

  private constructor(file: string, head: string, lines: Map<string, string>) {
    this.#file = file;
    this.#head = head;
    this.#lines = lines;
  }

  /** One that cannot be read, or is another version's, is empty. */
  static async open({ folder, version }: CacheChoice): Promise<DocumentCache> {
    const file = join(folder, 'documents.jsonl');
    const head = JSON.stringify({ asdrawn: version, built: buildTime(), format: 1 });
    const [first, ...lines] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
    const known = first === head ? lines.map((line) => [line.slice(0, 64), line.slice(65)] as const) : [];
    return new DocumentCache(file, head, new Map(known.filter(([key]) => key.length === 64)));
  }

  async read(source: SourceText, readAnew: () => Promise<ReadDocument>): Promise<ReadDocument> {
    const key = createHash('sha256').update(source.path).update('\0').update(source.text).digest('hex');
    const line = this.#lines.get(key);
    const kept = line === undefined ? undefined : documentIn(line, source.path);
    if (line !== undefined && kept) {
      this.#lines.delete(key);
      this.#lines.set(key, line);
      return kept;
    }
    const document = await readAnew();
    this.#lines.delete(key);
    this.#lines.set(key, JSON.stringify(document));
    this.#hasNew = true;
    return document;
  }

  /** Written as a whole, so that runs at the same time see one or the other. Without a place for it there is none. */
  async save(): Promise<void> {
    if (!this.#hasNew) return;
    const kept: string[] = [];
    let size = 0;
    for (const [key, line] of [...this.#lines].reverse()) {
      size += line.length;
      if (size > mostCharacters) break;
      kept.push(`${key} ${line}`);
    }
    await replaceFile(this.#file, [this.#head, ...kept.reverse()].join('\n'), '/').catch(() => {});
  }
}

/** All files of a build are written together, so one tells of all. */
function buildTime(): number {
  return statSync(fileURLToPath(import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function documentIn(line: string, path: string): ReadDocument | undefined {
  try {
    const value = JSON.parse(line) as Partial<ReadDocument> | null;
    const isWhole = value?.path === path && [value.drawings, value.pictures, value.diagnostics].every(Array.isArray);
    return isWhole ? (value as ReadDocument) : undefined;
  } catch {
    return undefined;
  }
}
