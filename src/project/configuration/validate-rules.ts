import type { Finding, Rule } from '#checks';
import { didYouMean } from '#diagnostics';
import { findings } from '../findings.ts';
import type { DrawingConfiguration } from './configuration.ts';
import type { YamlPath } from './located-yaml.ts';
import type { ReadConfiguration } from './read.ts';

/** Rules and options that a configuration names and that do not exist, or cannot be set so. */
export function validateRules({ value, path, yaml, prefix }: ReadConfiguration, rules: readonly Rule[]): Finding[] {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  const told: Finding[] = [];
  const check = ({ rules: configured = {} }: DrawingConfiguration, at: YamlPath): void => {
    for (const [name, setting] of Object.entries(configured)) {
      const rule = byName.get(name);
      const place = [...at, 'rules', name];
      if (!rule) {
        const range = yaml.rangeOfKey([...at, 'rules'], name);
        told.push(findings.unknownRule(path, range, name, didYouMean(name, byName.keys())));
      } else if (typeof setting !== 'string') {
        for (const [option, given] of Object.entries(setting.options ?? {})) {
          const known = rule.options ?? {};
          const expected = Object.hasOwn(known, option) ? known[option] : undefined;
          const where = [...place, 'options'];
          if (!expected) {
            const names = Object.keys(known);
            const range = yaml.rangeOfKey(where, option);
            told.push(findings.unknownSetting(path, range, option, didYouMean(option, names), names));
          } else if (kindOf(given) !== kindOf(expected.value)) {
            const range = yaml.rangeOf([...where, option]);
            told.push(findings.badSetting(path, range, `${name}.${option}`, `must be ${kindOf(expected.value)}`));
          }
        }
      }
    }
  };
  check(value, prefix);
  (value.overrides ?? []).forEach((override, index) => {
    check(override, [...prefix, 'overrides', index]);
  });
  return told;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return { number: 'a number', boolean: 'true or false', string: 'a text' }[typeof value as string] ?? 'something else';
}
