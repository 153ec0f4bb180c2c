/** What a program hands over, put as the rooms want it. What is no option, or of the wrong type, is its author's error. */
import { posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { didYouMean } from '#diagnostics';
import type { Attribution, GivenSpans } from '#traces';
import type { CheckOptions } from './check.ts';
import type { DrawingConfiguration } from './configuration/configuration.ts';
import type { DrawingChoice, DrawingText } from './drawings.ts';

export interface DrawingCall {
  readonly paths?: OneOrMore<string | URL> | undefined;
  readonly texts?: OneOrMore<string | DrawingText> | undefined;
  readonly name?: string | undefined;
  readonly cwd?: string | URL | undefined;
  readonly config?: string | undefined;
  readonly settings?: DrawingConfiguration | undefined;
}

export interface TraceCall extends DrawingCall {
  readonly traces?: OneOrMore<string | URL> | undefined;
  readonly spans?: GivenSpans | undefined;
  readonly service?: Attribution['service'];
  readonly driver?: string | undefined;
}

export type OneOrMore<One> = One | readonly One[];

export type Kind = { readonly is: (value: unknown) => boolean; readonly spoken: string };

export const isText = (value: unknown): value is string => typeof value === 'string';
const isPlace = (value: unknown): value is string | URL => isText(value) || value instanceof URL;
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
export const oneOrMore = (is: Kind['is']) => (value: unknown) => (Array.isArray(value) ? value.every(is) : is(value));
const isDrawingText = (value: unknown): boolean =>
  isObject(value) && 'text' in value && isText(value.text) && (!('path' in value) || isOptionalText(value.path));
const isOptionalText = (value: unknown): boolean => value === undefined || isText(value);

const parseOptions: Readonly<Record<Exclude<keyof DrawingCall, 'settings'>, Kind>> = {
  paths: { is: oneOrMore(isPlace), spoken: 'a path, a URL, or a list of them' },
  texts: {
    is: oneOrMore((value) => isText(value) || isDrawingText(value)),
    spoken: 'a text, { text, path }, or a list of them',
  },
  name: { is: isText, spoken: 'a string' },
  cwd: { is: isPlace, spoken: 'a path or a URL' },
  config: { is: isText, spoken: 'a path' },
};

export const lintOptions: Readonly<Record<keyof DrawingCall, Kind>> = {
  ...parseOptions,
  settings: { is: (value) => isObject(value) && !Array.isArray(value), spoken: 'an object' },
};

const traceOptions: Readonly<Record<keyof TraceCall, Kind>> = {
  ...lintOptions,
  traces: { is: oneOrMore(isPlace), spoken: 'a path, an address, a URL, or a list of them' },
  spans: { is: isObject, spoken: 'a list of spans, or a recording as JSON.parse makes it' },
  service: { is: (value) => typeof value === 'function', spoken: 'a function' },
  driver: { is: isText, spoken: 'a string' },
};

/** Throws a TypeError for what is no option of `called`, or has the wrong type. */
export function drawingCall(
  called: 'parse' | 'lint',
  call: DrawingCall,
): { readonly choice: DrawingChoice; readonly cwd: string } {
  verify(called, call, called === 'parse' ? parseOptions : lintOptions);
  return arranged(call);
}

/** The same; `configured` are the traces that asdrawn.yaml names. */
export async function traceCall(
  called: 'check' | 'bindings',
  call: TraceCall,
  configured: (choice: DrawingChoice, cwd: string) => Promise<readonly string[]>,
): Promise<{ readonly choice: CheckOptions; readonly cwd: string }> {
  verify(called, call, traceOptions);
  const { choice, cwd } = arranged(call);
  const { spans, service, driver } = call;
  const isSaid = call.traces !== undefined || spans !== undefined;
  const traces = isSaid ? listOf(call.traces).map((place) => pathOf(place, cwd)) : await configured(choice, cwd);
  if (!isSaid && traces.length === 0) {
    throw new TypeError(`${called} needs what to judge by: spans, or traces, or "traces" in asdrawn.yaml`);
  }
  return { choice: { ...choice, traces, attribution: { service, driver }, ...(spans && { spans }) }, cwd };
}

export function arranged({ paths, texts, name, cwd: at = process.cwd(), config, settings }: DrawingCall) {
  const cwd = at instanceof URL ? fileURLToPath(at) : at;
  const choice: DrawingChoice = {
    paths: listOf(paths).map((place) => pathOf(place, cwd)),
    texts: listOf(texts).map((text) => (isText(text) ? { text } : text)),
    ...(name !== undefined && { name }),
    ...(config !== undefined && { config }),
    ...(settings !== undefined && { settings }),
  };
  return { choice, cwd };
}

export function verify(called: string, call: object, options: Readonly<Record<string, Kind>>): void {
  if (!isObject(call) || Array.isArray(call)) throw new TypeError(`${called} takes an object with options`);
  for (const [name, value] of Object.entries(call)) {
    const kind = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!kind) {
      const meant = didYouMean(name, Object.keys(options));
      const help = meant ? `did you mean "${meant}"?` : `there are: ${Object.keys(options).join(', ')}`;
      throw new TypeError(`${called} has no option "${name}"; ${help}`);
    }
    if (value !== undefined && !kind.is(value)) throw new TypeError(`${called}: "${name}" must be ${kind.spoken}`);
  }
}

export function listOf<One>(given: OneOrMore<One> | undefined): readonly One[] {
  if (given === undefined) return [];
  return Array.isArray(given) ? given : [given as One];
}

/** A URL as a person at `cwd` would write the path; only files are read by URL, backends by their own addresses. */
function pathOf(place: string | URL, cwd: string): string {
  if (!(place instanceof URL)) return place;
  if (place.protocol !== 'file:') return place.href;
  const file = fileURLToPath(place);
  return relative(cwd, file).split(sep).join(posix.sep) || file;
}
