/**
 * The stand-in for a browser that the official engines are run in. It is put into the globals of a thread of their own
 * and of nothing else.
 */
import { DrawnElement, type DrawnNode, measure, RawNode } from './elements.ts';

/** PlantUML asks for scripts and waits for one of these to be called. */
interface ScriptElement extends DrawnElement {
  src?: string;
  onload?: () => void;
  onerror?: () => void;
}

function canvasContext() {
  const context = {
    font: '12px sans-serif',
    measureText: (text: string) => measure(text, context.font),
    createImageData: (width: number, height: number) => ({ data: new Uint8ClampedArray(4 * width * height) }),
    putImageData: () => undefined,
    fillText: () => undefined,
  };
  return context;
}

function createElement(name: string): DrawnElement {
  const element = new DrawnElement(name, standIn);
  if (name !== 'canvas') return element;
  return Object.assign(element, { getContext: canvasContext, toDataURL: () => 'data:,' });
}

/**
 * There are no scripts. Emoji, icons and themes only decorate: they count as loaded and are then found to be empty. The
 * standard library's (`c4.min.js`) would draw, so that a diagram without it must not pass.
 */
const head = {
  appendChild: (script: ScriptElement) => {
    const settle = script.src?.endsWith('.min.js') ? script.onerror : script.onload;
    setTimeout(() => settle?.(), 0);
  },
};

/** As a document, the text between tags counts as written and nothing is looked up. */
const standIn = {
  nodeType: 9,
  currentScript: null,
  documentElement: new DrawnElement('html', undefined),
  head,
  body: new DrawnElement('body', undefined),
  implementation: {},
  createElement,
  createElementNS: (_namespace: string, name: string) => createElement(name),
  createTextNode: (text: string) => {
    const holder = new DrawnElement('#text', undefined);
    holder.textContent = text;
    return holder.firstChild;
  },
  createProcessingInstruction: () => new RawNode('#instruction', ''),
  importNode: (node: DrawnNode) => node,
  getElementById: () => null,
  querySelector: () => null,
  querySelectorAll: () => [],
  addEventListener: () => undefined,
};

/** Sprites and laid-out graphs come as XML and go into the drawing unread. */
class XmlParser {
  parseFromString(xml: string): { readonly documentElement: RawNode } {
    const start = xml.search(/<[a-z]/i);
    return {
      documentElement: new RawNode(/<(\w+)/.exec(xml)?.[1] ?? 'parsererror', start < 0 ? '' : xml.slice(start)),
    };
  }
}

class XmlWriter {
  serializeToString(node: DrawnNode): string {
    const parts: string[] = [];
    node.write(parts);
    return parts.join('');
  }
}

/** Makes this thread look like a browser's. */
export function installBrowser(): void {
  const nothing = () => undefined;
  const globals: Record<string, unknown> = {
    window: globalThis,
    self: globalThis,
    document: standIn,
    DOMParser: XmlParser,
    XMLSerializer: XmlWriter,
    Element: DrawnElement,
    Node: DrawnElement,
    // No colour is refused: whether a word is one changes no verdict.
    CSS: { supports: () => true },
    addEventListener: nothing,
    removeEventListener: nothing,
    matchMedia: () => ({ matches: false, addEventListener: nothing }),
    // What engines tell a browser's console concerns nobody here.
    console: { ...console, log: nothing, info: nothing, warn: nothing, error: nothing, debug: nothing },
  };
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}
