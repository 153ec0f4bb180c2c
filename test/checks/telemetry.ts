/**
 * Telemetry as a test writes it: one span a line, children indented below their parents, times in milliseconds on each
 * service's own clock.
 *
 *     gateway SERVER "POST /signup" 0..30 http.request.method=POST http.route=/signup
 *       gateway CLIENT "POST" 2..28 #call http.client(POST,users:8080,/users,201)
 *         users SERVER "POST /users" 1005..1020 ERROR
 *     mailer CONSUMER "process" 40..50 links=#call
 *
 * `shop/users@2` is instance 2 of `users` in namespace `shop`; kind `-` says nothing; `~` before a line means that the
 * span happened and was not reported; `trace` begins another trace; `let name = …` names attributes, with `$1`, `$2`
 * for what stands in the brackets of `name(a,b)`.
 */
export interface WrittenSpan {
  readonly trace: number;
  readonly id: number;
  readonly parent?: number;
  readonly service: string;
  readonly namespace: string;
  readonly instance: string;
  readonly kind: (typeof kinds)[number];
  readonly name: string;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
  readonly attributes: ReadonlyMap<string, string | number | boolean>;
  readonly links: readonly { readonly trace: number; readonly id: number }[];
  readonly follows: boolean;
  readonly failed: boolean;
  readonly reported: boolean;
}

const kinds = ['INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER', '-'] as const;

export type Dialect = ReadonlyMap<string, string>;

/** The `let` lines of a text. */
export function readDialect(text: string): Dialect {
  const dialect = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^let ([\w.-]+) = (.*)$/.exec(line.trim());
    if (match) dialect.set(match[1]!, match[2]!);
  }
  return dialect;
}

export function readTelemetry(text: string, shared: Dialect = new Map()): WrittenSpan[] {
  const dialect = new Map([...shared, ...readDialect(text)]);
  const spans: Draft[] = [];
  const byName = new Map<string, Draft>();
  const open: { indent: number; span: Draft }[] = [];
  let trace = 1;
  for (const line of text.split('\n')) {
    const written = line.trim();
    if (written === '' || written.startsWith('#') || written.startsWith('let ')) continue;
    if (written === 'trace') {
      trace++;
      open.length = 0;
      continue;
    }
    const indent = line.search(/\S/);
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop();
    const span = readSpan(written, dialect, spans.length + 1, trace, open.at(-1)?.span.id);
    spans.push(span);
    for (const name of span.names) byName.set(name, span);
    open.push({ indent, span });
  }
  return spans.map(({ names: _, linkNames, ...span }) => ({
    ...span,
    links: linkNames.map((name) => {
      const linked = byName.get(name);
      if (!linked) throw new Error(`no span is called ${name}`);
      return { trace: linked.trace, id: linked.id };
    }),
  }));
}

interface Draft extends Omit<WrittenSpan, 'links'> {
  readonly names: readonly string[];
  readonly linkNames: readonly string[];
}

function readSpan(line: string, dialect: Dialect, id: number, trace: number, parent: number | undefined): Draft {
  const match = /^(~?)\s*(?:([\w.-]+)\/)?([\w.-]+)(?:@(\w+))?\s+(\w+|-)\s+"([^"]*)"\s+([\d.]+)\.\.([\d.]+)(.*)$/.exec(
    line,
  );
  if (!match) throw new Error(`not a span: ${line}`);
  const [, lost, namespace = '', service, instance = '', kind, name, start, end, rest] = match;
  if (!(kinds as readonly string[]).includes(kind!)) throw new Error(`not a kind: ${line}`);
  const names: string[] = [];
  const linkNames: string[] = [];
  const attributes = new Map<string, string | number | boolean>();
  let failed = false;
  let follows = false;
  for (const token of tokens(expand(rest!, dialect))) {
    const [, key, value] = /^([^=]+)=(.*)$/s.exec(token) ?? [];
    if (token.startsWith('#')) names.push(token);
    else if (token === 'ERROR') failed = true;
    else if (token === 'FOLLOWS') follows = true;
    else if (key === 'links') linkNames.push(...value!.split(','));
    else if (key) attributes.set(key, plainValue(value!));
    else throw new Error(`not an attribute: ${token} in ${line}`);
  }
  return {
    ...{
      trace,
      id,
      service: service!,
      namespace,
      instance,
      name: name!,
      failed,
      follows,
      names,
      linkNames,
      attributes,
    },
    ...(parent !== undefined && { parent }),
    kind: kind as WrittenSpan['kind'],
    start: Number(start),
    end: Number(end),
    reported: lost !== '~',
  };
}

/** Words; quotes hold words together and are taken off. */
function tokens(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([token]) => token.replaceAll('"', ''));
}

function expand(text: string, dialect: Dialect): string {
  return text.replace(/(?<=\s|^)([a-z][\w.-]*)\(((?:[^()"]|"[^"]*")*)\)/g, (whole, name: string, list: string) => {
    const body = dialect.get(name);
    if (body === undefined) throw new Error(`nothing is called ${whole}`);
    const values = [...list.matchAll(/(?:[^,"]|"[^"]*")+/g)].map(([value]) => value.trim().replaceAll('"', ''));
    const filled = body.replace(/\$(\d)/g, (_, digit: string) => values[Number(digit) - 1] ?? '');
    return expand(filled, dialect);
  });
}

function plainValue(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^\d{1,9}$/.test(text) ? Number(text) : text;
}
