import { describe, expect, test } from 'vitest';
import { drawingOf } from './drawn-sketch.ts';
import { diagnosticsOf, marked, show } from './range-markers.ts';

/** A body with markers around what is complained of, and `code: message` for each, in order. */
type Case = readonly [string, ...string[]];

async function check([body, ...expected]: Case): Promise<void> {
  const { text, ranges } = marked(`@startuml\n${body}\n@enduml`);
  const diagnostics = await diagnosticsOf('a.puml', text);
  expect(diagnostics.map(({ code, message }) => `${code.replace('plantuml/', '')}: ${message}`)).toEqual(expected);
  expect(diagnostics.map(({ range }) => show(range!))).toEqual(ranges.map(show));
  for (const { help, message } of diagnostics) {
    expect(help).toBeDefined();
    expect(help).not.toMatch(/^[A-Z](?!lantUML|ermaid|arkdown)|[.]$/);
    expect(message).not.toMatch(/^[A-Z](?!lantUML|ermaid|arkdown)|[.]$/);
  }
}

const statement = 'unknown-statement: this is no statement of a PlantUML component, deployment or use case diagram';
const stateStatement = 'unknown-statement: this is no statement of a PlantUML state diagram';

const structures: readonly Case[] = [
  [
    '[A]\n<|compnent B|>\n<|pakage P {|>\n[C]\n<|}|>',
    statement,
    statement,
    'stray-end: nothing is open that this `}` could close',
  ],
  ['<|graph TD|>\n[A] --> [B]\n<|subgraph x|>\n[C]\n<|end|>', statement, statement, statement],
  ['[A]\n[A] --><||yes||> [B]', 'arrow: a label between bars is Mermaid; PlantUML writes it behind a colon'],
  ['[A] --> [B]\n<|[A] --> [B] --> [C]|>', 'chain: a line draws one link'],
  [
    '[A] --> [B]\n[B] <|→|> [C]\n[A] --> [C]',
    'arrow: `→` is no arrow of a PlantUML component, deployment or use case diagram',
  ],
  [
    '[A]\n<|user-db|> --> [A]\n[A] --> <|order-db|> : x',
    'unquoted-name: the name `user-db` needs quotes',
    'unquoted-name: the name `order-db` needs quotes',
  ],
  [
    '[A]\ncomponent <|web shop|> <<x>>\nnode <|my node|> {\n[B]\n<|}|>',
    'unquoted-name: the name `web shop` needs quotes',
    'unquoted-name: the name `my node` needs quotes',
    'stray-end: nothing is open that this `}` could close',
  ],
  ['[A]\ncomponent B <|#red <<x>>|>', 'syntax: `#red <<x>>` cannot stand here'],
  ['package P <|{ [|>A] }\n[B]', 'brace: nothing may follow `{` on its line'],
  ['component A\n[A] --> B\n<|database B|>', 'redefined: `B` is already drawn as the end of a link'],
  ['component A\n<|node A|>', 'redefined: `A` is already drawn as `component`'],
  ['component A {\n[B]\n}\n<|component A|>', 'redefined: `A` is already drawn as a group'],
  ['[Shop]\nnote right of <|Shp|> : x', 'unknown-name: the note is attached to `Shp`, which is not drawn'],
  ['[A]\n<|note on link : x|>', 'note-target: no link is drawn above that this note could belong to'],
  ['component A\n<|note right of A|>\n <|two lines|>', 'unclosed-text: the text of this note has no end', statement],
  ['[A]\n<|port p|>', 'port: a port stands in an element, not in the open'],
  ['<|package P {|>\n[A]', 'unclosed-block: `package` is never closed'],
  [
    '[A]\n<|}|>\n<|}|>',
    'stray-end: nothing is open that this `}` could close',
    'stray-end: nothing is open that this `}` could close',
  ],
  ['component A\n<|component b [|>\n<|text|>', 'unclosed-text: the text that begins here has no `]`', statement],
  ['[A]\n<|json J {\n"a": 1,\n}|>', 'json: this is no JSON'],
  ['[A]\n<|skinparam x {|>\n[B]', 'unclosed-block: `skinparam` is never closed'],
  ['[A]\n[C]\n<|class B|>\n<|allowmixing|>', statement, statement],
];

const states: readonly Case[] = [
  ['[*] --> A\n<|stat B|>', stateStatement],
  [
    '[*] --> A\nstate <|a b|>\nA --> <|"x y"|>\n<|a-b|> --> A',
    ...[
      'unquoted-name: `a b` is no name of a state: only letters, digits, `_` and `.` are',
      'unquoted-name: `x y` is no name of a state: only letters, digits, `_` and `.` are',
      'unquoted-name: `a-b` is no name of a state: only letters, digits, `_` and `.` are',
    ],
  ],
  ['[*] --> A\nstate <|Long|> as L', 'unquoted-name: the text `Long` needs quotes'],
  ['[*] --> A\nA <|==>|> B\nA --> B', 'arrow: `==>` is no arrow of a PlantUML state diagram'],
  ['[*] --> A\nA --><||x||> B', 'arrow: a label between bars is Mermaid; PlantUML writes it behind a colon'],
  ['[*] --> A\n<|A --> B --> C|>', 'chain: a line draws one link'],
  ['[*] --> A\n<|}|>', 'stray-end: nothing is open that this `}` could close'],
  ['<|state A {|>\n[*] --> B', 'unclosed-block: `state` is never closed'],
  [
    'state A {\nstate B\n--\nstate C\n}\n<|A --> C|>',
    'region: the state `C` stands in a concurrent region and cannot be used outside of it',
  ],
  [
    '[*] --> A\n<|state P <<entryPoint>>|>',
    'border-state: an entry or exit point, pin or expansion stands on the border of a composite state',
  ],
  ['[*] --> A\nnote right of <|B|> : x', 'unknown-name: the note is attached to `B`, which is not drawn'],
  ['state A\n[*] --> A\n<|component C|>\n<|direction LR|>', stateStatement, stateStatement],
];

const directives: readonly Case[] = [
  ['[A]\n<|!exit|>', 'unknown-directive: `!exit` is no directive of PlantUML'],
  [
    '[A]\n<|!endif|>\n<|!endwhile|>',
    'stray-directive: `!endif` belongs to no `!if`',
    'stray-directive: `!endwhile` belongs to no `!while`',
  ],
  ['<|!if 1|>\n[A]', 'unclosed-directive: `!if` has no `!endif`'],
  ['[A]\n<|!procedure $p()|>\n[B]', 'unclosed-directive: `!procedure` has no `!endprocedure`'],
  [
    '[A]\n<|!procedure $p($a|>\n[B]\n<|!endprocedure|>',
    'definition: this `!procedure` cannot be read',
    'unknown-directive: `!endprocedure` is no directive of PlantUML',
  ],
  ['!procedure $p($a)\n[$a]\n!endprocedure\n<|$p()|>\n[B]', 'arguments: the arguments do not fit `$p`'],
  ['[A]\n<|!$x = 1 +|>', 'expression: the expression is cut short'],
  ['[A]\n<|!$x = $nothing(1)|>', 'expression: the expression calls `$nothing`, which is no function'],
  ['[A]\n<|!assert 1 == 2 : "must hold"|>', 'assertion: the assertion does not hold: must hold'],
  ['[A]\n<|!local $x = 1|>', 'local: `!local` stands outside of a procedure or function'],
  [
    '!include <C4/C4_Context>\nPerson(a, "A")\n<|Persn(b, "B")|>\n<|Rel(a)|>',
    'unknown-call: nothing of the name `Persn` can be called',
    'arguments: the arguments do not fit `Rel`',
  ],
];

describe.each([
  ['structures', structures],
  ['states', states],
  ['directives', directives],
] as const)('%s', (_, cases) => {
  test.each(cases)('%s', async (...given) => await check(given as unknown as Case));
});

describe('help', () => {
  test.each([
    ['[A]\ncompnent B', 'did you mean `component`?', 'component'],
    ['[A]\nsubgraph x', 'PlantUML groups by `package "Name" {` … `}`', undefined],
    ['[A]\n[A] -->|yes| [B]', 'write `A --> B : yes`', undefined],
    ['[A] --> [B]\n[A] → [B]', 'write `-->`', '-->'],
    ['[Shop]\nnote right of Shp : x', 'did you mean `Shop`?', 'Shop'],
    ['[A]\nuser-db --> [A]', 'write "user-db"', '"user-db"'],
    ['[*] --> A\nstate Long as L', 'write `state "Long" as L`', '"Long"'],
    ['[*] --> A\nA ==> B', 'write `-->`', '-->'],
    ['!include <C4/C4_Context>\nPerson(a, "A")\nPersn(b, "B")', 'did you mean `Person`?', 'Person'],
    ['[A]\n!inclde x', 'did you mean `!include`?', undefined],
    ['!procedure $p($a, $b="x")\n!endprocedure\n$p()', 'it is defined as `$p($a, $b="x")`', undefined],
  ])('%j', async (body, help, fix) => {
    const { diagnostics } = await drawingOf(body);
    expect([diagnostics[0]?.help, diagnostics[0]?.fix?.edits[0]?.text]).toEqual([help, fix]);
  });

  test('an unclosed group says where it was missed', async () => {
    const { diagnostics } = await drawingOf('package A {\n  node B {\n  [C]\n}\n[D]');
    expect(diagnostics.map(({ range, related }) => [show(range!), related?.map((r) => show(r.range))])).toEqual([
      ['3:3-3:11', ['5:1-5:2']],
    ]);
  });
});

test('a drawing with errors still gives what could be read', async () => {
  const { structure } = await drawingOf('[A] --> [B]\n???\npackage P {\nfoo bar baz\n[C]\n}\nC --> A');
  expect(structure?.nodes.map(({ id, group }) => `${id} ${group}`)).toEqual(['A null', 'B null', 'C P']);
  expect(structure?.edges).toHaveLength(2);
});
