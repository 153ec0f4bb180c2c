import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { messagesOf } from '#model';
import type { DrawingLanguage } from '#parsers';
import { format, lint } from '#project';
import { addPattern, readCatalogue, readPatternDrawing } from '../../../src/project/patterns/index.ts';
import { renameParticipants } from '../../../src/project/patterns/renaming.ts';
import { read } from '../../printers/reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'asdrawn-patterns-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { patterns } = await readCatalogue();
const languages: readonly DrawingLanguage[] = ['plantuml', 'mermaid'];

describe.each(languages)('%s', (language) => {
  test.each(patterns)('$name with other names for all is lint-clean, in order and means the same', async (pattern) => {
    const { name, participants } = pattern;
    const renames = participants.map((each, index) => ({ from: each.name, to: `acme-${index} part` }));
    const outcome = await addPattern(name, { folder: language, language, renames, force: false }, folder);
    if ('given' in outcome) throw new Error(`there is no ${name}`);
    expect(outcome.result.findings).toEqual([]);
    const path = outcome.result.path!;

    const place = { cwd: folder, stdin: async () => new Uint8Array() };
    expect((await lint({ paths: [path] }, place)).result.findings).toEqual([]);
    expect((await format({ paths: [path], mode: 'check' }, place)).exit.code).toBe(0);

    const { interaction: after } = await read(language, readFileSync(join(folder, path), 'utf8'));
    const { interaction: before } = await read(language, await readPatternDrawing(name, language));
    expect(after!.lifelines.map(({ label, id }) => [label, id])).toEqual(
      participants.map((_, index) => [`acme-${index} part`, `acme${index}Part`]),
    );
    expect(messagesOf(after!).map(({ label }) => label)).toEqual(messagesOf(before!).map(({ label }) => label));
  });
});

const about = { pattern: 'p', path: 'p', language: 'plantuml' } as const;
const plantuml = `@startuml
' client is a comment about client
actor "Client" as client
participant "Login\\nService" as login /' login '/

client -> login ++ : POST /login for client
note over client, login : client and login
alt client is known
  login --> client -- : 200 OK
end
@enduml
`;
const mermaid = `sequenceDiagram
  %% client is a comment about client
  actor client as Client
  participant store@{ "type": "database" } as Login<br/>Store

  client->>+store: SELECT client
  Note over client,store: client and store
  store-->>-client: rows of client
`;

test('comments, labels, guards and notes stay; heads and arrows change', async () => {
  const renames = [
    { from: 'Client', to: 'web' },
    { from: 'login service', to: 'Auth API' },
  ];
  expect(await renameParticipants(plantuml, renames, about)).toEqual({
    text: `@startuml
' client is a comment about client
actor web
participant "Auth API" as authAPI /' login '/

web -> authAPI ++ : POST /login for client
note over web, authAPI : client and login
alt client is known
  authAPI --> web -- : 200 OK
end
@enduml
`,
    renamed: [
      { from: 'Client', to: 'web' },
      { from: 'Login Service', to: 'Auth API' },
    ],
  });
});

test('in Mermaid as well, with what a participant is', async () => {
  const renames = [
    { from: 'client', to: 'web' },
    { from: 'store', to: 'login-db' },
  ];
  const outcome = await renameParticipants(mermaid, renames, { ...about, language: 'mermaid', path: 'p.mmd' });
  expect('text' in outcome && outcome.text).toBe(`sequenceDiagram
  %% client is a comment about client
  actor web
  participant loginDb@{ "type": "database" } as login-db

  web->>+loginDb: SELECT client
  Note over web,loginDb: client and store
  loginDb-->>-web: rows of client
`);
});

test.each([
  [
    'two change places',
    ['Client=Login Service', 'Login Service=Client'],
    ['Login Service:loginService', 'Client:client'],
  ],
  ['a short name that means something else is not taken', ['Client=End'], ['End:client', 'Login\nService:login']],
  ['nor one that is taken', ['Client=log in', 'Login Service=LogIn'], ['log in:logIn', 'LogIn:login']],
  ['nor one that begins with a digit', ['Client=2nd'], ['2nd:client', 'Login\nService:login']],
  ['letters of any script', ['Client=Kasse München'], ['Kasse München:kasseMünchen', 'Login\nService:login']],
])('%s', async (_, said, expected) => {
  const renames = said.map((each) => ({ from: each.split('=')[0]!, to: each.split('=')[1]! }));
  const outcome = await renameParticipants(plantuml, renames, about);
  if (!('text' in outcome)) throw new Error(JSON.stringify(outcome));
  const { interaction } = await read('plantuml', outcome.text);
  expect(interaction!.lifelines.map(({ label, id }) => `${label}:${id}`)).toEqual(expected);
});

test.each([
  ['Cleint=web', 'patterns/unknown-participant', 'did you mean "Client"?'],
  ['Nobody=web', 'patterns/unknown-participant', 'its participants are Client, Login Service'],
  ['Client=login service', 'patterns/same-name', 'give each participant a name of its own'],
  ['Client="', 'patterns/unwritable-name', 'choose a name of letters, digits, spaces and hyphens'],
  ['Client=a\nb', 'patterns/unwritable-name', 'choose a name of letters, digits, spaces and hyphens'],
])('%j is told: %s', async (said, code, help) => {
  const [from = '', to = ''] = said.split('=');
  expect(await renameParticipants(plantuml, [{ from, to }], about)).toEqual([expect.objectContaining({ code, help })]);
});
