import { expect, test } from 'vitest';
import { printMermaid, printPlantuml } from '#printers';
import { read } from './reading.ts';

const lines = (text: string) => text.trimEnd().split('\n');

test('PlantUML is written as one would write it by hand', async () => {
  const text = `@startuml Checkout
title Paying for an order

actor "Buyer" as buyer
box "Shop"
  participant shop
  database "Orders\\n(main)" as orders
end box
participant "end"

buyer -> shop ++ : POST /orders
note right of shop : idempotent
alt in stock
  shop -> orders : INSERT INTO orders
  orders --> shop
  loop 3 times [until paid]
    shop ->> "end" ** : pay; now
  end
  shop --> buyer -- : 201 Created
else
  shop ->x buyer : 409 Conflict
end
par one
  [-> shop : tick
else two
  shop ->] : tock
end

== Afterwards ==
... five minutes later ...
...
ref over shop, orders : Refund
group neg [never twice]
  shop -> orders
end
note across
  two
  lines
end note
destroy "end"
@enduml
`;
  const { interaction, diagnostics } = await read('plantuml', text);
  expect(diagnostics).toEqual([]);
  // A created lifeline is called by a plain arrow, whatever was written.
  expect(printPlantuml(interaction!)).toEqual({
    text: text.replace('shop ->> "end" **', 'shop -> "end" **'),
    losses: [],
    renamed: new Map(),
  });
});

test('measures of time are written between marks, or not at all', async () => {
  const text = `@startuml
!pragma teoz true
participant a
participant b

{t1} a -> b : get
a -> b : look
{t2} b --> a : got
{t1} <-> {t2} : ≤ 3 s
@enduml
`;
  const { interaction } = await read('plantuml', text.replaceAll('t1', 'start').replaceAll('t2', 'end'));
  expect(printPlantuml(interaction!)).toMatchObject({ text, losses: [] });
  expect(printMermaid(interaction!).losses).toMatchObject([
    { message: 'Mermaid has no measure of time between two messages ("≤ 3 s")', instead: 'it is left out' },
  ]);
});

test('Mermaid is written as one would write it by hand', async () => {
  const text = `sequenceDiagram
  title Paying for an order

  actor buyer as Buyer
  box transparent Blue shop
    participant shop
    participant orders@{ "type": "database" } as Orders<br/>(main)
  end

  buyer->>+shop: POST /orders#59; once
  Note over buyer,shop: idempotent
  alt in stock
    shop->>orders: INSERT INTO orders
    orders-->>shop:
    loop up to 3 times [until paid]
      create participant bank
      shop->>bank: pay
      bank--xshop: too late
    end
    shop-->>-buyer: 201 Created
  else
    shop-)buyer: 409 Conflict
  end
  critical
    shop->>orders: lock
  option busy
    rect rgba(128, 128, 128, 0.1)
      activate orders
      deactivate orders
    end
  end
  destroy bank
  shop->>bank: close
`;
  const { interaction, diagnostics } = await read('mermaid', text);
  expect(diagnostics).toEqual([]);
  expect(printMermaid(interaction!)).toEqual({ text, losses: [], renamed: new Map() });
});

/** PlantUML, and what of it Mermaid cannot say: how often, and in which words. */
const inexpressible: readonly (readonly [string, readonly string[]])[] = [
  ['== Part ==', ['Mermaid has no divider']],
  ['...', ['Mermaid has no delay']],
  ['ref over A : Other', ['Mermaid has no reference to another drawing ("Other")']],
  ['[-> A : in', ['Mermaid has no message from the edge of the drawing']],
  ['A ->] : out', ['Mermaid has no message to the edge of the drawing']],
  ['group Name\nA -> B\nend', ['Mermaid has no frame with a label ("Name")']],
  ['group strict\nA -> B\nelse\nB -> A\nend', ['Mermaid has no `strict`']],
  ['group neg [twice]\nA -> B\nend', ['Mermaid has no `neg` ("twice")']],
  ['group ignore {ping}\nA -> B\nend', ['Mermaid has no `ignore` ("ping")']],
  ['note across : all', ['Mermaid has no note across all participants']],
  ['A ->>x B : lost', ['Mermaid has no open arrow that ends in a cross']],
  ['A -> B\ndeactivate B', ['Mermaid refuses to deactivate "B", which is not active']],
  ['A -> B\nA -> A\ndestroy B\nA -> A', ['Mermaid ends a participant with its last message alone, not "B" here']],
  ['A -> C ** : one\nA -> C ** : two', ['Mermaid cannot create "C" here']],
  [
    'participant C\nA -> B\nA -> C **',
    [
      'Mermaid cannot keep "A" at its place among the participants',
      'Mermaid cannot keep "B" at its place among the participants',
    ],
  ],
];

test.each(inexpressible)('%j has losses', async (body, messages) => {
  const { interaction } = await read('plantuml', `@startuml\n${body}\n@enduml\n`);
  const { text, losses } = printMermaid(interaction!);
  expect(losses.map(({ message }) => message)).toEqual(messages);
  for (const { range, message } of losses) {
    expect(range.start.line).toBeGreaterThan(1);
    expect(text).toContain(message.replace(/\s+/g, ' '));
  }
  // With its losses told in comments, it is still a diagram.
  expect((await read('mermaid', text)).diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('what PlantUML cannot write is told, too', async () => {
  const { interaction } = await read('mermaid', 'sequenceDiagram\nA->>B: a #lt;br#gt; tag\n');
  const { losses } = printPlantuml(interaction!);
  expect(losses.map(({ message }) => message)).toEqual(['PlantUML cannot write the text "a <br> tag" as it is']);
});

test('ids that a language cannot write get others, each its own', async () => {
  const body = 'participant "a/"\nparticipant "a:"\nparticipant a\nparticipant "note"\n"a/" -> "a:" : x';
  const { interaction } = await read('plantuml', `@startuml\n${body}\n@enduml\n`);
  const { text, renamed } = printMermaid(interaction!);
  expect(Object.fromEntries(renamed)).toEqual({ 'a/': 'a_', 'a:': 'a_2', note: 'note_' });
  expect(lines(text).slice(1, 5)).toEqual([
    '  participant a_ as a/',
    '  participant a_2 as a:',
    '  participant a',
    '  participant note_ as note',
  ]);
});

test('many ids that come out the same are told apart without delay', async () => {
  const body = Array.from(
    { length: 3000 },
    (_, index) => `participant "${':'.repeat(1 + (index % 50))}/${'-'.repeat(1 + index / 50)}"`,
  );
  const { interaction } = await read('plantuml', `@startuml\n${body.join('\n')}\n@enduml\n`);
  const { renamed } = printMermaid(interaction!);
  expect(new Set(renamed.values()).size).toBe(3000);
});

test('places among participants that boxes break up are told by number', async () => {
  const body = 'participant A order 10\nbox "In"\nparticipant C order 30\nparticipant B order 5\nend box\nA -> B';
  const { interaction } = await read('plantuml', `@startuml\n${body}\n@enduml\n`);
  expect(lines(printPlantuml(interaction!).text).slice(1, 6)).toEqual([
    'box "In"',
    '  participant C order 30',
    '  participant B order 10',
    'end box',
    'participant A order 20',
  ]);
});
