import type { Message } from '#model';
import { type Policy, type Scenario, scenarioOf } from '../scenario/scenario.ts';
import { type Timing, timingAt } from '../simulation/timing.ts';
import { connectionsOf } from './connections.ts';
import { edited, nextId } from './edit.ts';
import { DELAY, type Fault } from './fault.ts';

/** A scenario with a fault in it, and what the simulation and the recording have to know of that. */
export interface Faulty {
  readonly scenario: Scenario;
  /** Messages that take long to arrive. */
  readonly delayed: ReadonlySet<number>;
  /** Messages whose handling nobody reported, because whoever handled them was gone. */
  readonly unreported: ReadonlySet<number>;
  /** Messages that were never answered or never arrived: who sent them saw them fail. */
  readonly failed: ReadonlySet<number>;
}

/** A scenario as it is. */
export function withoutFault(scenario: Scenario): Faulty {
  return { scenario, delayed: new Set(), unreported: new Set(), failed: new Set() };
}

/** How long things take where some messages are late; `pace` 0.5 is twice as quick, but for what is late. */
export function timingOf({ delayed }: Pick<Faulty, 'delayed'>, pace = 1): Timing {
  const { transit, work } = timingAt(pace);
  return {
    work,
    transit: (message, random) => transit(message, random) + (delayed.has(message.id) ? DELAY : 0),
  };
}

/** One fault more. */
export function injectAlso(faulty: Faulty, fault: Fault, policy: Policy): Faulty {
  const next = inject(faulty.scenario, fault, policy);
  return {
    scenario: next.scenario,
    delayed: new Set([...faulty.delayed, ...next.delayed]),
    unreported: new Set([...faulty.unreported, ...next.unreported]),
    failed: new Set([...faulty.failed, ...next.failed]),
  };
}

/** Lets a fault strike. The policy is the one that made the scenario's choices. */
export function inject(scenario: Scenario, fault: Fault, policy: Policy): Faulty {
  if (fault.kind === 'wrong-branch' || fault.kind === 'wrong-count')
    return withoutFault(scenarioOf(scenario.drawn, policy, { deviation: fault }));
  const connections = connectionsOf(scenario);
  const { message } = scenario.instances.get(fault.message)!;
  const unchanged = withoutFault(scenario);
  switch (fault.kind) {
    case 'drop': {
      const gone = connections.causedBy([fault.message]);
      return { ...unchanged, scenario: edited(scenario, (one) => (gone.has(one.id) ? [] : [one])) };
    }
    case 'lose': {
      const gone = connections.causedBy([fault.message]);
      const lost: Message = { ...message, messageKind: 'lost' };
      const replace = (one: Message) => (one === message ? [lost] : gone.has(one.id) ? [] : [one]);
      return { ...unchanged, scenario: edited(scenario, replace), failed: new Set([fault.message]) };
    }
    case 'duplicate': {
      const again: Message = { ...message, id: nextId(scenario) };
      return {
        ...unchanged,
        scenario: edited(scenario, (one) => (one === message ? [again, one] : [one]), new Map([[again.id, message]])),
      };
    }
    case 'extra': {
      const { labelRange: _, ...bare } = message;
      const extra: Message = { ...bare, id: nextId(scenario), sort: 'synchCall', label: 'GET /not-drawn' };
      return {
        ...unchanged,
        scenario: edited(scenario, (one) => (one === message ? [extra, one] : [one]), new Map([[extra.id, message]])),
      };
    }
    case 'delay':
      return { ...unchanged, delayed: new Set([fault.message]) };
    case 'reorder': {
      const other = scenario.instances.get(fault.with)!.message;
      const replace = (one: Message) => (one === message ? [other] : one === other ? [message] : [one]);
      return { ...unchanged, scenario: edited(scenario, replace) };
    }
    case 'wrong-receiver':
      return { ...unchanged, scenario: edited(scenario, connections.withEnd(message, 'to', fault.lifeline)) };
    case 'wrong-sender':
      return { ...unchanged, scenario: edited(scenario, connections.withEnd(message, 'from', fault.lifeline)) };
    case 'error-status': {
      const other: Message = { ...message, label: '500 Internal Server Error' };
      return { ...unchanged, scenario: edited(scenario, (one) => (one === message ? [other] : [one])) };
    }
    case 'crash': {
      const gone = connections.causedBy([fault.message]);
      const replace = (one: Message) => (one !== message && gone.has(one.id) ? [] : [one]);
      return {
        ...unchanged,
        scenario: edited(scenario, replace),
        unreported: new Set([fault.message]),
        failed: new Set([fault.message]),
      };
    }
  }
}
