/** What a picture says of where it comes from: who made it, from which text, and how. */
import { createHash } from 'node:crypto';
import { isPng, textChunk, textChunks } from './png.ts';

/** How a picture is made, as far as its looks depend on it. */
export interface Manner {
  readonly engine: string;
  readonly theme?: string;
  /** Of the colours that results gave its messages. */
  readonly paint?: string;
}

export interface Marker extends Manner {
  /** `asdrawn 0.1.0`. For people: another version makes no picture stale. */
  readonly by: string;
  /** The way from the picture's folder to the file of the drawing. */
  readonly source: string;
  /** Its name, else its number in the file. */
  readonly drawing: string;
  /** Of the drawing's text and the manner. */
  readonly hash: string;
}

const opening = '<!-- made by asdrawn: ';
const closing = ' -->';
const keyword = 'asdrawn';
/** Markers stand at the beginning; no more of a picture has to be read. */
export const markedHead = 64 * 1024;

/** Line breaks do not count: git may change them on checkout. */
export function hashOf(text: string, { engine, theme, paint }: Manner): string {
  const said = [text.replace(/\r\n?/g, '\n').trimEnd(), engine, theme ?? null, paint ?? null];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32);
}

/** The picture with the marker in it: a comment after the opening tag of an SVG, a `tEXt` chunk of a PNG. */
export function marked(picture: Uint8Array, marker: Marker): Uint8Array {
  const said = asciiJson(marker);
  if (isPng(picture)) return textChunk(picture, keyword, said);
  const svg = new TextDecoder().decode(picture);
  const start = svg.indexOf('<svg');
  const at = svg.indexOf('>', start) + 1;
  if (start < 0 || at === 0) throw new Error('the engine made something that is no SVG');
  return new TextEncoder().encode(`${svg.slice(0, at)}\n${opening}${said}${closing}\n${svg.slice(at)}`);
}

/** The marker in the first bytes of a picture; undefined where asdrawn did not make it. */
export function markerIn(head: Uint8Array): Marker | undefined {
  const said = isPng(head) ? textChunks(head).get(keyword) : commentIn(new TextDecoder().decode(head));
  if (said === undefined) return undefined;
  try {
    const marker: unknown = JSON.parse(said);
    return isMarker(marker) ? marker : undefined;
  } catch {
    return undefined;
  }
}

function commentIn(svg: string): string | undefined {
  const start = svg.indexOf(opening);
  const end = svg.indexOf(closing, start);
  return start < 0 || end < 0 ? undefined : svg.slice(start + opening.length, end);
}

function isMarker(value: unknown): value is Marker {
  if (typeof value !== 'object' || value === null) return false;
  const { by, source, drawing, hash, engine } = value as Partial<Record<keyof Marker, unknown>>;
  return [by, source, drawing, hash, engine].every((part) => typeof part === 'string');
}

/** Neither `--`, which ends a comment, nor letters that a PNG's Latin-1 has not. */
function asciiJson(value: object): string {
  return JSON.stringify(value)
    .replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('--', '-\\u002d');
}
