import type { Drawn, Printed } from '../printed.ts';
import { printSequence } from './sequence.ts';

/** Canonical PlantUML of a model: from `@startuml` to `@enduml`, as it stands in a file or a fence. */
export function printPlantuml(model: Drawn): Printed {
  switch (model.kind) {
    case 'interaction':
      return printSequence(model);
    default:
      throw new Error('TODO');
  }
}
