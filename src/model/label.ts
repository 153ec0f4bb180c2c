import { words } from './names.ts';

/** What can be read from the text on an arrow. Everything is optional: most texts are prose. */
export interface Label {
  /** Without step number. */
  readonly text: string;
  readonly words: readonly string[];
  readonly http?: HttpLabel;
  readonly status?: StatusLabel;
  /** It says in words that things went well; no failing status fits that. (The opposite is no news: many report errors with 200.) */
  readonly claimsSuccess: boolean;
  readonly sql?: SqlLabel;
  /** Names written so that they can only be names: quoted, dotted, UPPER_CASE, `Service/Method`, `method()`. */
  readonly identifiers: readonly string[];
  /** The whole text is one word. */
  readonly bare?: string;
  readonly intent?: 'publish' | 'consume' | 'acknowledge';
}

export interface HttpLabel {
  readonly method?: string;
  /** With parameters as written: `/users/:id`, `/users/{id}`. */
  readonly path?: string;
}

export interface StatusLabel {
  /** A code, or the hundreds of a class (`4xx`). */
  readonly code?: number;
  readonly hundreds?: number;
  /** gRPC's name of a code. */
  readonly rpc?: string;
}

export interface SqlLabel {
  /** Upper case. */
  readonly operation: string;
  readonly table?: string;
}

/** Reads a label once; what its readings mean is decided against each exchange (label-match.ts). */
export function readLabel(label: string): Label {
  const text = withoutStepNumber(label).trim();
  const http = readHttp(text);
  const status = readStatus(text);
  const sql = readSql(text);
  const bare = /^[^\s()]+$/.test(text) && !text.startsWith('/') ? text.replace(/^["'`]|["'`]$/g, '') : undefined;
  const intent = readIntent(text);
  return {
    text,
    words: words(text),
    ...(http && { http }),
    ...(status && { status }),
    claimsSuccess:
      /\b(?:success(?:ful|fully)?|succeeded|ok|okay|created|accepted|confirmed)\b/i.test(text) &&
      !/\b(?:not|no|un\w+|fail\w*|error|without|if)\b/i.test(text),
    ...(sql && { sql }),
    identifiers: http?.path || status ? [] : readIdentifiers(text),
    ...(bare && { bare }),
    ...(intent && { intent }),
  };
}

/** `33a. `, `2. `, `4) `, `1.2 `; not `201 Created`. */
export function withoutStepNumber(label: string): string {
  return label.replace(/^\s*(?:\(?\d{1,3}[a-z]?[.):]|\d{1,2}(?:\.\d{1,2})+[a-z]?[.):]?)\s+/i, '');
}

const methods = 'GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS';

function readHttp(text: string): HttpLabel | undefined {
  const full = new RegExp(`(?:^|[\\s("'\`])(${methods})\\s+["'\`]?((?:https?://[^\\s/]+)?/[^\\s"'\`,;)]*)`).exec(text);
  if (full) return { method: full[1]!, path: cleanPath(full[2]!) };
  const path = /(?:^|\s)(\/[A-Za-z{:][^\s"'`,;)]*|https?:\/\/[^\s"'`,;)]+)/.exec(text);
  if (path) return { path: cleanPath(path[1]!) };
  const alone = new RegExp(`^(?:HTTP\\s+)?(${methods})(?:\\s+request)?$`).exec(text);
  return alone ? { method: alone[1]! } : undefined;
}

function cleanPath(path: string): string {
  const clean = path
    .replace(/^https?:\/\/[^/]+/, '')
    .replace(/[?#].*$/, '')
    .replace(/[.]+$/, '');
  return clean === '' ? '/' : clean;
}

/** Reason phrases that are read alone are the failing ones: "OK" and "Created" are said of anything. */
const phrases = new Map<string, number>([
  ['bad request', 400],
  ['unauthorized', 401],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not found', 404],
  ['method not allowed', 405],
  ['conflict', 409],
  ['unprocessable entity', 422],
  ['too many requests', 429],
  ['internal server error', 500],
  ['bad gateway', 502],
  ['service unavailable', 503],
  ['gateway timeout', 504],
]);

const rpcCodes =
  /^(?:OK|CANCELLED|INVALID_ARGUMENT|DEADLINE_EXCEEDED|NOT_FOUND|ALREADY_EXISTS|PERMISSION_DENIED|RESOURCE_EXHAUSTED|FAILED_PRECONDITION|ABORTED|OUT_OF_RANGE|UNIMPLEMENTED|INTERNAL|UNAVAILABLE|DATA_LOSS|UNAUTHENTICATED)$/;

function readStatus(text: string): StatusLabel | undefined {
  const phrase = phrases.get(text.toLowerCase());
  if (rpcCodes.test(text)) return phrase ? { rpc: text, code: phrase } : { rpc: text };
  if (phrase) return { code: phrase };
  const code =
    /^(?:(?:HTTP(?:\/[\d.]+)?|status|error|response|returns?|code)[\s:]*)*\(?([1-5]\d\d)\)?(?![\d.]|\s*(?:(?:ms|s|µs|items|rows|bytes)\b|%))(?:\b|$)/i.exec(
      text,
    ) ??
    /\b(?:HTTP|status|code|error)[\s:]+([1-5]\d\d)\b/i.exec(text) ??
    /\(([1-5]\d\d)\)/.exec(text) ??
    /\b([1-5]\d\d)\s+(?:OK|Created|Accepted|No Content|Bad Request|Unauthorized|Forbidden|Not Found|Conflict|Gone|Unprocessable|Too Many|Internal|Not Implemented|Bad Gateway|Service Unavailable|Gateway)\b/i.exec(
      text,
    );
  if (code) return { code: Number(code[1]) };
  const hundreds = /\b([1-5])xx\b/i.exec(text);
  return hundreds ? { hundreds: Number(hundreds[1]) } : undefined;
}

const sqlOperations =
  'SELECT|INSERT|UPDATE|DELETE|UPSERT|MERGE|REPLACE|TRUNCATE|BEGIN|COMMIT|ROLLBACK|START TRANSACTION|CREATE TABLE|DROP TABLE|ALTER TABLE|CALL|LOCK';

function readSql(text: string): SqlLabel | undefined {
  const match =
    new RegExp(`^(?:SQL:?\\s+)?(${sqlOperations})\\b`).exec(text) ??
    /^(insert into|select .+ from|delete from|update \S+ set)\b/i.exec(text);
  if (!match) return undefined;
  const operation = match[1]!.split(/\s/)[0]!.toUpperCase();
  const rest = text.slice(match[0].length);
  const named =
    /\b(?:from|into|update|table|join)\s+["'`[]?([A-Za-z_][\w.]*)/i.exec(text) ??
    (/^(?:SELECT|INSERT|DELETE|UPDATE|UPSERT|MERGE|REPLACE|TRUNCATE|LOCK|CALL)$/.test(operation)
      ? /^\s+["'`[]?([A-Za-z_][\w.]*)["'`\]]?(?!\s*=)/.exec(rest)
      : null);
  const table = named?.[1]?.split('.').at(-1)?.toLowerCase();
  return operation === 'START' ? { operation: 'BEGIN' } : { operation, ...(table && { table }) };
}

function readIdentifiers(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(/["'`“”]([^"'`“”]{2,})["'`“”]/g)) found.add(match[1]!.replace(/\s+/g, ''));
  const unquoted = text.replace(/["'`“”][^"'`“”]*["'`“”]/g, ' ');
  const patterns = [
    /\b[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)+\b/g,
    /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g,
    /\b[A-Za-z][\w.]*\/[A-Za-z]\w*\b/g,
    /\b[a-z][a-z0-9]*(?:[-_][a-z0-9]+)+\b/g,
    /\b[A-Za-z_]\w*(?=\()/g,
    /\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\b/g,
  ];
  for (const pattern of patterns) for (const match of unquoted.matchAll(pattern)) found.add(match[0]);
  return [...found];
}

function readIntent(text: string): Label['intent'] {
  if (/^(?:n?ack|acknowledge|commit offsets?)\b/i.test(text)) return 'acknowledge';
  if (/^(?:publish|emit|produce|send event|enqueue|dispatch|broadcast)/i.test(text)) return 'publish';
  if (/^(?:consume|poll|subscribe|receive|fetch|dequeue|pull|deliver)/i.test(text)) return 'consume';
  return undefined;
}
