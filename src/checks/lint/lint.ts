import type { Severity } from '#diagnostics';
import type { Finding } from '../result.ts';
import { ruleDescriptions } from '../rules/index.ts';
import { InteractionMeaning } from './interaction-meaning.ts';
import {
  codeOf,
  type LintedDocument,
  type LintedDrawing,
  type Rule,
  type RuleOptions,
  type Tell,
  type Workspace,
} from './rule.ts';
import { Suppressions } from './suppressions.ts';

/** How a rule is set for a file. */
export interface RuleSetting {
  readonly severity: Severity | 'off';
  readonly options: RuleOptions;
}

export interface LintInput {
  readonly workspace: Workspace;
  readonly rules: readonly Rule[];
  /** Of a rule in a drawing or, for what is about a whole file, a document. Undefined where nothing is set. */
  readonly settingOf: (
    rule: Rule,
    place: { readonly path: string; readonly name?: string },
  ) => Partial<RuleSetting> | undefined;
  /** What is known already: problems of the text, which comments may keep silent as well. */
  readonly found: readonly Finding[];
}

export interface Linted {
  readonly findings: readonly Finding[];
  readonly suppressed: number;
}

/** Holds every rule against what it is about. A rule that fails is a finding itself, and hides no other. */
export function lint({ workspace, rules, settingOf, found }: LintInput): Linted {
  const told: Finding[] = [...found];
  const run = (
    rule: Rule,
    place: { readonly path: string; readonly name?: string },
    check: (tell: Tell, options: RuleOptions) => void,
  ): void => {
    const setting = settingOf(rule, place);
    const severity = setting?.severity ?? rule.severity;
    if (severity === 'off') return;
    const options = { ...defaultsOf(rule), ...setting?.options };
    const tell: Tell = ({ path = place.path, related, ...remark }) => {
      const places = related?.map((other) => ({ path, ...other }));
      told.push({ code: codeOf(rule), severity, path, ...remark, ...(places && { related: places }), spans: [] });
    };
    try {
      check(tell, options);
    } catch (error) {
      told.push(crashed(rule, place.path, error));
    }
  };
  const known = new Set([...rules.map(codeOf), ...ruleDescriptions.map(({ code }) => code)]);
  const suppressions = new Suppressions(known);
  for (const document of workspace.documents) {
    for (const rule of rules) {
      const { checkDocument } = rule;
      if (checkDocument) run(rule, document, (tell, options) => checkDocument(document, tell, options, workspace));
    }
    for (const drawing of document.drawings) {
      suppressions.read(drawing);
      checkDrawing(drawing, rules, run);
    }
  }
  for (const rule of rules) {
    const { checkWorkspace } = rule;
    if (checkWorkspace) run(rule, { path: '' }, (tell, options) => checkWorkspace(workspace, tell, options));
  }
  const kept = told.filter((finding) => !suppressions.covers(finding));
  return {
    findings: inOrder([...kept, ...suppressions.findings()], workspace.documents),
    suppressed: told.length - kept.length,
  };
}

type Run = (rule: Rule, place: LintedDrawing, check: (tell: Tell, options: RuleOptions) => void) => void;

function checkDrawing(drawing: LintedDrawing, rules: readonly Rule[], run: Run): void {
  const { interaction, structure, lifecycle, isSound } = drawing;
  const sequence =
    interaction && isSound ? { ...drawing, interaction, meaning: new InteractionMeaning(interaction) } : undefined;
  for (const rule of rules) {
    const { checkInteraction, checkStructure, checkLifecycle, checkDrawing: checkAny } = rule;
    if (checkAny) run(rule, drawing, (tell, options) => checkAny(drawing, tell, options));
    if (checkInteraction && sequence) run(rule, drawing, (tell, options) => checkInteraction(sequence, tell, options));
    if (checkStructure && structure && isSound)
      run(rule, drawing, (tell, options) => checkStructure({ ...drawing, structure }, tell, options));
    if (checkLifecycle && lifecycle && isSound)
      run(rule, drawing, (tell, options) => checkLifecycle({ ...drawing, lifecycle }, tell, options));
  }
}

function defaultsOf({ options = {} }: Rule): RuleOptions {
  return Object.fromEntries(Object.entries(options).map(([name, { value }]) => [name, value]));
}

function crashed(rule: Rule, path: string, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal/rule-failed',
    severity: 'error',
    message: `the rule ${rule.name} failed here: ${reason}`,
    path,
    help: 'this is a defect of asdrawn; please report it together with the drawing. The other rules were held against it all the same',
    spans: [],
  };
}

/** By file as they were given, then by place; of one place in the order in which it was told. */
function inOrder(findings: readonly Finding[], documents: readonly LintedDocument[]): Finding[] {
  const rank = new Map(documents.map(({ path }, index) => [path, index]));
  const fileOf = ({ path }: Finding): number => rank.get(path) ?? -1;
  return [...findings].sort(
    (a, b) =>
      fileOf(a) - fileOf(b) ||
      (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) ||
      (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0),
  );
}
