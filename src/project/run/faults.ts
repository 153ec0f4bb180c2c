import type { Message } from '#model';
import type { InjectedFault } from '#reports';
import {
  describeFault,
  type Fault,
  type Faulty,
  injectAlso,
  lineOf,
  type Policy,
  possibleFaults,
  type Scenario,
  withoutFault,
} from '#runtime';
import type { Random } from '#semantics';
import type { FaultWish } from './wishes.ts';

export interface IdleWish extends FaultWish {
  /** The lines in which the same could have struck this run. */
  readonly elsewhere: readonly number[];
}

export interface Injection {
  readonly faulty: Faulty;
  readonly injected: readonly InjectedFault[];
  /** Wishes that found nothing to strike. */
  readonly idle: readonly IdleWish[];
}

/** Lets what was wished for go wrong: one place of those where it can, or each of them as often as was asked for. */
export function injectWished(
  scenario: Scenario,
  wishes: readonly FaultWish[],
  policy: Policy,
  random: Random,
): Injection {
  let faulty = withoutFault(scenario);
  const injected: InjectedFault[] = [];
  const idle: IdleWish[] = [];
  // What changes the choices makes another scenario, so it comes first.
  const changesChoices = ({ kind }: FaultWish) => (kind === 'wrong-branch' || kind === 'wrong-count' ? 0 : 1);
  for (const wish of wishes.toSorted((a, b) => changesChoices(a) - changesChoices(b))) {
    const lineFor = (fault: Fault) => lineOf(fault, drawnIn(faulty.scenario));
    const all = possibleFaults(faulty.scenario, [wish.kind]);
    const possible = all.filter((fault) => wish.line === undefined || lineFor(fault) === wish.line);
    if (possible.length === 0) idle.push({ ...wish, elsewhere: [...new Set(all.map(lineFor))].sort((a, b) => a - b) });
    const one = possible[Math.floor(random() * possible.length)];
    const chosen = wish.rate === undefined ? (one ? [one] : []) : possible.filter(() => random() < wish.rate!);
    for (const fault of chosen) {
      if (!canStrike(fault, faulty.scenario)) continue;
      injected.push(told(fault, faulty.scenario));
      faulty = injectAlso(faulty, fault, policy);
    }
  }
  return { faulty, injected, idle };
}

export function told(fault: Fault, scenario: Scenario): InjectedFault {
  return {
    kind: fault.kind,
    line: lineOf(fault, drawnIn(scenario)),
    says: describeFault(fault, (id) => scenario.instances.get(id)!.message),
  };
}

/** What went wrong before may have taken away what this would strike. */
function canStrike(fault: Fault, { instances }: Scenario): boolean {
  if ('fragment' in fault) return true;
  return instances.has(fault.message) && (fault.kind !== 'reorder' || instances.has(fault.with));
}

function drawnIn(scenario: Scenario): (id: number) => Message {
  return (id) => scenario.instances.get(id)!.drawn;
}
