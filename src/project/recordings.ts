import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { ByteSource, Pieces, ResourcePool, Span } from '#traces';

/** A file that is opened when it is read and stays open until it is closed. */
export class FileSource implements ByteSource {
  readonly path: string;
  #descriptor: number | undefined;
  readonly size: number;

  constructor(path: string) {
    this.path = path;
    // Not opened for this: a pipe can be opened once.
    this.size = statSync(path).size;
  }

  read(into: Uint8Array, at: number): number {
    return readSync(this.#open(), into, 0, into.length, at);
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #open(): number {
    this.#descriptor ??= openSync(this.path, 'r');
    return this.#descriptor;
  }
}

/**
 * Where the pieces of all recordings are, in the order in which they are read, so that spans that were let go can be had
 * again: of a large file in pieces from the file, of all else from memory. A place is a number: the recording's, and how
 * far it begins in it.
 */
export class Recordings {
  readonly #resources: ResourcePool;
  readonly #recordings: (Recording | Held)[] = [];

  constructor(resources: ResourcePool) {
    this.#resources = resources;
  }

  /** Begins a recording that is read in pieces; returns the place of its beginning. */
  begin(source: Source, pieces: Pieces): number {
    this.#recordings.push({ source, pieces });
    return (this.#recordings.length - 1) * LARGEST;
  }

  /** Keeps spans, and hands them over in pieces that are small enough to be looked through for one case. */
  hold(spans: readonly Span[], take: (spans: readonly Span[], place: number) => void): void {
    let last = this.#recordings.at(-1);
    if (!Array.isArray(last)) {
      last = [];
      this.#recordings.push(last);
    }
    for (let from = 0; from < spans.length; from += PIECE) {
      const piece = spans.slice(from, from + PIECE);
      last.push(piece);
      take(piece, (this.#recordings.length - 1) * LARGEST + last.length - 1);
    }
  }

  reread(place: number): readonly Span[] {
    const number = Math.floor(place / LARGEST);
    const recording = this.#recordings[number]!;
    const within = place - number * LARGEST;
    if (Array.isArray(recording)) return recording[within]!;
    try {
      return recording.pieces.reread(within, this.#resources);
    } finally {
      recording.source.close?.();
    }
  }
}

type Source = ByteSource & { close?(): void };

interface Recording {
  readonly source: Source;
  readonly pieces: Pieces;
}

type Held = (readonly Span[])[];

const PIECE = 100;

/** More bytes than a recording has. */
const LARGEST = 2 ** 40;
