/** What can run asdrawn from now on: a hook before each commit, a job of the CI server. */
import { insertYaml } from './yaml-insertion.ts';

export interface Addition {
  readonly path: string;
  /** For a question: `a hook of pre-commit`. */
  readonly what: string;
  /** The whole text of the file as it would be. */
  readonly text: string;
  /** What of it is new. */
  readonly added: string;
}

export interface Repository {
  readonly files: readonly string[];
  /** The text of one of them; undefined where it cannot be read. */
  readonly textOf: (path: string) => Promise<string | undefined>;
  /** How asdrawn is called for: `npx --yes asdrawn@1.2.3`. */
  readonly program: string;
}

/** Only for tools that the repository has already, and not where asdrawn is called for already. */
export async function additionsFor(repository: Repository): Promise<readonly Addition[]> {
  const all = await Promise.all([hookOf(repository), githubJob(repository), gitlabJob(repository)]);
  return all.filter((addition) => addition !== undefined);
}

/** Of what is about to be committed, and what shows it. */
const changed = 'lint --since HEAD';

async function hookOf({ files, textOf, program }: Repository): Promise<Addition | undefined> {
  const command = `${program} ${changed}`;
  const config = files.find((path) => /^\.pre-commit-config\.ya?ml$/.test(path));
  if (config) {
    const hook = { id: 'asdrawn', name: 'asdrawn lint', entry: command, language: 'system', pass_filenames: false };
    const entry = { repo: 'local', hooks: [hook] };
    return intoYaml(config, 'a hook of pre-commit', await textOf(config), ['repos'], entry);
  }
  const lefthook = files.find((path) => /^\.?lefthook\.ya?ml$/.test(path));
  if (lefthook) {
    const path = ['pre-commit', 'commands', 'asdrawn'];
    return intoYaml(lefthook, 'a hook of lefthook', await textOf(lefthook), path, { run: command });
  }
  if (!files.some((path) => path.startsWith('.husky/'))) return undefined;
  const script = '.husky/pre-commit';
  const before = files.includes(script) ? await textOf(script) : '';
  return before === undefined ? undefined : appended(script, 'a hook of husky', before, `${command}\n`);
}

async function githubJob({ files, textOf, program }: Repository): Promise<Addition | undefined> {
  const workflows = files.filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
  if (!files.some((path) => path.startsWith('.github/'))) return undefined;
  for (const workflow of workflows) if ((await textOf(workflow))?.includes('asdrawn')) return undefined;
  const text = [
    'name: asdrawn',
    'on: [push, pull_request]',
    'permissions:',
    '  contents: read',
    'jobs:',
    '  lint:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - uses: actions/setup-node@v4',
    '        with: { node-version: 22 }',
    `      - run: ${program} lint -f github`,
    '',
  ].join('\n');
  return { path: '.github/workflows/asdrawn.yml', what: 'a workflow of GitHub Actions', text, added: text };
}

async function gitlabJob({ files, textOf, program }: Repository): Promise<Addition | undefined> {
  const path = '.gitlab-ci.yml';
  if (!files.includes(path)) return undefined;
  const job = {
    image: 'node:22',
    script: [`${program} lint -f pretty -f junit -o asdrawn.xml`],
    artifacts: { when: 'always', reports: { junit: 'asdrawn.xml' } },
  };
  return intoYaml(path, 'a job of GitLab CI', await textOf(path), ['asdrawn'], job);
}

function appended(path: string, what: string, before: string, added: string): Addition | undefined {
  if (before.includes('asdrawn')) return undefined;
  const text = `${before}${before === '' || before.endsWith('\n') ? '' : '\n'}${added}`;
  return { path, what, text, added };
}

function intoYaml(
  path: string,
  what: string,
  before: string | undefined,
  at: readonly string[],
  value: object,
): Addition | undefined {
  if (before === undefined || before.includes('asdrawn')) return undefined;
  const insertion = insertYaml(before, at, value);
  return insertion && { path, what, ...insertion };
}
