import type { Finding } from '#checks';
import type { SourceText } from '#diagnostics';
import type { Drawing } from '#parsers';
import type { FormatMode, FormatResult, FormattedFile } from '#reports';
import { readConfiguration } from './configuration/read.ts';
import {
  aboutFileAsWhole,
  discover,
  findingsOf,
  hasErrors,
  narrowed,
  type ReadFile,
  readBytes,
  readFile,
} from './drawings.ts';
import { type FoundFile, fromFolder, reasonOf } from './files.ts';
import { findings } from './findings.ts';
import { everything, type Outcome, type Place } from './outcome.ts';
import { modelOf, sameDrawings } from './same-meaning.ts';
import { isError } from './severity.ts';
import { fenceOf, type Replacement, replaced, stretchOf } from './stretches.ts';
import { replaceFile } from './writing.ts';

export interface FormatOptions {
  /** Files, folders, globs; with none, what is configured, else what git tracks; `-` is standard input, whose text is only handed back. */
  readonly paths: readonly string[];
  /** The configuration to follow, where it is not the nearest. */
  readonly config?: string;
  readonly mode: FormatMode;
  /** Only what has changed since this commit was left. */
  readonly since?: string;
}

/**
 * Puts the text of drawings in order without changing what they say: what was read from the text before is compared
 * with what is read from it afterwards, and a file in which they differ is left alone.
 */
export async function format(
  { paths, config, mode, since }: FormatOptions,
  place: Pick<Place, 'cwd' | 'stdin'>,
): Promise<Outcome<FormatResult>> {
  const { configuration, sources: ownSources, findings: problems } = await readConfiguration(place.cwd, config);
  if (problems.length > 0) {
    const result = { mode, files: [], findings: problems };
    return { result, sources: ownSources, exit: { code: 2, meaning: 'not all of the work could be done' } };
  }
  const configured = configuration && fromFolder(configuration.value.drawings ?? [], configuration.folder, place.cwd);
  const chosen = paths.length > 0 ? paths : (configured ?? []);
  const { files: given, said, where, hasOthers } = await filesToFormat(chosen, since, place);
  const files: FormattedFile[] = [];
  const sources = new Map<string, SourceText>();
  const others: Drawing[] = [];
  let drawings = 0;
  for (const each of given) {
    const file = await each();
    if ('code' in file) {
      said.push(file);
      continue;
    }
    drawings += file.document.drawings.length;
    sources.set(file.path, file.source);
    others.push(...file.document.drawings.filter((drawing) => modelOf(drawing) === undefined && !hasErrors(drawing)));
    // Prose without drawings, and kinds without a model, are not looked at any further.
    if (!file.document.drawings.some((drawing) => modelOf(drawing) !== undefined || hasErrors(drawing))) {
      said.push(...aboutFileAsWhole(file).filter(isError));
      continue;
    }
    const formatted = await formatFile(file, place.cwd);
    if ('code' in formatted[0]!) said.push(...(formatted as readonly Finding[]));
    else {
      const [result] = formatted as readonly [FormattedFile];
      files.push(result);
      if (mode === 'write' && result.before !== result.after && file.path !== '-') {
        const problem = await write(file, result, place.cwd);
        if (problem) said.push(problem);
      }
    }
  }
  if (others.length > 0) said.push(findings.notFormatted(others));
  const isUnchanged = since !== undefined && hasOthers && drawings === 0 && !said.some(isError);
  if (isUnchanged) said.push(findings.unchanged(since, where));
  else if (drawings === 0 && !said.some(isError)) said.push(findings.noDrawings(where, 0));
  return {
    result: { mode, files, findings: said },
    sources,
    exit: isUnchanged ? nothingChanged : exitOf(mode, files, said, drawings),
  };
}

const nothingChanged = { code: 0, meaning: 'no diagram has changed' };

function exitOf(mode: FormatMode, files: readonly FormattedFile[], said: readonly Finding[], drawings: number) {
  if (drawings === 0 && said.every(({ code, severity }) => code === 'check/no-drawings' || severity !== 'error'))
    return { code: 3, meaning: 'there is nothing to format' };
  if (said.some(isError)) return { code: 2, meaning: 'not all of the work could be done' };
  const changes = files.some(({ before, after }) => before !== after);
  const checks = mode === 'check' || mode === 'check-and-diff';
  if (checks && changes) return { code: 1, meaning: 'not everything is formatted; `asdrawn format` does it' };
  return { code: 0, meaning: 'formatted' };
}

const standardInput = { path: '-', named: true };

type Reading = () => Promise<ReadFile | Finding>;

async function filesToFormat(
  paths: readonly string[],
  since: string | undefined,
  place: Pick<Place, 'cwd' | 'stdin'>,
): Promise<{ files: Reading[]; said: Finding[]; where: string; hasOthers: boolean }> {
  const named = paths.filter((path) => path !== '-');
  const piped: Reading[] =
    named.length < paths.length
      ? [async () => readBytes(standardInput, await everything(place.stdin()), place.cwd)]
      : [];
  if (piped.length > 0 && named.length === 0)
    return { files: piped, said: [], where: 'standard input', hasOthers: false };
  const { found: all, where } = await discover(named, place.cwd);
  const found = await narrowed(all, since, place.cwd, undefined, 'format');
  const reading = (file: FoundFile) => () => readFile(file, place.cwd);
  return {
    files: [...piped, ...found.files.map(reading)],
    said: [...found.findings],
    where,
    hasOthers: all.files.length > found.files.length,
  };
}

/** The file's text in order, or why it stays as it is. */
async function formatFile(file: ReadFile, cwd: string): Promise<readonly [FormattedFile] | readonly Finding[]> {
  const { path, source, document, encoding } = file;
  const problems = [...aboutFileAsWhole(file), ...document.drawings.flatMap((drawing) => findingsOf(drawing))].filter(
    isError,
  );
  if (problems.length > 0) return problems;
  if (encoding === 'damaged' || encoding === 'utf-16') return [findings.notRewritable(path)];
  const after = await tidied(source, document.drawings);
  if (after !== source.text) {
    const again = await readBytes(file, new TextEncoder().encode(after), cwd);
    if (!sameDrawings(document.drawings, again.document.drawings)) return [findings.meaningWouldChange(path)];
  }
  return [{ path, before: source.text, after }];
}

async function tidied(source: SourceText, drawings: readonly Drawing[]): Promise<string> {
  const { fencesOf } = await import('#parsers');
  const { tidy } = await import('#printers');
  const fences = await fencesOf(source);
  const replacements: Replacement[] = [];
  for (const drawing of drawings) {
    const model = modelOf(drawing);
    const stretch = model && stretchOf(drawing, source, fences && fenceOf(drawing, fences));
    if (stretch) replacements.push({ stretch, lines: tidy(stretch.lines, drawing.language, model.kind) });
  }
  const text = replaced(source, replacements);
  if (fences || replacements.length === 0) return text;
  return text.replace(/\s*$/, text.includes('\r\n') ? '\r\n' : '\n');
}

async function write(
  { path, encoding }: ReadFile,
  { after }: FormattedFile,
  cwd: string,
): Promise<Finding | undefined> {
  try {
    await replaceFile(path, encoding === 'utf-8-with-mark' ? `\uFEFF${after}` : after, cwd);
    return undefined;
  } catch (error) {
    return findings.unwritable(path, reasonOf(error));
  }
}
