import type { ReportingDescriptor } from 'sarif';
import type { RuleDescription } from '#checks';
import type { Severity } from '#diagnostics';
import { messageText } from './texts.ts';

/** All that are described, and after them what was told without being described. */
export function listed(
  known: readonly RuleDescription[],
  told: Iterable<{ readonly code: string; readonly severity?: Severity }>,
): readonly RuleDescription[] {
  const byCode = new Map(known.map((rule) => [rule.code, rule]));
  const documentation = 'Each finding says in its help what to do.';
  for (const { code, severity = 'warning' } of told) {
    if (!byCode.has(code)) byCode.set(code, { code, severity, summary: spoken(code), documentation });
  }
  return [...byCode.values()];
}

const languages: Readonly<Record<string, string>> = { mermaid: 'Mermaid', plantuml: 'PlantUML' };

/** `mermaid/unclosed-block` as `Mermaid: unclosed block`. */
function spoken(code: string): string {
  const [family = '', ...rest] = code.split('/');
  return `${languages[family] ?? family}: ${rest.join(' ').replaceAll('-', ' ')}`;
}

/** GitHub's names for how bad a rule is (`problem.severity`). */
const gravity: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'recommendation' };

export function ruleOf({ code, summary, documentation, severity }: RuleDescription): ReportingDescriptor {
  const text = messageText(`${summary[0]!.toUpperCase()}${summary.slice(1)}.`);
  return {
    id: code,
    name: code
      .split(/[/-]/)
      .map((word) => `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`)
      .join(''),
    shortDescription: { text },
    fullDescription: { text: messageText(documentation) },
    help: { text: messageText(documentation), markdown: documentation },
    defaultConfiguration: severity === 'off' ? { enabled: false, level: 'note' } : { level: severity },
    properties: {
      tags: ['asdrawn', code.split('/')[0]!],
      precision: 'high',
      'problem.severity': gravity[severity === 'off' ? 'note' : severity],
    },
  };
}
