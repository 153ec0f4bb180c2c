import type { DrawnModel } from '#model';
import type { Printed } from '../printed.ts';
import { printLifecycle } from './lifecycle.ts';
import { printSequence } from './sequence.ts';
import { printStructure } from './structure.ts';

/** Canonical Mermaid of a model: a whole diagram with its header, as it stands in a file or a fence. */
export function printMermaid(model: DrawnModel): Printed {
  switch (model.kind) {
    case 'interaction':
      return printSequence(model);
    case 'structure':
      return printStructure(model);
    case 'lifecycle':
      return printLifecycle(model);
  }
}
