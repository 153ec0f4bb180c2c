/** Drawings and evidence to the result of a run. */
import {
  type CheckableDrawing,
  type CheckReport,
  type Coverage,
  checkReduced,
  type Finding,
  type JudgedDrawing,
  noCases,
  overall,
  type Reason,
  type ReducedCases,
  type Verdict,
} from '#checks';
import type { SourceRange } from '#diagnostics';
import { type Interaction, messagesOf } from '#model';
import type { Drawing } from '#parsers';
import type { CaseScope } from '#traces';
import { isSequence, nameOf, type ReadDrawings } from './drawings.ts';
import type { Evidence } from './evidence.ts';
import { findings } from './findings.ts';

const nothing: Coverage = { lifelines: [], messages: [], operands: [], loops: [], undrawn: [] };

/** What the judgement must know of how the evidence came about. */
export interface Circumstances {
  /** Said where there is not one span and no other reason for that. */
  readonly noSpans?: Finding;
  /** Is it known that spans are missing? Then nothing can be said to conform. */
  readonly cutShort?: boolean;
}

/** The cases of a scope, reduced for the drawings that are judged by it. */
export type ReducedBy = (scope: CaseScope, drawings: readonly CheckableDrawing[]) => ReducedCases;

export function judge(
  read: ReadDrawings,
  evidence: Pick<Evidence, 'findings'> & { readonly cases: ReducedBy },
  circumstances: Circumstances,
): CheckReport {
  const input = [...read.findings, ...evidence.findings];
  const failed = input.some(({ severity }) => severity === 'error');
  const sequences = read.drawings.filter(isSequence);
  const others = read.drawings.filter((drawing) => !isSequence(drawing));
  const judged = [...read.checkable.values()];
  // Asked for at least once, for there may be evidence where there is no drawing.
  const byTrace = evidence.cases({ by: 'trace' }, judged);
  const checked = checkReduced({
    drawings: judged,
    cases: (scope, own) => (scope.by === 'trace' ? byTrace : evidence.cases(scope, own)),
  });
  const cases = byTrace.length;
  const byPlace = new Map(checked.drawings.map((result) => [placeOf(result.path, result.line), result]));
  const drawings = sequences.map(
    (drawing) => byPlace.get(placeOf(drawing.path, drawing.range.start.line)) ?? unjudged(drawing),
  );

  const said = [...input, ...checked.findings];
  if (others.length > 0) said.push(findings.otherKinds(others));
  if (isUnchanged(read) && !failed) said.push(findings.unchanged(read.since!, read.where));
  else if (sequences.length === 0 && !failed) said.push(findings.noDrawings(read.where, others.length));
  else if (cases === 0 && !failed && circumstances.noSpans) said.push(circumstances.noSpans);
  else if (cases > 0) said.push(...judged.flatMap((drawing) => noMatchingCase(drawing, byPlace)));

  const verdict = overall(drawings.map((drawing) => drawing.verdict));
  const incomplete = failed || circumstances.cutShort === true;
  return {
    formatVersion: 1,
    // Where input is missing, nothing can be said to conform.
    verdict: incomplete && verdict === 'conforms' ? 'inconclusive' : verdict,
    drawings,
    findings: said,
    summary: {
      drawings: drawings.length,
      cases,
      spans: byTrace.spanCount,
      verdicts: countVerdicts(drawings),
    },
  };
}

/** Was only what has changed asked for, and is there no sequence among it? */
export function isUnchanged({ since, drawings }: ReadDrawings): boolean {
  return since !== undefined && !drawings.some(isSequence);
}

function placeOf(path: string, line: number): string {
  return `${path}:${line}`;
}

/** A sequence with errors is never judged, and so never passes. */
function unjudged(drawing: Drawing): JudgedDrawing {
  const reason: Reason = {
    code: 'check/not-parsed',
    message: 'the drawing has errors, so nothing was held against it',
  };
  return {
    path: drawing.path,
    name: nameOf(drawing),
    line: drawing.range.start.line,
    kind: drawing.kind,
    language: drawing.language,
    verdict: 'inconclusive',
    reasons: [reason],
    cases: noCases,
    coverage: nothing,
  };
}

function noMatchingCase(
  drawing: { path: string; name: string; line: number; interaction: Interaction },
  results: ReadonlyMap<string, JudgedDrawing>,
): Finding[] {
  const result = results.get(placeOf(drawing.path, drawing.line));
  if (!result || result.cases.count('not-applicable') < result.cases.length) return [];
  const { range, beginnings } = beginningsOf(drawing.interaction);
  return [findings.noMatchingCase({ ...drawing, range }, result.cases.length, beginnings)];
}

/**
 * What a case could begin with: the first message, and, where that comes from outside the services (an actor, the
 * frame), whatever else comes from there, for a drawing may hold several flows.
 */
function beginningsOf(interaction: Interaction): { range: SourceRange; beginnings: string[] } {
  const messages = messagesOf(interaction);
  const first = messages[0];
  if (!first) return { range: interaction.range, beginnings: [] };
  const sender = interaction.lifelines.find(({ id }) => id === first.from);
  const outside = first.from === null || sender?.kind === 'actor';
  const triggers = outside ? messages.filter(({ from, sort }) => from === first.from && sort !== 'reply') : [first];
  const label = (id: string | null): string =>
    interaction.lifelines.find((one) => one.id === id)?.label ?? id ?? 'outside';
  const spoken = triggers.map((message) =>
    `${label(message.from)} -> ${label(message.to)}${message.label ? `: ${message.label}` : ''}`.replace(
      /\s*\n\s*/g,
      ' ',
    ),
  );
  return { range: first.range, beginnings: [...new Set(spoken)].slice(0, 3) };
}

export function countVerdicts(drawings: readonly JudgedDrawing[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => drawings.reduce((sum, { cases }) => sum + cases.count(verdict), 0);
  return {
    conforms: count('conforms'),
    violates: count('violates'),
    inconclusive: count('inconclusive'),
    'not-applicable': count('not-applicable'),
  };
}
