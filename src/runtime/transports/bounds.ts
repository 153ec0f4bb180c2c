import { TransportError } from './messaging.ts';

/** How long is waited, each in milliseconds. */
export interface Bounds {
  /** For the broker to answer, at first and at each further attempt. */
  readonly connect: number;
  /** For a broker that went away to be back. */
  readonly recover: number;
  /** For it to take a message. Longer than `recover`, so that what was sent meanwhile fails for the right reason. */
  readonly publish: number;
  /** For it to say goodbye. */
  readonly close: number;
}

export const ordinaryBounds: Bounds = { connect: 5_000, recover: 10_000, publish: 15_000, close: 2_000 };

/** What `promise` comes to, or after `milliseconds` what `late` makes or throws. */
export async function within<T>(promise: Promise<T>, milliseconds: number, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds);
  });
  try {
    const first = await Promise.race([promise.then((value) => ({ value })), end]);
    return first === 'late' ? late() : first.value;
  } finally {
    clearTimeout(timer);
  }
}

export function unconfirmed(broker: string, milliseconds: number): TransportError {
  return new TransportError(
    'transport/unconfirmed',
    `${broker} did not confirm a message within ${milliseconds / 1000} s`,
    'Look into its log: a broker that is short of memory or disk takes no messages until it has room.',
  );
}

export function lost(broker: string, milliseconds: number, cause: unknown): TransportError {
  return new TransportError(
    'transport/lost',
    `${broker} went away and was not back within ${milliseconds / 1000} s (${reasonOf(cause)})`,
    'Look into its log, start it again, and repeat the run: what was on its way may be lost.',
    cause,
  );
}

export function closed(broker: string): TransportError {
  return new TransportError(
    'transport/closed',
    `the connection to ${broker} was closed`,
    'Publish and subscribe before `close`, or open another.',
  );
}

/** In few words, for brackets: `connection refused`. Node's own errors often have a code and no message. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string };
  if (typeof code === 'string' && code in systemReasons) return systemReasons[code]!;
  return message || String(code ?? error);
}

/** What to do where a broker cannot be reached; `otherwise` unless it is its certificate that keeps us away. */
export function remedyFor(error: unknown, otherwise: string): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /CERT|^UNABLE_TO_(?:GET|VERIFY)_/.test(code)
    ? "Trust its certificate by the variable `NODE_EXTRA_CA_CERTS`, a PEM file of its authority's, and call it by the name that the certificate is for."
    : otherwise;
}

const systemReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EHOSTUNREACH: 'no way to that host',
  ENOTFOUND: 'no such host',
  EAI_AGAIN: 'no such host',
  EPIPE: 'connection closed',
  ETIMEDOUT: 'no answer',
};
