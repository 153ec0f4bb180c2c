/** From trace files, and from backends that keep traces, to spans. */
import { resolve } from 'node:path';
import type { Finding } from '#checks';
import {
  type Attribution,
  attributed,
  type GivenSpans,
  inMemory,
  isAddress,
  piecesOf,
  pullTraces,
  ResourcePool,
  readGiven,
  type Span,
  type StreamReading,
  shownAddress,
  streamTraces,
  WHOLE_UP_TO,
} from '#traces';
import { bytesOf, findFiles, reasonOf } from './files.ts';
import { findingOf, findings } from './findings.ts';
import type { Place } from './outcome.ts';
import { FileSource, Recordings } from './recordings.ts';
import { spooled } from './spool.ts';

const wanted = { pattern: '**/*', hidden: false, noun: 'trace file' };

export interface Evidence {
  readonly spans: readonly Span[];
  /** An error among them means that a recording could not be read. */
  readonly findings: readonly Finding[];
  /** For a message: `traces/run.jsonl`, `standard input`. */
  readonly where: string;
}

/** Files, folders (every file inside), globs, `-` for standard input, and addresses: `jaeger+http://…`. */
export async function readEvidence(recorded: Recorded, place: Place): Promise<Evidence> {
  const all: Span[] = [];
  const stream = new EvidenceStream(place, { wholeUpTo: Number.POSITIVE_INFINITY });
  const said = await stream.readAll(recorded, (spans) => {
    for (const span of spans) all.push(span);
  });
  return { ...said, spans: all };
}

/** Where spans are. */
export interface Recorded {
  readonly traces: readonly string[];
  readonly spans?: GivenSpans;
  readonly attribution?: Attribution;
}

export interface EvidenceOptions {
  /** Files of lines up to this size, in bytes, are read in one piece. */
  readonly wholeUpTo?: number;
  /**
   * Is asked to read a large file of lines by other means, whose places begin at `begin`; false where it has not, and
   * nothing was taken.
   */
  readonly instead?: (path: string, size: number, begin: number) => Promise<boolean>;
}

/** The same, handing spans over as they are read; those that were let go can be had again. */
export class EvidenceStream {
  readonly #place: Place;
  readonly #options: EvidenceOptions;
  // One pool, so that a service is one resource whatever files it wrote to.
  readonly #resources = new ResourcePool();
  readonly #recordings = new Recordings(this.#resources);

  #partial: Set<string> | 'all' = new Set();

  constructor(place: Place, options: EvidenceOptions = {}) {
    this.#place = place;
    this.#options = options;
  }

  /** Are spans of these traces known to be lost, as far as was read? */
  readonly isCutShort = (traceIds: readonly string[]): boolean => {
    const partial = this.#partial;
    return partial === 'all' || (partial.size > 0 && traceIds.some((traceId) => partial.has(traceId)));
  };

  /** The spans of the piece at a place that `take` was told. */
  reread(place: number): readonly Span[] {
    return this.#recordings.reread(place);
  }

  async read(
    names: readonly string[],
    take: (spans: readonly Span[], place: number) => void,
  ): Promise<Omit<Evidence, 'spans'>> {
    const { cwd, stdin, environment = {} } = this.#place;
    const said: Finding[] = [];
    const tell = (reading: Pick<StreamReading, 'diagnostics' | 'partial'>, named: boolean): void => {
      const told = this.#told(reading);
      said.push(...(named ? told : told.map(lenient)));
    };
    if (names.includes('-')) tell(await this.#readSource('-', await spooled(stdin()), take), true);
    for (const address of names.filter(isAddress)) {
      const headers = environment.ASDRAWN_TRACES_HEADERS ?? '';
      const pulled = await pullTraces(address, { headers, resources: this.#resources });
      tell(pulled, true);
      this.#recordings.hold(pulled.spans, take);
    }
    const found = await findFiles(
      names.filter((name) => name !== '-' && !isAddress(name)),
      cwd,
      wanted,
    );
    said.push(...found.findings);
    for (const { path, named } of found.files) {
      const reading = await this.#readFile(path, take);
      if ('diagnostics' in reading) tell(reading, named);
      else said.push(reading);
    }
    const where = names.map((name) => (name === '-' ? 'standard input' : shownAddress(name))).join(', ');
    return { findings: said, where: where || 'what was given' };
  }

  /** The same with spans that are at hand. */
  async readAll({ traces, spans: given, attribution }: Recorded, take: TakePlaced): Promise<Omit<Evidence, 'spans'>> {
    const read = await this.read(traces, take);
    if (given === undefined) return read;
    const reading = await readGiven(given, this.#resources);
    this.#recordings.hold(attributed(reading.spans, attribution ?? {}), take);
    const where = traces.length === 0 ? read.where : `${read.where} and what was given`;
    return { findings: [...read.findings, ...this.#told(reading)], where };
  }

  #told({ diagnostics, partial }: Pick<StreamReading, 'diagnostics' | 'partial'>): Finding[] {
    if (partial === 'all' || this.#partial === 'all') this.#partial = 'all';
    else for (const traceId of partial) this.#partial.add(traceId);
    return diagnostics.map(findingOf);
  }

  async #readFile(path: string, take: TakePlaced): Promise<StreamReading | Finding> {
    const { wholeUpTo = WHOLE_UP_TO } = this.#options;
    let source: FileSource;
    try {
      source = new FileSource(resolve(this.#place.cwd, path));
    } catch (error) {
      return findings.unreadable(path, reasonOf(error));
    }
    try {
      // What is no regular file, a pipe say, has no size, and cannot be read from any place.
      if (source.size > wholeUpTo && (await piecesOf({ path, source }))) {
        return await this.#readSource(path, source, take);
      }
    } catch (error) {
      return findings.unreadable(path, reasonOf(error));
    } finally {
      source.close();
    }
    const bytes = await bytesOf(path, this.#place.cwd);
    return bytes instanceof Uint8Array ? this.#readSource(path, inMemory(bytes), take) : bytes;
  }

  async #readSource(path: string, source: FileSource | ReturnType<typeof inMemory>, take: TakePlaced) {
    const { wholeUpTo = WHOLE_UP_TO, instead } = this.#options;
    const input = { path, source };
    const options = { resources: this.#resources, wholeUpTo };
    const pieces = source.size > wholeUpTo ? await piecesOf(input) : undefined;
    if (pieces) {
      const begin = this.#recordings.begin(source, pieces);
      const isFile = source instanceof FileSource && pieces.kind === 'lines';
      if (isFile && (await instead?.(source.path, source.size, begin))) return unremarkable;
      return pieces.stream(options, (spans, at) => take(spans, begin + (at as number)));
    }
    return streamTraces(input, options, (spans) => this.#recordings.hold(spans, take));
  }
}

const unremarkable: StreamReading = { format: 'otlp-json-lines', diagnostics: [], partial: [] };

type TakePlaced = (spans: readonly Span[], place: number) => void;

/** A folder of recordings may hold a read-me; only who is named must be a recording. A damaged one stays an error. */
function lenient(finding: Finding): Finding {
  return finding.code === 'traces/not-a-trace' ? { ...finding, severity: 'warning' } : finding;
}
