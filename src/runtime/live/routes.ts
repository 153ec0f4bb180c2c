import { type Message, readLabel, words } from '#model';

/** An HTTP request as a label draws it. */
export interface DrawnRequest {
  /** Undefined where the label names none: any will do, and POST is sent. */
  readonly method?: string;
  /** With parameters as drawn; undefined where the label names a method alone: any path will do. */
  readonly path?: string;
}

/** A label without method and path is a route made of its words; undefined where there is nothing to make one of. */
export function drawnRequest({ label }: Pick<Message, 'label'>): DrawnRequest | undefined {
  const { http, text } = readLabel(label);
  if (http) return http;
  const spoken = words(text.replace(/\(.*\)$/s, ''));
  return spoken.length > 0 ? { method: 'POST', path: `/${spoken.join('-')}` } : undefined;
}

export function routeText({ method, path }: DrawnRequest): string {
  return `${method ?? 'POST'} ${path ?? '/…'}`;
}

/** The values of the parameters, or undefined if the request is another one. */
export function fitsRoute(drawn: DrawnRequest, method: string, path: string): ReadonlyMap<string, string> | undefined {
  if (drawn.method !== undefined && drawn.method !== method) return undefined;
  const parameters = new Map<string, string>();
  if (drawn.path === undefined) return parameters;
  const [wanted, given] = [segments(drawn.path), segments(path)];
  for (const [index, segment] of wanted.entries()) {
    if (/^(?:\*+|\.{3}|…)$/.test(segment)) return parameters;
    const value = given[index];
    if (value === undefined) return undefined;
    const name = parameterIn(segment);
    if (name !== undefined) parameters.set(name, value);
    else if (segment !== value) return undefined;
  }
  return wanted.length === given.length ? parameters : undefined;
}

/** The path with values in the places of its parameters. */
export function concretePath({ path }: DrawnRequest, nameToValue: (name: string) => string): string {
  if (path === undefined) return '/';
  const parts = segments(path).map((segment) => {
    const name = parameterIn(segment);
    if (name !== undefined) return encodeURIComponent(nameToValue(name));
    return /^(?:\*+|\.{3}|…)$/.test(segment) ? 'all' : segment;
  });
  return `/${parts.join('/')}`;
}

/** `{id}`, `:id`, `<id>`, `[id]`, `${id}`. */
function parameterIn(segment: string): string | undefined {
  return /^(?::([A-Za-z]\w*)|\$?\{([^}]*)\}|<([^>]*)>|\[([^\]]*)\])$/
    .exec(segment)
    ?.slice(1)
    .find((name) => name !== undefined);
}

function segments(path: string): readonly string[] {
  return path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Can this status be what the label of an answer says? */
export function fitsStatus(label: string, status: number, failed: boolean): boolean {
  const { status: drawn } = readLabel(label);
  if (drawn?.code !== undefined) return status === drawn.code;
  if (drawn?.hundreds !== undefined) return Math.floor(status / 100) === drawn.hundreds;
  // Many report in a body of 200 what went wrong; but nobody reports success with a failing status.
  return failed || status < 400;
}
