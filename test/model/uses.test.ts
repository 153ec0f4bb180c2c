import { expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { type Interaction, type InteractionFragment, inlineUses, messagesOf } from '#model';
import { readDocument } from '#parsers';

async function read(text: string): Promise<Interaction> {
  return (await readDocument(new SourceText('drawing.puml', `@startuml\n${text}\n@enduml\n`))).drawings[0]!
    .interaction!;
}

const login = await read(
  'title Log in\nparticipant "user service" as U\nparticipant DB\nU -> DB : SELECT users\nDB --> U : row',
);

function library(entries: Readonly<Record<string, Interaction>>): (name: string) => Interaction | undefined {
  return (name) => entries[name];
}

function texts(interaction: Interaction): string[] {
  return messagesOf(interaction).map(({ id, from, to, label }) => `${id} ${from}>${to} ${label}`);
}

function operators(fragments: readonly InteractionFragment[]): string[] {
  return fragments.map((fragment) => (fragment.type === 'combined' ? fragment.operator : fragment.type));
}

test('a used interaction stands in its place, with lifelines found by label', async () => {
  const shop = await read(
    'participant "User Service" as users\nclient -> users : go\nref over users : Log in\nusers --> client : done',
  );
  const { interaction, origins, unresolved } = inlineUses(shop, library({ 'Log in': login }));
  expect(texts(interaction)).toEqual([
    '1 client>users go',
    '2 users>DB SELECT users',
    '3 DB>users row',
    '4 users>client done',
  ]);
  expect(interaction.lifelines.map(({ id }) => id)).toEqual(['users', 'client', 'DB']);
  expect(operators(interaction.fragments)).toEqual(['message', 'group', 'message']);
  expect([...origins.keys()]).toEqual([2, 3]);
  expect(new Set(origins.values())).toEqual(new Set([login]));
  expect(unresolved).toEqual([]);
});

test('measures are between the same messages, whatever they are numbered then', async () => {
  const shop = await read(
    'ref over users : Log in\n{s} client -> users : go\n{e} users --> client : done\n{s} <-> {e} : ≤ 3 s\n{s} <-> {x} : 3 s',
  );
  const { interaction } = inlineUses(shop, library({ 'Log in': login }));
  expect(shop.durations?.map(({ from, to }) => [from, to])).toEqual([
    [1, 2],
    [1, null],
  ]);
  expect(interaction.durations?.map(({ from, to }) => [from, to])).toEqual([
    [3, 4],
    [3, null],
  ]);
});

test('an interaction without uses is left as it is', () => {
  expect(inlineUses(login, library({})).interaction).toBe(login);
});

test('a use that names nothing is told and stays', async () => {
  const shop = await read('ref over A : Missing\nA -> B : m');
  const { interaction, unresolved } = inlineUses(shop, library({}));
  expect(unresolved.map(({ name }) => name)).toEqual(['Missing']);
  expect(operators(interaction.fragments)).toEqual(['ref', 'message']);
});

test('interactions that use each other end where they meet again', async () => {
  const a = await read('A -> B : a\nref over A : b');
  const b = await read('A -> B : b\nref over A : a');
  const { interaction, cyclic } = inlineUses(a, library({ a, b }));
  expect(texts(interaction)).toEqual(['1 A>B a', '2 A>B b']);
  expect(cyclic.map(({ name }) => name)).toEqual(['a']);
});
