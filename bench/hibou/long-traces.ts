import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DeterministicRuns, decideMembership, Stepper, type Term } from '#semantics';
import { Archive } from './archive.ts';
import { readInteraction, readMultiTrace, Signature } from './format.ts';
import { eventsOf } from './multi-traces.ts';

interface Model {
  readonly stepper: Stepper;
  readonly term: Term;
  readonly runs: DeterministicRuns;
}

/** The totally ordered traces, judged as prefixes of runs; the number of disagreements with the published verdicts. */
export function judgeLongTraces(folder: string): number {
  const files = new Map<string, string>();
  for (const file of new Archive(join(folder, 'hibou-nfa.tar.xz')).files()) {
    files.set(file.name.replace(/^.*nfa\//, ''), file.text());
  }
  const models = new Map<string, Model>();
  const signatures = new Map<string, Signature>();
  for (const name of ['abp', 'rover', 'hr']) {
    const signature = new Signature(files.get(`model/${name}.hsf`)!);
    const arena = signature.arena();
    const term = readInteraction(files.get(`model/${name}.hif`)!, signature, arena);
    const stepper = new Stepper(arena);
    signatures.set(name, signature);
    models.set(name, { stepper, term, runs: new DeterministicRuns(stepper, term) });
  }
  const verdicts = new Map<string, string>();
  for (const name of models.keys()) {
    for (const row of files.get(`${name}.csv`)!.trim().split('\n').slice(1)) {
      const [trace, kind, , , , , , , , verdict] = row.split(';').map((cell) => cell.trim());
      verdicts.set(`${name}/${kind === 'ERR' ? 'error' : 'explo'}/${trace}`, verdict!);
    }
  }

  const read = performance.now();
  const traces = [...files].flatMap(([path, text]) => {
    const [, model, kind, trace] = /tracegen_(\w+?)_(explo|error)\/(\w+)\.htf$/.exec(path) ?? [];
    if (model === undefined) return [];
    const components = readMultiTrace(text, signatures.get(model)!);
    if (components.length !== 1) throw new RangeError(`${path} has ${components.length} components`);
    return { key: `${model}/${kind}/${trace}`, model, actions: Int32Array.from(components[0]!.actions) };
  });
  const parsed = performance.now();
  const wrong: string[] = [];
  const counts = { run: 0, prefix: 0, rejected: 0, exhausted: 0 };
  for (const { key, model, actions } of traces) {
    const { outcome } = models.get(model)!.runs.run(actions);
    counts[outcome]++;
    if (verdicts.get(key) !== (outcome === 'run' || outcome === 'prefix' ? 'Pass' : 'Fail')) {
      wrong.push(`${key}: ${outcome}, ${verdicts.get(key)} expected`);
    }
  }
  const judged = performance.now();

  const total = traces.reduce((sum, { actions }) => sum + actions.length, 0);
  const states = [...models.values()].map(({ runs, stepper }) => `${runs.stateCount}/${stepper.arena.size}`).join(', ');
  const rate = total / (judged - parsed) / 1000;
  console.log(`long traces: ${traces.length} of ${total} actions; ${wrong.length} verdicts differ from the published`);
  for (const line of wrong.slice(0, 10)) console.log(`    ${line}`);
  console.log(
    `  ${counts.run} runs, ${counts.prefix} prefixes, ${counts.rejected} rejected, ${counts.exhausted} given up`,
  );
  console.log(`  states/terms: ${states}`);
  console.log(
    `  ${(parsed - read).toFixed(0)} ms parsing, ${(judged - parsed).toFixed(1)} ms judging: ${rate.toFixed(1)} million actions a second`,
  );
  return wrong.length + Math.abs(traces.length - verdicts.size) + compareWithSearch(traces, models);
}

/** The search for partial orders has to find the same, if slower: whole runs, of the shorter traces. */
function compareWithSearch(
  traces: readonly { readonly key: string; readonly model: string; readonly actions: Int32Array }[],
  models: ReadonlyMap<string, Model>,
): number {
  const begin = performance.now();
  let differences = 0;
  let compared = 0;
  for (const { model, actions } of traces) {
    if (actions.length > 2500) continue;
    compared++;
    const { stepper, term, runs } = models.get(model)!;
    const lifeline = (action: number) => stepper.arena.lifelineOfAction[action]!;
    const events = eventsOf([{ lifelines: [0], actions: [...actions] }]).map((event) => ({
      ...event,
      lifeline: lifeline(event.actions[0]!),
    }));
    const { outcome } = decideMembership(stepper, term, events, { mode: 'run', maxNodes: 1_000_000 });
    if ((outcome === 'accepted') !== (runs.run(actions).outcome === 'run')) differences++;
  }
  const took = ((performance.now() - begin) / 1000).toFixed(2);
  console.log(`  as partial orders, ${compared} of them: ${differences} differences, ${took} s`);
  return differences;
}
