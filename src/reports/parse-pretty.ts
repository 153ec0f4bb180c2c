import { interactionOutline } from './outlines/interaction.ts';
import { lifecycleOutline } from './outlines/lifecycle.ts';
import { structureOutline } from './outlines/structure.ts';
import type { ParsedDrawing, ParseResult } from './parse-result.ts';
import type { ReportOptions } from './report.ts';
import { findingLines } from './terminal/finding.ts';
import { type Paint, paintWith } from './terminal/paint.ts';
import { oneLine } from './terminal/text.ts';

/** An outline of what was read: what stands in each drawing, as it nests, then what goes on between it. */
export function parsePretty(result: ParseResult, options: ReportOptions): string {
  const paint = paintWith(options.colors);
  const look = { ...options, paint, width: Math.min(100, Math.max(60, options.width ?? 100)) };
  const sections = [
    ...result.drawings.map((drawing) => [headLine(drawing, paint), ...outlineOf(drawing, paint)]),
    ...result.findings.map((finding) => findingLines({ finding }, look)),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLine({ name, path, line, language, kind }: ParsedDrawing, paint: Paint): string {
  return paint.bold(oneLine(name)) + paint.dim(`  ${oneLine(path)}:${line}  ${language} ${kind}`);
}

function outlineOf({ interaction, structure, lifecycle }: ParsedDrawing, paint: Paint): string[] {
  if (interaction) return interactionOutline(interaction, paint);
  if (structure) return structureOutline(structure, paint);
  return lifecycle ? lifecycleOutline(lifecycle, paint) : [];
}
