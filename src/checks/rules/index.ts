/**
 * Every code that `check` may tell, beside those of the two languages. docs/findings.md is written from here, and
 * reports that list their rules (SARIF) list these.
 */
import type { RuleDescription } from '../lint/lint-result.ts';
import { bindingRules, caseRules, sequenceRules } from './conformance.ts';
import { baselineRules, checkRules, documentRules, internalRules, projectRules } from './run.ts';
import { configurationRules } from './settings.ts';
import { tracesRules } from './traces.ts';

export const ruleDescriptions: readonly RuleDescription[] = [
  ...sequenceRules,
  ...caseRules,
  ...bindingRules,
  ...checkRules,
  ...documentRules,
  ...projectRules,
  ...baselineRules,
  ...configurationRules,
  ...tracesRules,
  ...internalRules,
];
