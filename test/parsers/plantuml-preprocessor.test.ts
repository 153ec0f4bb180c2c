import { describe, expect, test } from 'vitest';
import { messagesOf } from '#model';
import { drawingOf, drawn, filesOf } from './drawn-sketch.ts';
import { show } from './range-markers.ts';

type Case = readonly [string, ...string[]];

const variables: readonly Case[] = [
  ['!$x = "shop"\n[$x] --> [a$x]\n[$xy]', 'component shop', 'component ashop', 'component $xy', 'shop --> ashop'],
  [
    '!$x = 1 + 2 * 3\n!$y = "n" + $x\n!$z = $x + "3"\n[$x] --> [$y]\n[$z]',
    'component 7',
    'component n7',
    'component 73',
    '7 --> n7',
  ],
  ['!$x ?= "a"\n!$x ?= "b"\n[$x]', 'component a'],
  [
    '!name = "bar"\n[name] --> [xname]\n[name##x]',
    'component bar',
    'component xname',
    'component barx',
    'bar --> xname',
  ],
  ['!$x = (7 - 1) / 4\n[$x]', 'component 1'],
  ['!$d = {"a": 1,\n "b": {"c": ["x", "y"]}}\n[$d.a] --> [$d.b.c[1]]', 'component 1', 'component y', '1 --> y'],
  ['!$x = "a"\n!undef $x\n[$x]', 'component $x'],
  ['!$x = "a" \\\n + "b"\n[$x]', 'component ab'],
];

const definitions: readonly Case[] = [
  ['!define shop Web shop\n!define box(x, y) component "x" as y\nbox("shop", s)', 'component s "Web shop"'],
  ['!define link(a, b) a --> b : a##b\n[x]\nlink(x, y)', 'component x', '?interface y', 'x --> y: xy'],
  ['!definelong pair(a, b)\n[a]\n[b]\n!enddefinelong\npair(x, y)', 'component x', 'component y'],
  [
    '!procedure $svc($id, $label="none")\ncomponent "$label" as $id\n!endprocedure\n$svc(a)\n$svc("b", "B c") #red\n$svc($label="L", d)',
    'component a "none"',
    'component b "B c"',
    'component d "L"',
  ],
  [
    '!unquoted procedure box($id, $label)\nrectangle "$label" as $id\n!endprocedure\nbox(a, Web shop) {\n[x]\n}',
    '[rectangle] a "Web shop"',
    'component x in a',
  ],
  [
    '!function $twice($x)\n!return $x + $x\n!endfunction\n!function $up($x) !return %upper($x)\n[$twice("ab")] --> [$up($twice("c"))]',
    'component abab',
    'component CC',
    'abab --> CC',
  ],
  [
    '!function $f($a) !return "one"\n!function $f($a, $b) !return "two"\n[$f(1)] --> [$f(1, 2)]',
    'component one',
    'component two',
    'one --> two',
  ],
  [
    '!procedure $p()\n!$q = 3\n!global $r = 4\n[in$q]\n!endprocedure\n!$q = 1\n$p()\n[out$q$r]',
    'component in3',
    'component out34',
  ],
  ['!procedure $a()\n[x]\n!endprocedure\n%invoke_procedure("$a")', 'component x'],
];

const control: readonly Case[] = [
  ['!$x = 2\n!if ($x == 1)\n[one]\n!elseif $x > 1 && $x < 3\n[two]\n!else\n[more]\n!endif', 'component two'],
  ['!if %not(%true())\n[a]\n!else\n!if 0\n[b]\n!endif\n[c]\n!endif\n[d]', 'component c', 'component d'],
  ['!define WIDE\n!ifdef WIDE & !NARROW\n[wide]\n!endif\n!ifndef WIDE\n[narrow]\n!endif', 'component wide'],
  ['!$i = 0\n!while $i < 3\n[n$i]\n!$i = $i + 1\n!endwhile', 'component n0', 'component n1', 'component n2'],
  [
    '!foreach $x in ["a", "b"]\n!foreach $y in %splitstr("1,2", ",")\n[$x$y]\n!endfor\n!endfor',
    'component a1',
    'component a2',
    'component b1',
    'component b2',
  ],
  ['!foreach $k in {"x": 1, "y": 2}\n[$k]\n!endfor', 'component x', 'component y'],
  [
    '!theme plain\n!pragma layout smetana\n!log hello\n!assert 1 == 1 : "never"\n!dump_memory\n!option x\n!startsub S\n[A]\n!endsub',
    'component A',
  ],
];

const builtins: readonly (readonly [string, string])[] = [
  ['%strlen("abc")', '3'],
  ['%upper("a") + %lower("B")', 'Ab'],
  ['%substr("abcdef", 2, 3)', 'cde'],
  ['%strpos("abc", "c")', '2'],
  ['%size(%splitstr("a,b", ","))', '2'],
  ['%chr(65) + %ord("A")', 'A65'],
  ['%dec2hex(255) + %hex2dec("ff")', 'ff255'],
  ['%mod(7, 4)', '3'],
  ['%intval("12")', '12'],
  ['%filename()', 'a.puml'],
  ['%dirpath()', 'docs'],
  ['%getenv("HOME") + "x"', 'x'],
  ['%darken("red", 20)', 'red'],
  ['%variable_exists("$x")', '0'],
  ['%function_exists("%upper")', '1'],
  ['%get_json_type({"a": 1})', 'object'],
  ['%size(%get_json_keys({"a": 1, "b": 2}))', '2'],
  ['%string(%json_add({"a": 1}, "b", 2).b)', '2'],
];

const c4: readonly Case[] = [
  [
    '!include <C4/C4_Container>\nLAYOUT_LEFT_RIGHT()\nPerson(u, "A user", "buys")\nSystem_Boundary(s, "Shop") {\nContainer(web, "Web", "Go", $tags="x")\nContainerDb(db, "Orders", "SQL")\nContainerQueue(q, "Events")\n}\nSystem_Ext(pay, "Payments")\nRel(u, web, "uses", "HTTPS")\nRel_R(web, db, "reads, writes")\nRel_Back(web, q, "is told")\nBiRel(web, pay, "settles")\nLay_D(db, q)\nSHOW_LEGEND()',
    'direction LR',
    '[rectangle] s "Shop" <<system_boundary>>',
    'person u "A user" <<person>>',
    'rectangle web "Web" <<container>> in s',
    'database db "Orders" <<container>> in s',
    'queue q "Events" <<container>> in s',
    'rectangle pay "Payments" <<external_system>>',
    'u --> web: uses',
    'web --> db: reads, writes',
    'web <-- q: is told',
    'web <--> pay: settles',
    'db    q',
  ],
  [
    '!define C4 https://raw.githubusercontent.com/plantuml-stdlib/C4-PlantUML/master\n!includeurl C4/C4_Deployment.puml\nDeployment_Node(n, "Node", "Linux") {\nComponent(c, "Part")\n}\nAddElementTag("x", $bgColor="red")',
    '[node] n "Node" <<node>>',
    'component c "Part" <<component>> in n',
  ],
  [
    '!include <C4/C4_Dynamic>\nContainer(a, "A")\nContainer(b, "B")\nRel(a, b, "first")\nRel(b, a, "second")\nRelIndex("2.1", a, b, "third")',
    ...['rectangle a "A" <<container>>', 'rectangle b "B" <<container>>'],
    ...['a --> b: 1: first', 'b --> a: 2: second', 'a --> b: 2.1: third'],
  ],
  [
    '!include <awslib/AWSCommon>\n!include <awslib/Compute/Lambda>\nLambda(f, "Resize", "Node")\nrectangle "<$Lambda> x" as x\nf --> x',
    ...['rectangle f "Resize" <<Lambda>>', 'rectangle x "<$Lambda> x"', 'f --> x'],
  ],
];

describe.each([
  ['variables', variables],
  ['definitions', definitions],
  ['conditions and loops', control],
  ['the standard library', c4],
] as const)('%s', (_, cases) => {
  test.each(cases)('%s', async (body, ...expected) => {
    expect(await drawn(body)).toEqual(expected);
  });
});

test.each(builtins)('%s is %s', async (call, value) => {
  expect(await drawn(`!$result = ${call}\n[r$result]`)).toEqual([`component r${value}`]);
});

test('C4 in sequence form', async () => {
  const { interaction, diagnostics } = await drawingOf(
    '!include <C4/C4_Sequence>\nPerson(u, "User")\nBoundary(s, "Shop")\nContainer(w, "Web")\nContainerDb(d, "Data")\nBoundary_End()\nRel(u, w, "buys")\nRel(w, d, "stores")',
  );
  expect(diagnostics).toEqual([]);
  expect(interaction!.lifelines.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'actor u',
    'participant w',
    'database d',
  ]);
  expect(interaction!.boxes.map(({ label }) => label)).toEqual(['Shop']);
  expect(messagesOf(interaction!).map(({ label }) => label)).toEqual(['buys', 'stores']);
});

test('directives of a sequence are run as well', async () => {
  const { interaction, diagnostics } = await drawingOf(
    '!$shop = "Shop"\n!procedure $call($to, $text)\nA -> $to : $text\n!endprocedure\n!if 0\nA -> X : never\n!endif\n$call($shop, "order")\n$shop --> A : %upper("ok")',
  );
  expect(diagnostics).toEqual([]);
  expect(messagesOf(interaction!).map(({ from, to, label }) => `${from} ${to} ${label}`)).toEqual([
    'A Shop order',
    'Shop A OK',
  ]);
});

describe('places', () => {
  test('what a call draws lies at the call, what a variable stands for at the variable', async () => {
    const { structure } = await drawingOf(
      '!$x = "a long name"\n!procedure $p()\n[one]\n[two]\n!endprocedure\n  $p()\n[$x] --> [b]',
    );
    expect(structure!.nodes.map(({ id, range }) => `${id} ${show(range)}`)).toEqual([
      'one 7:3-7:7',
      'two 7:3-7:7',
      'a long name 8:1-8:5',
      'b 8:10-8:13',
    ]);
  });

  test('what a file draws lies at the include, and is shown in the file', async () => {
    const includes = filesOf({ 'docs/parts.puml': '@startuml\n[A]\n  compnent B\n@enduml' });
    const { structure, diagnostics } = await drawingOf('!include parts.puml\n[C]', includes);
    expect(structure!.nodes.map(({ id, range }) => `${id} ${show(range)}`)).toEqual(['A 2:1-2:20', 'C 3:1-3:4']);
    expect(
      diagnostics.map(({ range, related, fix }) => [
        show(range!),
        related?.map((r) => `${r.path} ${show(r.range)}`),
        fix,
      ]),
    ).toEqual([['2:1-2:20', ['docs/parts.puml 3:3-3:13'], undefined]]);
  });
});

describe('includes', () => {
  const files = filesOf({
    'docs/one.puml': '@startuml(id=first)\n[one]\n@enduml\n@startuml(id=second)\n[two]\n@enduml',
    'docs/lib/macros.iuml': '!include ../one.puml!second\n!procedure $svc($id)\ncomponent $id\n!endprocedure',
    'docs/parts.puml': '[before]\n!startsub A\n[a1]\n!endsub\n[between]\n!startsub A\n[a2]\n!endsub',
    'docs/loop.puml': '!include loop.puml\n[looped]',
  });
  test.each<Case>([
    ['!include one.puml', 'component one'],
    ['!include one.puml!1', 'component two'],
    ['!include one.puml!second', 'component two'],
    ['!include lib/macros.iuml\n$svc(x)', 'component two', 'component x'],
    ['!includesub parts.puml!A', 'component a1', 'component a2'],
    ['!include one.puml\n!include one.puml', 'component one'],
    ['!include_many one.puml\n!include_many one.puml\n[x]', 'component one', 'component x'],
    ['!$dir = "lib"\n!include $dir/macros.iuml\n$svc(y)', 'component two', 'component y'],
    ['[x]\n!include none.puml', 'component x', 'error plantuml/include-missing in line 2'],
    ['[x]\n!includesub parts.puml!B', 'component x', 'error plantuml/include-missing in line 2'],
    ['[x]\n!include /etc/passwd', 'component x', 'warning plantuml/include-refused in line 2'],
    [
      '[x]\n!include https://example.org/a.puml\n$there(1)',
      'component x',
      'warning plantuml/include-refused in line 2',
      'warning plantuml/not-expanded in line 3',
    ],
    ['!include loop.puml', 'component looped', 'error plantuml/include-cycle in line 1'],
    ['!include_once one.puml\n!include_once one.puml', 'component one', 'error plantuml/include-again in line 2'],
  ])('%s', async (body, ...expected) => {
    expect(await drawn(body, files)).toEqual(expected);
  });

  test('without files at hand an include is a warning', async () => {
    expect(await drawn('!include one.puml\n[x]')).toEqual([
      'component x',
      'warning plantuml/include-refused in line 1',
    ]);
  });
});

describe('what would run away is stopped and said once', () => {
  const doubled = (count: number, one: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => one(i)).join('\n');
  test.each([
    ['a loop without end', '!while 1\n!endwhile'],
    ['a loop that draws', '!while 1\n[A]\n!endwhile'],
    ['a value that doubles', '!$x = "ha"\n!while 1\n!$x = $x + $x\n!endwhile'],
    ['definitions that double', `!define a0 ha\n${doubled(60, (i) => `!define a${i + 1} a${i} a${i}`)}`],
    ['a procedure that calls itself', '!procedure $p()\n$p()\n!endprocedure\n$p()'],
    ['a function that calls itself', '!function $f() !return $f()\n[$f()]'],
    [
      'procedures that double',
      `!procedure $p0()\n[A]\n!endprocedure\n${doubled(50, (i) => `!procedure $p${i + 1}()\n$p${i}()\n$p${i}()\n!endprocedure`)}\n$p50()`,
    ],
    ['calls in calls', `!function $f($a) !return $a\n[${'$f('.repeat(5000)}1${')'.repeat(5000)}]`],
    ['calls beside calls', `!procedure $f()\n!endprocedure\n${'$f()'.repeat(5000)}`],
  ])('%s', async (_, body) => {
    const { diagnostics } = await drawingOf(body);
    expect(diagnostics.map(({ code }) => code)).toEqual(['plantuml/expansion-limit']);
  });

  test.each(['[', '{"a":'])('data nested 100,000 deep in %s is no data', async (open) => {
    const { diagnostics } = await drawingOf(
      `!$x = ${open.repeat(100_000)}1${(open === '[' ? ']' : '}').repeat(100_000)}\n[A]`,
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['plantuml/expression']);
  });
});
