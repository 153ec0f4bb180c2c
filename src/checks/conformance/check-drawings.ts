import type { CaseScope } from '#traces';
import { type Inventory, type LifelineBinding, takeInventory } from '../binding/index.ts';
import type { DrawingResult, Finding, JudgedDrawing, Reason, Verdict } from '../result.ts';
import { asService, defaultSettings, participantSuggestion } from '../settings/index.ts';
import { coverageOf } from './coverage.ts';
import type { CasesByScope } from './gather.ts';
import { type Budget, enters, type JudgedCase, judgeCase, notApplicable } from './judge-case.ts';
import { JudgedCases } from './judged-cases.ts';
import { type CheckableDrawing, PreparedDrawing } from './prepared-drawing.ts';
import { casesInMemory, type ReducedCases } from './reduced-cases.ts';
import type { CaseEvidence } from './scene.ts';
import { exampleOf, type Shape, Shapes, type Structure } from './shapes.ts';
import { UnknownSettings } from './unknown-settings.ts';

export interface CheckInput {
  readonly drawings: readonly CheckableDrawing[];
  readonly cases: CasesByScope;
  readonly budget?: Budget;
  /** What a `ref` may name, if that is more than the drawings themselves. */
  readonly library?: readonly CheckableDrawing[];
}

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
export function checkDrawings({ cases, ...input }: CheckInput): CheckedDrawings {
  const reduced = (scope: CaseScope, own: readonly CheckableDrawing[]) => casesInMemory(cases(scope), new Shapes(own));
  const checked = checkReduced({ ...input, cases: reduced });
  return { ...checked, drawings: checked.drawings.map((drawing) => ({ ...drawing, cases: [...drawing.cases] })) };
}

export interface ReducedInput {
  readonly drawings: readonly CheckableDrawing[];
  /** The cases of a scope, reduced for the drawings that are judged by it. */
  readonly cases: (scope: CaseScope, drawings: readonly CheckableDrawing[]) => ReducedCases;
  readonly budget?: Budget;
  readonly library?: readonly CheckableDrawing[];
}

/**
 * The same for cases by shape, each shape held against a drawing once. What single cases are told is made when it is
 * asked for, so that a result is no larger than its shapes.
 */
export function checkReduced({ drawings, cases, budget = defaultBudget, library = drawings }: ReducedInput): {
  readonly drawings: readonly JudgedDrawing[];
  readonly findings: readonly Finding[];
} {
  const unknown = new UnknownSettings();
  const findings: Finding[] = [];
  const results = new Map<CheckableDrawing, JudgedDrawing>();
  for (const [scope, own] of byScope(drawings)) {
    const evidence = new ReducedEvidence(cases(scope, own));
    for (const source of own) {
      const drawing = new PreparedDrawing(source, evidence.inventory, library);
      unknown.add(drawing);
      const ambiguous = [...drawing.bindings.byLifeline.values()].filter((binding) => binding.ambiguous);
      findings.push(...ambiguous.map((binding) => ambiguousBinding(source, binding)));
      results.set(source, drawingResult(drawing, evidence.judgedBy(drawing, budget), evidence.cases, ambiguous));
    }
  }
  return {
    drawings: drawings.map((drawing) => results.get(drawing)!),
    findings: [...unknown.findings(), ...findings],
  };
}

/** Drawings that are judged by the same cases, in the order of the first of them. */
function byScope(
  drawings: readonly CheckableDrawing[],
): readonly (readonly [CaseScope, readonly CheckableDrawing[]])[] {
  const groups = Map.groupBy(drawings, ({ settings }) => JSON.stringify(settings?.scope ?? defaultSettings.scope));
  return [...groups.values()].map((own) => [own[0]!.settings?.scope ?? defaultSettings.scope, own]);
}

/** All cases of one scope, as the drawings that are judged by it see them. */
class ReducedEvidence {
  readonly cases: ReducedCases;
  readonly inventory: Inventory;
  readonly #byService: ByService;
  readonly #examples: Examples;

  constructor(cases: ReducedCases) {
    this.cases = cases;
    const { shapes } = cases.shapes;
    // Of shapes that turned out to be parts of cases no case is left.
    const structures = [...new Set([...cases.counts.keys()].map((number) => shapes[number]!.structure))];
    this.inventory = takeInventory(structures.map(({ evidence }) => evidence.communications.exchanges));
    this.#byService = new ByService(structures);
    this.#examples = new Examples(shapes);
  }

  /** By the number of the shape. */
  judgedBy(drawing: PreparedDrawing, budget: Budget): readonly JudgedCase[] {
    const entering = new Set(
      this.#byService.with(drawing.bindings.byKey.keys()).filter(({ evidence }) => enters(drawing, evidence)),
    );
    return this.cases.shapes.shapes.map((shape) =>
      entering.has(shape.structure)
        ? judgeCase(drawing, this.#examples.of(shape), budget)
        : notApplicable(shape.structure.evidence),
    );
  }
}
/** Structures by the services that reported in them. */
class ByService {
  readonly #structures: readonly Structure[];
  readonly #byService = new Map<string, Set<Structure>>();

  constructor(structures: readonly Structure[]) {
    this.#structures = structures;
    for (const structure of structures) {
      for (const service of structure.services) {
        const known = this.#byService.get(service);
        if (known) known.add(structure);
        else this.#byService.set(service, new Set([structure]));
      }
    }
  }

  /**
   * At least one end of every exchange is a service that reports, and what happens at a service that is not drawn is
   * like nothing in the drawing: a case without any service of a drawing never enters it.
   */
  with(keys: Iterable<string>): readonly Structure[] {
    const found = new Set<Structure>();
    for (const key of keys) for (const structure of this.#byService.get(key) ?? []) found.add(structure);
    return found.size === this.#structures.length ? this.#structures : [...found];
  }
}

/** One example a shape, made when the first drawing needs it. */
class Examples {
  readonly #examples: (CaseEvidence | undefined)[];

  constructor(shapes: readonly Shape[]) {
    this.#examples = shapes.map(() => undefined);
  }

  of(shape: Shape): CaseEvidence {
    this.#examples[shape.number] ??= exampleOf(shape);
    return this.#examples[shape.number]!;
  }
}

function drawingResult(
  drawing: PreparedDrawing,
  judged: readonly JudgedCase[],
  cases: ReducedCases,
  ambiguous: readonly LifelineBinding[],
): JudgedDrawing {
  const results = new JudgedCases(drawing, judged, cases, ambiguous.length > 0);
  const reasons: Reason[] = ambiguous.map(({ lifeline, why }) => ({
    code: 'binding/ambiguous',
    message: `participant ${lifeline.id}: ${why}`,
  }));
  const { budgets } = results;
  const { path, name, line, language } = drawing.source;
  const verdicts = (['violates', 'inconclusive', 'conforms', 'not-applicable'] as const).filter(
    (verdict) => results.count(verdict) > 0,
  );
  return {
    path,
    name,
    line,
    kind: 'sequence',
    language,
    verdict: overall(verdicts),
    reasons,
    cases: results,
    coverage: { ...coverageOf(drawing, judged, cases.counts), ...(budgets.length > 0 && { budgets }) },
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
