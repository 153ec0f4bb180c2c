/** Asks a backend, and says in a `Problem` whatever goes wrong. */
import type { Problem } from '../readers/problems.ts';
import type { Backend } from './address.ts';
import { pullProblems } from './problems.ts';

export interface ClientOptions {
  readonly backend: Backend;
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
  /** For one whole answer. */
  readonly timeoutMs: number;
  /** Bytes of one answer, unpacked. */
  readonly answerLimit: number;
}

/** `absent`: at this address there may be no such API at all; another one can be tried. */
export type Answer =
  | { readonly bytes: Uint8Array; readonly status: number; readonly absent?: false }
  | { readonly problem: Problem; readonly status?: number; readonly absent: boolean };

export class Client {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** What is asked, as a person would recognise it. */
  address(path: string, query: URLSearchParams = new URLSearchParams()): string {
    const asked = query.size === 0 ? '' : `?${query}`;
    return `${this.#options.backend}+${this.#options.base}${path}${asked}`;
  }

  async get(path: string, query: URLSearchParams = new URLSearchParams()): Promise<Answer> {
    const { base, headers, timeoutMs } = this.#options;
    try {
      const response = await fetch(`${base}${path}${query.size === 0 ? '' : `?${query}`}`, {
        headers: { accept: 'application/json', ...headers },
        // A redirection could carry a tenant's header, or a token, to somebody else.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const bytes = await this.#read(response);
      if (!bytes) {
        return { problem: pullProblems.tooLarge(`${this.#options.answerLimit / 2 ** 20} MiB`), absent: false };
      }
      const { ok, status } = response;
      if (!ok)
        return { problem: this.#failure(response, bytes), status, absent: [404, 405, 410, 501].includes(status) };
      const found = notJson(bytes);
      // Jaeger gives its own page for every address that it does not know.
      return found ? { problem: pullProblems.notJson(found), status, absent: found === page } : { bytes, status };
    } catch (error) {
      return { problem: this.#unreachable(error), absent: false };
    }
  }

  async getJson(
    path: string,
    query?: URLSearchParams,
  ): Promise<{ readonly value: unknown } | { readonly problem: Problem }> {
    const answer = await this.get(path, query);
    return 'problem' in answer ? answer : jsonOf(answer.bytes);
  }

  /** Undefined where it is longer than the limit. */
  async #read(response: Response): Promise<Uint8Array | undefined> {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      // Leaving the loop ends the connection.
      if (length > this.#options.answerLimit) return undefined;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }

  #failure({ status, headers }: Response, bytes: Uint8Array): Problem {
    if (status === 401 || status === 403 || status === 407) {
      return pullProblems.unauthorized(status, Object.keys(this.#options.headers).length > 0);
    }
    const said = status < 400 ? `it points to ${headers.get('location') ?? 'nowhere'}` : messageIn(bytes);
    if (status === 404) return pullProblems.noSuchApi(this.#options.backend === 'jaeger' ? 'Jaeger' : 'Tempo');
    return pullProblems.badStatus(status, said);
  }

  #unreachable(error: unknown): Problem {
    if (!(error instanceof Error)) return pullProblems.unreachable(String(error));
    if (error.name === 'TimeoutError') {
      const help = 'ask for less at a time: limit=20, lookback=15m';
      return pullProblems.unreachable(`none within ${this.#options.timeoutMs / 1000} s`, help);
    }
    // What fetch throws says only "fetch failed"; why is in its cause, with one error for each address tried.
    const cause = error.cause instanceof AggregateError ? error.cause.errors[0] : (error.cause ?? error);
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    return pullProblems.unreachable(reasons[code] ?? (cause instanceof Error ? cause.message : String(cause)));
  }
}

export function jsonOf(bytes: Uint8Array): { readonly value: unknown } | { readonly problem: Problem } {
  try {
    return { value: JSON.parse(textOf(bytes)) };
  } catch {
    return { problem: pullProblems.notJson('cut short, or text of another kind') };
  }
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host’s name could not be looked up',
  ECONNRESET: 'the connection was lost',
  UND_ERR_SOCKET: 'the connection was lost',
  ETIMEDOUT: 'the connection could not be made in time',
  UND_ERR_CONNECT_TIMEOUT: 'the connection could not be made in time',
};

const page = 'an HTML page';

function notJson(bytes: Uint8Array): string | undefined {
  const begin = textOf(bytes.subarray(0, 200)).trimStart();
  if (begin === '') return 'empty';
  if (begin.startsWith('<')) return /^<(?:!doctype html|html)/i.test(begin) ? page : 'XML';
  return /^[[{]/.test(begin) ? undefined : `text: ${firstLine(begin)}`;
}

/** What an error says of itself: Jaeger's `errors`, or Tempo's plain text. */
function messageIn(bytes: Uint8Array): string {
  const text = textOf(bytes.subarray(0, 10_000));
  const [, message] = /"(?:msg|message|error)"\s*:\s*"((?:[^"\\]|\\.){1,300})/.exec(text) ?? [];
  return notJson(bytes)?.startsWith('text') ? firstLine(text) : (message ?? '');
}

function firstLine(text: string): string {
  return (text.trim().split('\n', 1)[0] ?? '').slice(0, 200);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
