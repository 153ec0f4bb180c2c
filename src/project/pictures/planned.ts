/** Which picture belongs to which drawing, before anything is drawn. */
import { posix } from 'node:path';
import type { CheckResult, Finding } from '#checks';
import type { Drawing, DrawnText } from '#parsers';
import { drawingsIn, nameOf, type ReadFile } from '../drawings.ts';
import type { PlantumlEngine } from './drawers.ts';
import { hashOf, type Manner } from './marker.ts';
import { pictureFindings } from './messages.ts';
import { type PictureFormat, picturePaths } from './names.ts';
import { type Paint, paintOf } from './paint.ts';

/** How pictures are wished for. */
export interface PictureWishes {
  /** A folder, or the file of a single picture; beside the drawing without one. */
  readonly output?: string;
  readonly format?: PictureFormat;
  readonly engine?: PlantumlEngine;
  readonly theme?: string;
}

export interface PlannedPicture {
  readonly drawing: Drawing;
  readonly drawn: DrawnText;
  /** Its name, else its number in the file. */
  readonly called: string;
  readonly path: string;
  readonly manner: Manner;
  readonly hash: string;
  readonly paint?: Paint;
}

export interface Results {
  readonly file: string;
  readonly results: CheckResult;
}

/** A picture for each drawing of the files; two of one name, or results that do not fit, are findings. */
export async function plan(
  files: readonly ReadFile[],
  wishes: PictureWishes,
  results: Results | undefined,
): Promise<{ readonly planned: readonly PlannedPicture[]; readonly findings: readonly Finding[] }> {
  const { drawnTexts } = await import('#parsers');
  const { folder, single, format } = placeOf(wishes);
  const planned: PlannedPicture[] = [];
  const said: Finding[] = [];
  const taken = new Map<string, string>();
  const all = files.flatMap(drawingsIn);
  if (single !== undefined && all.length > 1)
    return { planned, findings: [pictureFindings.severalForOne(all[1]!.path, all[1]!.range, single, all.length)] };
  for (const file of files) {
    const drawings = drawingsIn(file);
    if (drawings.length === 0) continue;
    const textOf = await drawnTexts(file.source);
    const paths = picturePaths(file, drawings, { format, ...(folder !== undefined && { folder }) });
    drawings.forEach((drawing, index) => {
      const path = single ?? paths.get(drawing)!;
      const other = taken.get(path);
      if (other !== undefined) {
        said.push(pictureFindings.sameName(drawing.path, drawing.range, path, other));
        return;
      }
      taken.set(path, drawing.path);
      const paint = results && paintOf(drawing, results.results, results.file);
      if (paint && 'code' in paint) said.push(paint);
      // Without the colours that were asked for it would only look as if it had been painted.
      if (paint && 'code' in paint && paint.severity === 'error') return;
      const colours = paint && 'fates' in paint ? paint : undefined;
      const drawn = textOf(drawing);
      const engine = drawing.language === 'mermaid' ? 'mermaid' : (wishes.engine ?? 'plantuml');
      const { theme } = wishes;
      const manner = { engine, ...(theme !== undefined && { theme }), ...(colours && { paint: colours.digest }) };
      const called = drawing.name ?? (drawings.length === 1 ? nameOf(drawing) : String(index + 1));
      const hash = hashOf(drawn.text, manner);
      planned.push({ drawing, drawn, called, path, manner, hash, ...(colours && { paint: colours }) });
    });
  }
  return { planned, findings: said };
}

/** `-o a.png` is a file and says the format. */
function placeOf({ output, format }: PictureWishes): {
  readonly folder?: string;
  readonly single?: string;
  readonly format: PictureFormat;
} {
  const path = output && posix.normalize(output.replaceAll('\\', '/'));
  const ending = path && /\.(svg|png)$/i.exec(path)?.[1]?.toLowerCase();
  if (path && (ending === 'svg' || ending === 'png')) return { single: path, format: ending };
  return { ...(path && { folder: path.replace(/\/$/, '') }), format: format ?? 'svg' };
}
