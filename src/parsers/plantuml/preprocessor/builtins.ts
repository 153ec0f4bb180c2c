import {
  fromJson,
  fromTruth,
  inside,
  isJsonArray,
  isTrue,
  type JsonObject,
  parseJson,
  shown,
  toJson,
  type Value,
} from './values.ts';

/** What built-in functions may ask of the interpreter that runs them. */
export interface Runtime {
  readonly fileName: string;
  readonly folder: string;
  variable(name: string): Value | undefined;
  setVariable(name: string, value: Value): void;
  functionExists(name: string): boolean;
  /** Calls a function of the text by its name. */
  invoke(name: string, args: readonly Value[]): Value | undefined;
}

type Builtin = (args: readonly Value[], runtime: Runtime) => Value | undefined;

/** A reading is the same on every day and machine. */
const fixedDate = 'a fixed date';
const longest = 1_000_000;

const text = (args: readonly Value[], index = 0): string => shown(args[index] ?? '');
const number = (args: readonly Value[], index = 0, standard = 0): number => {
  const value = Number.parseInt(text(args, index), 10);
  return Number.isSafeInteger(value) ? value : standard;
};
const colour: Builtin = (args) => text(args);

/** The built-in functions by name, without the percent sign and in lower case. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['string', (args) => text(args)],
  ['strlen', (args) => text(args).length],
  ['upper', (args) => text(args).toUpperCase()],
  ['lower', (args) => text(args).toLowerCase()],
  ['strpos', (args) => text(args).indexOf(text(args, 1))],
  ['substr', (args) => substring(text(args), number(args, 1), args.length > 2 ? number(args, 2) : undefined)],
  ['splitstr', (args) => split(text(args), text(args, 1))],
  ['splitstr_regex', (args) => split(text(args), text(args, 1))],
  ['true', () => 1],
  ['false', () => 0],
  ['not', (args) => fromTruth(!isTrue(args[0] ?? ''))],
  ['and', (args) => fromTruth(args.every(isTrue))],
  ['or', (args) => fromTruth(args.some(isTrue))],
  ['nand', (args) => fromTruth(!args.every(isTrue))],
  ['nor', (args) => fromTruth(!args.some(isTrue))],
  ['xor', (args) => fromTruth(args.filter(isTrue).length === 1)],
  ['nxor', (args) => fromTruth(args.filter(isTrue).length !== 1)],
  ['boolval', (args) => fromTruth(/^(?:true|1)$/i.test(text(args)))],
  ['size', (args) => size(args[0] ?? '')],
  ['intval', (args) => number(args)],
  ['mod', (args) => (number(args, 1) === 0 ? 0 : number(args) % number(args, 1))],
  ['dec2hex', (args) => number(args).toString(16)],
  ['hex2dec', (args) => Number.parseInt(text(args), 16) || 0],
  ['chr', (args) => character(number(args))],
  ['ord', (args) => text(args).codePointAt(0) ?? 0],
  ['newline', () => '\\n'],
  ['n', () => '\\n'],
  ['breakline', () => '\\n'],
  ['tab', () => '\\t'],
  ['backslash', () => '\\'],
  ['dollar', () => '$'],
  ['percent', () => '%'],
  ['left_align', () => '\\l'],
  ['right_align', () => '\\r'],
  ['variable_exists', (args, runtime) => fromTruth(runtime.variable(text(args)) !== undefined)],
  ['get_variable_value', (args, runtime) => runtime.variable(text(args)) ?? ''],
  ['set_variable_value', (args, runtime) => assigned(runtime, text(args), args[1] ?? '')],
  ['function_exists', (args, runtime) => fromTruth(runtime.functionExists(text(args)))],
  ['call_user_func', (args, runtime) => runtime.invoke(text(args), args.slice(1))],
  ['date', () => fixedDate],
  ['now', () => 0],
  ['random', () => 0],
  ['getenv', () => ''],
  ['filename', (_, runtime) => runtime.fileName],
  ['filename_no_extension', (_, runtime) => runtime.fileName.replace(/\.[^.]*$/, '')],
  ['dirpath', (_, runtime) => runtime.folder],
  ['filedate', () => fixedDate],
  ['file_exists', () => 0],
  ['version', () => '1.2026.8'],
  ['feature', () => 1],
  ['get_current_theme', () => ({})],
  ['get_all_theme', () => []],
  ['get_all_stdlib', () => []],
  ['get_stdlib', () => ({})],
  ['darken', colour],
  ['lighten', colour],
  ['reverse_color', colour],
  ['reverse_hsluv_color', colour],
  ['hsl_color', () => '#808080'],
  ['is_dark', () => 0],
  ['is_light', () => 1],
  ['eval', (args) => args[0] ?? ''],
  ['str2json', (args) => parsed(text(args))],
  ['json_parse', (args) => parsed(text(args))],
  ['load_json', () => ({})],
  ['get_json_type', (args) => typeName(args[0] ?? '')],
  ['get_json_keys', (args) => keys(args[0] ?? '')],
  ['json_keys', (args) => keys(args[0] ?? '')],
  ['get_json_attribute', (args) => inside(args[0] ?? '', text(args, 1))],
  ['json_key_exists', (args) => fromTruth(keys(args[0] ?? '').includes(text(args, 1)))],
  ['json_add', (args) => withEntry(args[0] ?? '', args)],
  ['json_set', (args) => withEntry(args[0] ?? '', args)],
  ['json_remove', (args) => withoutEntry(args[0] ?? '', text(args, 1))],
  ['json_merge', (args) => merged(args[0] ?? '', args[1] ?? '')],
]);

function substring(whole: string, from: number, length: number | undefined): string {
  const start = Math.max(0, from);
  return length === undefined ? whole.slice(start) : whole.slice(start, start + Math.max(0, length));
}

function split(whole: string, separators: string): readonly string[] {
  const found: string[] = [];
  let part = '';
  for (const character of whole.slice(0, longest)) {
    if (!separators.includes(character)) part += character;
    else {
      if (part !== '') found.push(part);
      part = '';
    }
  }
  if (part !== '') found.push(part);
  return found;
}

function character(code: number): string {
  return code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
}

function size(value: Value): number {
  if (typeof value === 'string') return value.length;
  return typeof value === 'number' ? 0 : Object.keys(value).length;
}

function assigned(runtime: Runtime, name: string, value: Value): Value {
  runtime.setVariable(name, value);
  return '';
}

function parsed(written: string): Value {
  const value = parseJson(written);
  return value === undefined ? '' : fromJson(value);
}

function typeName(value: Value): string {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'number') return 'number';
  return isJsonArray(value) ? 'array' : 'object';
}

function keys(value: Value): readonly string[] {
  if (typeof value !== 'object') return [];
  return isJsonArray(value)
    ? value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
    : Object.keys(value);
}

function withEntry(value: Value, args: readonly Value[]): Value {
  if (typeof value !== 'object') return value;
  if (isJsonArray(value)) return [...value, toJson(args[args.length - 1] ?? '')];
  return { ...(value as JsonObject), [text(args, 1)]: toJson(args[2] ?? '') };
}

function withoutEntry(value: Value, key: string): Value {
  if (typeof value !== 'object') return value;
  if (isJsonArray(value)) return value.filter((_, index) => String(index) !== key);
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

function merged(left: Value, right: Value): Value {
  if (typeof left !== 'object' || typeof right !== 'object') return left;
  if (isJsonArray(left) && isJsonArray(right)) return [...left, ...right];
  return { ...(left as JsonObject), ...(right as JsonObject) };
}
