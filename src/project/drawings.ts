/** From paths to drawings with their interactions. */

import { basename, extname } from 'node:path';
import { type CheckableDrawing, type Finding, mergeSettings, readDirectives } from '#checks';
import { type Diagnostic, SourceText } from '#diagnostics';
import { type Interaction, messagesOf } from '#model';
import type { Drawing, ReadDocument } from '#parsers';
import type { DocumentCache } from './cache/document-cache.ts';
import { type ReadConfiguration, readConfiguration } from './configuration/read.ts';
import type { ConfiguredSettings } from './configuration/settings.ts';
import { decode, type Encoding } from './decoding.ts';
import { bytesOf, type FoundFile, type FoundFiles, filesIn, filesInGit, findFiles, fromFolder } from './files.ts';
import { findingOf, findings } from './findings.ts';
import { includesInProject } from './includes.ts';

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
  /** What that configuration sets for files and drawings. */
  readonly settings?: ConfiguredSettings;
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
}

/** What is asked of the drawings: to judge evidence only sequences matter, lint looks at whatever can be read. */
export type DrawingPurpose = 'check' | 'lint';

export async function readDrawings(
  { paths, config, since }: DrawingChoice,
  cwd: string,
  purpose: DrawingPurpose = 'check',
  cache?: DocumentCache,
): Promise<ReadDrawings> {
  const { configuration, sources: ownSources, findings: problems } = await readConfiguration(cwd, config);
  // What was configured is not known, so nothing can be judged by it.
  if (problems.length > 0)
    return { sources: ownSources, files: [], drawings: [], checkable: new Map(), findings: problems, where: '' };
  const configured = configuration ? fromFolder(configuration.value.drawings ?? [], configuration.folder, cwd) : [];
  const { found: all, where } = await discover(paths.length > 0 ? paths : configured, cwd);
  const found = await narrowed(all, since, cwd, configuration?.path, purpose);
  const sources = new Map<string, SourceText>(ownSources);
  const files: ReadFile[] = [];
  const drawings: Drawing[] = [];
  const said: Finding[] = [...found.findings];
  for (const each of found.files) {
    const file = await readFile(each, cwd, cache);
    if ('code' in file) {
      said.push(file);
      continue;
    }
    const { path, source, included } = file;
    sources.set(path, source);
    for (const other of included) if (!sources.has(other.path)) sources.set(other.path, other);
    files.push(file);
    said.push(...aboutFileAsWhole(file));
    for (const drawing of drawingsIn(file)) {
      drawings.push(drawing);
      said.push(...findingsOf(drawing, purpose));
    }
  }
  const settings = configuration && (await configuredSettings(configuration, cwd));
  const checkable = new Map<Drawing, CheckableDrawing>();
  for (const drawing of drawings) {
    const prepared = prepare(drawing, settings);
    if (!prepared) continue;
    said.push(...prepared.findings);
    if (!prepared.findings.some(({ severity }) => severity === 'error')) checkable.set(drawing, prepared.drawing);
  }
  return {
    ...{ sources, files, drawings, checkable, findings: said, where },
    ...(configuration && { configuration }),
    ...(settings && { settings }),
    ...(since !== undefined && all.files.length > 0 && { since }),
  };
}

/** Loaded where there is a configuration: names are matched with a library. */
async function configuredSettings(configuration: ReadConfiguration, cwd: string): Promise<ConfiguredSettings> {
  const { ConfiguredSettings } = await import('./configuration/settings.ts');
  return new ConfiguredSettings(configuration, cwd);
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
): { readonly drawing: CheckableDrawing; readonly findings: readonly Finding[] } | undefined {
  const { path, language, interaction, range, directives } = drawing;
  if (!interaction || !isSequence(drawing) || hasErrors(drawing)) return undefined;
  const name = nameOf(drawing);
  const { findings: said, ...nearest } = readDirectives(path, interaction, directives);
  const settings = mergeSettings([nearest, ...(configured?.of({ path, name }) ?? [])]);
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
  { path, named }: FoundFile,
  bytes: Uint8Array,
  cwd: string,
  cache?: DocumentCache,
): Promise<ReadFile> {
  const { text, encoding } = decode(bytes);
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

/** The drawing's own name, title or heading, else its file's name. */
export function nameOf({ name, interaction, path }: Drawing): string {
  return name ?? interaction?.title ?? basename(path, extname(path));
}
