/** From paths to drawings with their interactions. */

import { extname } from 'node:path';
import { type CheckableDrawing, type Finding, mergeSettings, readDirectives } from '#checks';
import { type Diagnostic, SourceText } from '#diagnostics';
import { type Interaction, messagesOf } from '#model';
import type { Drawing, ReadDocument } from '#parsers';
import type { DocumentCache } from './cache/document-cache.ts';
import { choiceFindings } from './choice-findings.ts';
import { type GivenSettings, readGivenSettings } from './configuration/given.ts';
import { type ConfigurationReading, type ReadConfiguration, readConfiguration } from './configuration/read.ts';
import { ConfiguredSettings } from './configuration/settings.ts';
import { decode, type Encoding } from './decoding.ts';
import { fragmentOf, nameOf, onlyNamed } from './drawing-names.ts';
import { bytesOf, type FoundFile, type FoundFiles, filesIn, filesInGit, findFiles, fromFolder } from './files.ts';
import { findingOf, findings } from './findings.ts';
import { includesInProject } from './includes.ts';

export { nameOf } from './drawing-names.ts';

/** Of files that may hold drawings, without the dot. */
export const drawingExtensions = [
  'puml',
  'plantuml',
  'pu',
  'iuml',
  'wsd',
  'mmd',
  'mermaid',
  'md',
  'mdx',
  'adoc',
  'asciidoc',
  'asc',
];
const wanted = { pattern: `**/*.{${drawingExtensions.join(',')}}`, hidden: true, noun: 'drawing' };

const nothingGiven: ConfigurationReading = { sources: new Map(), findings: [] };

export interface ReadDrawings {
  /** Everything that was read, by path, for excerpts. */
  readonly sources: ReadonlyMap<string, SourceText>;
  readonly files: readonly ReadFile[];
  /** All kinds, in the order of files and lines. */
  readonly drawings: readonly Drawing[];
  /** Sequences without errors, as they can be judged, with what is set for them. */
  readonly checkable: ReadonlyMap<Drawing, CheckableDrawing>;
  /** Of files and of drawings; an error among them means that something named could not be understood. */
  readonly findings: readonly Finding[];
  readonly configuration?: ReadConfiguration;
  /** What the call itself sets, which counts before everything else. */
  readonly given?: ReadConfiguration;
  /** Where was looked, for a message: `docs`, `what git tracks here`. */
  readonly where: string;
  /** Of drawings that there are, only those were read that have changed since this commit. */
  readonly since?: string;
}

/** A file with what stands in it. */
export interface ReadFile {
  readonly path: string;
  /** Named itself, or come upon in a folder or by a glob. */
  readonly named: boolean;
  readonly source: SourceText;
  readonly document: ReadDocument;
  readonly encoding: Encoding;
  /** What it includes, for excerpts. */
  readonly included: readonly SourceText[];
}

/** Which drawings are meant. */
export interface DrawingChoice {
  /** With none: what is configured, else what git tracks below the working folder, else the folder itself. */
  readonly paths: readonly string[];
  /** The configuration to follow, where it is not the nearest. */
  readonly config?: string;
  /** Only what has changed since this commit was left: a branch, a tag, `HEAD`. */
  readonly since?: string;
  /** Drawings that are at hand, beside those of `paths` or instead of any. */
  readonly texts?: readonly DrawingText[];
  /** Only drawings of this name, or beneath this heading of a document. */
  readonly name?: string;
  /** Must that be one sequence? Then several are an error, for nobody knows which is meant. */
  readonly single?: boolean;
  /** Counts before what comments in drawings and the configuration say. */
  readonly settings?: GivenSettings;
}

/** A drawing that is in no file, or not yet. */
export interface DrawingText {
  /** PlantUML, Mermaid, or a document with fenced blocks of them. */
  readonly text: string;
  /** What findings call it; its extension tells the language, and includes are looked up beside it. */
  readonly path?: string;
}

/** What is asked of the drawings: to judge evidence only sequences matter, lint looks at whatever can be read. */
export type DrawingPurpose = 'check' | 'lint';

export async function readDrawings(
  { paths, config, since, texts = [], name, single = false, settings: wanted }: DrawingChoice,
  cwd: string,
  purpose: DrawingPurpose = 'check',
  cache?: DocumentCache,
): Promise<ReadDrawings> {
  const { configuration, ...configured } = await readConfiguration(cwd, config);
  const { configuration: given, ...called } = wanted ? await readGivenSettings(wanted) : nothingGiven;
  const problems = [...called.findings, ...configured.findings];
  const ownSources = new Map([...configured.sources, ...called.sources]);
  // What was configured is not known, so nothing can be judged by it.
  if (problems.length > 0) return nothingRead(problems, ownSources);
  const { found: all, where } = await choose(paths, texts, configuration, cwd);
  const found = await narrowed(all, since, cwd, configuration?.path, purpose);
  const sources = new Map<string, SourceText>(ownSources);
  const files: ReadFile[] = [];
  const drawings: Drawing[] = [];
  const said: Finding[] = [...found.findings];
  for (const each of [...found.files, ...texts]) {
    const whole =
      'text' in each ? await readGivenText(each, texts.indexOf(each), cwd) : await readFile(each, cwd, cache);
    if ('code' in whole) {
      said.push(whole);
      continue;
    }
    const { path, source, included } = whole;
    sources.set(path, source);
    const document = name === undefined ? whole.document : onlyNamed(whole.document, name);
    if ('code' in document) {
      said.push(document);
      continue;
    }
    const file = { ...whole, document };
    for (const other of included) if (!sources.has(other.path)) sources.set(other.path, other);
    files.push(file);
    said.push(...aboutFileAsWhole(file));
    for (const drawing of drawingsIn(file)) {
      drawings.push(drawing);
      said.push(...findingsOf(drawing, purpose));
    }
  }
  const sequences = drawings.filter(isSequence);
  if (single && sequences.length > 1) {
    const paths = [...new Set(sequences.map((drawing) => `${drawing.path}#${fragmentOf(drawing)}`))];
    return nothingRead([...said, choiceFindings.severalSequences(sequences[1]!, paths)], sources);
  }
  const settings = configuration && new ConfiguredSettings(configuration, cwd);
  const first = given && new ConfiguredSettings(given, cwd);
  const checkable = new Map<Drawing, CheckableDrawing>();
  for (const drawing of drawings) {
    const prepared = prepare(drawing, settings, first);
    if (!prepared) continue;
    said.push(...prepared.findings);
    if (!prepared.findings.some(({ severity }) => severity === 'error')) checkable.set(drawing, prepared.drawing);
  }
  return {
    ...{ sources, files, drawings, checkable, findings: said, where },
    ...(configuration && { configuration }),
    ...(given && { given }),
    ...(since !== undefined && all.files.length > 0 && { since }),
  };
}

function nothingRead(said: readonly Finding[], sources: ReadDrawings['sources']): ReadDrawings {
  return { sources, files: [], drawings: [], checkable: new Map(), findings: said, where: '' };
}

/** What was found without what has not changed. Where that cannot be told, a finding says so, and nothing is read. */
export async function narrowed(
  found: FoundFiles,
  since: string | undefined,
  cwd: string,
  configuration: string | undefined,
  purpose: DrawingPurpose | 'format',
): Promise<FoundFiles> {
  if (since === undefined) return found;
  const { onlyChanged } = await import('./since/only-changed.ts');
  const files = await onlyChanged(found.files, { since, cwd, configuration, withShowing: purpose === 'lint' });
  if (!('code' in files)) return { ...found, files };
  return { files: [], findings: [...found.findings, files] };
}

/** A sequence without errors, with what comments in it and the configuration set for it; undefined for all others. */
function prepare(
  drawing: Drawing,
  configured: ConfiguredSettings | undefined,
  first: ConfiguredSettings | undefined,
): { readonly drawing: CheckableDrawing; readonly findings: readonly Finding[] } | undefined {
  const { path, language, interaction, range, directives } = drawing;
  if (!interaction || !isSequence(drawing) || hasErrors(drawing)) return undefined;
  const name = nameOf(drawing);
  const { findings: said, ...nearest } = readDirectives(path, interaction, directives);
  const of = (set: ConfiguredSettings | undefined) => set?.of({ path, name }) ?? [];
  const settings = mergeSettings([...of(first), nearest, ...of(configured)]);
  return { drawing: { path, name, language, line: range.start.line, interaction, settings }, findings: said };
}

/** Reads and parses one file, or says why not. */
export async function readFile(
  { path, named }: FoundFile,
  cwd: string,
  cache?: DocumentCache,
): Promise<ReadFile | Finding> {
  const bytes = await bytesOf(path, cwd);
  return bytes instanceof Uint8Array ? readBytes({ path, named }, bytes, cwd, cache) : bytes;
}

/** Parses what was read already. */
export async function readBytes(
  file: FoundFile,
  bytes: Uint8Array,
  cwd: string,
  cache?: DocumentCache,
): Promise<ReadFile> {
  return readText(file, decode(bytes), cwd, cache);
}

function readGivenText({ text, path }: DrawingText, index: number, cwd: string): Promise<ReadFile> {
  const shown = path ?? (index === 0 ? 'drawing' : `drawing ${index + 1}`);
  return readText({ path: shown, named: true }, { text, encoding: 'utf-8' }, cwd);
}

async function readText(
  { path, named }: FoundFile,
  { text, encoding }: ReturnType<typeof decode>,
  cwd: string,
  cache?: DocumentCache,
): Promise<ReadFile> {
  const source = new SourceText(path, text);
  const included: SourceText[] = [];
  const includes = includesInProject(cwd, (file) => included.push(file));
  const readAnew = async () => (await import('#parsers')).readDocument(source, { includes });
  // What a file includes may change without it.
  const isAlone = !/!(?:include|import)/i.test(text);
  const document = await (cache && isAlone ? cache.read(source, readAnew) : readAnew());
  return { path, named, source, document, encoding, included };
}

/** The drawings of a file that are meant to be drawings. */
export function drawingsIn({ named, document }: ReadFile): readonly Drawing[] {
  return document.drawings.filter((drawing) => named || !isMadeToBeIncluded(drawing));
}

/** What there is to say about a file beyond its drawings. */
export function aboutFileAsWhole({ path, named, document, encoding }: ReadFile): Finding[] {
  const lossy = encoding === 'damaged' ? [findings.notUtf8(path)] : [];
  return [...lossy, ...document.diagnostics.flatMap((each) => aboutFile(each, named))];
}

/** The model of the drawing that begins at a line of a file, whatever errors it has. */
export function modelsOf({ drawings }: ReadDrawings): (path: string, line: number) => Interaction | undefined {
  const byPlace = new Map(drawings.map(({ path, range, interaction }) => [`${path}:${range.start.line}`, interaction]));
  return (path, line) => byPlace.get(`${path}:${line}`);
}

/** What is at hand needs no looking for: only what was named is looked for beside it. */
async function choose(
  paths: readonly string[],
  texts: readonly DrawingText[],
  configuration: ReadConfiguration | undefined,
  cwd: string,
): Promise<{ found: FoundFiles; where: string }> {
  if (texts.length > 0 && paths.length === 0) {
    return { found: { files: [], findings: [] }, where: texts.length === 1 ? 'the text' : 'the texts' };
  }
  const configured = configuration ? fromFolder(configuration.value.drawings ?? [], configuration.folder, cwd) : [];
  return discover(paths.length > 0 ? paths : configured, cwd);
}

export async function discover(paths: readonly string[], cwd: string): Promise<{ found: FoundFiles; where: string }> {
  if (paths.length > 0) return { found: await findFiles(paths, cwd, wanted), where: paths.join(', ') };
  const tracked = await filesInGit(cwd);
  const where = tracked ? 'what git tracks here' : 'this folder';
  const files = tracked ? tracked.filter(isDrawingFile) : await filesIn(cwd, wanted);
  return { found: { files: files.map((path) => ({ path, named: false })), findings: [] }, where };
}

/** By its name. */
export function isDrawingFile(path: string): boolean {
  return drawingExtensions.includes(extname(path).slice(1).toLowerCase());
}

/** PlantUML without `@startuml` and without a message: styles or macros that other files include. */
function isMadeToBeIncluded({ diagnostics, interaction }: Drawing): boolean {
  const unstarted = diagnostics.some(({ code }) => code === 'plantuml/no-start');
  return unstarted && interaction !== undefined && messagesOf(interaction).length === 0;
}

/** A folder may hold prose without diagrams and PlantUML made to be included; only who is named must hold a diagram. */
function aboutFile(diagnostic: Diagnostic, named: boolean): Finding[] {
  const finding = findingOf(diagnostic);
  if (!named && finding.code === 'markdown/no-drawing') return [];
  if (!named && finding.code === 'plantuml/empty') return [{ ...finding, severity: 'note' }];
  if (finding.code === 'document/unknown-language') return [findings.perhapsTraces(finding)];
  return [finding];
}

/** Only what is to be judged can have errors that matter; of other kinds nothing is asked. */
export function findingsOf(drawing: Drawing, purpose: DrawingPurpose = 'check'): Finding[] {
  const asked = purpose === 'lint' || drawing.kind === 'sequence' || drawing.kind === 'unknown';
  return drawing.diagnostics
    .map(findingOf)
    .map((finding) => (asked || finding.severity !== 'error' ? finding : { ...finding, severity: 'warning' as const }));
}

export function isSequence({ kind }: Drawing): boolean {
  return kind === 'sequence';
}

export function hasErrors({ diagnostics }: Drawing): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}
