/** What whoever reads recordings piece by piece is given, and gives. */
import type { Diagnostic } from '#diagnostics';
import type { TraceFormat } from '../readers/json-reader.ts';
import type { ResourcePool } from '../readers/resource-pool.ts';
import type { Span } from '../span.ts';
import type { ByteSource } from './byte-source.ts';

export interface StreamInput {
  /** Shown in diagnostics; never looked at otherwise. */
  readonly path: string;
  readonly source: ByteSource;
}

export interface StreamOptions {
  readonly resources: ResourcePool;
  /** Files up to this size, in bytes, are read in one piece. */
  readonly wholeUpTo?: number;
  /** Attributes that spans are to have beside those of the conventions; only asked of large files. */
  readonly alsoWanted?: Iterable<string>;
}

/**
 * Takes spans as they are read. `place` is where in the file the piece stands that they came in, or `whole` where the
 * file was read as one piece.
 */
export type TakeSpans = (spans: readonly Span[], place: number | 'whole') => void;

export interface StreamReading {
  readonly format: TraceFormat | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Traces of which spans are known to be lost; `all` where that may be any. */
  readonly partial: readonly string[] | 'all';
}
