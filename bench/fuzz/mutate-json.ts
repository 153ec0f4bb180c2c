/** Changes to the values of JSON: of another type, left out, put elsewhere, nested. What comes out is still JSON. */
import type { Random } from './random.ts';

type Container = { [key: string]: unknown };

/** Where one value stands. */
interface Place {
  readonly within: Container;
  readonly key: string;
}

/** Written in the place of a value, as text, because some of them have no other form. */
const values: readonly string[] = [
  ...['null', 'true', 'false', '0', '-1', '1e999', '-1e999', '0.1', '9223372036854775808', '18446744073709551616'],
  ...['""', '" "', '"x"', '"0"', '"NaN"', '"-1"', '"1e999"', '"00000000000000000000000000000000"', '"\\u0000"'],
  ...['"\\ud800"', '"__proto__"', '"constructor"', '"AAAAAAAAAAAAAAAAAAAAAA=="', '"SPAN_KIND_SERVER"', '"PARTIAL"'],
  ...['[]', '{}', '[null]', '[[]]', '{"__proto__":{"a":1}}', '{"constructor":null}', '{"values":{}}', '[1,"a",{}]'],
  ...['{"stringValue":5}', '{"intValue":"x"}', '{"arrayValue":{"values":null}}', '{"key":"a","value":{"intValue":1}}'],
];

const keys: readonly string[] = [
  ...['__proto__', 'constructor', 'toString', '', 'length', 'spans', 'data', 'traces', 'trace', 'result', 'batches'],
  ...['resourceSpans', 'resource_spans', 'scope_spans', 'traceID', 'traceId', 'id', 'status', 'errors', 'references'],
];

/** Undefined where the bytes are no JSON, or hold nothing to change. */
export function mutateJson(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array | undefined {
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const whole = parsed(lines.join('\n'));
  const at = random.below(lines.length);
  const root = { value: whole ?? parsed(lines[at] ?? '') };
  const places = placesIn(root);
  if (root.value === undefined || places.length === 0) return undefined;
  const texts: string[] = [];
  change(random.of(places), places, other, random, (text) => `\u0001${texts.push(text) - 1}\u0001`);
  const indent = random.chance(20) ? 1 : undefined;
  const changed = JSON.stringify(root.value, undefined, indent) ?? 'null';
  const text = changed.replace(/"\\u0001(\d+)\\u0001"/g, (_, index) => texts[Number(index)] ?? 'null');
  return Buffer.from(whole === undefined ? lines.with(at, text.replaceAll('\n', ' ')).join('\n') : text);
}

/** `raw` stands for text that is to be written as it is. */
function change(
  { within, key }: Place,
  places: readonly Place[],
  other: Uint8Array,
  random: Random,
  raw: (text: string) => string,
): void {
  const value = within[key];
  switch (random.below(8)) {
    case 0:
      if (Array.isArray(within)) within.splice(Number(key), 1);
      else delete within[key];
      break;
    case 1:
      within[key] = raw(nested(JSON.stringify(value) ?? 'null', random));
      break;
    case 2: {
      const from = random.of(places);
      // Not by reference: it may lie within itself.
      within[key] = structuredClone(from.within[from.key]);
      break;
    }
    case 3:
      if (Array.isArray(value))
        value.push(...Array.from({ length: 1 + random.below(20) }, () => structuredClone(value[0])));
      else if (!Array.isArray(within)) define(within, random.of(keys), value);
      break;
    case 4: {
      const found = placesIn({ value: parsed(Buffer.from(other).toString('utf8')) });
      const from = found.length === 0 ? undefined : random.of(found);
      if (from) within[key] = from.within[from.key];
      break;
    }
    default:
      within[key] = raw(random.of(values));
  }
}

/** So that `__proto__` is a key like any other. */
function define(within: Container, key: string, value: unknown): void {
  Object.defineProperty(within, key, { value, enumerable: true, configurable: true, writable: true });
}

function nested(text: string, random: Random): string {
  const [open, close] = random.of([
    ['[', ']'],
    ['{"a":', '}'],
    ['{"arrayValue":{"values":[', ']}}'],
    ['{"kvlistValue":{"values":[{"key":"a","value":', '}]}}'],
    ['{"trace":', '}'],
  ] as const);
  const depth = random.chance(2) ? 3000 : 1 + random.below(40);
  return open.repeat(depth) + text + close.repeat(depth);
}

function placesIn(root: Container): Place[] {
  const places: Place[] = [];
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const within = pending.pop();
    if (typeof within !== 'object' || within === null) continue;
    for (const key of Object.keys(within)) {
      places.push({ within: within as Container, key });
      pending.push((within as Container)[key]);
    }
  }
  return places;
}

function parsed(text: string): unknown {
  // Copied or written out again, what is nested deeper could overflow the stack.
  if (deepestNesting(text) > 300) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** At most; brackets in strings count as well. */
function deepestNesting(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const sign of text.matchAll(/[[{\]}]/g)) {
    depth += sign[0] === '[' || sign[0] === '{' ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
