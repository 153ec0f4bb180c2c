import type { NodeShape } from '#model';
import type { Brackets } from './statements.ts';

const ofBrackets: Readonly<Record<Brackets, NodeShape>> = {
  ...({ '[]': 'rectangle', '()': 'rounded', '(())': 'circle', '((()))': 'double-circle', '([])': 'stadium' } as const),
  ...({ '[[]]': 'subroutine', '[()]': 'database', '{}': 'diamond', '{{}}': 'hexagon', '>]': 'asymmetric' } as const),
  ...({ '(--)': 'ellipse', '[|]': 'rectangle', '[/\\]': 'trapezoid', '[\\/]': 'trapezoid-inverted' } as const),
  ...({ '[//]': 'lean-right', '[\\\\]': 'lean-left' } as const),
};

export function shapeOfBrackets(brackets: Brackets): NodeShape {
  return ofBrackets[brackets];
}

/** One name a shape, then the names by which `@{ shape: … }` calls it (Mermaid 12, shapes.ts). */
const names: readonly string[] = [
  ...['rectangle rect proc process rectangle', 'rounded rounded event', 'stadium stadium terminal pill'],
  ...['subroutine fr-rect subprocess subproc framed-rectangle subroutine', 'database cyl db database cylinder'],
  ...['data-store datastore data-store', 'folder folder directory', 'bucket bucket', 'console console'],
  ...['browser browser', 'person person', 'circle circle circ', 'bang bang', 'cloud cloud'],
  ...['diamond diam decision diamond question choice', 'hexagon hex hexagon prepare'],
  ...['lean-right lean-r lean-right in-out', 'lean-left lean-l lean-left out-in'],
  ...['trapezoid trap-b priority trapezoid-bottom trapezoid', 'double-circle dbl-circ double-circle doublecircle'],
  ...['trapezoid-inverted trap-t manual trapezoid-top inv-trapezoid', 'label text', 'card notch-rect card'],
  ...['card notched-rectangle', 'lined-rectangle lin-rect lined-rectangle lined-process lin-proc shaded-process'],
  ...['small-circle sm-circ start small-circle', 'framed-circle fr-circ stop framed-circle', 'fork fork join'],
  ...['hourglass hourglass collate', 'brace-left brace comment brace-l', 'brace-right brace-r', 'braces braces'],
  ...['lightning-bolt bolt com-link lightning-bolt', 'document doc document', 'delay delay half-rounded-rectangle'],
  ...['queue h-cyl das horizontal-cylinder', 'lined-cylinder lin-cyl disk lined-cylinder'],
  ...['curved-trapezoid curv-trap curved-trapezoid display', 'triangle tri extract triangle'],
  ...['divided-rectangle div-rect div-proc divided-rectangle divided-process'],
  ...['window-pane win-pane internal-storage window-pane', 'filled-circle f-circ junction filled-circle'],
  ...['notched-pentagon notch-pent loop-limit notched-pentagon'],
  ...['flipped-triangle flip-tri manual-file flipped-triangle', 'sloped-rectangle sl-rect manual-input'],
  ...['sloped-rectangle sloped-rectangle', 'documents docs documents st-doc stacked-document'],
  ...['collections st-rect procs processes stacked-rectangle', 'crossed-circle cross-circ summary crossed-circle'],
  ...['bow-tie-rectangle bow-rect stored-data bow-tie-rectangle', 'tagged-document tag-doc tagged-document'],
  ...['tagged-rectangle tag-rect tagged-rectangle tag-proc tagged-process', 'flag flag paper-tape', 'asymmetric odd'],
  ...[
    'lined-document lin-doc lined-document',
    'rounded state composite',
    'note note',
    'icon icon',
    'small-circle anchor',
  ],
  ...['circle bpmn-start bpmn-intermediate bpmn-boundary bpmn-end', 'diamond bpmn-gateway', 'rounded bpmn-activity'],
  ...['document bpmn-data', 'database bpmn-data-store', 'brace-left bpmn-annotation'],
];

let byName: Map<string, NodeShape> | undefined;

function shapes(): Map<string, NodeShape> {
  if (byName) return byName;
  byName = new Map();
  for (const line of names) {
    const [shape, ...called] = line.split(' ');
    for (const name of called) byName.set(name, shape as NodeShape);
  }
  return byName;
}

/** The shape that `@{ shape: name }` asks for; undefined where Mermaid knows none of that name. */
export function shapeNamed(name: string): NodeShape | undefined {
  return shapes().get(name);
}

export function shapeNames(): Iterable<string> {
  return shapes().keys();
}
