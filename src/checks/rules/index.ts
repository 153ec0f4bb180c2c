/**
 * Every code that may be told, beside those of the rules of lint, which describe themselves. docs/findings.md is written
 * from here, `asdrawn explain` shows it, and reports that list their rules (SARIF) list these.
 */
import type { RuleDescription } from '../lint/lint-result.ts';
import { adoptingRules } from './adopting.ts';
import { bindingRules, caseRules, sequenceRules } from './conformance.ts';
import { generateRules, schemasRules } from './generate.ts';
import { liveRules } from './live.ts';
import { mermaidRules } from './mermaid.ts';
import { plantumlRules } from './plantuml.ts';
import { rewritingRules, suppressionRules } from './rewriting.ts';
import { baselineRules, checkRules, documentRules, internalRules, projectRules } from './run.ts';
import { runRules } from './running.ts';
import { configurationRules } from './settings.ts';
import { tracesRules } from './traces.ts';
import { transportRules } from './transports.ts';

export const ruleDescriptions: readonly RuleDescription[] = [
  ...sequenceRules,
  ...caseRules,
  ...bindingRules,
  ...checkRules,
  ...liveRules,
  ...documentRules,
  ...projectRules,
  ...baselineRules,
  ...configurationRules,
  ...tracesRules,
  ...runRules,
  ...generateRules,
  ...schemasRules,
  ...transportRules,
  ...internalRules,
  ...suppressionRules,
  ...rewritingRules,
  ...adoptingRules,
  ...plantumlRules,
  ...mermaidRules,
];
