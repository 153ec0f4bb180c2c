/**
 * The official tools themselves, without a browser: mermaid and PlantUML's own JavaScript build. They are large, so that
 * this room is only ever imported when a diagram needs them, and each starts with its first diagram.
 */
import { Engine } from './engine.ts';
import type { Verdict } from './verdict.ts';

export { Engine, type Limits } from './engine.ts';
export { mermaidThemes, type PageAnswer, type PagePaint, pageDrawing, pageScript } from './mermaid-page.ts';
export type { Verdict } from './verdict.ts';

const mermaid = new Engine('mermaid');
const plantuml = new Engine('plantuml');
/** PlantUML remembers what decorations it has not found, which a verdict does not need and a picture does. */
const drawer = new Engine('plantuml');
const raster = new Engine('raster');

/** What mermaid says of a diagram, frontmatter and all. Its lines are those of `text`. */
export async function checkMermaid(text: string): Promise<Verdict> {
  return (await mermaid.perform('verdict', text)).verdict;
}

/** What PlantUML says of a diagram from `@start…` to `@end…`. It reads no other files, and lays out without Graphviz. */
export async function checkPlantuml(text: string): Promise<Verdict> {
  return (await plantuml.perform('verdict', text)).verdict;
}

/**
 * A PlantUML diagram as SVG, laid out by the widths of Helvetica's letters and of Arial's; absent where it is not
 * accepted.
 */
export async function renderPlantuml(
  text: string,
  { dark = false }: { readonly dark?: boolean } = {},
): Promise<{ readonly verdict: Verdict; readonly svg?: string }> {
  return drawer.perform('drawing', text, { dark });
}

/** The file that `rasterize` wants to be given. */
export function rasterProgram(): URL {
  const own = import.meta.url;
  return own.endsWith('.ts')
    ? new URL(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))
    : new URL('./engines/resvg.wasm', own);
}

/** An SVG as PNG; absent where it cannot be drawn. `fonts` are font files, the preferred first. */
export async function rasterize(
  svg: string,
  options: {
    readonly dark?: boolean;
    readonly fonts: readonly Uint8Array[];
    readonly program: Uint8Array<ArrayBuffer>;
  },
): Promise<{ readonly verdict: Verdict; readonly png?: Uint8Array }> {
  return raster.perform('drawing', svg, options);
}

/** Ends the engines' threads. Not needed before a process ends: idle engines keep none alive. */
export async function closeEngines(): Promise<void> {
  await Promise.all([mermaid, plantuml, drawer, raster].map((engine) => engine.close()));
}
