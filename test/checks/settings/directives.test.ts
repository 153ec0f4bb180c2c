import { expect, test } from 'vitest';
import { readDirectives } from '#checks';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';

async function read(directive: string, language: 'mermaid' | 'plantuml' = 'mermaid') {
  const [path, text] =
    language === 'mermaid'
      ? ['a.mmd', `sequenceDiagram\nparticipant A as Alpha\n%% asdrawn: ${directive}\nA->>B: hello\nNote over A: last`]
      : [
          'a.puml',
          `@startuml\nparticipant Alpha as A\n  ' asdrawn: ${directive}\nA -> B : hello\nnote over A : last\n@enduml`,
        ];
  const [drawing] = (await readDocument(new SourceText(path, text))).drawings;
  expect(drawing!.diagnostics).toEqual([]);
  return readDirectives(path, drawing!.interaction!, drawing!.directives);
}

test.each([
  [
    'participant Alpha is service alpha-api',
    { participant: 'Alpha', target: { type: 'services', names: ['alpha-api'] } },
  ],
  [
    'participant "My Alpha" is service a, b',
    { participant: 'My Alpha', target: { type: 'services', names: ['a', 'b'] } },
  ],
  [
    'participant My Alpha is database postgresql',
    { participant: 'My Alpha', target: { type: 'database', system: 'postgresql' } },
  ],
  [
    'participant A is database mysql shop',
    { participant: 'A', target: { type: 'database', system: 'mysql', namespace: 'shop' } },
  ],
  ['participant A is broker kafka', { participant: 'A', target: { type: 'broker', system: 'kafka' } }],
  ['participant A is host api.example.com', { participant: 'A', target: { type: 'host', name: 'api.example.com' } }],
  ['participant A is outside', { participant: 'A', target: { type: 'outside' } }],
  ['Participant A IS unobserved', { participant: 'A', target: { type: 'unobserved' } }],
])('%s', async (directive, expected) => {
  for (const language of ['mermaid', 'plantuml'] as const) {
    const { participants, findings } = await read(directive, language);
    expect(findings).toEqual([]);
    expect(participants).toMatchObject([expected]);
    expect(participants[0]!.origin.spoken).toBe('the directive in line 3');
  }
});

test.each([
  ['optional', { message: { line: 4 }, presence: 'optional' }],
  ['required', { message: { line: 4 }, presence: 'required' }],
  ['unobservable', { message: { line: 4 }, presence: 'unobservable' }],
  ['as POST /hello', { message: { line: 4 }, as: 'POST /hello' }],
  ['as "POST /hello"', { message: { line: 4 }, as: 'POST /hello' }],
  ['span say *', { message: { line: 4 }, span: 'say *' }],
  ['attribute http.route=/hello', { message: { line: 4 }, attributes: { 'http.route': '/hello' } }],
  ['message "hello" optional', { message: { label: 'hello' }, presence: 'optional' }],
  ['message "hello" span greet', { message: { label: 'hello' }, span: 'greet' }],
])('%s', async (directive, expected) => {
  const { messages, findings } = await read(directive);
  expect(findings).toEqual([]);
  expect(messages).toMatchObject([expected]);
});

test.each([
  ['scope trace', { scope: { by: 'trace' } }],
  ['scope run', { scope: { by: 'run' } }],
  ['scope attribute order.id', { scope: { by: 'attribute', name: 'order.id' } }],
  ['scope baggage session', { scope: { by: 'attribute', name: 'session' } }],
  ['open', { undrawnCalls: 'allow' }],
  ['closed', { undrawnCalls: 'forbid' }],
  ['allow undrawn calls', { undrawnCalls: 'allow' }],
  ['forbid undrawn participants', { undrawnParticipants: 'forbid' }],
  ['ignore GET /health', { ignore: [{ message: 'GET /health' }] }],
  ['ignore "GET /health"', { ignore: [{ message: 'GET /health' }] }],
  ['budgets warning', { budgets: 'warning' }],
  ['budgets OFF', { budgets: 'off' }],
  ['disable whatever -- is for the linter', {}],
])('%s', async (directive, expected) => {
  const settings = await read(directive);
  expect(settings.findings).toEqual([]);
  expect(settings).toMatchObject(expected);
});

test.each([
  ['', 'directive/unknown', 'the directive says nothing', undefined],
  ['optionel', 'directive/unknown', 'a directive cannot begin with "optionel"', 'did you mean "optional"?'],
  ['participant A', 'directive/invalid', 'this does not say which participant is what', undefined],
  ['participant A is postgresql', 'directive/invalid', 'this does not say which participant is what', undefined],
  ['service', 'directive/invalid', '"service" needs a name', undefined],
  [
    'service a',
    'directive/nothing-below',
    '"service" is about the participant in the line below, and there is none',
    undefined,
  ],
  ['optional please', 'directive/invalid', '"optional please" cannot be read', undefined],
  ['message "hello"', 'directive/invalid', 'this does not say what holds for which message', undefined],
  ['scope case', 'directive/invalid', 'this is no scope', undefined],
  ['allow everything', 'directive/invalid', 'nobody can allow "everything"', undefined],
  ['budgets fatal', 'directive/invalid', 'this does not say what it is to exceed a budget', undefined],
  ['ignore', 'directive/invalid', '"ignore" needs what is to be ignored', undefined],
])('what cannot be followed is told: %s', async (directive, code, message, help) => {
  const { findings } = await read(directive);
  expect(findings).toMatchObject([{ code, message, severity: 'error', path: 'a.mmd', range: { start: { line: 3 } } }]);
  expect(findings[0]!.help).toBeTruthy();
  if (help !== undefined) expect(findings[0]!.help).toBe(help);
});

test('a directive above what is no message says so', async () => {
  const text =
    'sequenceDiagram\nA->>B: hello\n%% asdrawn: optional\n%% another comment\nNote over A: last\n%% asdrawn: optional';
  const [drawing] = (await readDocument(new SourceText('a.mmd', text))).drawings;
  const { findings } = readDirectives('a.mmd', drawing!.interaction!, drawing!.directives);
  expect(findings.map(({ code, range }) => `${code}@${range!.start.line}:${range!.start.column}`)).toEqual([
    'directive/nothing-below@3:13',
    'directive/nothing-below@6:13',
  ]);
});

test('in a quoted fence a directive is one too', async () => {
  const text = '> ```mermaid\n> sequenceDiagram\n> %% asdrawn: optional\n> A->>B: hello\n> ```\n';
  const [drawing] = (await readDocument(new SourceText('a.md', text))).drawings;
  expect(drawing!.directives).toEqual([
    { text: 'optional', range: { start: { line: 3, column: 15 }, end: { line: 3, column: 23 } }, below: 4 },
  ]);
});
