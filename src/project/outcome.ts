import type { SourceText } from '#diagnostics';
import type { Interaction } from '#model';
import type { CaseTraces, ExitStatus } from '#reports';

/** A result with what its reports need. */
export interface Outcome<Result> {
  readonly result: Result;
  /** The texts that findings point into, by path. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** The model of the drawing that begins at a line of a file. */
  readonly drawings?: (path: string, line: number) => Interaction | undefined;
  /** What was recorded of cases, as far as it was kept. */
  readonly traces?: CaseTraces;
  readonly exit: ExitStatus;
}

/** Where a run takes place; injected, so that nothing reads the process's own. */
export interface Place {
  readonly cwd: string;
  readonly stdin: () => Promise<Uint8Array>;
  /** Of it, `ASDRAWN_TRACES_HEADERS` is read. */
  readonly environment?: NodeJS.ProcessEnv;
}
