import { checkDrawings, defaultSettings } from '#checks';
import { SourceText } from '#diagnostics';
import type { Interaction } from '#model';
import { readDocument } from '#parsers';
import {
  coveringPolicies,
  describeFault,
  type Faulty,
  inject,
  Observer,
  type Policy,
  possibleFaults,
  random,
  record,
  repeatable,
  scenarioOf,
  simulate,
  timingOf,
  withoutFault,
} from '#runtime';
import { seededRandom } from '#semantics';
import { casesBy } from '#traces';
import type { Generated } from './generated.ts';

export interface Kept {
  readonly runs: number;
  readonly faults: number;
  readonly found: number;
  readonly unobservable: number;
}

export interface Broken {
  readonly what: 'a run does not conform' | 'a fault was not found';
  /** The verdict, and of a fault its kind: equal for counterexamples that are alike. */
  readonly like: string;
  readonly why: string;
}

export interface Extent {
  /** Of each drawing. */
  readonly runs: number;
  /** Of each run. */
  readonly faults: number;
}

const SOME: Extent = { runs: 3, faults: 4 };

/**
 * The invariant that holds everything together: what the runtime does conforms to its drawing, and what a fault changes
 * observably is found. Some runs of a drawing, and some faults of each.
 */
export async function keepsInvariant(
  { text, seed }: Generated,
  { runs, faults }: Extent = SOME,
): Promise<Kept | Broken> {
  const document = await readDocument(new SourceText('generated.puml', text));
  const interaction = document.drawings[0]!.interaction!;
  const chance = seededRandom(seed);
  const covering = [...coveringPolicies(interaction)];
  while (covering.length > runs - 1) covering.splice(Math.floor(chance() * covering.length), 1);
  const policies: Policy[] = [...covering, repeatable(random(chance))];
  const observer = new Observer(interaction);
  const kept = { runs: 0, faults: 0, found: 0, unobservable: 0 };
  for (const policy of policies) {
    const scenario = scenarioOf(interaction, policy);
    const healthy = judge(interaction, withoutFault(scenario), seed);
    kept.runs++;
    if (healthy !== 'conforms' && healthy !== 'not-applicable')
      return { what: 'a run does not conform', like: healthy, why: `the verdict is ${healthy}` };
    const possible = [...possibleFaults(scenario)];
    for (let index = 0; index < faults && possible.length > 0; index++) {
      const [fault] = possible.splice(Math.floor(chance() * possible.length), 1);
      const faulty = inject(scenario, fault!, policy);
      const verdict = judge(interaction, faulty, seed);
      kept.faults++;
      if (verdict === 'violates') kept.found++;
      else if (verdict === 'not-applicable') kept.unobservable++;
      else if (
        observer.observe(simulate(faulty.scenario, { seed, timing: timingOf(faulty) }), faulty.unreported) ===
        'different'
      ) {
        const says = describeFault(fault!, (id) => scenario.instances.get(id)!.message);
        return {
          what: 'a fault was not found',
          like: `${verdict} ${fault!.kind}`,
          why: `${verdict}: ${fault!.kind}: ${says}`,
        };
      } else kept.unobservable++;
    }
  }
  return kept;
}

function judge(interaction: Interaction, faulty: Faulty, seed: number): string {
  const { spans } = record(simulate(faulty.scenario, { seed, timing: timingOf(faulty) }), { ...faulty, seed });
  const settings = { ...defaultSettings, scope: { by: 'run' as const } };
  const drawing = { path: 'generated.puml', name: 'generated', language: 'plantuml', line: 1, interaction, settings };
  const { cases } = checkDrawings({ drawings: [drawing], cases: (scope) => casesBy(scope, spans) }).drawings[0]!;
  const worst = (['violates', 'inconclusive', 'conforms'] as const).find((one) =>
    cases.some(({ verdict }) => verdict === one),
  );
  // Of those that are inconclusive the reasons count, too.
  const reasons = cases.filter(({ verdict }) => verdict === 'inconclusive').flatMap((one) => one.reasons);
  return worst === 'inconclusive'
    ? `inconclusive (${reasons.map(({ code }) => code).join(', ')})`
    : (worst ?? 'not-applicable');
}
