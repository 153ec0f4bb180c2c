import { expect, test } from 'vitest';
import type { Finding, LintResult } from '#checks';
import type { ReportOptions } from '#reports';
import { checkGithub, lintGithub } from '../../src/reports/github/index.ts';
import { drawing, resultOf, violated, wrongParticipant } from './fixtures.ts';
import { nastyCheck, nastyLint, nastySources, nastyTexts } from './nasty.ts';

const options: ReportOptions = { sources: () => drawing, colors: false };

interface Command {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** As the runner of GitHub Actions reads its commands; lines that are none are left out. */
function commandsIn(text: string): Command[] {
  return text.split('\n').flatMap((line) => {
    const found = /^\s*::([a-z]+)(?: ([^:]*))?::(.*)$/.exec(line);
    if (!found) {
      // The older form is looked for anywhere in a line.
      expect(line).not.toContain('##[');
      return [];
    }
    const [, command = '', properties = '', message = ''] = found;
    const pairs = properties
      .split(',')
      .filter(Boolean)
      .map((pair) => pair.split('=') as [string, ...string[]]);
    return [
      {
        command,
        message: unescaped(message),
        properties: Object.fromEntries(
          pairs.map(([name, ...value]) => [
            name,
            unescaped(value.join('=').replaceAll('%3A', ':').replaceAll('%2C', ',')),
          ]),
        ),
      },
    ];
  });
}

function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

test('a violation beside its line', () => {
  const [first, ...others] = commandsIn(checkGithub(resultOf([violated]), options));
  expect(first).toEqual({
    command: 'error',
    properties: {
      file: 'docs/signup.puml',
      line: '15',
      endLine: '15',
      col: '3',
      endColumn: '38',
      title: 'sequence/wrong-participant',
    },
    message: [
      'POST /accounts was sent by user-service, not by gateway',
      'drawn: gateway calls billing',
      'in case 17ccb589 (37 spans): POST /accounts was sent by user-service, 10 ms into the case (span 4be1…)',
      'and in 2 more cases: 27ccb589, 37ccb589',
      'expected next: gateway -> billing: POST /accounts, or gateway --> Client: 201 Created',
      'help: draw `users -> billing`, or bind "gateway" to user-service in asdrawn.yaml',
    ].join('\n'),
  });
  expect(others.map(({ command, properties }) => [command, properties.title])).toEqual([
    ['warning', 'case/spans-missing'],
  ]);
});

test('what has no place is told without one, and files are named from the checkout', () => {
  const noSpans: Finding = { code: 'check/no-spans', severity: 'error', message: 'no spans', path: '', spans: [] };
  const commands = commandsIn(
    checkGithub(resultOf([violated], { findings: [noSpans] }), { ...options, checkout: { folder: 'services/a/' } }),
  );
  expect(commands[0]!.properties).toEqual({ title: 'check/no-spans' });
  expect(commands[1]!.properties.file).toBe('services/a/docs/signup.puml');
});

test('of more than ten of a kind the tenth tells how many more, and the log has them', () => {
  const findings = Array.from(
    { length: 14 },
    (_, index): Finding => ({ ...wrongParticipant, message: `finding ${index}` }),
  );
  const result: LintResult = { ...nastyLint, findings: [{ ...wrongParticipant, severity: 'note' }, ...findings] };
  const text = lintGithub(result, options);
  const commands = commandsIn(text);
  expect(commands.filter(({ command }) => command === 'error').map(({ message }) => message.split('\n')[0])).toEqual([
    ...Array.from({ length: 9 }, (_, index) => `finding ${index}`),
    '5 more errors: the log and the summary of this step have all of them',
  ]);
  // The most important ones come first, for jobs have a limit, too.
  expect(commands.findIndex(({ command }) => command === 'notice')).toBe(10);
  expect(text).toContain('\nerror[sequence/wrong-participant] docs/signup.puml:15:3 finding 13\n');
});

test('no text becomes a command, or a property, of its own', () => {
  for (const text of [
    checkGithub(nastyCheck, { ...options, sources: nastySources }),
    lintGithub(
      { ...nastyLint, findings: Array(3).fill(nastyLint.findings).flat() },
      { ...options, sources: nastySources },
    ),
  ]) {
    const commands = commandsIn(text);
    expect(commands.length).toBeGreaterThan(10);
    for (const { command, properties } of commands) {
      expect(command).toMatch(/^(?:error|warning|notice|group|endgroup)$/);
      expect(['x', 'injected']).not.toContain(properties.file);
      for (const name of Object.keys(properties))
        expect(['file', 'line', 'endLine', 'col', 'endColumn', 'title']).toContain(name);
    }
  }
});

test('what was escaped is read again as it was', () => {
  const message = nastyTexts[7]!;
  const [first] = commandsIn(
    lintGithub({ ...nastyLint, findings: [{ ...wrongParticipant, message, path: 'a,b:c%2C=d.puml' }] }, options),
  );
  expect(first!.message.split('\n')[0]).toBe('/users/{id}/orders/{0} 100%25 50% %0A::error::x');
  expect(first!.properties.file).toBe('a,b:c%2C=d.puml');
});
