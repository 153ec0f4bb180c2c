import { execFileSync } from 'node:child_process';

export interface ArchivedFile {
  readonly name: string;
  text(): string;
}

/** The regular files of a .tar.xz. They stay in memory: over a hundred thousand of them are less than a page each. */
export class Archive {
  readonly #tar: Buffer;

  constructor(path: string) {
    this.#tar = decompress(path);
  }

  *files(): Generator<ArchivedFile> {
    const tar = this.#tar;
    let offset = 0;
    while (offset + 512 <= tar.length && tar[offset] !== 0) {
      const name = fieldAt(tar, offset, 100);
      const prefix = fieldAt(tar, offset + 257, 5) === 'ustar' ? fieldAt(tar, offset + 345, 155) : '';
      const size = Number.parseInt(fieldAt(tar, offset + 124, 12), 8);
      const type = tar[offset + 156];
      const start = offset + 512;
      if (type === 0x30 || type === 0) {
        yield {
          name: prefix === '' ? name : `${prefix}/${name}`,
          text: () => tar.toString('utf8', start, start + size),
        };
      }
      offset = start + Math.ceil(size / 512) * 512;
    }
  }
}

/** Needs the `xz` program. */
export function decompress(path: string): Buffer {
  return execFileSync('xz', ['--decompress', '--stdout', path], { maxBuffer: 2 ** 31 - 1 });
}

function fieldAt(buffer: Buffer, start: number, length: number): string {
  const end = buffer.indexOf(0, start);
  return buffer.toString('latin1', start, end < 0 || end > start + length ? start + length : end);
}
