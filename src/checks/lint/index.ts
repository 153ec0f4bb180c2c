/** Drawings held against rules, without evidence. */
export { type Linted, type LintInput, lint, type RuleSetting } from './lint.ts';
export type { LintResult, LintSummary, RuleDescription } from './lint-result.ts';
export { pictureFile, sourcesOf } from './pictures.ts';
export { rules } from './registry.ts';
export {
  codeOf,
  type KnownPicture,
  type LintDirective,
  type LintedDocument,
  type LintedDrawing,
  type Rule,
  type RuleExample,
  type RuleOption,
  type RuleOptions,
  type Workspace,
} from './rule.ts';
export { haveSameMeaning, type Meaningful } from './same-meaning.ts';
export { isSound } from './soundness.ts';
