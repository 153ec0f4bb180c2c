import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { diagnosticsOf, marked, show } from './range-markers.ts';
import { sketchStructure, structureOf } from './structure-sketch.ts';

/** The model of a body, without `flowchart LR`, in short lines; nothing may be complained of. */
async function flowchart(body: string): Promise<string[]> {
  const text = `flowchart LR\n${body}\n`;
  expect(await diagnosticsOf('a.mmd', text)).toEqual([]);
  return sketchStructure(await structureOf('a.mmd', text)).slice(1);
}

describe('headers', () => {
  test.each([
    ['flowchart', []],
    ['graph TD', ['direction TB']],
    ['graph >', ['direction LR']],
    ['graph <', ['direction RL']],
    ['graph ^', ['direction BT']],
    ['graph v', ['direction TB']],
    ['flowchart-elk BT', ['direction BT']],
    ['swimlane-beta RL', ['direction RL']],
    ['graph TD;A;', ['direction TB', 'rectangle A']],
    [
      '---\ntitle: "One: two"\nconfig:\n  title: no\n---\n%%{init: {\n"theme": "dark"}}%%\nflowchart LR',
      ['title One: two', 'direction LR'],
    ],
    ['%% a comment\n\nflowchart RL', ['direction RL']],
  ])('%j', async (text, expected) => {
    expect(await diagnosticsOf('a.mmd', text)).toEqual([]);
    expect(sketchStructure(await structureOf('a.mmd', text))).toEqual(expected);
  });
});

describe('nodes', () => {
  test.each([
    ['A', ['rectangle A']],
    ['A[b]', ['rectangle A "b"']],
    ['A(b)', ['rounded A "b"']],
    ['A([b])', ['stadium A "b"']],
    ['A[[b]]', ['subroutine A "b"']],
    ['A[(b)]', ['database A "b"']],
    ['A((b))', ['circle A "b"']],
    ['A(((b)))', ['double-circle A "b"']],
    ['A>b]', ['asymmetric A "b"']],
    ['A{b}', ['diamond A "b"']],
    ['A{{b}}', ['hexagon A "b"']],
    ['A[/b/]', ['lean-right A "b"']],
    ['A[\\b\\]', ['lean-left A "b"']],
    ['A[/b\\]', ['trapezoid A "b"']],
    ['A[\\b/]', ['trapezoid-inverted A "b"']],
    ['A(-b-)', ['ellipse A "b"']],
    ['A[|borders:lt|b]', ['rectangle A "b"']],
    ['A["b (c) [d]"]', ['rectangle A "b (c) [d]"']],
    ['A["`**b**\nc`"]', ['rectangle A "**b**⏎c"']],
    ['A[b<br/>c #quot;d#quot; #9829;]', ['rectangle A "b⏎c "d" ♥"']],
    ['A["b\\nc"]', ['rectangle A "b⏎c"']],
    ['A["$$\\nabla$$"]', ['rectangle A "$$\\nabla$$"']],
    ['A["<a href="x">b</a>"]', ['rectangle A "<a href=\'x\'>b</a>"']],
    ['A[b]:::c\nclassDef c fill:#f9f,stroke:#333;', ['rectangle A "b"']],
    ['Ünï --> 日本', ['rectangle Ünï?', 'rectangle 日本?', 'Ünï none-solid-arrow 日本']],
    ['a-b.c/d --> endpoint', ['rectangle a-b.c/d?', 'rectangle endpoint?', 'a-b.c/d none-solid-arrow endpoint']],
    ['default --> v', ['rectangle default?', 'rectangle v?', 'default none-solid-arrow v']],
    ['A[b]\nA(c)\nA', ['rounded A "c"']],
  ])('%j', async (body, expected) => {
    expect(await flowchart(body)).toEqual(expected);
  });
});

describe('data of nodes', () => {
  test.each([
    ['A@{ shape: cyl, label: "Orders, all" }', ['database A "Orders, all"']],
    ["A@{ 'shape': 'database' }", ['database A']],
    ['A@{\n  shape: manual-input\n  label: "b\n    c"\n}', ['sloped-rectangle A "b⏎c"']],
    ['A@{\n  label: |\n    b\n    c\n  shape: doc\n}', ['document A "b⏎c"']],
    ['A[b]@{ shape: das }', ['queue A "b"']],
    ['A@{ icon: "fa:user", form: square, pos: t }', ['icon A ""']],
    ['A@{ img: "https://x.test/a.png", label: "b", w: 60, h: 60 }', ['image A "b"']],
    [
      'A@{ shape: rect } & B@{ shape: diam } --> C@{ shape: text }',
      ['rectangle A', 'diamond B', 'label C', 'A none-solid-arrow C', 'B none-solid-arrow C'],
    ],
  ])('%j', async (body, expected) => {
    expect(await flowchart(body)).toEqual(expected);
  });
});

describe('edges', () => {
  test.each([
    ['A-->B', 'A none-solid-arrow B'],
    ['A---B', 'A none-solid-none B'],
    ['A-----B', 'A none-solid-none B'],
    ['A-.->B', 'A none-dotted-arrow B'],
    ['A-..-B', 'A none-dotted-none B'],
    ['A==>B', 'A none-thick-arrow B'],
    ['A~~~B', 'A none-invisible-none B'],
    ['A--oB', 'A none-solid-circle B'],
    ['A--xB', 'A none-solid-cross B'],
    ['A---oB', 'A none-solid-circle B'],
    ['A<-->B', 'A arrow-solid-arrow B'],
    ['A o--o B', 'A circle-solid-circle B'],
    ['A x-.-x B', 'A cross-dotted-cross B'],
    ['A -->|b c| B', 'A none-solid-arrow B: b c'],
    ['A-->|"b (c)"|B', 'A none-solid-arrow B: b (c)'],
    ['A -- b - c --> B', 'A none-solid-arrow B: b - c'],
    ['A -- "b" --> B', 'A none-solid-arrow B: b'],
    ['A <-- b --> B', 'A arrow-solid-arrow B: b'],
    ['A == b ==> B', 'A none-thick-arrow B: b'],
    ['A -. b .-> B', 'A none-dotted-arrow B: b'],
    ['A e1@-->B\ne1@{ animate: true }', 'e1@ A none-solid-arrow B'],
    ['A\n  --> B', 'A none-solid-arrow B'],
    ['A -->\n\n  B', 'A none-solid-arrow B'],
  ])('%j', async (body, expected) => {
    expect((await flowchart(body)).slice(2)).toEqual([expected]);
  });

  test('chains and groups', async () => {
    expect((await flowchart('A & B -->|x| C & D --> E')).slice(5)).toEqual([
      ...['A none-solid-arrow C: x', 'A none-solid-arrow D: x', 'B none-solid-arrow C: x', 'B none-solid-arrow D: x'],
      ...['C none-solid-arrow E', 'D none-solid-arrow E'],
    ]);
  });
});

describe('subgraphs', () => {
  test.each([
    ['subgraph a\nB\nend', ['group a', 'rectangle B in a']],
    ['subgraph a [b c]\nend', ['group a "b c"']],
    ['subgraph a["b (c)"]\nend', ['group a "b (c)"']],
    ['subgraph b c\nA\nend', ['group subGraph0 "b c"', 'rectangle A in subGraph0']],
    ['subgraph "b c"\nend\nsubgraph d e\nend', ['group subGraph0 "b c"', 'group subGraph1 "d e"']],
    ['subgraph a\ndirection TD\nend', ['group a TB']],
    ['subgraph a\nsubgraph b\nC\nend\nD\nend', ['group a', 'group b in a', 'rectangle C in b', 'rectangle D in a']],
    ['A\nsubgraph b\nA\nend', ['group b', 'rectangle A in b']],
    ['subgraph a\nC\nend\nsubgraph b\nC\nend', ['group a', 'group b', 'rectangle C in a']],
    ['subgraph a\nC\nend\na --> D', ['group a', 'rectangle C in a', 'rectangle D?', 'a none-solid-arrow D']],
    [
      'subgraph a\nC\nend\nsubgraph b\na --> D\nend',
      ['group b', 'group a in b', 'rectangle C in a', 'rectangle D? in b', 'a none-solid-arrow D'],
    ],
    [
      'subgraph a\nB\nend C --> D',
      ['group a', 'rectangle B in a', 'rectangle C?', 'rectangle D?', 'C none-solid-arrow D'],
    ],
  ])('%j', async (body, expected) => {
    expect(await flowchart(body)).toEqual(expected);
  });

  test('that would hold each other do not', async () => {
    const text = 'flowchart TD\nsubgraph a\nb\nend\nsubgraph b\na\nend';
    expect((await diagnosticsOf('a.mmd', text)).map(({ code }) => code)).toEqual(['mermaid/subgraph-circle']);
    expect((await structureOf('a.mmd', text)).groups.map(({ id, group }) => [id, group])).toEqual([
      ['a', null],
      ['b', 'a'],
    ]);
  });
});

describe('what says nothing of the structure', () => {
  test.each([
    ...[
      'classDef a,b fill:#f9f, stroke-dasharray: 5 5',
      'class A,B c',
      'style A fill:#fff',
      'linkStyle default stroke:red',
    ],
    ...['linkStyle 0 interpolate basis stroke:#f00', 'click A "https://x.test" "tip" _blank', 'click A href "x"'],
    ...[
      'click A call f(1, 2) "tip"',
      'click A f',
      'accTitle: a',
      'accDescr: a --> b',
      'accDescr {\n a --> b\n}',
      '%% a --> b',
    ],
  ])('%s', async (line) => {
    expect(await flowchart(`A --> B\n${line}`)).toEqual(['rectangle A?', 'rectangle B?', 'A none-solid-arrow B']);
  });
});

test.each([
  'flowchart TD\n<|A[one]|>:::c --> <|B|>',
  'flowchart TD\nA --> B\n  <|A@{ shape: cyl }|>\n<|B|>;',
  '---\ntitle: x\n---\nflowchart TD; <|ä["🚀"]|> -->|x| <|B|>',
  'flowchart TD\r\nsubgraph s\r\n<|A|>\r\nend\r\n<|B(x)|>\r\n',
])('a node covers its declaration, else its first mention: %j', async (input) => {
  const { text, ranges } = marked(input);
  const { nodes } = await structureOf('a.mmd', text);
  expect(nodes.map(({ range }) => show(range))).toEqual(ranges.map(show));
});

test.each([
  ['<|A --> B|>', undefined],
  ['  <|A[x] -->| <|a b|> | B(y)|>  ', 'a b'],
  ['<|A -- "<|a b|>" --> B|>', 'a b'],
  ['<|A == <|a|> ==> B@{ shape: cyl }|>;', 'a'],
])('an edge covers its nodes, its label its text: %j', async (body, label) => {
  const { text, ranges } = marked(`flowchart TD\n${body}`);
  const { edges } = await structureOf('a.mmd', text);
  const found = edges.flatMap(({ range, labelRange }) => (labelRange ? [range, labelRange] : [range]));
  expect(found.map(show)).toEqual(ranges.map(show));
  const { labelRange } = edges[0]!;
  expect(labelRange && new SourceText('a.mmd', text).slice(labelRange)).toBe(label);
});

test('a subgraph reaches from its opening line to its end', async () => {
  const { text, ranges } = marked('flowchart TD\n<|subgraph a\n  <|subgraph b\n  A\n  end|>\nend|>\nB');
  const { groups } = await structureOf('a.mmd', text);
  expect(groups.map(({ range }) => show(range))).toEqual(ranges.map(show));
});

test('strange characters in texts stay what they are', async () => {
  const label = '\0 \ud800 \u202e \ufffe';
  const { nodes } = await structureOf('a.mmd', `flowchart TD\nA["${label}"]`);
  expect(nodes[0]?.label).toBe(label);
});

test('more links than Mermaid draws are spoken of once', async () => {
  const text = `flowchart TD\n${'A --> B\n'.repeat(502)}`;
  const said = await diagnosticsOf('a.mmd', text);
  expect(said.map(({ code, severity, range }) => `${severity} ${code} ${range?.start.line}`)).toEqual([
    'warning mermaid/many-edges 502',
  ]);
});
