/** As much of SVG's object model as the engines touch: a tree that can be written as text, and a ruler for words. */
import { lettersOf, widthOf } from './letters.ts';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character]!);
}

/** Something that writes itself: an element, a text, or XML that is passed on as it is. */
export interface DrawnNode {
  write(into: string[]): void;
}

export class RawNode implements DrawnNode {
  readonly tagName: string;
  readonly #xml: string;

  constructor(tagName: string, xml: string) {
    this.tagName = tagName;
    this.#xml = xml;
  }

  write(into: string[]): void {
    into.push(this.#xml);
  }
}

export class DrawnElement implements DrawnNode {
  readonly tagName: string;
  readonly ownerDocument: unknown;
  readonly style: Record<string, string> = {};
  readonly childNodes: DrawnNode[] = [];
  readonly #attributes = new Map<string, string>();

  constructor(tagName: string, ownerDocument: unknown) {
    this.tagName = tagName;
    this.ownerDocument = ownerDocument;
  }

  get firstChild(): DrawnNode | null {
    return this.childNodes[0] ?? null;
  }

  get textContent(): string {
    return textOf(this);
  }

  set textContent(text: string) {
    this.childNodes.splice(0, this.childNodes.length, new RawNode('#text', escaped(text)));
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }

  setAttributeNS(_namespace: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  appendChild<Child extends DrawnNode>(child: Child): Child {
    this.childNodes.push(child);
    return child;
  }

  insertBefore<Child extends DrawnNode>(child: Child, before: DrawnNode | null): Child {
    const at = before === null ? -1 : this.childNodes.indexOf(before);
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, child);
    return child;
  }

  removeChild<Child extends DrawnNode>(child: Child): Child {
    const at = this.childNodes.indexOf(child);
    if (at >= 0) this.childNodes.splice(at, 1);
    return child;
  }

  getBBox(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
    const size = Number.parseFloat(this.getAttribute('font-size') ?? '12') || 12;
    return { x: 0, y: -0.8 * size, width: widthOf(this.textContent, { size }), height: 1.2 * size };
  }

  write(into: string[]): void {
    into.push('<', this.tagName);
    for (const [name, value] of this.#attributes) into.push(' ', name, '="', escaped(value), '"');
    into.push('>');
    for (const child of this.childNodes) child.write(into);
    into.push('</', this.tagName, '>');
  }
}

function textOf(node: DrawnNode): string {
  const parts: string[] = [];
  node.write(parts);
  return parts.join('').replace(/<[^>]*>/g, '');
}

/** What a canvas knows of a text. */
export function measure(text: string, font: string): Readonly<Record<string, number>> {
  const letters = lettersOf(font);
  const [ascent, descent] = [0.8 * letters.size, 0.2 * letters.size];
  return {
    width: widthOf(text, letters),
    actualBoundingBoxAscent: ascent,
    actualBoundingBoxDescent: descent,
    fontBoundingBoxAscent: ascent,
    fontBoundingBoxDescent: descent,
  };
}
