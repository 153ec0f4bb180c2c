import type { Case, Span } from '#traces';
import { outcomeOf } from '../budgets/index.ts';
import type { BudgetCoverage, CaseResult, CaseResults, Finding, Verdict } from '../result.ts';
import { budgetFinding } from './budget-findings.ts';
import { BudgetTally } from './budget-tally.ts';
import { findingsOf } from './findings.ts';
import type { JudgedCase } from './judge-case.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import type { ReducedCase, ReducedCases } from './reduced-cases.ts';
import { transplant } from './transplant.ts';

/** Of a drawing that nothing was held against. */
export const noCases: CaseResults = {
  length: 0,
  count: () => 0,
  *[Symbol.iterator]() {},
  ids: () => [],
  telling: () => [],
};

/** How many cases are made results of together. */
const AT_ONCE = 1000;

/** What one drawing makes of all cases, told case by case as it is asked for. */
export class JudgedCases implements CaseResults {
  readonly #drawing: PreparedDrawing;
  readonly #cases: ReducedCases;
  /** By number of the shape. */
  readonly #outlines: readonly Outline[];
  readonly #verdicts = new Map<Verdict, number>();
  readonly #budgets: BudgetTally;

  constructor(drawing: PreparedDrawing, judged: readonly JudgedCase[], cases: ReducedCases, isAmbiguous: boolean) {
    this.#drawing = drawing;
    this.#cases = cases;
    this.#outlines = judged.map((one) => outlineOf(one, isAmbiguous));
    for (const [shape, count] of cases.counts) this.#count(this.#outlines[shape]!.parts.verdict, count);
    this.#budgets = new BudgetTally(drawing, judged, cases);
    for (const one of this.#budgets.exceeding.values()) {
      this.#count(this.#outlines[one.shape]!.parts.verdict, -1);
      this.#count(this.#verdictOf(one), 1);
    }
  }

  #count(verdict: Verdict, cases: number): void {
    this.#verdicts.set(verdict, this.count(verdict) + cases);
  }

  /** What was exceeded was exceeded, whatever else was lost of the case; unless it may be another's. */
  #verdictOf(one: ReducedCase): Verdict {
    const { parts, isOpen } = this.#outlines[one.shape]!;
    const isViolated = this.#drawing.settings.budgets === 'error' && this.#budgets.exceeding.has(one.number);
    return isViolated && !isOpen ? 'violates' : parts.verdict;
  }

  /** What the cases say of the times that are drawn. */
  get budgets(): readonly BudgetCoverage[] {
    return this.#budgets.coverage();
  }

  get length(): number {
    return this.#cases.length;
  }

  count(verdict: Verdict): number {
    return this.#verdicts.get(verdict) ?? 0;
  }

  *[Symbol.iterator](): Iterator<CaseResult> {
    yield* this.#results(this.#cases.list());
  }

  /** Cases that are near each other are recalled together, for a piece of a recording may hold thousands. */
  *#results(list: Iterable<ReducedCase>): Generator<CaseResult> {
    let batch: ReducedCase[] = [];
    for (const one of list) {
      batch.push(one);
      if (batch.length < AT_ONCE) continue;
      yield* this.#resultsOf(batch);
      batch = [];
    }
    yield* this.#resultsOf(batch);
  }

  *#resultsOf(batch: readonly ReducedCase[]): Generator<CaseResult> {
    const found = batch.filter((one) => this.#hasFindings(one));
    const recalled = new Map(found.length > 0 ? this.#cases.recallAll(found) : []);
    for (const one of batch) yield this.#result(one, recalled.get(one));
  }

  #hasFindings({ shape, number }: ReducedCase): boolean {
    return this.#budgets.exceeding.has(number) || this.#outlines[shape]!.judged.discrepancies.length > 0;
  }

  *#telling(): Generator<ReducedCase> {
    const { exceeding } = this.#budgets;
    for (const one of this.#cases.list())
      if (exceeding.has(one.number) || isTelling(this.#outlines[one.shape]!)) yield one;
  }

  *ids(): Iterable<string> {
    for (const { id } of this.#cases.list()) yield id;
  }

  *telling(): Iterable<CaseResult> {
    if (this.#budgets.exceeding.size === 0 && !this.#outlines.some(isTelling)) return;
    yield* this.#results(this.#telling());
  }

  /** `recalled` where the case has findings. */
  #result(one: ReducedCase, recalled: Case | undefined): CaseResult {
    const { parts, judged } = this.#outlines[one.shape]!;
    const { fitness, reasons, spanCount } = parts;
    const { id, traceIds } = one;
    const verdict = this.#verdictOf(one);
    const found =
      judged.discrepancies.length === 0 || !recalled ? [] : findingsOf(this.#drawing, transplant(judged, recalled));
    // Only a verdict that is sure makes errors of them, and that of the sequence may be less so than that of its times.
    const departures =
      parts.verdict === 'violates' ? found : found.map((finding) => ({ ...finding, severity: 'warning' as const }));
    const budgets = recalled ? this.#budgetFindings(one, judged, verdict, recalled.spans) : [];
    return { id, traceIds, verdict, fitness, reasons, findings: [...departures, ...budgets], spanCount };
  }

  #budgetFindings(
    one: ReducedCase,
    { budgets }: JudgedCase,
    verdict: Verdict,
    spans: readonly Span[],
  ): readonly Finding[] {
    if (!this.#budgets.exceeding.has(one.number)) return [];
    return budgets.flatMap((measured) => {
      const found = outcomeOf(measured, spans);
      if (found?.outcome !== 'exceeded') return [];
      const finding = budgetFinding(this.#drawing, { ...found, budget: measured.budget }, spans);
      return verdict !== 'violates' && finding.severity === 'error' ? [{ ...finding, severity: 'warning' }] : [finding];
    });
  }
}

/** What all cases of a shape have in common. */
interface Outline {
  readonly parts: Pick<CaseResult, 'verdict' | 'fitness' | 'reasons' | 'spanCount'>;
  readonly judged: JudgedCase;
  /** Nothing is sure of it, for it may be about somebody else. */
  readonly isOpen: boolean;
}

function isTelling({ parts, judged }: Outline): boolean {
  return parts.reasons.length + judged.discrepancies.length > 0;
}

function outlineOf(judged: JudgedCase, isAmbiguous: boolean): Outline {
  // Whatever was found may only be due to the wrong participant.
  const open = isAmbiguous && judged.verdict !== 'not-applicable';
  const doubt = { code: 'binding/ambiguous', message: 'a participant of the drawing may be several services' };
  return {
    judged,
    isOpen: open,
    parts: {
      verdict: open ? 'inconclusive' : judged.verdict,
      fitness: judged.fitness,
      reasons: open ? [...judged.reasons, doubt] : judged.reasons,
      spanCount: judged.evidence.observed.spans.length,
    },
  };
}
