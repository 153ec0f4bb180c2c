import { type CheckableDrawing, checkDrawings, defaultSettings, type Finding, type Verdict } from '#checks';
import type { Interaction, InteractionFragment } from '#model';
import type { Played, Preparation } from '#runtime';
import { casesBy, type Span } from '#traces';
import type { LiveDrawing } from './live-drawing.ts';
import { findingOfDeviation } from './live-findings.ts';

/** What came of playing a drawing. */
export interface PlayResult {
  /** `violates` where anything went otherwise than drawn; else what the recorded spans, held against the drawing, say. */
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** What our participants and what they saw of others would have reported, with what was received from others. */
  readonly spans: readonly Span[];
  /** Of these, what our participants report themselves. */
  readonly own: readonly Span[];
  /** How many messages were sent and received by our participants. */
  readonly messages: number;
}

/**
 * `received` are spans that others reported themselves. Without them only what passed between them and us is held
 * against the drawing; what they do on their own is taken for granted.
 */
export function judgePlayed(
  live: LiveDrawing,
  preparation: Preparation,
  played: Played,
  received: readonly Span[] = [],
): PlayResult {
  const { cast } = preparation;
  const others = new Set([...cast.parts].filter(([id]) => !cast.played.has(id)).map(([, { name }]) => name));
  // Who reports for himself needs nobody to guess what he would have reported.
  const reporting = received.length > 0 ? others : undefined;
  const recorded = played.runs.map((run) => ({ ...run, spans: run.spans(reporting) }));
  const spans = [...recorded.flatMap((run) => run.spans), ...received];
  const said = played.deviations.map((deviation) => findingOfDeviation(live.path, deviation));
  const isBroken = said.some(({ severity }) => severity === 'error');
  const result = (verdict: Verdict, found: readonly Finding[] = []): PlayResult => ({
    verdict: isBroken ? 'violates' : verdict,
    findings: [...said, ...found],
    spans,
    own: played.runs.flatMap((run) => run.spans(others)),
    messages: played.count,
  });
  if (played.deviations.some(({ isFailure }) => isFailure))
    return { ...result('inconclusive'), verdict: 'inconclusive' };
  if (played.isInterrupted) return result('inconclusive');
  if (isBroken && received.length === 0) return result('violates');
  const { settings = defaultSettings } = live.drawing;
  const judged =
    received.length > 0
      ? [judge({ ...live.drawing, interaction: live.interaction, settings }, spans, recorded.length === 1)]
      : recorded.map((run) =>
          judge({ ...live.drawing, interaction: seenOf(run.interaction, preparation), settings }, run.spans, true),
        );
  const worst = verdicts.find((verdict) => judged.some((one) => one.verdict === verdict)) ?? 'not-applicable';
  return result(
    worst,
    judged.flatMap((one) => one.findings),
  );
}

const verdicts: readonly Verdict[] = ['violates', 'inconclusive', 'conforms', 'not-applicable'];

function judge(
  drawing: CheckableDrawing,
  spans: readonly Span[],
  isOneRun: boolean,
): { readonly verdict: Verdict; readonly findings: readonly Finding[] } {
  const settings = { ...(drawing.settings ?? defaultSettings), ...(isOneRun && { scope: { by: 'run' as const } }) };
  const checked = checkDrawings({ drawings: [{ ...drawing, settings }], cases: (scope) => casesBy(scope, spans) });
  const { verdict, cases } = checked.drawings[0]!;
  return { verdict, findings: [...checked.findings, ...cases.flatMap((one) => one.findings)] };
}

/** The drawing without what nobody tells us of. */
function seenOf(interaction: Interaction, { passages }: Preparation): Interaction {
  let count = 0;
  const seen = (fragments: readonly InteractionFragment[]): InteractionFragment[] =>
    fragments.flatMap((fragment): InteractionFragment[] => {
      if (fragment.type === 'message') {
        // Messages of an interaction are numbered one after the other.
        return passages.get(fragment.id) === 'unseen' ? [] : [{ ...fragment, id: ++count }];
      }
      if (fragment.type !== 'combined') return [fragment];
      const operands = fragment.operands.map((operand) => ({ ...operand, fragments: seen(operand.fragments) }));
      return [{ ...fragment, operands }];
    });
  return { ...interaction, fragments: seen(interaction.fragments) };
}
