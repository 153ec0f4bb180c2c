import type { Fix, Result } from 'sarif';
import type { Finding } from '#checks';
import type { ReportOptions } from '../report.ts';
import { seenIn } from '../terminal/case-names.ts';
import type { ToldFinding } from '../told.ts';
import type { Fingerprints } from './fingerprints.ts';
import { codeFlowOf } from './flow.ts';
import { artifactOf, locationOf, regionOf } from './places.ts';
import { messageText, sentences } from './texts.ts';

/** What every part of a run refers to. */
export interface Surroundings extends ReportOptions {
  /** By code. */
  readonly ruleNumbers: ReadonlyMap<string, number>;
  readonly fingerprints: Fingerprints;
  readonly nameOf: (caseId: string) => string;
}

/** More is listed by no reader. */
const mostRelated = 100;

export function resultOf(told: ToldFinding, around: Surroundings): Result {
  const { finding, cases } = told;
  const { code, severity, path, range, label, related = [], fix } = finding;
  const flow = codeFlowOf(told, around);
  return {
    ruleId: code,
    ruleIndex: around.ruleNumbers.get(code)!,
    level: severity,
    message: { text: messageOf(told, around) },
    locations: [locationOf(path, range, label, around)],
    ...(related.length > 0 && {
      relatedLocations: related.slice(0, mostRelated).map((place, id) => ({
        id: id + 1,
        ...locationOf(place.path, place.range, place.message, around),
      })),
    }),
    partialFingerprints: around.fingerprints.of(told, around),
    ...(flow && { codeFlows: [flow] }),
    ...(fix && fix.edits.length > 0 && { fixes: [fixOf(path, fix, around)] }),
    ...(cases.length > 0 && { occurrenceCount: cases.length }),
    ...(finding.spans.length > 0 && { properties: { spans: finding.spans } }),
  };
}

/** The first line says what is wrong; the others what was seen, what could have come, and what to do. */
function messageOf({ finding, cases }: ToldFinding, { nameOf }: Surroundings): string {
  const { message, observed, expected = [], help } = finding;
  const { seenIn: seen, repeated } = seenIn(cases, nameOf);
  const where = [seen && `In ${seen}`, observed].filter(Boolean).join(': ');
  return sentences([
    message,
    where,
    repeated && `A${repeated.slice(1)}`,
    expected.length > 0 ? `Expected next: ${expected.join(', or ')}` : undefined,
    help && `Help: ${help}`,
  ]);
}

function fixOf(path: string, { description, edits }: NonNullable<Finding['fix']>, around: Surroundings): Fix {
  return {
    description: { text: messageText(description) },
    artifactChanges: [
      {
        artifactLocation: artifactOf(path, around),
        replacements: edits.map(({ range, text }) => ({
          deletedRegion: regionOf(range),
          insertedContent: { text: text.toWellFormed() },
        })),
      },
    ],
  };
}
