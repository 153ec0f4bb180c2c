/** As much of PNG (third edition, clause 11) as is needed to put texts into a picture and to find them again. */
import { crc32, inflateSync } from 'node:zlib';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** A text that unpacks to more is none that was put there in good faith. */
const longestText = 2 ** 22;

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

/** The picture with a `tEXt` chunk right after its header. Keyword and text are Latin-1. */
export function textChunk(png: Uint8Array, keyword: string, text: string): Uint8Array {
  const body = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  // The header is always the first chunk, and always as long.
  const after = signature.length + 25;
  return Buffer.concat([png.subarray(0, after), chunk, png.subarray(after)]);
}

/** Texts by keyword, as far as these bytes hold them whole; nothing of a damaged picture. */
export function textChunks(png: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const texts = new Map<string, string>();
  for (let at = signature.length; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (data.length < length || type === 'IDAT') break;
    const entry = textOf(type, data);
    if (entry) texts.set(...entry);
    at += length + 12;
  }
  return texts;
}

function textOf(type: string, data: Buffer): readonly [string, string] | undefined {
  const end = data.indexOf(0);
  if (end < 0) return undefined;
  const keyword = data.toString('latin1', 0, end);
  try {
    if (type === 'tEXt') return [keyword, data.toString('latin1', end + 1)];
    if (type === 'zTXt') return [keyword, unpacked(data.subarray(end + 2)).toString('latin1')];
    if (type !== 'iTXt') return undefined;
    const packed = data[end + 1] === 1;
    const language = data.indexOf(0, end + 3);
    const translated = data.indexOf(0, language + 1);
    if (language < 0 || translated < 0) return undefined;
    const text = data.subarray(translated + 1);
    return [keyword, (packed ? unpacked(text) : text).toString('utf8')];
  } catch {
    return undefined;
  }
}

function unpacked(data: Buffer): Buffer {
  return inflateSync(data, { maxOutputLength: longestText });
}
