import type { Finding } from '#checks';
import type { RenderedPicture, RenderResult } from '#reports';
import { type DrawingChoice, readDrawings } from './drawings.ts';
import { findings } from './findings.ts';
import type { Outcome, Place } from './outcome.ts';
import { checkPictures } from './pictures/check-pictures.ts';
import { makePictures } from './pictures/make-pictures.ts';
import { readResults } from './pictures/paint.ts';
import { type PictureWishes, plan } from './pictures/planned.ts';
import { isError } from './severity.ts';

export interface RenderOptions extends DrawingChoice, PictureWishes {
  /** `check`: only say which pictures are up to date. */
  readonly mode: RenderResult['mode'];
  /** Draw what is up to date as well, and write over what others made. */
  readonly force: boolean;
  /** Results of a check, whose colours the messages get. */
  readonly paint?: string;
  /** Of asdrawn, for the pictures' markers. */
  readonly version: string;
}

/** Makes pictures of drawings, or says which of those that are there are up to date. */
export async function render(
  options: RenderOptions,
  place: Pick<Place, 'cwd' | 'environment'>,
): Promise<Outcome<RenderResult>> {
  const { mode, force } = options;
  const { cwd, environment = {} } = place;
  const read = await readDrawings(options, cwd, 'lint');
  // What a drawing says wrong is for its engine to tell, which draws it or not.
  const said: Finding[] = read.findings.filter(({ code }) => !/^(?:plantuml|mermaid)\//.test(code));
  const end = (pictures: readonly RenderedPicture[], exit: Outcome<RenderResult>['exit']) => ({
    result: { mode, pictures, findings: said },
    sources: read.sources,
    exit,
  });
  if (said.some(isError)) return end([], { code: 2, meaning: 'not all of the work could be done' });
  const results = options.paint === undefined ? undefined : await readResults(options.paint, cwd);
  if (results && 'code' in results) {
    said.push(results);
    return end([], { code: 2, meaning: 'nothing was rendered' });
  }
  const colours = results && { file: options.paint!, results };
  const { planned, findings: unplanned } = await plan(read.files, options, colours);
  said.push(...unplanned);
  if (planned.length === 0 && !said.some(isError)) {
    said.push(findings.noDrawings(read.where, 0));
    return end([], { code: 3, meaning: 'there is nothing to render' });
  }
  if (mode === 'check') {
    const checked = await checkPictures(planned, options, cwd);
    const failed = said.some(isError);
    said.push(...checked.findings);
    return end(checked.pictures, checkStatus(said, failed));
  }
  const by = `asdrawn ${options.version}`;
  const made = await makePictures(planned, { ...options, force, by }, { cwd, environment });
  said.push(...made.findings);
  const exit = said.some(isError)
    ? { code: 2, meaning: 'not everything could be rendered' }
    : { code: 0, meaning: 'rendered' };
  return end(made.pictures, exit);
}

function checkStatus(said: readonly Finding[], failed: boolean): Outcome<RenderResult>['exit'] {
  if (failed) return { code: 2, meaning: 'not all of the work could be done' };
  if (said.some(isError))
    return { code: 1, meaning: 'not every picture is up to date; `asdrawn render` makes them anew' };
  return { code: 0, meaning: 'every picture is up to date' };
}
