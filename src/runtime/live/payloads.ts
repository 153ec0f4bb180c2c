import { readLabel } from '#model';

/** What a label says of the body that goes along: `POST /users {email, password}`. */
export function keysIn(label: string): readonly string[] {
  const { text, http } = readLabel(label);
  const path = http?.path;
  const rest = path === undefined ? text : text.slice(text.indexOf(path) + path.length);
  const inside = /\{([^{}]*)\}/.exec(rest)?.[1] ?? /\(([^()]*)\)\s*$/.exec(rest)?.[1] ?? '';
  return inside
    .split(/[,;\n]/)
    .map((part) =>
      part
        .split(':')[0]!
        .trim()
        .replace(/^["'`]|["'`?]$/g, ''),
    )
    .filter((key) => /^[A-Za-z_][\w.-]*$/.test(key));
}

/** Values that hold for a whole run: what was once called so is called so again. */
export class Memory {
  readonly #values = new Map<string, unknown>();

  valueOf(name: string): unknown {
    const key = name.toLowerCase();
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const made = sample(key);
    this.#values.set(key, made);
    return made;
  }

  remember(name: string, value: unknown): void {
    if (value !== null && value !== undefined && typeof value !== 'object') this.#values.set(name.toLowerCase(), value);
  }

  /** Remembers what stands at the top of a JSON body. */
  learn(body: unknown): void {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
    for (const [name, value] of Object.entries(body)) this.remember(name, value);
  }

  /** A body with what the label names; undefined where it names nothing. */
  bodyFor(label: string): Readonly<Record<string, unknown>> | undefined {
    const keys = keysIn(label);
    return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key, this.valueOf(key)]));
  }
}

const samples: readonly (readonly [RegExp, unknown])[] = [
  [/e-?mail/, 'ada@example.org'],
  [/password|secret/, 'correct horse battery'],
  [/user_?name|login/, 'ada'],
  [/name/, 'Ada'],
  [/token/, 'token-42'],
  [/url|uri|link/, 'http://127.0.0.1/42'],
  [/amount|price|total|sum/, 10],
  [/count|quantity|number|size|limit|page|age/, 1],
  [/^(?:is|has|can)_?[a-z]|enabled|active|valid/, true],
  [/date|time|_at$/, '2026-01-01T00:00:00Z'],
  [/id$|key|code/, '42'],
];

function sample(name: string): unknown {
  return samples.find(([pattern]) => pattern.test(name))?.[1] ?? name;
}
