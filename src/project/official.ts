import type { Finding } from '#checks';
import type { SourceText } from '#diagnostics';
import type { Verdict } from '#engines';
import type { Drawing, DrawnText } from '#parsers';
import { findings } from './findings.ts';

/**
 * What the official tools say of diagrams of other kinds, which no model is made of: an error for each that they
 * reject, with the line of the file. The tools are loaded only where there is such a diagram.
 */
export async function checkOtherKinds(
  drawings: readonly Drawing[],
  sources: ReadonlyMap<string, SourceText>,
): Promise<Finding[]> {
  const others = drawings.filter(isLeftToOthers);
  if (others.length === 0) return [];
  const { drawnTexts } = await import('#parsers');
  const byPath = new Map<string, (drawing: Drawing) => DrawnText>();
  for (const { path } of others) if (!byPath.has(path)) byPath.set(path, await drawnTexts(sources.get(path)!));
  const judged = await Promise.all(
    others.map(async (drawing) => {
      const drawn = byPath.get(drawing.path)!(drawing);
      return { drawing, drawn, verdict: await judge(drawing, drawn) };
    }),
  );
  const accepted = judged.filter(({ verdict }) => verdict.accepted === true).map(({ drawing }) => drawing);
  return [
    ...judged.flatMap(({ drawing, drawn, verdict }) => complaints(drawing, drawn, verdict)),
    ...(accepted.length > 0 ? [findings.syntaxOnly(accepted)] : []),
  ];
}

function isLeftToOthers({ kind, interaction, structure, lifecycle }: Drawing): boolean {
  return kind !== 'unknown' && !interaction && !structure && !lifecycle;
}

async function judge({ language }: Drawing, drawn: DrawnText): Promise<Verdict> {
  const { checkMermaid, checkPlantuml } = await import('#engines');
  if (language === 'mermaid') return checkMermaid(drawn.text);
  if (/^\s*@start/i.test(drawn.text)) return checkPlantuml(drawn.text);
  const verdict = await checkPlantuml(`@startuml\n${drawn.text}\n@enduml`);
  return verdict.accepted === false && verdict.line !== undefined ? { ...verdict, line: verdict.line - 1 } : verdict;
}

function complaints({ path, language, kind, range }: Drawing, drawn: DrawnText, verdict: Verdict): Finding[] {
  if (verdict.accepted) return [];
  if (verdict.accepted === null) return [findings.notChecked(path, language, kind, verdict.reason, range)];
  const { line, message } = verdict;
  return [findings.rejected(path, language, kind, message, line === undefined ? range : drawn.lineRange(line))];
}
