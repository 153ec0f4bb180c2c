import type { Finding } from '#checks';
import { validateModel } from '#model';
import type { ParsedDrawing, ParseResult } from '#reports';
import { type DrawingChoice, nameOf, readDrawings } from './drawings.ts';
import { findings } from './findings.ts';
import { checkOtherKinds } from './official.ts';
import type { Outcome, Place } from './outcome.ts';
import { isError } from './severity.ts';

/** The models of drawings, every kind listed. */
export async function parse(options: DrawingChoice, place: Pick<Place, 'cwd'>): Promise<Outcome<ParseResult>> {
  const read = await readDrawings(options, place.cwd);
  const said = [...read.findings];
  const drawings = read.drawings.map(
    (drawing): ParsedDrawing => ({
      path: drawing.path,
      name: nameOf(drawing),
      line: drawing.range.start.line,
      language: drawing.language,
      kind: drawing.kind,
      range: drawing.range,
      ...(drawing.interaction ? { interaction: drawing.interaction } : {}),
      ...(drawing.structure ? { structure: drawing.structure } : {}),
      ...(drawing.lifecycle ? { lifecycle: drawing.lifecycle } : {}),
    }),
  );
  said.push(...(await misfits(drawings)), ...(await checkOtherKinds(read.drawings, read.sources)));
  const failed = said.some(isError);
  if (drawings.length === 0 && !failed) said.push(findings.noDrawings(read.where, 0));
  const exit = failed
    ? { code: 2, meaning: 'not everything could be read' }
    : drawings.length === 0
      ? { code: 3, meaning: 'there is nothing to read' }
      : { code: 0, meaning: 'read as shown' };
  return { result: { formatVersion: 1, drawings, findings: said }, sources: read.sources, exit };
}

/** What is handed out as data keeps to the published schema, or says that it does not. */
async function misfits(drawings: readonly ParsedDrawing[]): Promise<Finding[]> {
  const said: Finding[] = [];
  for (const { path, range, interaction, structure, lifecycle } of drawings) {
    const model = interaction ?? structure ?? lifecycle;
    const [reason] = model ? await validateModel(model.kind, model) : [];
    if (reason !== undefined) said.push(findings.invalidModel(path, range, reason));
  }
  return said;
}
