/**
 * Mermaid in a page of a real browser, for drawing: it measures letters and lays out with the browser's help. Who
 * drives the browser evaluates the script once and then an expression for each drawing.
 */

/** Mermaid's own, in the order of its documentation. */
export const mermaidThemes = [
  'default',
  'base',
  'dark',
  'forest',
  'neutral',
  'neo',
  'neo-dark',
  'redux',
  'redux-dark',
  'redux-color',
  'redux-dark-color',
] as const;

export interface PageDrawing {
  readonly text: string;
  /** Unique among the drawings of a page, and the same each time: it is written into the SVG. */
  readonly id: string;
  readonly theme?: string;
  /** A line's colour, and whether it is dotted, for each message in the order of the text; null leaves it as it is. */
  readonly paint?: readonly (PagePaint | null)[];
}

export interface PagePaint {
  readonly color: string;
  readonly dotted: boolean;
}

/** What the expression comes to: an SVG of a fixed size that stands in the page's corner, or what mermaid says. */
export type PageAnswer =
  | { readonly svg: string; readonly width: number; readonly height: number; readonly messages: number }
  | { readonly failure: string };

/** The file with mermaid and everything that it loads, as one classic script. */
export function pageScript(): URL {
  const own = import.meta.url;
  return own.endsWith('.ts')
    ? new URL(import.meta.resolve('mermaid/dist/mermaid.min.js'))
    : new URL('./engines/mermaid-browser.js', own);
}

/** An expression whose value is a promise of a `PageAnswer`. */
export function pageDrawing(drawing: PageDrawing): string {
  return `(${drawInPage.toString()})(${JSON.stringify(drawing)})`;
}

/** As much of a page as is touched. */
interface PageElement {
  id: string;
  innerHTML: string;
  readonly style: Record<string, string> & { setProperty(name: string, value: string, priority: string): void };
  readonly viewBox: { readonly baseVal: { readonly width: number; readonly height: number } };
  readonly parentNode: PageElement;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  cloneNode(deep: boolean): PageElement;
  appendChild(child: PageElement): void;
}

interface Page {
  readonly document: { readonly body: PageElement };
  readonly XMLSerializer: new () => { serializeToString(element: PageElement): string };
  readonly mermaid: {
    initialize(config: object): void;
    render(id: string, text: string): Promise<{ readonly svg: string }>;
  };
}

/** Runs in the page, as text: it may use nothing from around it. */
async function drawInPage({ text, id, theme, paint }: PageDrawing): Promise<PageAnswer> {
  const { document, mermaid, XMLSerializer } = globalThis as unknown as Page;
  const { body } = document;
  body.innerHTML = '';
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    maxTextSize: Number.MAX_SAFE_INTEGER,
    maxEdges: Number.MAX_SAFE_INTEGER,
    deterministicIds: true,
    deterministicIDSeed: id,
    ...(theme !== undefined && { theme }),
  });
  let drawn: string;
  try {
    drawn = (await mermaid.render(id, text)).svg;
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
  body.style.margin = '0';
  // A picture of points has a background; these themes are for a dark one.
  body.style.background = theme?.includes('dark') ? '#1B1B1B' : '#FFFFFF';
  body.innerHTML = drawn;
  const svg = body.querySelector('svg');
  if (!svg) return { failure: 'nothing was drawn' };
  // In a picture there is no page whose width could be taken.
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute('width', String(Math.ceil(width)));
  svg.setAttribute('height', String(Math.ceil(height)));
  svg.style.maxWidth = 'none';
  const lines = [...svg.querySelectorAll('[data-et="message"]')];
  const heads = new Map<string, string>();
  const paintHead = (line: PageElement, end: string, color: string): void => {
    const head = /url\("?#([^")]+)"?\)/.exec(line.getAttribute(end) ?? '')?.[1];
    if (head === undefined) return;
    const name = `${head}-${color.slice(1)}`;
    if (!heads.has(name)) {
      heads.set(name, name);
      const marker = svg.querySelector(`[id="${head}"]`);
      const copy = marker?.cloneNode(true);
      if (!copy) return;
      copy.id = name;
      for (const part of copy.querySelectorAll('*')) {
        part.style.setProperty('stroke', color, 'important');
        if (!/crosshead|stick/i.test(head)) part.style.setProperty('fill', color, 'important');
      }
      marker!.parentNode.appendChild(copy);
    }
    line.setAttribute(end, `url(#${name})`);
  };
  if (paint && paint.length === lines.length) {
    paint.forEach((wish, index) => {
      const line = lines[index]!;
      if (!wish) return;
      line.style.setProperty('stroke', wish.color, 'important');
      if (wish.dotted) line.style.setProperty('stroke-dasharray', '2, 4', 'important');
      paintHead(line, 'marker-start', wish.color);
      paintHead(line, 'marker-end', wish.color);
    });
  }
  return {
    svg: new XMLSerializer().serializeToString(svg),
    width: Math.ceil(width),
    height: Math.ceil(height),
    messages: lines.length,
  };
}
