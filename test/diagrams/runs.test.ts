import { describe, expect, test } from 'vitest';
import type { Interaction, InteractionFragment, Message } from '#model';
import { coveringPolicies, record, type Scenario, scenarioOf, simulate, timingOf } from '#runtime';
import type { Span } from '#traces';
import { check, inBrief } from '../checks/judging.ts';
import { interactionIn, textOf } from './drawn-folders.ts';
import { systems } from './facts.ts';

/** Microseconds since 1970; runs are days apart. */
const at = (run: number): number => 1_767_225_600_000_000 + run * 86_400_000_000;

/** So quick that the engine of E1 to E9 keeps its budgets of microseconds. */
const pace = 1 / 1024;

/** What the participants would report of a scenario. `seed` also tells runs apart. */
function reported(scenario: Scenario, seed: number): readonly Span[] {
  const timing = timingOf({ delayed: new Set() }, pace);
  return record(simulate(scenario, { seed, timing }), { seed, epoch: at(seed), shortest: 50 * pace }).spans;
}

const faults = ['lost', 'twice'] as const;

/**
 * Faults that no telemetry shows: acknowledgements of a broker leave no span, and an iteration more or less of a loop is
 * no fault where nobody says how often it runs.
 */
const invisible = new Set([
  'event-creation ack event.created',
  'event-sourcing apply(event)',
  'event-sourcing publish(event)',
]);

describe.each(systems)('$key $folder', ({ folder }) => {
  const judged = async (spans: readonly Span[]) => {
    const { drawings, findings } = await check({ path: `${folder}.puml`, text: textOf(folder, 'puml') }, spans);
    expect(findings).toEqual([]);
    return drawings[0]!.cases;
  };

  test('what its participants report of every way through it conforms', async () => {
    const interaction = await interactionIn(folder, 'puml');
    const spans = coveringPolicies(interaction).flatMap((policy, index) =>
      [1, 2, 3].flatMap((seed) => reported(scenarioOf(interaction, policy), 10 * index + seed)),
    );
    const cases = await judged(spans);
    expect(cases.length).toBeGreaterThanOrEqual(3);
    expect([...new Set(cases.map(inBrief))]).toEqual(['conforms']);
  });

  test('a message that is lost or sent twice does not', async () => {
    const interaction = await interactionIn(folder, 'puml');
    const scenarios = coveringPolicies(interaction).map((policy) => scenarioOf(interaction, policy));
    // All together, so that a service that has nothing to do after a fault is known all the same.
    const spans = [...scenarios.flatMap((scenario, index) => reported(scenario, 1 + index))];
    const wrong: { readonly name: string; readonly traces: ReadonlySet<string> }[] = [];
    for (const scenario of scenarios)
      for (const { message, drawn } of scenario.instances.values()) {
        if (message.sort === 'reply' || message.from === message.to) continue;
        for (const fault of faults) {
          const seen = reported(withFault(scenario, message, fault), 100 + wrong.length);
          const name = `${folder} ${drawn.label.split('\n')[0]}`;
          wrong.push({ name, traces: new Set(seen.map(({ traceId }) => traceId)) });
          spans.push(...seen);
        }
      }
    const cases = await judged(spans);
    const passed = new Set<string>();
    let violated = 0;
    for (const { name, traces } of wrong) {
      const verdicts = cases.filter(({ traceIds }) => traceIds.some((id) => traces.has(id))).map((one) => one.verdict);
      if (verdicts.includes('violates')) violated++;
      else if (verdicts.every((verdict) => verdict === 'conforms')) passed.add(name);
    }
    expect([...passed].filter((name) => !invisible.has(name))).toEqual([]);
    // The rest is told to be inconclusive (who was to act reported nothing), or not to be about the drawing at all.
    expect(violated / wrong.length).toBeGreaterThan(0.7);
  });
});

function withFault(scenario: Scenario, message: Message, fault: (typeof faults)[number]): Scenario {
  const again = { ...message, id: scenario.instances.size + 1 };
  const edit = (fragments: readonly InteractionFragment[]): readonly InteractionFragment[] =>
    fragments.flatMap((fragment): readonly InteractionFragment[] => {
      if (fragment.type === 'combined')
        return [
          { ...fragment, operands: fragment.operands.map((one) => ({ ...one, fragments: edit(one.fragments) })) },
        ];
      if (fragment.type !== 'message' || fragment.id !== message.id) return [fragment];
      return fault === 'lost' ? [] : [fragment, again];
    });
  const interaction: Interaction = { ...scenario.interaction, fragments: edit(scenario.interaction.fragments) };
  const instance = { ...scenario.instances.get(message.id)!, message: again };
  return { ...scenario, interaction, instances: new Map([...scenario.instances, [again.id, instance]]) };
}
