import type { SourceText } from '#diagnostics';
import type { ExitStatus } from '#reports';

/** A result with what its reports need. */
export interface Outcome<Result> {
  readonly result: Result;
  /** The texts that findings point into, by path. */
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly exit: ExitStatus;
}

/** Where a run takes place; injected, so that nothing reads the process's own. */
export interface Place {
  readonly cwd: string;
  readonly stdin: () => Promise<Uint8Array> | NodeJS.ReadableStream;
  /** Of it, `ASDRAWN_TRACES_HEADERS` is read. */
  readonly environment?: NodeJS.ProcessEnv;
}
