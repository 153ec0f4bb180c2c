/** The text that PlantUML itself puts into the pictures it makes. */
import { inflateRawSync } from 'node:zlib';
import { isPng, textChunks } from './png.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
const longestText = 2 ** 22;

/** The text of the drawing that the picture was made from; undefined where PlantUML did not say. */
export function plantumlSourceIn(picture: Uint8Array): string | undefined {
  if (isPng(picture)) return textChunks(picture).get('plantuml');
  const svg = new TextDecoder().decode(picture);
  const encoded = /<\?plantuml-src ([\w-]+)\?>/.exec(svg)?.[1] ?? /<!--SRC=\[([\w-]+)\]-->/.exec(svg)?.[1];
  return encoded === undefined ? undefined : decoded(encoded);
}

/** Deflated, then six bits a letter of PlantUML's own alphabet (plantuml.com/text-encoding). */
function decoded(encoded: string): string | undefined {
  const bytes = Buffer.alloc(Math.ceil((encoded.length * 3) / 4) + 3);
  let length = 0;
  for (let at = 0; at < encoded.length; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((more) => Math.max(0, alphabet.indexOf(encoded[at + more] ?? '0'))) as [
      number,
      number,
      number,
      number,
    ];
    bytes[length++] = (a << 2) | (b >> 4);
    bytes[length++] = ((b & 15) << 4) | (c >> 2);
    bytes[length++] = ((c & 3) << 6) | d;
  }
  try {
    return inflateRawSync(bytes.subarray(0, length), { maxOutputLength: longestText }).toString('utf8');
  } catch {
    return undefined;
  }
}

/**
 * Do both say the same? Undefined where that cannot be told: PlantUML keeps what its preprocessor has made of the
 * text, so that a text with preprocessing never equals it.
 */
export function samePlantuml(text: string, embedded: string): boolean | undefined {
  if (/^\s*!/m.test(text)) return undefined;
  return bare(text) === bare(embedded);
}

/** What stands between `@start…` and `@end…`, without white space around lines and without empty ones. */
function bare(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const start = lines.findIndex((line) => line.startsWith('@start'));
  const end = lines.findIndex((line) => line.startsWith('@end'));
  return lines
    .slice(start + 1, end < 0 ? undefined : end)
    .filter((line) => line !== '')
    .join('\n');
}
