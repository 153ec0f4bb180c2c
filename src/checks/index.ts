/** Held against evidence: bindings of drawings to spans, conformance of cases, coverage. */

export {
  type Baseline,
  inOrder,
  type KnownFinding,
  KnownFindings,
  knownFrom,
  lastingMessage,
  type Sighting,
} from './baseline/index.ts';
export { nameAffinity } from './binding/index.ts';
export type {
  BindingStrength,
  BindingsResult,
  ConfigurationLine,
  DrawingBindings,
  LifelineBindingResult,
  MessageBindingResult,
} from './binding-result.ts';
export {
  bindDrawings,
  type CheckableDrawing,
  type CheckedDrawings,
  type CheckInput,
  checkDrawings,
  overall,
} from './conformance/index.ts';
export {
  codeOf,
  haveSameMeaning,
  type Linted,
  type LintedDocument,
  type LintedDrawing,
  type LintInput,
  type LintResult,
  type LintSummary,
  lint,
  type Rule,
  type RuleDescription,
  type RuleExample,
  type RuleOption,
  type RuleOptions,
  type RuleSetting,
  rules,
  type Workspace,
} from './lint/index.ts';
export type {
  CaseResult,
  CheckResult,
  CheckSummary,
  Coverage,
  DrawingResult,
  Finding,
  LifelineCoverage,
  LoopCoverage,
  MessageCoverage,
  OperandCoverage,
  Reason,
  RelatedPlace,
  SpanReference,
  Verdict,
} from './result.ts';
export { ruleDescriptions } from './rules/index.ts';
export {
  type DirectiveSettings,
  type DrawingSettings,
  type IgnoreSetting,
  type MessageSetting,
  mergeSettings,
  type Origin,
  type ParticipantSetting,
  type ParticipantTarget,
  readDirectives,
} from './settings/index.ts';
