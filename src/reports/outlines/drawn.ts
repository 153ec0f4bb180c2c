import type { SourceRange } from '#diagnostics';
import type { DrawnNote } from '#model';
import type { Paint } from '../terminal/paint.ts';
import { oneLine } from '../terminal/text.ts';

/** A line of an outline: the line of the drawing, how deep it stands, what it says. */
export function outlineLine(range: SourceRange, depth: number, text: string, paint: Paint): string {
  const number = paint.dim(String(range.start.line).padStart(5));
  return `${number}  ${paint.dim('│ '.repeat(depth))}${text}`;
}

/** `database orders "Orders" <<s>>`: an element by its kind (as it is painted), its id, and its label where that is another. */
export function elementText(
  kind: string,
  { id, label, stereotypes }: { readonly id: string; readonly label: string; readonly stereotypes: readonly string[] },
  paint: Paint,
): string {
  const written = label === id ? '' : paint.dim(` "${oneLine(label)}"`);
  const marked = stereotypes.map((stereotype) => paint.dim(` <<${oneLine(stereotype)}>>`)).join('');
  return `${kind} ${oneLine(id)}${written}${marked}`;
}

export function noteLine({ of, text, range }: DrawnNote, paint: Paint): string {
  const beside = of.length === 0 ? '' : ` of ${of.map(oneLine).join(', ')}`;
  return outlineLine(range, 0, paint.dim(`note${beside}: ${oneLine(text)}`), paint);
}

/** In the order of the text. */
export function byPlace(a: { readonly range: SourceRange }, b: { readonly range: SourceRange }): number {
  return a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column;
}

/**
 * What holds others, outermost first, each followed by what it holds. Keeps its own stack: nesting is no recursion.
 */
export function* nested<Element extends { readonly id: string }>(
  elements: readonly Element[],
  holderOf: (element: Element) => string | null,
): Generator<{ readonly element: Element; readonly depth: number }> {
  const inside = new Map<string | null, Element[]>();
  for (const element of elements) {
    const holder = holderOf(element);
    const others = inside.get(holder);
    if (others) others.push(element);
    else inside.set(holder, [element]);
  }
  const open = [{ elements: inside.get(null) ?? [], at: 0 }];
  for (let level = open.at(-1); level; level = open.at(-1)) {
    const element = level.elements[level.at++];
    if (!element) {
      open.pop();
      continue;
    }
    yield { element, depth: open.length - 1 };
    const held = inside.get(element.id);
    if (held) open.push({ elements: held, at: 0 });
  }
}
