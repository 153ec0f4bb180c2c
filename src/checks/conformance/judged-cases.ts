import type { CaseResult, CaseResults, Verdict } from '../result.ts';
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

/** What one drawing makes of all cases, told case by case as it is asked for. */
export class JudgedCases implements CaseResults {
  readonly #drawing: PreparedDrawing;
  readonly #cases: ReducedCases;
  /** By number of the shape. */
  readonly #outlines: readonly Outline[];
  readonly #verdicts = new Map<Verdict, number>();

  constructor(drawing: PreparedDrawing, judged: readonly JudgedCase[], cases: ReducedCases, isAmbiguous: boolean) {
    this.#drawing = drawing;
    this.#cases = cases;
    this.#outlines = judged.map((one) => outlineOf(one, isAmbiguous));
    for (const [shape, count] of cases.counts) {
      const { verdict } = this.#outlines[shape]!.parts;
      this.#verdicts.set(verdict, this.count(verdict) + count);
    }
  }

  get length(): number {
    return this.#cases.length;
  }

  count(verdict: Verdict): number {
    return this.#verdicts.get(verdict) ?? 0;
  }

  *[Symbol.iterator](): Iterator<CaseResult> {
    for (const one of this.#cases.list()) yield this.#result(one);
  }

  *ids(): Iterable<string> {
    for (const { id } of this.#cases.list()) yield id;
  }

  *telling(): Iterable<CaseResult> {
    if (!this.#outlines.some(isTelling)) return;
    for (const one of this.#cases.list()) if (isTelling(this.#outlines[one.shape]!)) yield this.#result(one);
  }

  #result(one: ReducedCase): CaseResult {
    const { parts, judged } = this.#outlines[one.shape]!;
    const { verdict, fitness, reasons, spanCount } = parts;
    const { id, traceIds } = one;
    const found =
      judged.discrepancies.length === 0 ? [] : findingsOf(this.#drawing, transplant(judged, this.#cases.recall(one)));
    const findings =
      verdict === 'violates' ? found : found.map((finding) => ({ ...finding, severity: 'warning' as const }));
    return { id, traceIds, verdict, fitness, reasons, findings, spanCount };
  }
}

/** What all cases of a shape have in common. */
interface Outline {
  readonly parts: Pick<CaseResult, 'verdict' | 'fitness' | 'reasons' | 'spanCount'>;
  readonly judged: JudgedCase;
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
    parts: {
      verdict: open ? 'inconclusive' : judged.verdict,
      fitness: judged.fitness,
      reasons: open ? [...judged.reasons, doubt] : judged.reasons,
      spanCount: judged.evidence.observed.spans.length,
    },
  };
}
