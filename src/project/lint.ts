import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Finding,
  type LintedDocument,
  type LintedDrawing,
  type LintResult,
  lint as lintDocuments,
  type Rule,
  rules,
  type Workspace,
} from '#checks';
import type { SourceText } from '#diagnostics';
import type { Drawing } from '#parsers';
import { isError } from './check.ts';
import { ConfiguredSettings } from './configuration/settings.ts';
import { validateRules } from './configuration/validate-rules.ts';
import { type DrawingChoice, hasErrors, type ReadDrawings, readDrawings } from './drawings.ts';
import { findings } from './findings.ts';
import type { Outcome, Place } from './outcome.ts';

export interface LintOptions extends DrawingChoice {
  /** More warnings than these fail the run. Without it no number does. */
  readonly maxWarnings?: number;
}

/** Holds drawings against rules. */
export async function lint(options: LintOptions, place: Pick<Place, 'cwd'>): Promise<Outcome<LintResult>> {
  const read = await readDrawings(options, place.cwd, 'lint');
  const unreadable = read.findings.filter(({ code }) => failures.has(code.split('/')[0]!));
  const problems = read.configuration ? validateRules(read.configuration, rules) : [];
  const failed = unreadable.some(isError) || problems.some(isError);
  const linted = failed
    ? { findings: read.findings, suppressed: 0 }
    : lintDocuments({
        workspace: workspaceOf(read, place.cwd),
        rules,
        settingOf: settings(read, place.cwd),
        found: read.findings,
      });
  const said = [...problems, ...linted.findings];
  if (read.drawings.length === 0 && !failed) said.push(findings.noDrawings(read.where, 0));
  const result = resultOf(said, read, linted.suppressed);
  return { result, sources: read.sources, exit: exitOf(result, failed, options, read.drawings.length) };
}

/** Phases of findings that say that the work could not be done. */
const failures: ReadonlySet<string> = new Set(['project', 'configuration']);

function workspaceOf({ files, drawings }: ReadDrawings, cwd: string): Workspace {
  const kept = new Set(drawings);
  const documents = files.map(
    ({ path, source, document }): LintedDocument => ({
      path,
      source,
      drawings: document.drawings.filter((drawing) => kept.has(drawing)).map((drawing) => toLinted(drawing, source)),
      pictures: document.pictures,
    }),
  );
  return { documents, exists: (path) => existsSync(resolve(cwd, path)) };
}

function toLinted(drawing: Drawing, source: SourceText): LintedDrawing {
  return { ...drawing, source, isSound: !hasErrors(drawing) };
}

function settings({ configuration }: ReadDrawings, cwd: string) {
  const configured = configuration && new ConfiguredSettings(configuration, cwd);
  return ({ name: rule }: Rule, place: { readonly path: string; readonly name?: string }) =>
    configured?.ruleSetting(rule, place);
}

function resultOf(said: readonly Finding[], { files, drawings }: ReadDrawings, suppressed: number): LintResult {
  const count = (wanted: Finding['severity']): number => said.filter(({ severity }) => severity === wanted).length;
  return {
    formatVersion: 1,
    findings: said,
    summary: {
      files: files.length,
      drawings: drawings.length,
      errors: count('error'),
      warnings: count('warning'),
      notes: count('note'),
      fixed: 0,
      suppressed,
    },
  };
}

function exitOf({ summary }: LintResult, failed: boolean, { maxWarnings }: LintOptions, drawings: number) {
  if (failed) return { code: 2, meaning: 'not all of the work could be done' };
  if (drawings === 0) return { code: 3, meaning: 'there is nothing to lint' };
  if (summary.errors > 0) return { code: 1, meaning: 'there are errors' };
  if (maxWarnings !== undefined && summary.warnings > maxWarnings) {
    return { code: 1, meaning: `there are more warnings than the ${maxWarnings} that are allowed` };
  }
  return { code: 0, meaning: summary.warnings > 0 ? 'there are only warnings' : 'nothing to complain of' };
}
