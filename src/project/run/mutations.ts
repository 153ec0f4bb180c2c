import type { Finding } from '#checks';
import type { Mutation, Mutations } from '#reports';
import {
  connectionsOf,
  type Fault,
  type FaultKind,
  inject,
  type Observability,
  Observer,
  type Policy,
  possibleFaults,
  type Scenario,
} from '#runtime';
import { type Executed, type Execution, execute, type Runnable } from './executing.ts';
import { told } from './faults.ts';

/** A scenario with the policy that made its choices. */
export interface Chosen {
  readonly scenario: Scenario;
  readonly policy: Policy;
}

/**
 * Every single fault that can strike the scenarios, each in a run of its own, held against the drawing: what services
 * show of it must be found. What cannot be seen is told with the reason.
 */
export function mutationsOf(
  runnable: Runnable,
  chosen: readonly Chosen[],
  kinds: readonly FaultKind[],
  execution: Execution,
): Mutations {
  const observer = new Observer(runnable.drawn);
  const outcomes: Mutation[] = [];
  chosen.forEach(({ scenario, policy }, index) => {
    for (const fault of once(possibleFaults(scenario, kinds), scenario)) {
      const faulty = inject(scenario, fault, policy);
      const executed = execute(runnable, faulty, execution);
      const found = executed.verdict === 'violates';
      const isEntered = executed.verdict !== 'not-applicable';
      const seen = found ? 'different' : isEntered ? observer.observe(executed.run, faulty.unreported) : 'not-entered';
      const outcome = found ? 'found' : seen === 'different' ? 'missed' : 'unobservable';
      outcomes.push({
        ...told(fault, scenario),
        run: index + 1,
        outcome,
        findings: executed.findings.map(({ code, range }) => ({ code, ...(range && { line: range.start.line }) })),
        named: found && isNamed(fault, scenario, executed),
        ...(outcome === 'unobservable' && { why: reasonFor(fault, seen) }),
      });
    }
  });
  const count = (outcome: Mutation['outcome']) => outcomes.filter((one) => one.outcome === outcome).length;
  return {
    struck: outcomes.length,
    found: count('found'),
    named: outcomes.filter(({ named }) => named).length,
    missed: count('missed'),
    unobservable: count('unobservable'),
    outcomes,
  };
}

/** Of the iterations of a loop the first and the last: what is between them is like the first. */
function once(faults: readonly Fault[], { instances }: Scenario): readonly Fault[] {
  const last = new Map<number, number>();
  for (const { message, drawn } of instances.values()) last.set(drawn.id, message.id);
  const seen = new Set<string>();
  return faults.filter((fault) => {
    if ('fragment' in fault) return true;
    const { drawn, message } = instances.get(fault.message)!;
    const key = `${fault.kind} ${drawn.id}`;
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst || last.get(drawn.id) === message.id;
  });
}

/** Does a finding point at the line that was struck, or at a span of it? */
function isNamed(fault: Fault, scenario: Scenario, { findings, recorded, run }: Executed): boolean {
  const ids = struckBy(fault, scenario);
  const struck = new Set<number>(ids.map((id) => scenario.instances.get(id)!.drawn.id));
  const lines = new Set(ids.map((id) => scenario.instances.get(id)!.drawn.range.start.line));
  const within = 'fragment' in fault ? fault.fragment.range : undefined;
  const hits = ({ range, related = [], spans }: Finding) =>
    [range, ...related.map((place) => place.range)].some(
      (place) =>
        place !== undefined &&
        (lines.has(place.start.line) ||
          (within !== undefined && place.start.line >= within.start.line && place.start.line <= within.end.line)),
    ) ||
    spans.some(({ spanId }) => {
      const shown = run.scenario.instances.get(recorded.messages.get(spanId) ?? -1);
      return shown !== undefined && struck.has(shown.drawn.id);
    });
  return findings.some(hits);
}

/** The messages that a fault strikes: those that it is about, and those that do not happen because of it. */
function struckBy(fault: Fault, scenario: Scenario): readonly number[] {
  if ('fragment' in fault) return [];
  if (fault.kind === 'reorder') return [fault.message, fault.with];
  const takesAway = fault.kind === 'drop' || fault.kind === 'lose' || fault.kind === 'crash';
  return takesAway ? [...connectionsOf(scenario).causedBy([fault.message])] : [fault.message];
}

function reasonFor(fault: Fault, seen: Observability | 'not-entered'): string {
  if (seen === 'not-entered')
    return 'what is left does not begin as drawn, so that it is about something else; a check says so, and does not pass';
  if (seen === 'unseen') return 'no service reports anything of what is left';
  if (seen === 'unknown') return 'it would take too long to tell whether what is left is a run of the drawing';
  if (fault.kind === 'delay')
    return 'everything still happens in the drawn order, and no budget is drawn that it exceeds';
  if (fault.kind === 'lose' || fault.kind === 'crash')
    return 'the call was made; that the other side did not handle it looks like a span that was not reported';
  return 'what services report of it is a run of the drawing, too';
}
