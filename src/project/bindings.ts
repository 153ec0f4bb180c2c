import { type BindingsResult, bindDrawings, type Finding } from '#checks';
import { casesBy } from '#traces';
import { type DrawingChoice, readDrawings } from './drawings.ts';
import { type Recorded, readEvidence } from './evidence.ts';
import { findings } from './findings.ts';
import type { Outcome, Place } from './outcome.ts';
import { isError } from './severity.ts';

/** How drawings bind to spans. Findings are told beside the result, which has no room for them. */
export async function bindings(
  options: DrawingChoice & Recorded,
  place: Place,
): Promise<Outcome<BindingsResult> & { readonly findings: readonly Finding[] }> {
  const read = await readDrawings(options, place.cwd);
  const evidence = await readEvidence(options, place);
  const said = [...read.findings, ...evidence.findings];
  const failed = said.some(isError);
  const drawings = [...read.checkable.values()];
  const nothing = drawings.length === 0 || evidence.spans.length === 0;
  if (!failed && drawings.length === 0) said.push(findings.noDrawings(read.where, read.drawings.length));
  else if (!failed && nothing) said.push(findings.noSpans(evidence.where));
  const result = {
    formatVersion: 1,
    drawings: bindDrawings({ drawings, cases: (scope) => casesBy(scope, evidence.spans) }),
  } as const;
  const exit = failed
    ? { code: 2, meaning: 'not all of the work could be done' }
    : nothing
      ? { code: 3, meaning: 'there is nothing to bind' }
      : { code: 0, meaning: 'bound as shown' };
  return { result, sources: read.sources, exit, findings: said };
}
