import {
  type CaseResult,
  type CheckableDrawing,
  checkDrawings,
  defaultSettings,
  type Finding,
  type Reason,
  type Verdict,
} from '#checks';
import type { DrawingRun, InjectedFault, RunChoice, RunMessage } from '#reports';
import {
  type Choice,
  type Faulty,
  type Recorded,
  type Run,
  record,
  type Scenario,
  simulate,
  timingOf,
  withoutFault,
} from '#runtime';
import { casesBy } from '#traces';

/** A run with what was reported of it and how that was judged. */
export interface Executed {
  readonly run: Run;
  readonly recorded: Recorded;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly findings: readonly Finding[];
}

export interface Execution {
  readonly seed: number;
  /** How long things take, beside the ordinary: 0.5 is twice as quick. */
  readonly pace: number;
}

const SHORTEST_SPAN = 50;

/** Runs a scenario in simulated time and holds what was reported of it against its drawing, as one case. */
export function execute(drawing: CheckableDrawing, faulty: Faulty, { seed, pace }: Execution): Executed {
  const run = simulate(faulty.scenario, { seed, timing: timingOf(faulty, pace) });
  const recorded = record(run, { ...faulty, seed, shortest: SHORTEST_SPAN * pace });
  const settings = { ...(drawing.settings ?? defaultSettings), scope: { by: 'run' as const } };
  const checked = checkDrawings({
    drawings: [{ ...drawing, settings }],
    cases: (scope) => casesBy(scope, recorded.spans),
  });
  const cases = checked.drawings[0]!.cases;
  return {
    run,
    recorded,
    verdict: overallOf(cases),
    reasons: cases.flatMap(({ reasons }) => reasons),
    findings: [...checked.findings, ...cases.flatMap(({ findings }) => findings)],
  };
}

/** A run that no service reports anything of is judged by nothing. */
function overallOf(cases: readonly CaseResult[]): Verdict {
  const order: readonly Verdict[] = ['violates', 'inconclusive', 'conforms', 'not-applicable'];
  return order.find((verdict) => cases.some((one) => one.verdict === verdict)) ?? 'not-applicable';
}

export function described(
  { run, recorded, verdict, reasons, findings }: Executed,
  number: number,
  injected: readonly InjectedFault[],
): DrawingRun {
  return {
    number,
    choices: run.scenario.choices.map(choiceOf),
    injected,
    messages: messagesOf(run),
    duration: run.duration,
    spans: recorded.spans.length,
    verdict,
    reasons,
    findings,
  };
}

function choiceOf({ point: { fragment }, taken }: Choice): RunChoice {
  const index = fragment.operator === 'loop' ? 0 : fragment.operator === 'critical' ? taken : taken - 1;
  const operand = taken > 0 ? fragment.operands[index] : undefined;
  return {
    line: fragment.range.start.line,
    operator: fragment.operator,
    taken,
    ...(operand?.guard !== undefined && { guard: operand.guard }),
  };
}

/** In the order in which they were sent, or, where nobody drawn sent them, received. */
function messagesOf(run: Run): readonly RunMessage[] {
  const found = new Map<number, RunMessage>();
  for (const { instance, occurrence, at } of run.events) {
    const { message, drawn } = instance;
    const { from, to, label, sort } = message;
    const known = found.get(message.id) ?? { from, to, label, sort, line: drawn.range.start.line };
    found.set(message.id, { ...known, ...(occurrence === 'send' ? { sent: at } : { received: at }) });
  }
  return [...found.values()];
}

const QUICKEST = 1 / 4096;

/** The pace at which scenarios keep the budgets that are drawn; the quickest there is if none does. */
export function paceOf(drawing: CheckableDrawing, scenarios: readonly Scenario[], seed: number): number {
  let pace = 1;
  const exceeds = (scenario: Scenario) =>
    execute(drawing, withoutFault(scenario), { seed, pace }).findings.some(
      ({ code }) => code === 'sequence/budget-exceeded',
    );
  while (pace > QUICKEST && scenarios.some(exceeds)) pace /= 4;
  return pace;
}
