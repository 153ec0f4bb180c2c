/** Everything the command line takes from its process; passed in, so that a test can be a process. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

export interface Streams {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: Output;
  readonly stderr: Output;
}

export type Output = NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };

/** What a command's action is given. */
export interface Context extends Surroundings {
  readonly streams: Streams;
  /** What follows `--`. */
  readonly command: readonly string[];
}

/** Resolves when the text has been handed over. That the reader has gone away (`| head`) is no failure of ours. */
export function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((done, fail) => {
    stream.write(text, (error) => {
      if (error && !isBrokenPipe(error)) fail(error);
      else done();
    });
  });
}

export function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

/** Could what was said not be written, for the disk is full or fails? */
export function isUnwritable(error: unknown): boolean {
  const reasons = ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'];
  return error instanceof Error && 'syscall' in error && error.syscall === 'write' && reasons.includes(codeOf(error));
}

function codeOf(error: object): string {
  return 'code' in error ? String(error.code) : '';
}

export async function readAll(stream: NodeJS.ReadableStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks);
}
