import { type CheckableDrawing, drawingCalled, type Finding, ruleDescriptions, type Verdict } from '#checks';
import type { SourceText } from '#diagnostics';
import { budgetsOf, type Interaction, inlineUses, messagesOf } from '#model';
import type { DrawingRun, DrawingRuns, RunResult } from '#reports';
import {
  coveringPolicies,
  type FaultKind,
  first,
  type Policy,
  random,
  repeatable,
  ScenarioTooLarge,
  scenarioOf,
  type Wish,
  wished,
} from '#runtime';
import { seededRandom } from '#semantics';
import { otlpJsonLine, type Span } from '#traces';
import { type DrawingChoice, modelsOf, readDrawings } from '../drawings.ts';
import { reasonOf } from '../files.ts';
import { findings } from '../findings.ts';
import type { Outcome, Place } from '../outcome.ts';
import { isError } from '../severity.ts';
import { replaceFile } from '../writing.ts';
import { described, execute, paceOf, type Runnable } from './executing.ts';
import { injectWished } from './faults.ts';
import { type Chosen, mutationsOf } from './mutations.ts';
import { runFindings } from './run-findings.ts';
import { unclearChoices } from './unclear-choices.ts';
import type { FaultWish } from './wishes.ts';

export interface RunOptions extends DrawingChoice {
  readonly policy: 'first' | 'random' | 'cover';
  readonly seed: number;
  /** How many runs of each drawing by chance. */
  readonly runs: number;
  readonly choose: readonly Wish[];
  readonly faults: readonly FaultWish[];
  /** Lets every single fault of these kinds strike, each in a run of its own. */
  readonly mutate: readonly FaultKind[];
  /** The file that the spans of all runs go to, as OTLP JSON lines. */
  readonly record?: string;
}

/** What came of running, and what services would have reported of it, run after run. */
export interface RunOutcome extends Outcome<RunResult> {
  readonly spans: readonly Span[];
}

/** Executes drawings in simulated time and holds what their services would have reported against them. */
export async function run(options: RunOptions, place: Pick<Place, 'cwd'>): Promise<RunOutcome> {
  const read = await readDrawings(options, place.cwd);
  const said: Finding[] = [...read.findings];
  const library = [...read.checkable.values()];
  const used = new Set<Wish>();
  const spans: Span[] = [];
  const drawings: DrawingRuns[] = [];
  for (const drawing of library) {
    const running = new Running(drawing, library, options, used, read.sources.get(drawing.path));
    const ran = running.run();
    said.push(...running.findings);
    spans.push(...running.spans);
    if (ran) drawings.push(ran);
  }
  if (library.length === 0 && !said.some(isError))
    said.push(read.drawings.length > 0 ? runFindings.noSequences(read.where) : findings.noDrawings(read.where, 0));
  const [only] = library;
  if (drawings.length > 0 && only)
    for (const wish of options.choose) if (!used.has(wish)) said.push(runFindings.unknownChoice(wish, only));
  if (options.record !== undefined && !said.some(isError)) {
    try {
      await replaceFile(options.record, otlpJsonLine(spans), place.cwd);
    } catch (error) {
      said.push(findings.unwritable(options.record, reasonOf(error)));
    }
  }
  const isRecorded = options.record !== undefined && !said.some(isError);
  const result = { ...summarized(options, drawings, said), ...(isRecorded && { recorded: options.record }) };
  return {
    result,
    spans,
    sources: read.sources,
    drawings: modelsOf(read),
    exit: exitOf(result),
    rules: ruleDescriptions,
  };
}

/** One drawing on its way through its runs. */
class Running {
  readonly findings: Finding[] = [];
  readonly spans: Span[] = [];
  readonly #drawing: CheckableDrawing;
  readonly #library: readonly CheckableDrawing[];
  readonly #options: RunOptions;
  readonly #used: Set<Wish>;
  readonly #source: SourceText | undefined;

  constructor(
    drawing: CheckableDrawing,
    library: readonly CheckableDrawing[],
    options: RunOptions,
    used: Set<Wish>,
    source: SourceText | undefined,
  ) {
    this.#source = source;
    this.#drawing = drawing;
    this.#library = library;
    this.#options = options;
    this.#used = used;
  }

  run(): DrawingRuns | undefined {
    const runnable = this.#executable();
    if (!runnable) return undefined;
    const { drawn } = runnable;
    const { seed, mutate } = this.#options;
    const { path, name, line, language, interaction } = this.#drawing;
    const unclear = unclearChoices(interaction);
    this.findings.push(...unclear.map((choice) => runFindings.choiceByNobody(this.#drawing, choice, this.#source)));
    try {
      const chosen = this.#policies(drawn).map((policy): Chosen => ({ policy, scenario: scenarioOf(drawn, policy) }));
      const scenarios = chosen.map(({ scenario }) => scenario);
      const pace = budgetsOf(drawn).budgets.length > 0 ? paceOf(runnable, scenarios, seed) : 1;
      const runs = chosen.map((one, index) => this.#runOnce(runnable, one, index, pace));
      const mutations = mutate.length > 0 ? mutationsOf(runnable, chosen, mutate, { seed, pace }) : undefined;
      return { path, name, line, language, runs, ...(mutations && { mutations }) };
    } catch (error) {
      if (!(error instanceof ScenarioTooLarge)) throw error;
      this.findings.push(runFindings.tooLarge(this.#drawing, error.limit));
      return undefined;
    }
  }

  /** The interaction with what it refers to in its place; undefined if it cannot be executed. */
  #executable(): Runnable | undefined {
    const { interaction } = this.#drawing;
    const {
      interaction: drawn,
      origins,
      unresolved,
      cyclic,
    } = inlineUses(interaction, (name) => drawingCalled(name, this.#drawing, this.#library));
    this.findings.push(
      ...unresolved.map((use) => runFindings.unresolved(this.#drawing, use)),
      ...cyclic.map((use) => runFindings.cyclic(this.#drawing, use)),
    );
    if (this.findings.length > 0) return undefined;
    if (messagesOf(drawn).length > 0) {
      const paths = new Map(this.#library.map((other) => [other.interaction, other.path]));
      const elsewhere = [...origins].flatMap(([id, origin]) => {
        const path = paths.get(origin);
        return path === undefined || path === this.#drawing.path ? [] : [[id, path] as const];
      });
      return { drawing: this.#drawing, library: this.#library, drawn, elsewhere: new Map(elsewhere) };
    }
    this.findings.push(runFindings.nothingToRun(this.#drawing));
    return undefined;
  }

  #policies(drawn: Interaction): readonly Policy[] {
    const { policy, seed, runs, choose } = this.#options;
    const wanted: readonly Policy[] =
      policy === 'cover'
        ? coveringPolicies(drawn)
        : policy === 'random'
          ? Array.from({ length: runs }, (_, index) => random(seededRandom(seed + index)))
          : [first];
    return wanted.map((otherwise) => repeatable(wished(choose, otherwise, this.#used)));
  }

  #runOnce(runnable: Runnable, { scenario, policy }: Chosen, index: number, pace: number): DrawingRun {
    const { seed, faults } = this.#options;
    const chance = seededRandom(seed + 7919 * (index + 1));
    const { faulty, injected, idle } = injectWished(scenario, faults, policy, chance);
    if (index === 0) this.findings.push(...idle.map((wish) => runFindings.nothingToStrike(this.#drawing, wish)));
    const executed = execute(runnable, faulty, { seed: seed + index, pace });
    this.spans.push(...executed.recorded.spans);
    return described(executed, index + 1, injected, runnable);
  }
}

function summarized(
  { seed, policy }: RunOptions,
  drawings: readonly DrawingRuns[],
  said: readonly Finding[],
): RunResult {
  const runs = drawings.flatMap((drawing) => drawing.runs);
  const messages = runs.reduce((sum, one) => sum + one.messages.length, 0);
  const simulated = runs.reduce((sum, one) => sum + one.duration, 0) / 1e6;
  const count = (verdict: Verdict) => runs.filter((one) => one.verdict === verdict).length;
  return {
    formatVersion: 1,
    seed,
    policy,
    drawings,
    findings: said,
    summary: {
      runs: runs.length,
      messages,
      spans: runs.reduce((sum, one) => sum + one.spans, 0),
      verdicts: {
        conforms: count('conforms'),
        violates: count('violates'),
        inconclusive: count('inconclusive'),
        'not-applicable': count('not-applicable'),
      },
      simulated,
      messagesPerSecond: simulated > 0 ? messages / simulated : 0,
    },
  };
}

function exitOf({ drawings, findings: said, summary }: RunResult) {
  const { verdicts, runs } = summary;
  const isAbsent = ({ code }: Finding) => code === 'check/no-drawings' || code === 'run/nothing-to-run';
  if (said.some((one) => isError(one) && !isAbsent(one))) return { code: 2, meaning: 'not all of it could be run' };
  if (drawings.some(({ mutations }) => (mutations?.missed ?? 0) > 0))
    return { code: 1, meaning: 'faults that can be seen were not found' };
  if (verdicts.violates > 0) return { code: 1, meaning: 'what was run is not what is drawn' };
  if (runs === 0) return { code: 3, meaning: 'nothing was run' };
  if (verdicts.conforms === 0) return { code: 3, meaning: 'nothing of it could be judged' };
  if (verdicts.inconclusive > 0) return { code: 3, meaning: 'not all of it could be judged' };
  return { code: 0, meaning: 'what was run is what is drawn' };
}
