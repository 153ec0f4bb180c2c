import { type Case, type CaseScope, exchangesOf } from '#traces';
import { type Inventory, takeInventory } from '../binding/index.ts';
import { defaultSettings } from '../settings/index.ts';
import type { CaseEvidence } from './scene.ts';

/** What there is to judge, by what makes a case of it. */
export type CasesByScope = (scope: CaseScope) => readonly Case[];

export interface Gathered {
  readonly evidence: readonly CaseEvidence[];
  readonly inventory: Inventory;
}

/** The evidence of each scope, gathered once. */
export function gatherer(cases: CasesByScope): (scope?: CaseScope) => Gathered {
  const known = new Map<string, Gathered>();
  return (scope = defaultSettings.scope) => {
    const key = JSON.stringify(scope);
    const gathered = known.get(key) ?? gather(cases(scope));
    known.set(key, gathered);
    return gathered;
  };
}

function gather(cases: readonly Case[]): Gathered {
  const evidence: CaseEvidence[] = cases.map((observed) => ({ observed, communications: exchangesOf(observed) }));
  const inventory = takeInventory(evidence.map(({ communications }) => communications.exchanges));
  return { evidence, inventory };
}
