import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  codeOf,
  type Finding,
  isSound,
  type KnownPicture,
  type Linted,
  type LintedDocument,
  type LintResult,
  lint as lintDocuments,
  type RuleDescription,
  readDirectives,
  ruleDescriptions,
  rules,
} from '#checks';
import { type BaselineChoice, BaselineFile, isBaselineLost, withBaseline } from './baseline/baseline-file.ts';
import { siftLint } from './baseline/lint-baseline.ts';
import { type CacheChoice, DocumentCache } from './cache/document-cache.ts';
import { ConfiguredSettings, ruleSetting } from './configuration/settings.ts';
import { validateRules } from './configuration/validate-rules.ts';
import {
  aboutFileAsWhole,
  type DrawingChoice,
  drawingsIn,
  findingsOf,
  type ReadDrawings,
  type ReadFile,
  readDrawings,
} from './drawings.ts';
import { reasonOf } from './files.ts';
import { findings } from './findings.ts';
import { fixFile } from './fix.ts';
import type { Outcome, Place } from './outcome.ts';
import { shownPictures } from './pictures/shown-pictures.ts';
import { isError } from './severity.ts';
import { toldFindings } from './told-findings.ts';
import { replaceFile } from './writing.ts';

export interface LintOptions extends DrawingChoice, BaselineChoice {
  /** More warnings than these fail the run. Without it no number does. */
  readonly maxWarnings?: number;
  /** `write`: safe fixes are made; `dry-run`: they are made, and the files are left as they are. */
  readonly fix?: 'write' | 'dry-run';
  /** Where what was read is kept for the next run; without it, nowhere. */
  readonly cache?: CacheChoice;
}

/** A file that fixes have changed, or would have. */
export interface FixedText {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

export interface LintOutcome extends Outcome<LintResult> {
  readonly fixed: readonly FixedText[];
}

/** Holds drawings against rules. */
export async function lint(options: LintOptions, place: Pick<Place, 'cwd'>): Promise<LintOutcome> {
  const cache = options.cache && (await DocumentCache.open(options.cache));
  const read = await readDrawings(options, place.cwd, 'lint', cache);
  await cache?.save();
  const problems = [read.given, read.configuration].flatMap((one) => (one ? validateRules(one, rules) : []));
  const isLost = read.findings.some(({ code, severity }) => severity === 'error' && code.startsWith('configuration/'));
  if (isLost || problems.length > 0) {
    const result = resultOf([...problems, ...read.findings], read.files, { suppressed: 0, fixed: 0 });
    return { result, sources: read.sources, exit: exitOf(result, true, options), fixed: [], rules: described };
  }
  const linter = new Linter(read, place.cwd);
  linter.pictures = await shownPictures(read.files, place.cwd);
  const {
    files,
    fixed,
    made,
    findings: unwritten,
  } = options.fix
    ? await fixAll(read.files, linter, options.fix, place.cwd)
    : { files: read.files, fixed: [], made: 0, findings: [] };
  const outside = read.findings.filter(({ path }) => !files.some((file) => file.path === path));
  // A fix in a drawing makes its picture stale.
  if (fixed.length > 0) linter.pictures = await shownPictures(files, place.cwd);
  const linted = linter.lint(files, outside);
  const found = [...unwritten, ...linted.findings];
  const unread = found.some((finding) => isError(finding) && saysUnread(finding));
  const baseline = await BaselineFile.open(options, read.configuration, place.cwd);
  // What was not read in full must not be frozen as if it were all there is.
  const choice = { ...options, updateBaseline: options.updateBaseline === true && !unread };
  const sifted = await siftLint(baseline, choice, found, files);
  const failed = unread || isBaselineLost(sifted);
  const isEmpty = countDrawings(files) === 0 && !failed;
  const said = [...sifted.findings, ...(isEmpty ? [aboutNothing(read)] : [])];
  const result = resultOf(said, files, { suppressed: linted.suppressed + sifted.suppressed, fixed: made });
  const texts = new Map([...read.sources, ...files.map(({ path, source }) => [path, source] as const)]);
  const sources = withBaseline(texts, baseline);
  return { result, sources, exit: exitOf(result, failed, options), fixed, rules: described };
}

class Linter {
  /** By path. */
  pictures: ReadonlyMap<string, KnownPicture> = new Map();
  readonly #configured: readonly ConfiguredSettings[];
  readonly #cwd: string;

  constructor({ given, configuration }: ReadDrawings, cwd: string) {
    const layers = [given, configuration].filter((one) => one !== undefined);
    this.#configured = layers.map((one) => new ConfiguredSettings(one, cwd));
    this.#cwd = cwd;
  }

  lint(files: readonly ReadFile[], outside: readonly Finding[] = []): Linted {
    return lintDocuments({
      workspace: {
        documents: files.map(toLinted),
        exists: (path) => existsSync(resolve(this.#cwd, path)),
        pictureOf: (path) => this.pictures.get(path),
      },
      rules,
      settingOf: ({ name: rule }, where) => ruleSetting(this.#configured, rule, where),
      found: [...outside, ...files.flatMap(findingsIn)],
    });
  }
}

/** What reading a file has shown. */
function findingsIn(file: ReadFile): Finding[] {
  const directives = drawingsIn(file).flatMap(({ interaction, directives: said }) =>
    interaction ? readDirectives(file.path, interaction, said).findings : [],
  );
  return [
    ...aboutFileAsWhole(file),
    ...drawingsIn(file).flatMap((drawing) => findingsOf(drawing, 'lint')),
    ...directives,
  ];
}

function toLinted(file: ReadFile): LintedDocument {
  const { path, source, document } = file;
  const drawings = drawingsIn(file).map((drawing) => ({ ...drawing, source, isSound: isSound(drawing.diagnostics) }));
  return { path, source, drawings, pictures: document.pictures };
}

async function fixAll(files: readonly ReadFile[], linter: Linter, mode: 'write' | 'dry-run', cwd: string) {
  const after: ReadFile[] = [];
  const fixed: FixedText[] = [];
  const unwritten: Finding[] = [];
  let made = 0;
  for (const file of files) {
    // What cannot be written back as it was must not be written at all.
    const isFixable = file.encoding === 'utf-8' || file.encoding === 'utf-8-with-mark';
    const result = isFixable ? await fixFile(file, (each) => linter.lint([each]).findings, cwd) : undefined;
    if (!result || result.made === 0) {
      after.push(file);
      continue;
    }
    const problem = mode === 'write' ? await rewrite(result.file, cwd) : undefined;
    if (problem) {
      unwritten.push(problem);
      after.push(file);
      continue;
    }
    made += result.made;
    fixed.push({ path: file.path, before: file.source.text, after: result.file.source.text });
    after.push(result.file);
  }
  return { files: after, fixed, made, findings: unwritten };
}

async function rewrite({ path, source, encoding }: ReadFile, cwd: string): Promise<Finding | undefined> {
  try {
    await replaceFile(path, encoding === 'utf-8-with-mark' ? `\uFEFF${source.text}` : source.text, cwd);
    return undefined;
  } catch (error) {
    return findings.unwritable(path, reasonOf(error));
  }
}

/** All that can be told of drawings without evidence. */
const described: readonly RuleDescription[] = [
  ...rules.map((rule) => ({
    code: codeOf(rule),
    severity: rule.severity,
    summary: rule.summary,
    documentation: rule.why,
  })),
  ...ruleDescriptions,
];

/** Phases of findings that say that the work could not be done. */
const failures: ReadonlySet<string> = new Set(['project', 'configuration']);

function saysUnread({ code }: Finding): boolean {
  return failures.has(code.split('/')[0]!) || code === 'document/too-long';
}

/** Counts all that was said, and tells as much of it as anybody reads. */
function resultOf(
  said: readonly Finding[],
  files: readonly ReadFile[],
  { suppressed, fixed }: { readonly suppressed: number; readonly fixed: number },
): LintResult {
  const count = (wanted: Finding['severity']): number => said.filter(({ severity }) => severity === wanted).length;
  return {
    formatVersion: 1,
    findings: toldFindings(said),
    summary: {
      files: files.length,
      drawings: countDrawings(files),
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      fixed,
      suppressed,
    },
  };
}

/** That there is nothing to lint; where only what has changed is asked for, that is as it should be. */
function aboutNothing({ since, where }: ReadDrawings): Finding {
  return since === undefined ? findings.noDrawings(where, 0) : findings.unchanged(since, where);
}

function countDrawings(files: readonly ReadFile[]): number {
  return files.reduce((sum, { document }) => sum + document.drawings.length, 0);
}

function exitOf({ summary, findings: said }: LintResult, failed: boolean, { maxWarnings }: LintOptions) {
  if (failed) return { code: 2, meaning: 'not all of the work could be done' };
  if (summary.drawings === 0 && summary.errors === 0) return { code: 0, meaning: 'no diagram has changed' };
  const hasNone = said.some(({ code }) => code === 'check/no-drawings');
  if (hasNone && summary.errors === 1) return { code: 3, meaning: 'there is nothing to lint' };
  if (summary.errors > 0) return { code: 1, meaning: 'there are errors' };
  if (maxWarnings !== undefined && summary.warnings > maxWarnings) {
    return { code: 1, meaning: `there are more warnings than the ${maxWarnings} that are allowed` };
  }
  return { code: 0, meaning: summary.warnings > 0 ? 'there are only warnings' : 'nothing to complain of' };
}
