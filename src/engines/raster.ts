/** SVG to PNG without a browser: resvg, compiled to WebAssembly. */
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { Task, Verdict } from './verdict.ts';

let ready: Promise<void> | undefined;

export async function perform({
  text,
  dark = false,
  fonts = [],
  program,
}: Task): Promise<{ readonly verdict: Verdict; readonly png?: Uint8Array }> {
  try {
    ready ??= initWasm(program!);
    await ready;
    const families = { sansSerifFamily: 'Liberation Sans', monospaceFamily: 'Liberation Mono' };
    const image = new Resvg(text, {
      background: dark ? '#1B1B1B' : '#FFFFFF',
      font: { fontBuffers: [...fonts], loadSystemFonts: false, ...families },
    });
    return { verdict: { accepted: true, type: '' }, png: image.render().asPng() };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { verdict: { accepted: null, reason: `the picture cannot be drawn as PNG: ${said.split('\n')[0]}` } };
  }
}
