import { type Case, type CaseScope, exchangesOf } from '#traces';
import { type Inventory, type LifelineBinding, takeInventory } from '../binding/index.ts';
import type { CaseResult, DrawingResult, Finding, Reason, Verdict } from '../result.ts';
import { asService, defaultSettings, participantSuggestion } from '../settings/index.ts';
import { coverageOf } from './coverage.ts';
import { findingsOf } from './findings.ts';
import { type Budget, type JudgedCase, judgeCase } from './judge-case.ts';
import { type CheckableDrawing, PreparedDrawing } from './prepared-drawing.ts';
import type { CaseEvidence } from './scene.ts';
import { UnknownSettings } from './unknown-settings.ts';

export interface CheckInput {
  readonly drawings: readonly CheckableDrawing[];
  /** What there is to judge, by what makes a case of it. */
  readonly cases: CasesByScope;
  readonly budget?: Budget;
}

export type CasesByScope = (scope: CaseScope) => readonly Case[];

export interface CheckedDrawings {
  readonly drawings: readonly DrawingResult[];
  /** About bindings; findings of cases stand with their case. */
  readonly findings: readonly Finding[];
}

/** Milliseconds; a case that needs more than this is one that allows astronomically many orders. */
const defaultBudget: Budget = {
  maxNodes: 200_000,
  decideFor: 10_000,
  explainFor: 1000,
  now: () => performance.now(),
};

/** Holds every case against every drawing that it enters. */
export function checkDrawings({ drawings, cases, budget = defaultBudget }: CheckInput): CheckedDrawings {
  const findings: Finding[] = [];
  const gathered = gatherer(cases);
  const unknown = new UnknownSettings();
  const results = drawings.map((source) => {
    const { evidence, inventory } = gathered(source.settings?.scope);
    const drawing = new PreparedDrawing(source, inventory, drawings);
    unknown.add(drawing);
    const ambiguous = [...drawing.bindings.byLifeline.values()].filter((binding) => binding.ambiguous);
    findings.push(...ambiguous.map((binding) => ambiguousBinding(source, binding)));
    return checkOne(drawing, evidence, ambiguous, budget);
  });
  return { drawings: results, findings: [...unknown.findings(), ...findings] };
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

interface Gathered {
  readonly evidence: readonly CaseEvidence[];
  readonly inventory: Inventory;
}

function gather(cases: readonly Case[]): Gathered {
  const evidence: CaseEvidence[] = cases.map((observed) => ({ observed, communications: exchangesOf(observed) }));
  const inventory = takeInventory(evidence.map(({ communications }) => communications.exchanges));
  return { evidence, inventory };
}

function checkOne(
  drawing: PreparedDrawing,
  evidence: readonly CaseEvidence[],
  ambiguous: readonly LifelineBinding[],
  budget: Budget,
): DrawingResult {
  const judged = evidence.map((one) => judgeCase(drawing, one, budget));
  const cases = judged.map((one) => caseResult(drawing, one, ambiguous.length > 0));
  const reasons: Reason[] = ambiguous.map(({ lifeline, why }) => ({
    code: 'binding/ambiguous',
    message: `participant ${lifeline.id}: ${why}`,
  }));
  const { path, name, line, language } = drawing.source;
  const verdict = overall(cases.map((one) => one.verdict));
  return {
    path,
    name,
    line,
    kind: 'sequence',
    language,
    verdict,
    reasons,
    cases,
    coverage: coverageOf(drawing, judged),
  };
}

function caseResult(drawing: PreparedDrawing, judged: JudgedCase, isAmbiguous: boolean): CaseResult {
  const { observed } = judged.evidence;
  // Whatever was found may only be due to the wrong participant.
  const open = isAmbiguous && judged.verdict !== 'not-applicable';
  const verdict: Verdict = open ? 'inconclusive' : judged.verdict;
  const findings = findingsOf(drawing, judged);
  return {
    id: observed.id,
    traceIds: observed.traceIds,
    verdict,
    fitness: judged.fitness,
    reasons: open
      ? [
          ...judged.reasons,
          { code: 'binding/ambiguous', message: 'a participant of the drawing may be several services' },
        ]
      : judged.reasons,
    findings: verdict === 'violates' ? findings : findings.map((finding) => ({ ...finding, severity: 'warning' })),
    spanCount: observed.spans.length,
  };
}

/** One violation violates; else one open question keeps it open; else one conforming case conforms. */
export function overall(verdicts: readonly Verdict[]): Verdict {
  for (const verdict of ['violates', 'inconclusive', 'conforms'] as const)
    if (verdicts.includes(verdict)) return verdict;
  return 'not-applicable';
}

function ambiguousBinding(
  { path, language }: CheckableDrawing,
  { lifeline, ambiguous, why }: LifelineBinding,
): Finding {
  const services = ambiguous!.filter((name) => !name.includes(' '));
  const { yaml, directive } = participantSuggestion(
    language,
    lifeline.id,
    asService(services[0] ?? 'name-of-the-service'),
  );
  return {
    code: 'binding/ambiguous',
    severity: 'error',
    message: `participant ${lifeline.id} could be any of ${ambiguous!.join(', ')}`,
    path,
    range: lifeline.range,
    label: why,
    help: `say which is meant: \`${yaml}\` in asdrawn.yaml, or \`${directive}\` in the drawing`,
    spans: [],
  };
}
