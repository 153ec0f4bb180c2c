import { fromTruth, inside, isTrue, parseJson, shown, type Value } from './values.ts';

/** What an expression needs to know of the world around it. */
export interface Surroundings {
  variable(name: string): Value | undefined;
  /** The value of a call whose arguments are still text; undefined where there is no such function. */
  call(name: string, args: string): Value | undefined;
}

/** How deeply an expression may be nested. */
const deepest = 100;

/** What went wrong in an expression, and where. */
export class ExpressionError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** The value of an expression that takes up the whole text. Throws `ExpressionError` only. */
export function evaluate(text: string, world: Surroundings): Value {
  const reader = new Reader(text, world);
  const value = reader.binary(0);
  reader.end();
  return value;
}

const operators: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
];

const word = /[$%]?[\p{L}_][\p{L}\p{N}_]*/uy;

class Reader {
  readonly #text: string;
  readonly #world: Surroundings;
  #at = 0;
  #depth = 0;

  constructor(text: string, world: Surroundings) {
    this.#text = text;
    this.#world = world;
  }

  end(): void {
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#wrong();
  }

  binary(level: number): Value {
    const known = operators[level];
    if (!known) return this.#operand();
    let left = this.binary(level + 1);
    for (;;) {
      this.#blanks();
      const operator = known.find((sign) => this.#text.startsWith(sign, this.#at));
      if (operator === undefined) return left;
      this.#at += operator.length;
      left = applied(operator, left, this.binary(level + 1));
    }
  }

  #operand(): Value {
    this.#blanks();
    const character = this.#text[this.#at];
    if (character === undefined) throw this.#wrong();
    if (character === '(') {
      this.#depth += 1;
      if (this.#depth > deepest) throw new ExpressionError('is nested too deeply', this.#at);
      this.#at += 1;
      const value = this.binary(0);
      this.#blanks();
      if (this.#text[this.#at] !== ')') throw this.#wrong();
      this.#at += 1;
      this.#depth -= 1;
      return value;
    }
    if (character === '"' || character === "'") return this.#string(character);
    if (character === '{' || character === '[') return this.#json();
    if (/[0-9]/.test(character) || (character === '-' && /[0-9]/.test(this.#text[this.#at + 1] ?? '')))
      return this.#number();
    return this.#named();
  }

  #string(quote: string): Value {
    const close = this.#text.indexOf(quote, this.#at + 1);
    if (close < 0) throw new ExpressionError('has a text without an end', this.#at);
    const value = this.#text.slice(this.#at + 1, close);
    this.#at = close + 1;
    return value;
  }

  #number(): Value {
    const digits = /-?\d+/y;
    digits.lastIndex = this.#at;
    const [found] = digits.exec(this.#text)!;
    this.#at += found.length;
    const value = Number(found);
    return Number.isSafeInteger(value) ? value : found;
  }

  #json(): Value {
    const close = closing(this.#text, this.#at);
    if (close < 0) throw new ExpressionError('has data without an end', this.#at);
    const value = parseJson(this.#text.slice(this.#at, close + 1));
    if (typeof value !== 'object' || value === null) throw new ExpressionError('holds data that is no JSON', this.#at);
    this.#at = close + 1;
    return this.#accesses(value);
  }

  #named(): Value {
    word.lastIndex = this.#at;
    const name = word.exec(this.#text)?.[0];
    if (name === undefined) throw this.#wrong();
    const at = this.#at;
    this.#at += name.length;
    if (this.#text[this.#at] === '(') {
      const close = closing(this.#text, this.#at);
      if (close < 0) throw new ExpressionError('has a call without `)`', at);
      const value = this.#world.call(name, this.#text.slice(this.#at + 1, close));
      if (value === undefined) throw new ExpressionError(`calls \`${name}\`, which is no function`, at);
      this.#at = close + 1;
      return this.#accesses(value);
    }
    // A word that nothing is known of stands for itself.
    const value = this.#world.variable(name);
    return value === undefined ? name : this.#accesses(value);
  }

  #accesses(start: Value): Value {
    let value = start;
    while (typeof value === 'object') {
      const key = accessAt(this.#text, this.#at, this.#world);
      if (!key) break;
      value = inside(value, key.key);
      this.#at = key.end;
    }
    return value;
  }

  #blanks(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #wrong(): ExpressionError {
    const rest = this.#text.slice(this.#at, this.#at + 20);
    return new ExpressionError(rest === '' ? 'is cut short' : `cannot be read at \`${rest}\``, this.#at);
  }
}

/** `.key`, `[0]`, `["key"]` or `[$i]` behind data. */
export function accessAt(
  text: string,
  at: number,
  world: Surroundings,
): { key: string | number; end: number } | undefined {
  if (text[at] === '.') {
    word.lastIndex = at + 1;
    const key = word.exec(text)?.[0];
    if (key === undefined) return undefined;
    const named = key.startsWith('$') ? world.variable(key) : undefined;
    return { key: named === undefined ? key : shown(named), end: at + 1 + key.length };
  }
  if (text[at] !== '[') return undefined;
  const close = text.indexOf(']', at);
  if (close < 0) return undefined;
  const written = text.slice(at + 1, close).trim();
  const quoted = /^(["'])(.*)\1$/.exec(written);
  if (quoted) return { key: quoted[2]!, end: close + 1 };
  if (/^\d+$/.test(written)) return { key: Number(written), end: close + 1 };
  const named = /^[$\p{L}_][\p{L}\p{N}_]*$/u.test(written) ? world.variable(written) : undefined;
  return named === undefined ? undefined : { key: shown(named), end: close + 1 };
}

/** Where the bracket at `at` is closed, outside of texts; -1 where it is not. */
export function closing(text: string, at: number): number {
  let depth = 0;
  let quote: string | undefined;
  for (let index = at; index < text.length; index += 1) {
    const character = text[index]!;
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === '"') quote = character;
    else if (character === '(' || character === '[' || character === '{') depth += 1;
    else if (character === ')' || character === ']' || character === '}') {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return -1;
}

function applied(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '||':
      return fromTruth(isTrue(left) || isTrue(right));
    case '&&':
      return fromTruth(isTrue(left) && isTrue(right));
    case '==':
      return fromTruth(shown(left) === shown(right));
    case '!=':
      return fromTruth(shown(left) !== shown(right));
    case '<':
      return fromTruth(compared(left, right) < 0);
    case '>':
      return fromTruth(compared(left, right) > 0);
    case '<=':
      return fromTruth(compared(left, right) <= 0);
    case '>=':
      return fromTruth(compared(left, right) >= 0);
  }
  if (typeof left === 'number' && typeof right === 'number') {
    if (operator === '+') return left + right;
    if (operator === '-') return left - right;
    if (operator === '*') return left * right;
    return right === 0 ? 0 : Math.trunc(left / right);
  }
  // Only `+` has a meaning for texts; the others are read as numbers as far as they are some.
  if (operator === '+') return shown(left) + shown(right);
  return applied(operator, Number.parseInt(shown(left), 10) || 0, Number.parseInt(shown(right), 10) || 0);
}

function compared(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [a, b] = [shown(left), shown(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}
