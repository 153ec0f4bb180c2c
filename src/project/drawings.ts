/** From paths to drawings with their interactions. */

import { basename, extname } from 'node:path';
import type { CheckableDrawing, Finding } from '#checks';
import { type Diagnostic, SourceText } from '#diagnostics';
import { messagesOf } from '#model';
import type { Drawing } from '#parsers';
import { decode } from './decoding.ts';
import { bytesOf, type FoundFiles, filesIn, filesInGit, findFiles } from './files.ts';
import { findingOf, findings } from './findings.ts';
import { includesInProject } from './includes.ts';

const extensions = ['puml', 'plantuml', 'pu', 'iuml', 'wsd', 'mmd', 'mermaid', 'md', 'mdx'];
const wanted = { pattern: `**/*.{${extensions.join(',')}}`, hidden: true, noun: 'drawing' };

export interface ReadDrawings {
  /** Everything that was read, by path, for excerpts. */
  readonly sources: ReadonlyMap<string, SourceText>;
  /** All kinds, in the order of files and lines. */
  readonly drawings: readonly Drawing[];
  /** Of files and of drawings; an error among them means that something named could not be understood. */
  readonly findings: readonly Finding[];
  /** Where was looked, for a message: `docs`, `what git tracks here`. */
  readonly where: string;
}

/** With no paths: what git tracks below the working folder, else the folder itself. */
export async function readDrawings(paths: readonly string[], cwd: string): Promise<ReadDrawings> {
  const { found, where } = await discover(paths, cwd);
  const sources = new Map<string, SourceText>();
  const drawings: Drawing[] = [];
  const said: Finding[] = [...found.findings];
  const { readDocument } = await import('#parsers');
  // What is included may be shown beside a finding, too.
  const includes = includesInProject(cwd, (source) => sources.has(source.path) || sources.set(source.path, source));
  for (const { path, named } of found.files) {
    const bytes = await bytesOf(path, cwd);
    if (!(bytes instanceof Uint8Array)) {
      said.push(bytes);
      continue;
    }
    const { text, lossy } = decode(bytes);
    const source = new SourceText(path, text);
    const document = await readDocument(source, { includes });
    sources.set(path, source);
    const own = document.drawings.filter((drawing) => named || !isMadeToBeIncluded(drawing));
    drawings.push(...own);
    if (lossy) said.push(findings.notUtf8(path));
    said.push(...document.diagnostics.flatMap((each) => aboutFile(each, named)), ...own.flatMap(findingsOf));
  }
  return { sources, drawings, findings: said, where };
}

async function discover(paths: readonly string[], cwd: string): Promise<{ found: FoundFiles; where: string }> {
  if (paths.length > 0) return { found: await findFiles(paths, cwd, wanted), where: paths.join(', ') };
  const tracked = await filesInGit(cwd);
  const where = tracked ? 'what git tracks here' : 'this folder';
  const files = tracked ? tracked.filter(isDrawingFile) : await filesIn(cwd, wanted);
  return { found: { files: files.map((path) => ({ path, named: false })), findings: [] }, where };
}

function isDrawingFile(path: string): boolean {
  return extensions.includes(extname(path).slice(1).toLowerCase());
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
function findingsOf(drawing: Drawing): Finding[] {
  const asked = drawing.kind === 'sequence' || drawing.kind === 'unknown';
  return drawing.diagnostics
    .map(findingOf)
    .map((finding) => (asked || finding.severity !== 'error' ? finding : { ...finding, severity: 'warning' as const }));
}

/** What `checks` takes: a sequence without errors. Undefined for every other drawing. */
export function checkable(drawing: Drawing): CheckableDrawing | undefined {
  const { path, language, interaction, range } = drawing;
  if (!interaction || !isSequence(drawing) || hasErrors(drawing)) return undefined;
  return { path, name: nameOf(drawing), language, line: range.start.line, interaction };
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
