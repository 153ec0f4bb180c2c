import { posix } from 'node:path';
import { rules } from '#checks';
import type { Proposals } from './proposals.ts';
import type { Survey } from './survey.ts';

/** More than this many lines of a list help nobody. */
const shown = 10;

/** A configuration that says what was found, and shows what could be said. */
export function configurationText({ drawn, testCommand }: Survey, { proposals, unknown }: Proposals): string {
  const diagrams = drawn.reduce((sum, each) => sum + each.diagrams, 0);
  const folders = new Set(drawn.map(({ path }) => (path.includes('/') ? posix.dirname(path) : path)));
  const named = [...drawn.slice(0, shown).map(({ path }) => path), ...more(drawn.length)];
  const certain = proposals.filter(({ rivals }) => rivals.length === 0);
  const open = proposals.filter(({ rivals }) => rivals.length > 0);
  const participants = [
    ...certain.map(({ participant, is, path }) => `  ${plain(participant)}: ${target(is)} # ${comment(path)}`),
    ...open.map(
      ({ participant, is, rivals }) =>
        `  # ${plain(participant)}: ${target(is)} # or ${comment(rivals.slice(1).join(', '))}`,
    ),
    ...(unknown.length > 0
      ? [
          `  # Nothing here is called like: ${comment([...unknown.slice(0, shown), ...more(unknown.length)].join(', '))}`,
        ]
      : []),
  ];
  return [
    '# yaml-language-server: $schema=https://unpkg.com/asdrawn/schemas/configuration.json',
    '# Every setting, with examples: docs/configuration.md of asdrawn.',
    '',
    `# With no \`drawings\`, everything that git tracks is looked at: ${diagrams === 1 ? '1 diagram was' : `${diagrams} diagrams were`} found in`,
    ...named.map((path) => `#   ${comment(path)}`),
    `# drawings: [${[...folders].slice(0, shown).map(plain).join(', ')}]`,
    '',
    `# Traces come from a command: asdrawn check -- ${comment(testCommand ?? '<the command that runs your tests>')}`,
    '# or from recordings, Jaeger or Tempo:',
    '# traces: [traces/*.jsonl]',
    '',
    '# Who a participant is in the traces, where its name does not tell.',
    ...(certain.length > 0 ? ['participants:'] : ['# participants:']),
    ...(participants.length > 0 ? participants : ['  # Gateway: api-gateway']),
    '',
    '# Rules of `asdrawn lint`: off, note, warning or error. These are off unless set:',
    '# rules:',
    ...rules
      .filter(({ severity }) => severity === 'off')
      .map(({ name, summary }) => `#   ${name}: warning # ${comment(summary)}`),
    '',
  ].join('\n');
}

function more(all: number): string[] {
  return all > shown ? [`and ${all - shown} more`] : [];
}

function target(is: Proposals['proposals'][number]['is']): string {
  if (typeof is === 'string') return plain(is);
  return `{ ${Object.entries(is)
    .map(([key, value]) => `${key}: ${plain(value)}`)
    .join(', ')} }`;
}

/** A scalar that YAML reads as the text that it is. */
function plain(text: string): string {
  const isPlain =
    /^[A-Za-z][\w./-]*(?: [\w./-]+)*$/.test(text) && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/** What stands in a comment must not end it. */
function comment(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
