/** A value of the preprocessor: a text, a whole number, or data as of JSON. Truth is a number other than 0. */
export type Value = string | number | Json;

export type Json = JsonObject | readonly JsonItem[];
export type JsonItem = string | number | boolean | null | JsonObject | readonly JsonItem[];
export interface JsonObject {
  readonly [key: string]: JsonItem;
}

export function isTrue(value: Value): boolean {
  if (typeof value === 'number') return value !== 0;
  return typeof value === 'string' ? value !== '' : true;
}

export function fromTruth(truth: boolean): number {
  return truth ? 1 : 0;
}

/** As it is written into the text. */
export function shown(value: Value): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : JSON.stringify(value);
}

export function fromJson(item: JsonItem | undefined): Value {
  if (item === undefined || item === null) return '';
  if (typeof item === 'boolean') return item ? 'true' : 'false';
  if (typeof item === 'number') return Number.isInteger(item) ? item : String(item);
  return item;
}

/** What stands at `.key` or `[index]`; empty where there is nothing. */
export function inside(value: Value, key: string | number): Value {
  if (typeof value !== 'object') return '';
  if (Array.isArray(value)) return fromJson((value as readonly JsonItem[])[Number(key)]);
  const object = value as JsonObject;
  return Object.hasOwn(object, key) ? fromJson(object[key]) : '';
}

export function isJsonArray(value: Value): value is readonly JsonItem[] {
  return Array.isArray(value);
}

export function toJson(value: Value): JsonItem {
  return value;
}

/** How deeply data may be nested. */
const deepestJson = 200;

/** Data by its text; undefined where it is no JSON, or nested so deeply that it can only be meant to hurt. */
export function parseJson(written: string): JsonItem | undefined {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < written.length; at += 1) {
    const character = written[at];
    if (character === '\\') at += 1;
    else if (character === '"') inText = !inText;
    else if (inText) continue;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > deepestJson) return undefined;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
