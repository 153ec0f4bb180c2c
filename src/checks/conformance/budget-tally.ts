import type { Span } from '#traces';
import { outcomeOf } from '../budgets/index.ts';
import type { BudgetCoverage } from '../result.ts';
import { spoken, stretchText } from './budget-findings.ts';
import type { JudgedCase } from './judge-case.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import type { ReducedCase, ReducedCases } from './reduced-cases.ts';

interface Tally {
  cases: number;
  exceeded: number;
  longest: number;
  readonly unmeasured: Map<string, number>;
}

/** What the cases of a drawing make of its budgets. The times of every case count, not only those of its shape. */
export class BudgetTally {
  /** By `number`: cases that exceed a budget. */
  readonly exceeding = new Map<number, ReducedCase>();
  readonly #drawing: PreparedDrawing;
  readonly #tallies: readonly Tally[];

  constructor(drawing: PreparedDrawing, judged: readonly JudgedCase[], cases: ReducedCases) {
    this.#drawing = drawing;
    this.#tallies = drawing.budgets.budgets.map(() => ({ cases: 0, exceeded: 0, longest: 0, unmeasured: new Map() }));
    for (const [shape, count] of cases.counts)
      judged[shape]!.budgets.forEach(({ why }, index) => {
        if (why !== undefined) this.#leaveOut(index, why, count);
      });
    if (![...cases.counts.keys()].some((shape) => isMeasured(judged[shape]!))) return;
    for (const [one, { spans }] of cases.recallAll(measuredOf(judged, cases)))
      this.#take(one, judged[one.shape]!, spans);
  }

  #take(one: ReducedCase, { budgets }: JudgedCase, spans: readonly Span[]): void {
    budgets.forEach((measured, index) => {
      const found = outcomeOf(measured, spans);
      if (!found) return;
      if (found.outcome === 'unclear') {
        this.#leaveOut(index, 'its clock is too coarse to tell', 1);
        return;
      }
      const tally = this.#tallies[index]!;
      tally.cases++;
      tally.longest = Math.max(tally.longest, found.took);
      if (found.outcome === 'kept') return;
      tally.exceeded++;
      this.exceeding.set(one.number, one);
    });
  }

  #leaveOut(index: number, why: string, count: number): void {
    const { unmeasured } = this.#tallies[index]!;
    unmeasured.set(why, (unmeasured.get(why) ?? 0) + count);
  }

  /** In the order of the drawing: what was judged, and what was not. */
  coverage(): readonly BudgetCoverage[] {
    const { budgets, unjudged } = this.#drawing.budgets;
    const told = [
      ...budgets.map(({ written, range, limit, stretch }, index): BudgetCoverage => {
        const { cases, exceeded, longest, unmeasured } = this.#tallies[index]!;
        const [often] = [...unmeasured].sort(([, one], [, other]) => other - one);
        return {
          budget: written,
          range,
          limit,
          stretch: stretchText(this.#drawing, stretch),
          cases,
          exceeded,
          ...(cases > 0 && { longest: spoken(longest) }),
          ...(cases === 0 && { notJudged: often?.[0] ?? 'no case shows it' }),
        };
      }),
      ...unjudged.map(({ written, range, why }) => ({
        budget: written,
        range,
        cases: 0,
        exceeded: 0,
        notJudged: why,
      })),
    ];
    return told.sort((a, b) => a.range.start.line - b.range.start.line);
  }
}

function* measuredOf(judged: readonly JudgedCase[], cases: ReducedCases): Generator<ReducedCase> {
  for (const one of cases.list()) if (isMeasured(judged[one.shape]!)) yield one;
}

function isMeasured({ budgets }: JudgedCase): boolean {
  return budgets.some(({ intervals }) => intervals.length > 0);
}
