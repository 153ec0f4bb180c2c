import { codeOf, type Rule, type RuleExample, ruleDescriptions, rules } from '#checks';
import { didYouMean } from '#diagnostics';
import type { ExplainedExample, ExplainResult, Explanation } from '#reports';
import type { Outcome } from './outcome.ts';

/** There is no such code; `meant` is the one that is nearest. */
export interface Unexplained {
  readonly meant: string | undefined;
}

/**
 * What is known of a code (`mermaid/arrow`), of the codes of a name (`arrow`; a rule of lint comes before all others), of a
 * family (`mermaid`), or of everything.
 */
export function explain(asked?: string): Outcome<ExplainResult> | Unexplained {
  const all = everything();
  if (asked === undefined) return outcome('everything', all);
  const wanted = asked.toLowerCase();
  const exact = all.filter(({ code }) => code === wanted || code === `lint/${wanted}`);
  if (exact.length > 0) return outcome('code', exact);
  const family = all.filter(({ code }) => code.startsWith(`${wanted}/`));
  if (family.length > 0) return outcome('family', family);
  const named = all.filter(({ code }) => code.endsWith(`/${wanted}`));
  if (named.length > 0) return outcome('code', named);
  return { meant: didYouMean(wanted, explainable()) };
}

/** All that can be asked for: codes, the bare names of rules, and families. */
export function explainable(): readonly string[] {
  const codes = everything().map(({ code }) => code);
  return [...new Set([...rules.map(({ name }) => name), ...codes, ...codes.map((code) => code.split('/')[0]!)])];
}

function outcome(about: ExplainResult['about'], explanations: readonly Explanation[]): Outcome<ExplainResult> {
  return {
    result: { formatVersion: 1, about, explanations },
    sources: new Map(),
    exit: { code: 0, meaning: 'explained' },
  };
}

function everything(): readonly Explanation[] {
  const ofLint = ruleDescriptions.filter(({ code }) => code.startsWith('lint/'));
  const others = ruleDescriptions.filter(({ code }) => !code.startsWith('lint/'));
  const texts = others.map((each) => (isOfText(each.code) ? { ...each, suppression: suppressionOf(each.code) } : each));
  return [...rules.map(explanationOf), ...ofLint, ...texts];
}

/** Lint tells these of drawings, so that a comment in the drawing can keep them silent. */
function isOfText(code: string): boolean {
  return /^(?:plantuml|mermaid)\//.test(code) && !code.endsWith('/rejected');
}

function explanationOf(rule: Rule): Explanation {
  const { name, severity, summary, why, options, bad, good } = rule;
  return {
    code: codeOf(rule),
    summary,
    documentation: why,
    severity,
    ...(options && { options }),
    bad: bad.map(marked),
    good: good.map((example) => ({ ...example, told: [] })),
    configuration: configurationOf(rule),
    suppression: suppressionOf(name),
  };
}

function suppressionOf(name: string): string {
  return `asdrawn: disable ${name} -- <reason>`;
}

/** How the rule would be set to what it is by itself; of one that is off, how it would be switched on. */
function configurationOf({ name, severity, options }: Rule): string {
  const level = severity === 'off' ? 'warning' : severity;
  if (!options) return `rules:\n  ${name}: ${level}\n`;
  const values = Object.entries(options).map(([option, { value }]) => `      ${option}: ${JSON.stringify(value)}`);
  return `rules:\n  ${name}:\n    severity: ${level}\n    options:\n${values.join('\n')}\n`;
}

/** The text of an example without its `<|…|>` marks, and what stood between them. */
function marked(example: RuleExample): ExplainedExample {
  let text = '';
  const told: { start: number; end: number }[] = [];
  const open: number[] = [];
  for (const part of example.text.split(/(<\||\|>)/)) {
    if (part === '<|') {
      open.push(told.length);
      told.push({ start: text.length, end: text.length });
    } else if (part === '|>') told[open.pop()!]!.end = text.length;
    else text += part;
  }
  return { ...example, text, told };
}
