import { afterAll, describe, expect, test } from 'vitest';
import { checkMermaid, checkPlantuml, closeEngines, Engine, renderPlantuml, type Verdict } from '#engines';

afterAll(closeEngines);

function told(verdict: Verdict): string {
  if (verdict.accepted === null) return `not checked: ${verdict.reason}`;
  if (verdict.accepted) return `accepted ${verdict.type}`.trim();
  return `${verdict.line ?? '-'}: ${verdict.message}`;
}

describe('mermaid', () => {
  test.each([
    ['sequenceDiagram\nA->>B: x', 'accepted sequence'],
    ['flowchart LR\nA[x] --> B\nsubgraph c\nd\nend', 'accepted flowchart-v2'],
    ['stateDiagram-v2\n[*] --> A\nA --> [*]', 'accepted stateDiagram'],
    ['classDiagram\nA <|-- B', 'accepted classDiagram'],
    ['erDiagram\nA ||--o{ B : has', 'accepted er'],
    ['gantt\ntitle Build\nsection One\nDig :a1, 2024-01-01, 3d', 'accepted gantt'],
    ['pie\n"a": 3', 'accepted pie'],
    ['mindmap\n  root\n    leaf', 'accepted mindmap'],
    ['journey\ntitle Day\nsection Morning\nRise: 5: Me', 'accepted journey'],
    ['gitGraph\ncommit', 'accepted gitGraph'],
    ['timeline\n2020 : began', 'accepted timeline'],
    ['C4Context\nPerson(a, "b")', 'accepted c4'],
    ['architecture-beta\nservice db(database)[Orders]', 'accepted architecture'],
    ['sequenceDiagram\nbox lightblue Inside\nparticipant A\nend\ndetails A: x\nA->>B: x', 'accepted sequence'],
    ['flowchart LR\nA["<b onclick=\'x()\'>x</b>"]\nclick A "https://example.org"', 'accepted flowchart-v2'],
    ['nonsense', '-: no diagram type detected matching given configuration for text: nonsense'],
    ['sequenceDiagram\nA->>B: x\nend', '3: unexpected `end`'],
    ['gantt\n dig\n', '2: something is missing here'],
    ['gantt\r\n dig\r\n', '2: something is missing here'],
    ['flowchart LR\nA --> B\nsubgraph c\n\n', '3: something is missing here'],
    ['C4Context\nPerson(a, "b")\nnonsense', '3: this cannot be read'],
    ['gitGraph\n commit\n checkout other\n commit', '3: trying to checkout branch which is not yet created'],
    // Lines are those of the text, not of what mermaid leaves of it.
    ['---\ntitle: x\n---\n\n%% one\n\n%% two\npie\n"a" 3', "9: expecting token of type ':' but found `3`"],
    ['%%{init: {\n"theme": "dark"}}%%\npie\n%% one\n\n%% two\n"a" 3', "7: expecting token of type ':' but found `3`"],
    ['---\ntitle: x\nconfig: [\n---\npie', '4: unexpected end of the stream within a flow collection'],
  ])('%j', async (text, expected) => expect(told(await checkMermaid(text))).toContain(expected));
});

describe('plantuml', () => {
  const uml = (...lines: string[]) => ['@startuml', ...lines, '@enduml'].join('\n');
  test.each([
    [uml('A -> B : x'), 'accepted'],
    [uml('A -> B : 🎉 <:smile:> <&heart> <back:red>x</back>'), 'accepted'],
    [uml('!theme cerulean', 'component a', 'a --> [b]', 'database c {', 'node d', '}'), 'accepted'],
    [uml('[*] --> One', 'state Two {', '[*] --> Three', '}'), 'accepted'],
    [uml('class A {', '+x(): int', '}', 'A <|-- B'), 'accepted'],
    [uml('start', 'if (x?) then (yes)', ':a;', 'endif', 'stop'), 'accepted'],
    [uml('robust "Web" as W', '@0', 'W is Idle'), 'accepted'],
    ['@startjson\n{"a": 1}\n@endjson', 'accepted'],
    ['@startyaml\na: 1\n@endyaml', 'accepted'],
    ['@startmindmap\n* a\n** b\n@endmindmap', 'accepted'],
    ['@startgantt\n[a] lasts 3 days\n@endgantt', 'accepted'],
    [uml('A -> B : x', '', 'nonsense here', 'B -> A'), '4: syntax error'],
    [uml('!if (1 ==', 'A -> B', '!endif'), 'not checked: the engine failed: java.'],
    [uml('!$a = 1', '!if ($a == 2', 'A -> B', '!endif'), '3: '],
    ['@startgantt\nnonsense\n@endgantt', '2: syntax error'],
    ['@startjson\n{"a"}\n@endjson', '-: your data does not sound like JSON data'],
    ['@startsalt\n{+ a}\n@endsalt', 'not checked: the engine does not know this kind of diagram'],
    ['@startditaa\n+-+\n@endditaa', 'not checked: the engine does not know this kind of diagram'],
    [uml('!include other.puml', 'A -> B'), 'not checked: it includes a file that the engine cannot read'],
    [uml('!include <C4/C4_Context>', 'Person(a, "b")'), 'not checked: it includes a file that the engine cannot read'],
  ])('%j', async (text, expected) => expect(told(await checkPlantuml(text))).toContain(expected));

  test('draws', async () => {
    const { svg } = await renderPlantuml(uml('Alice -> Bob : good & well'));
    expect(svg).toMatch(/^<svg [^>]*>.*<\/svg>$/s);
    expect(svg).toContain('>good &amp; well<');
    expect(await renderPlantuml(uml('nonsense here'))).not.toHaveProperty('svg');
  });
});

test('many at once are judged one after the other, each by itself', async () => {
  const texts = Array.from(
    { length: 20 },
    (_, index) => `sequenceDiagram\n${'%% more\n'.repeat(index)}A->>B${index % 2 ? ': x' : ''}`,
  );
  const verdicts = await Promise.all(texts.map(checkMermaid));
  expect(verdicts.map(({ accepted }) => accepted)).toEqual(texts.map((_, index) => index % 2 === 1));
  expect(verdicts.flatMap((verdict) => (verdict.accepted === false ? [verdict.line] : []))).toEqual(
    texts.flatMap((_, index) => (index % 2 ? [] : [index + 2])),
  );
});

test('the globals of this thread stay as they are', async () => {
  const before = Object.getOwnPropertyNames(globalThis).sort();
  await Promise.all([checkMermaid('pie\n"a": 1'), checkPlantuml('@startuml\nA -> B\n@enduml')]);
  expect(Object.getOwnPropertyNames(globalThis).sort()).toEqual(before);
});

test('a diagram that takes too long is not checked, and the next one is', async () => {
  const engine = new Engine('plantuml', { diagram: 2_000 });
  const fibonacci = [
    '!function $f($n)',
    '!if ($n < 2)',
    '!return 1',
    '!endif',
    '!return $f($n - 1) + $f($n - 2)',
    '!endfunction',
  ];
  const endless = ['@startuml', ...fibonacci, 'A -> B : $f(60)', '@enduml'];
  const [late, next] = await Promise.all([
    engine.perform('verdict', endless.join('\n')),
    engine.perform('verdict', '@startuml\nA -> B\n@enduml'),
  ]);
  await engine.close();
  expect([told(late.verdict), told(next.verdict)]).toEqual(['not checked: no answer within 2 s', 'accepted']);
});

test('an engine that is closed starts again', async () => {
  const engine = new Engine('mermaid');
  await engine.perform('verdict', 'pie\n"a": 1');
  await engine.close();
  expect(told((await engine.perform('verdict', 'pie\n"a": 1')).verdict)).toBe('accepted pie');
  await engine.close();
});
