import type { Finding } from '#checks';
import type { Verdict } from '#engines';
import type { ReadDrawing } from '#parsers';
import { findings } from './findings.ts';

/**
 * What the official tools say of diagrams of other kinds, which no model is made of: an error for each that they
 * reject, with the line of the file. The tools are loaded only where there is such a diagram.
 */
export async function checkOtherKinds(drawings: readonly ReadDrawing[]): Promise<Finding[]> {
  const others = drawings.filter(isLeftToOthers);
  if (others.length === 0) return [];
  const judged = await Promise.all(others.map(async (drawing) => ({ drawing, verdict: await judge(drawing) })));
  const accepted = judged.filter(({ verdict }) => verdict.accepted === true).map(({ drawing }) => drawing);
  return [
    ...judged.flatMap(({ drawing, verdict }) => complaints(drawing, verdict)),
    ...(accepted.length > 0 ? [findings.syntaxOnly(accepted)] : []),
  ];
}

function isLeftToOthers({ kind, interaction, structure, lifecycle }: ReadDrawing): boolean {
  return kind !== 'unknown' && !interaction && !structure && !lifecycle;
}

async function judge({ language, drawn }: ReadDrawing): Promise<Verdict> {
  const { checkMermaid, checkPlantuml } = await import('#engines');
  if (language === 'mermaid') return checkMermaid(drawn.text);
  if (/^\s*@start/i.test(drawn.text)) return checkPlantuml(drawn.text);
  const verdict = await checkPlantuml(`@startuml\n${drawn.text}\n@enduml`);
  return verdict.accepted === false && verdict.line !== undefined ? { ...verdict, line: verdict.line - 1 } : verdict;
}

function complaints({ path, language, kind, range, drawn }: ReadDrawing, verdict: Verdict): Finding[] {
  if (verdict.accepted) return [];
  if (verdict.accepted === null) return [findings.notChecked(path, language, kind, verdict.reason, range)];
  const { line, message } = verdict;
  return [findings.rejected(path, language, kind, message, line === undefined ? range : drawn.lineRange(line))];
}
