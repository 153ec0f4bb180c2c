/** `damaged`: neither UTF-8 nor UTF-16, so that signs of the text are lost. */
export type Encoding = 'utf-8' | 'utf-8-with-mark' | 'utf-16' | 'damaged';

/** UTF-8, or UTF-16 where a byte order mark says so; the mark itself is no part of the text. */
export function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  if (utf16) return { text: new TextDecoder(utf16).decode(bytes), encoding: 'utf-16' };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: marked ? 'utf-8-with-mark' : 'utf-8' };
  } catch {
    return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'damaged' };
  }
}
