import type { Finding } from '#checks';
import { SourceText } from '#diagnostics';
import type { DrawnModel } from '#model';
import type { DiagramFence, Drawing, DrawingLanguage } from '#parsers';
import type { Printed } from '#printers';
import { aboutFileAsWhole, discover, findingsOf, hasErrors, type ReadFile, readBytes, readFile } from './drawings.ts';
import { reasonOf } from './files.ts';
import { findings } from './findings.ts';
import { leftBehind } from './left-behind.ts';
import { everything, type Outcome, type Place } from './outcome.ts';
import { modelOf, sameModels } from './same-meaning.ts';
import { isError } from './severity.ts';
import { fenceOf, inFence, type Replacement, replaced } from './stretches.ts';
import { exists, replaceFile } from './writing.ts';

export interface ConvertOptions {
  /** One file; `-` is standard input. */
  readonly path: string;
  /** Where it is not given: the language that the drawings are not in. */
  readonly to?: DrawingLanguage;
  /** Writes also what the language has no words for, as near as it comes. */
  readonly lossy: boolean;
  /** The file that the text goes to; without one it is handed back. */
  readonly output?: string;
  /** Replaces the document itself; only for Markdown. */
  readonly inPlace: boolean;
  /** Allows to write over `output`. */
  readonly force: boolean;
}

export interface ConvertResult {
  /** What goes to standard output. */
  readonly text?: string;
  /** The file that was written. */
  readonly written?: string;
  readonly findings: readonly Finding[];
}

/** Writes drawings in the other language; a Markdown document with its drawings converted, everything else as it was. */
export async function convert(
  options: ConvertOptions,
  place: Pick<Place, 'cwd' | 'stdin'>,
): Promise<Outcome<ConvertResult>> {
  const { path } = options;
  const file =
    path === '-'
      ? await readBytes({ path: '-', named: true }, await everything(place.stdin()), place.cwd)
      : await readNamed(path, place.cwd);
  const said: Finding[] = 'code' in file ? [file] : problemsOf(file);
  const sources = new Map('code' in file ? [] : [[file.path, file.source]]);
  const end = (code: number, meaning: string, more: Omit<ConvertResult, 'findings'> = {}) => ({
    result: { ...more, findings: said },
    sources,
    exit: { code, meaning },
  });
  if ('code' in file || said.some(isError)) return end(2, 'the input could not be read; nothing was written');

  const conversion = await convertFile(file, options);
  said.push(...conversion.findings);
  if (conversion.text === undefined) {
    const inexpressible = said.some(({ code }) => code === 'convert/not-expressible');
    return inexpressible
      ? end(1, 'not everything can be expressed; nothing was written')
      : end(2, 'nothing was converted');
  }
  const target = options.inPlace ? path : options.output;
  if (target === undefined) return end(0, 'converted', { text: conversion.text });
  if (!options.inPlace && !options.force && (await exists(target, place.cwd))) {
    said.push(findings.alreadyThere(target));
    return end(2, 'nothing was written');
  }
  try {
    const mark = options.inPlace && file.encoding === 'utf-8-with-mark' ? '\uFEFF' : '';
    await replaceFile(target, mark + conversion.text, place.cwd);
  } catch (error) {
    said.push(findings.unwritable(target, reasonOf(error)));
    return end(2, 'nothing was written');
  }
  return end(0, 'converted', { written: target });
}

/** One file, and nothing but one. */
async function readNamed(path: string, cwd: string): Promise<ReadFile | Finding> {
  const { found } = await discover([path], cwd);
  const [problem] = found.findings;
  const [file] = found.files;
  if (problem) return problem;
  return file && found.files.length === 1 && file.named ? readFile(file, cwd) : findings.notOneFile(path);
}

function problemsOf(file: ReadFile): Finding[] {
  const said = [...aboutFileAsWhole(file), ...file.document.drawings.flatMap((drawing) => findingsOf(drawing))].filter(
    isError,
  );
  if (file.document.drawings.length === 0 && said.length === 0) said.push(findings.nothingToConvert(file.path));
  return said;
}

type Conversion = { readonly text?: string; readonly findings: readonly Finding[] };

async function convertFile(file: ReadFile, options: ConvertOptions): Promise<Conversion> {
  const { path, source, encoding } = file;
  const { fencesOf } = await import('#parsers');
  const fences = await fencesOf(source);
  const drawings = file.document.drawings.filter((drawing) => modelOf(drawing) !== undefined);
  const others = file.document.drawings.filter((drawing) => modelOf(drawing) === undefined && !hasErrors(drawing));
  const said: Finding[] = others.length > 0 ? [findings.notConverted(others, fences !== undefined)] : [];
  if (drawings.length === 0 || (!fences && others.length > 0)) return { findings: said };
  if (options.inPlace && !fences) return { findings: [findings.inPlaceOfDrawing(path)] };
  if (options.inPlace && encoding !== 'utf-8' && encoding !== 'utf-8-with-mark')
    return { findings: [findings.notRewritable(path)] };
  const languages = [...new Set(drawings.map(({ language }) => language))];
  if (options.to === undefined && languages.length > 1) return { findings: [findings.bothLanguages(path)] };
  const to = options.to ?? (languages[0] === 'plantuml' ? 'mermaid' : 'plantuml');
  if (fences) return convertFences(source, fences, drawings, to, options.lossy, said);
  if (drawings.length > 1 && to === 'mermaid') return { findings: [findings.severalDrawings(drawings)] };

  const texts: string[] = [];
  for (const drawing of drawings) {
    const converted = await convertDrawing(drawing, source, to, options.lossy);
    said.push(...converted.findings);
    if (converted.text !== undefined) texts.push(converted.text);
  }
  return { findings: said, ...(texts.length === drawings.length ? { text: texts.join('\n') } : {}) };
}

async function convertFences(
  source: SourceText,
  fences: readonly DiagramFence[],
  drawings: readonly Drawing[],
  to: DrawingLanguage,
  lossy: boolean,
  said: Finding[],
): Promise<Conversion> {
  const replacements: Replacement[] = [];
  let failed = false;
  const wanted = drawings.filter(({ language }) => language !== to);
  for (const fence of fences) {
    const own = wanted.filter((drawing) => fenceOf(drawing, fences) === fence);
    const stretch = inFence(fence, source);
    if (own.length === 0 || !stretch) continue;
    const [drawing] = own;
    if (own.length > 1) said.push(findings.severalDrawings(own));
    const converted = own.length > 1 ? { findings: [] } : await convertDrawing(drawing!, source, to, lossy);
    said.push(...converted.findings);
    if (converted.text === undefined) {
      failed = true;
      continue;
    }
    const { start, end } = fence.word;
    const line = source.line(start.line);
    replacements.push(
      {
        stretch: { first: start.line, last: start.line, prefix: '' },
        lines: [line.slice(0, start.column - 1) + to + line.slice(end.column - 1)],
      },
      { stretch, lines: converted.text.trimEnd().split('\n') },
    );
  }
  if (replacements.length === 0 && !failed) said.push(findings.alreadyConverted(source.path, to));
  return failed ? { findings: said } : { findings: said, text: replaced(source, replacements) };
}

/** The drawing in the other language; without a text where it cannot be said there. */
async function convertDrawing(
  drawing: Drawing,
  source: SourceText,
  to: DrawingLanguage,
  lossy: boolean,
): Promise<Conversion> {
  const { printMermaid, printPlantuml } = await import('#printers');
  const model = modelOf(drawing)!;
  const printed = to === 'plantuml' ? printPlantuml(model) : printMermaid(model);
  const { path } = drawing;
  const said: Finding[] = printed.losses.map((loss) => findings.notExpressible(path, loss, lossy));
  if (printed.losses.length === 0 && !(await readsBack(model, printed, to)))
    said.push(findings.notFaithful(path, drawing.range, to, lossy));
  if (printed.renamed.size > 0) said.push(findings.renamed(path, drawing.range, printed.renamed, to));
  if (to === 'mermaid' && model.name !== undefined) said.push(findings.nameInComment(path, drawing.range, model.name));
  const left = leftBehind(drawing, source);
  if (left) said.push(findings.leftBehind(path, left.range, left.lines));
  return said.some(isError) ? { findings: said } : { findings: said, text: printed.text };
}

/** Is what was written the same drawing when it is read again? The last word on every conversion. */
async function readsBack(model: DrawnModel, { text, renamed }: Printed, to: DrawingLanguage): Promise<boolean> {
  const { readDocument } = await import('#parsers');
  const { drawings } = await readDocument(new SourceText(to === 'plantuml' ? '-.puml' : '-.mmd', text));
  const [again] = drawings;
  return (
    again !== undefined &&
    drawings.length === 1 &&
    !hasErrors(again) &&
    sameModels(model, modelOf(again), { renamed, named: to === 'plantuml' })
  );
}
