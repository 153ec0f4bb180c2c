import { describe, expect, test } from 'vitest';
import { diagnosticsOf } from './range-markers.ts';
import { interactionOf } from './sketch.ts';

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('\n');

describe('nesting', () => {
  test.each([
    ['a.puml', '@startuml\n', 'A -> B : x', '\n@enduml', 'plantuml'],
    ['a.mmd', 'sequenceDiagram\n', 'A->>B: x', '\n', 'mermaid'],
  ])('%s: too deep is said once, and the rest is read', async (path, before, message, after, language) => {
    const text = (depth: number) =>
      `${before}${times(depth, () => 'opt x')}\n${message}\n${times(depth, () => 'end')}${after}`;
    expect(await diagnosticsOf(path, text(500))).toEqual([]);
    expect((await diagnosticsOf(path, text(100_000))).map(({ code }) => code)).toEqual([`${language}/too-deep`]);
    expect((await interactionOf(path, text(501))).lifelines).toHaveLength(2);
  });
});

describe('groups and composite states', () => {
  test.each([
    ['package', (index: number) => `package p${index} {`, '[A] --> [B]'],
    ['state', (index: number) => `state s${index} {`, '[*] --> B'],
    ['together', () => 'together {', '[A] --> [B]'],
  ])('%s: too deep is said once, and the rest is read', async (_, open, inside) => {
    const text = (depth: number) =>
      `@startuml\n[x]\n${times(depth, open)}\n${inside}\n${times(depth, () => '}')}\n@enduml`.replace(
        inside.startsWith('[*]') ? '[x]\n' : '',
        '',
      );
    expect(await diagnosticsOf('a.puml', text(500))).toEqual([]);
    expect((await diagnosticsOf('a.puml', text(100_000))).map(({ code }) => code)).toEqual(['plantuml/too-deep']);
  });
});

/** Texts that punish a parser for looking twice. Each takes seconds or hours if the time grows with the square. */
test.each([
  ['many messages', 'a.puml', `@startuml\n${times(20_000, (i) => `A${i % 9} -> B${i % 7} : m ${i}`)}\n@enduml`],
  ['many messages', 'a.mmd', `sequenceDiagram\n${times(20_000, (i) => `A${i % 9}->>B${i % 7}: m ${i}`)}`],
  ['many lifelines', 'a.puml', `@startuml\n${times(5000, (i) => `A${i} -> B${i}`)}\n@enduml`],
  ['a long label', 'a.mmd', `sequenceDiagram\nA->>B: ${'x '.repeat(500_000)}`],
  ['dashes', 'a.puml', `@startuml\nA ${'-'.repeat(100_000)}\n@enduml`],
  ['dashes', 'a.mmd', `sequenceDiagram\nA${'-'.repeat(100_000)}`],
  ['brackets', 'a.puml', `@startuml\nA -${'['.repeat(100_000)}\n@enduml`],
  ['words', 'a.puml', `@startuml\nparticipant ${'a '.repeat(50_000)}<\n@enduml`],
  ['words', 'a.mmd', `sequenceDiagram\nparticipant ${'a '.repeat(50_000)}<`],
  ['signs', 'a.puml', `@startuml\n${'='.repeat(100_000)}x\n${'...'.repeat(50_000)}x\n${'"'.repeat(50_000)}\n@enduml`],
  ['unended notes', 'a.puml', `@startuml\n${times(20_000, () => 'note over A')}\n@enduml`],
  ['unended comments', 'a.puml', `@startuml\n${times(5000, () => "/' x")}\n@enduml`],
  ['unended settings', 'a.puml', `@startuml\n${times(20_000, () => 'skinparam a {')}\n@enduml`],
  ['unended styles', 'a.puml', `@startuml\n${times(5000, () => '<style>')}\n@enduml`],
  ['many links', 'a.puml', `@startuml\n${times(100_000, (i) => `[A${i % 900}] --> [B${i % 700}] : m ${i}`)}\n@enduml`],
  ['many transitions', 'a.puml', `@startuml\n[*] --> S0\n${times(100_000, (i) => `S${i} --> S${i + 1} : e`)}\n@enduml`],
  [
    'many calls',
    'a.puml',
    `@startuml\n!procedure $p($a)\n[$a]\n!endprocedure\n${times(20_000, (i) => `$p(x${i})`)}\n@enduml`,
  ],
  ['many conditions', 'a.puml', `@startuml\n[A]\n${times(50_000, () => '!if 0')}\n@enduml`],
  ['many branches', 'a.puml', `@startuml\n[A]\n!if 0\n${times(50_000, () => '!elseif 0')}\n!endif\n@enduml`],
  [
    'many definitions',
    'a.puml',
    `@startuml\n${times(20_000, (i) => `!procedure $p${i}()\n!endprocedure`)}\n[A]\n@enduml`,
  ],
  ['unended calls', 'a.puml', `@startuml\n!function $f($a) !return $a\n[${'$f('.repeat(50_000)}]\n@enduml`],
  ['unended groups', 'a.puml', `@startuml\n${times(20_000, (i) => `package p${i} {`)}\n@enduml`],
  ['unended element texts', 'a.puml', `@startuml\n${times(20_000, () => 'component a [')}\n@enduml`],
  ['stray braces', 'a.puml', `@startuml\n[A]\n${times(20_000, () => '}')}\n@enduml`],
  ['guillemets', 'a.puml', `@startuml\n[A] ${'<<a>> '.repeat(50_000)}x\n[B] ${'<<'.repeat(100_000)}\n@enduml`],
  ['tags and colours', 'a.puml', `@startuml\n[A] ${'$a '.repeat(50_000)}#${'line;'.repeat(50_000)}x\n@enduml`],
  ['colons', 'a.puml', `@startuml\nstate x\nA --> ${'b:'.repeat(100_000)} c\n@enduml`],
  ['brackets in labels', 'a.puml', `@startuml\nstate x\nA --> B : ${'[/'.repeat(100_000)}\n@enduml`],
  ['unended directives', 'a.mmd', times(20_000, () => '%%{')],
  ['unended descriptions', 'a.mmd', `sequenceDiagram\n${times(5000, () => 'accDescr {')}`],
  ['unended configurations', 'a.mmd', `sequenceDiagram\n${times(5000, () => 'participant A@{')}`],
])('time grows with the length: %s (%s)', { timeout: 20_000 }, async (_, path, text) => {
  const started = performance.now();
  await diagnosticsOf(path, text);
  expect(performance.now() - started).toBeLessThan(5000);
});
