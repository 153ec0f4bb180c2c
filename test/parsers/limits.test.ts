import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
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

describe('nesting without sequences', () => {
  test.each([
    ['flowchart TD', (i: number) => `subgraph s${i}`, 'A --> B', 'end'],
    ['stateDiagram-v2', (i: number) => `state s${i} {`, 'A --> B', '}'],
  ])('%s: too deep is said once, and the rest is read', { timeout: 20_000 }, async (header, opens, inside, closes) => {
    const text = (depth: number) => [header, times(depth, opens), inside, times(depth, () => closes)].join('\n');
    expect(await diagnosticsOf('a.mmd', text(500))).toEqual([]);
    expect((await diagnosticsOf('a.mmd', text(100_000))).map(({ code }) => code)).toEqual(['mermaid/too-deep']);
    const { drawings } = await readDocument(new SourceText('a.mmd', text(501)));
    expect(drawings[0]?.structure?.edges ?? drawings[0]?.lifecycle?.transitions).toHaveLength(1);
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
  ['colours', 'a.puml', `@startuml\nA -[${'#a,'.repeat(50_000)}> B\nnote over A #${'a;'.repeat(50_000)} : x\n@enduml`],
  ['links', 'a.puml', `@startuml\nurl ${'[[ ]]'.repeat(50_000)}x\n@enduml`],
  ['spaces', 'a.puml', `@startuml\nskinparam a b${' '.repeat(100_000)}{\nautonumber 1${' '.repeat(100_000)}x\n@enduml`],
  ['stray signs', 'a.mmd', `sequenceDiagram\n${'> '.repeat(50_000)}\n${times(20_000, () => '>')}`],
  ['notes in notes', 'a.puml', `@startuml\n${times(20_000, () => 'note over A\n{{')}\n@enduml`],
  ['misspelt blocks', 'a.mmd', `sequenceDiagram\n${times(2000, () => 'lopp')}\n${times(2000, () => 'end')}`],
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
  ['many links', 'a.mmd', `flowchart TD\n${times(50_000, (i) => `A${i % 99}[x] -->|${i}| B${i % 97}`)}`],
  ['one long chain', 'a.mmd', `flowchart TD\nA${'-->B'.repeat(100_000)}`],
  ['one long line', 'a.mmd', `flowchart TD\nA[${'x '.repeat(500_000)}]`],
  ['one long id', 'a.mmd', `flowchart TD\n${'ä-'.repeat(100_000)}`],
  ['unended brackets', 'a.mmd', `flowchart TD\n${times(20_000, () => 'A>x')}`],
  ['unended quotes', 'a.mmd', `flowchart TD\n${times(20_001, () => 'A["x')}`],
  ['unended data', 'a.mmd', `flowchart TD\n${times(20_000, () => 'A@{ x')}`],
  ['unended link texts', 'a.mmd', `flowchart TD\n${times(20_000, () => 'A == x')}`],
  ['blank lines', 'a.mmd', `flowchart TD\n${' \n'.repeat(200_000)}A`],
  ['at signs', 'a.mmd', `flowchart TD\n${'a@'.repeat(100_000)}{`],
  ['directions', 'a.mmd', `flowchart TD\n${'direction '.repeat(50_000)}`],
  ['tags', 'a.mmd', `flowchart TD\n${'<a ="'.repeat(50_000)}`],
  ['styles', 'a.mmd', `flowchart TD\n${'style:#'.repeat(50_000)}`],
  ['dashes', 'a.mmd', `flowchart TD\nA ${'- '.repeat(100_000)}`],
  ['many transitions', 'a.mmd', `stateDiagram-v2\n${times(50_000, (i) => `A${i % 99} --> B${i % 97} : x ${i}`)}`],
  ['words', 'a.mmd', `stateDiagram-v2\nstate ${'a '.repeat(50_000)}`],
  ['one line of states', 'a.mmd', `stateDiagram-v2\n${'a '.repeat(50_000)}`],
  ['states with words', 'a.mmd', `stateDiagram-v2\n${'state a '.repeat(20_000)}`],
  ['unended state notes', 'a.mmd', `stateDiagram-v2\n${times(20_000, () => 'note right of A')}`],
  ['unended labels', 'a.mmd', `stateDiagram-v2\n${times(20_001, () => 'state "x')}`],
  ['classes', 'a.mmd', `stateDiagram-v2\nclass ${'a'.repeat(50_000)}${',a'.repeat(50_000)}`],
  ['spaces', 'a.mmd', `stateDiagram-v2\n${'A \n'.repeat(100_000)}`],
  ['frontmatter', 'a.mmd', `---\n${times(50_000, () => ' -- ')}`],
  ['unended configurations', 'a.mmd', `sequenceDiagram\n${times(5000, () => 'participant A@{')}`],
])('time grows with the length: %s (%s)', { timeout: 20_000 }, async (_, path, text) => {
  const started = performance.now();
  await diagnosticsOf(path, text);
  expect(performance.now() - started).toBeLessThan(5000);
});
