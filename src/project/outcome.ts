import type { RuleDescription } from '#checks';
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
  /** Every code that could have been told, for reports that list them. */
  readonly rules?: readonly RuleDescription[];
}

/** Where a run takes place; injected, so that nothing reads the process's own. */
export interface Place {
  readonly cwd: string;
  readonly stdin: () => Promise<Uint8Array> | NodeJS.ReadableStream;
  /** Of it, `ASDRAWN_TRACES_HEADERS` is read. */
  readonly environment?: NodeJS.ProcessEnv;
}

/** All that is piped in, as one. */
export async function everything(stdin: ReturnType<Place['stdin']>): Promise<Uint8Array> {
  if (!('pipe' in stdin)) return stdin;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
