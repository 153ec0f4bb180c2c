import { describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { withoutRanges } from '#model';
import { readDocument } from '#parsers';
import { diagnosticsOf } from './range-markers.ts';
import { fragmentsOf, plantuml } from './sketch.ts';

async function body(text: string): Promise<string[]> {
  expect(await diagnosticsOf('a.puml', `@startuml\n${text}\n@enduml`)).toEqual([]);
  return fragmentsOf(await plantuml(text));
}

describe('participants', () => {
  test.each([
    ['participant A', ['participant A']],
    ['participant "Long name" as L', ['participant L "Long name"']],
    ['participant L as "Long name"', ['participant L "Long name"']],
    ['actor User as u', ['actor u "User"']],
    ['participant "Long name"', ['participant Long name']],
    ['participant A <<service>> order 10 #99FF99\nparticipant B', ['participant B', 'participant A']],
    ['database "a\\nb" as D #red', ['database D "a⏎b"']],
    ['participant A [\n =Title\n ----\n ""sub""\n]', ['participant A "Title⏎sub"']],
    ['participant A << (C,#ADD1B2) Test >> [[http://example.org]]', ['participant A']],
    ['participant end\nparticipant note', ['participant end', 'participant note']],
    ['A -> B\nparticipant A', ['participant B', 'participant A', '1 synchCall A > B']],
    ['"Web shop" -> "日本" as J', ['participant Web shop', 'participant J "日本"', '1 synchCall Web shop > J']],
    [
      'hide unlinked\nskinparam a b\nparticipant A\nparticipant B\nnote over B : x',
      ['participant B', 'note over B: x'],
    ],
  ])('%s', async (text, lines) => {
    expect(await plantuml(text)).toEqual(lines);
  });
});

describe('arrows', () => {
  test.each([
    ['A->B:m', 'synchCall A > B: m'],
    ['A -> B', 'synchCall A > B'],
    ['A --> B : m', 'reply A > B: m'],
    ['A ->> B : m', 'asynchSignal A > B: m'],
    ['A -->> B : m', 'reply A > B: m'],
    ['A <- B : m', 'synchCall B > A: m'],
    ['A <-- B : m', 'reply B > A: m'],
    ['A <<- B : m', 'asynchSignal B > A: m'],
    ['A <-> B : m', 'synchCall A > B: m'],
    ['A -[#red]> B : m', 'synchCall A > B: m'],
    ['A <[#blue]- B : m', 'synchCall B > A: m'],
    ['A -[#red,dashed]> B : m', 'reply A > B: m'],
    ['A -[#0000FF]-> B : m', 'reply A > B: m'],
    ['A ->o B : m', 'synchCall A > B: m'],
    ['A o-> B : m', 'synchCall A > B: m'],
    ['A ->oB : m', 'synchCall A > oB: m'],
    ['A -\\ B : m', 'synchCall A > B: m'],
    ['A -\\\\ B : m', 'asynchSignal A > B: m'],
    ['A //-- B : m', 'reply B > A: m'],
    ['A ->x B : m', 'synchCall lost A > B: m'],
    ['A -x B : m', 'synchCall lost A > B: m'],
    ['A x<- B : m', 'synchCall lost B > A: m'],
    ['A x- B : m', 'synchCall lost B > A: m'],
    ['A x-> B : m', 'synchCall A > B: m'],
    ['[-> A : m', 'synchCall found | > A: m'],
    ['[o-> A : m', 'synchCall found | > A: m'],
    ['?-> A : m', 'synchCall found | > A: m'],
    ['-> A : m', 'synchCall found | > A: m'],
    ['A <-] : m', 'synchCall found | > A: m'],
    ['A ->] : m', 'synchCall lost A > |: m'],
    ['A ->? : m', 'synchCall lost A > |: m'],
    ['[<-- A : m', 'reply lost A > |: m'],
    ['A ->(05) B : m', 'synchCall A > B: m'],
    ['& A -> B : m', 'synchCall A > B: m'],
    ['{start} A -> B : m', 'synchCall A > B: m'],
    ['a.b -> c@d : m', 'synchCall a.b > c@d: m'],
    ['end -> note : m', 'synchCall end > note: m'],
    ["A -> B /' aside '/ : m", 'synchCall A > B: m'],
    ['A -> B : this is\\\n on two lines', 'synchCall A > B: this is on two lines'],
    ['A -> B : C:\\\\temp\\nnext', 'synchCall A > B: C:\\temp⏎next'],
  ])('%s', async (text, message) => {
    expect(await body(text)).toEqual([`1 ${message}`]);
  });

  test('to many', async () =>
    expect(await body('A -> B & C : m')).toEqual(['1 synchCall A > B: m', '2 synchCall A > C: m']));
  test('hidden', async () => expect(await body('A -[hidden]> B : m')).toEqual([]));
  test('times between anchors', async () =>
    expect(await body('{a} A -> B\n{b} B -> A\n{a} <-> {b} : 3 s')).toHaveLength(2));
  test.each([
    ['A -> B\n{b} B -> A\n{c} A -> C\n{b} <-> {c} : ≤ 3 s', [{ from: 2, to: 3, text: '≤ 3 s' }]],
    ['{b} <-> {c} : 3 s\n{b} A -> B & C\n{c} B -> A', [{ from: 1, to: 3, text: '3 s' }]],
    [
      '{a} A -> B\n{a} <-> {z} : 3 s\n{z} <-> {a}',
      [
        { from: 1, to: null, text: '3 s' },
        { from: null, to: 1, text: '' },
      ],
    ],
    ['{a} A -> B\n{a} B -> A\n{b} A -> B\n{a} <-> {b} : twice', [{ from: 2, to: 3, text: 'twice' }]],
    ['{a} A -> B', undefined],
  ])('measures: %j', async (text, expected) => {
    const { drawings } = await readDocument(new SourceText('a.puml', `@startuml\n${text}\n@enduml`));
    expect(withoutRanges(drawings[0]!.interaction!).durations).toEqual(expected);
  });
});

describe('activation', () => {
  test.each([
    ['A -> B ++ : m', ['1 synchCall A > B: m', 'activate B']],
    ['A -> B ++ #gold : m', ['1 synchCall A > B: m', 'activate B']],
    ['B --> A -- : m', ['1 reply B > A: m', 'deactivate B']],
    ['A -> B --++ : m', ['1 synchCall A > B: m', 'deactivate A', 'activate B']],
    ['A -> B !! : m', ['1 synchCall A > B: m', 'destroy B']],
    ['A -> B ** : m', ['1 createMessage A > B: m']],
    ['create B\nA -> B : m\nA -> B : n', ['1 createMessage A > B: m', '2 synchCall A > B: n']],
    ['A -> B\nA ++\nA --', ['1 synchCall A > B', 'activate A', 'deactivate A']],
    ['A -> B\nactivate B #FFBBBB\ndestroy B', ['1 synchCall A > B', 'activate B', 'destroy B']],
    ['A -> B ++ : m\nreturn ok', ['1 synchCall A > B: m', 'activate B', '2 reply B > A: ok', 'deactivate B']],
    [
      'A -> B ++\nB -> C ++\nreturn c\nreturn b',
      [
        '1 synchCall A > B',
        'activate B',
        '2 synchCall B > C',
        'activate C',
        '3 reply C > B: c',
        'deactivate C',
        '4 reply B > A: b',
        'deactivate B',
      ],
    ],
    ['A -> B : m\nreturn ok', ['1 synchCall A > B: m', '2 reply B > A: ok']],
    ['[-> B ++\nreturn ok', ['1 synchCall found | > B', 'activate B', '2 reply lost B > |: ok', 'deactivate B']],
    [
      'autoactivate on\nA -> B : m\nB --> A : n',
      ['1 synchCall A > B: m', 'activate B', '2 reply B > A: n', 'deactivate B'],
    ],
  ])('%s', async (text, lines) => {
    expect(await body(text)).toEqual(lines);
  });
});

describe('blocks', () => {
  test.each([
    ['alt #Gold #LightBlue yes\nA->B\nelse #Pink no\nend', ['alt [yes]', '  1 synchCall A > B', 'or [no]']],
    ['opt#red maybe\nend', ['opt [maybe]']],
    ['alt a\nend alt', ['alt [a]']],
    ['loop (1,3)\nend', ['loop 1..3']],
    ['loop Retry (3 attempts)\nend', ['loop 3..3 [Retry]']],
    ['group\nend', ['group']],
    ['partition p\nend', ['group [p]']],
    ['group neg [never]\nend\ngroup ignore {a, b}\nend', ['neg [never]', 'ignore {a, b}']],
    ['par\nA->B\nalso\nB->A\nend', ['par', '  1 synchCall A > B', 'or', '  2 synchCall B > A']],
    ['& opt x\nend', ['opt [x]']],
  ])('%s', async (text, lines) => {
    expect(await body(text)).toEqual(lines);
  });
});

describe('notes and marks', () => {
  test.each([
    ['A -> B : m\nnote left : n', 'note left A: n'],
    ['A -> B : m\nnote right : n', 'note right B: n'],
    ['participant B\nA -> B : m\nnote right : n', 'note right A: n'],
    ['A -> B : m\nnote left\n a\n b\nend note', 'note left A: a⏎b'],
    ['A -> B : m\nhnote over A : n', 'note over A: n'],
    ['A -> B : m\nrnote over A, B #aqua : n', 'note over A, B: n'],
    ['A -> B : m\nnote across : n', 'note across : n'],
    ['A -> B : m\n/ note over B : n', 'note over B: n'],
    ['A -> B : m\nNote Over A\nx\nendnote', 'note over A: x'],
    ['A -> B : m\nnote<<late>> over A : n', 'note over A: n'],
    ['A -> B : m\n== Section ==', '== Section'],
    ['A -> B : m\n...', '...'],
    ['A -> B : m\n... 5 minutes later ...', '... 5 minutes later'],
    ['A -> B : m\nref over A, B : Other', 'ref A, B: Other'],
    ['A -> B : m\nref over A\n Other\n diagram\nend ref', 'ref A: Other⏎diagram'],
  ])('%s', async (text, line) => {
    expect(await body(text)).toEqual(['1 synchCall A > B: m', line]);
  });
});

test.each([
  ['comments', "' a comment\n/' of\n several lines '/\nA -> B"],
  ['spacing', '|||\n||45||\nA -> B'],
  [
    'settings',
    '!theme plain\n!pragma teoz true\nskinparam a b\nskinparam sequence {\n x {\n }\n}\nhide footbox\nA -> B',
  ],
  ['style', '<style>\nsequenceDiagram {\n participant { a b }\n}\n</style>\nA -> B'],
  ['numbers', 'autonumber\nautonumber 10 5 "<b>000"\nautonumber stop\nA -> B'],
  ['pages', 'mainframe M\nnewpage\nnewpage Two\nA -> B'],
  [
    'margins',
    'header H\nfooter P %page%\nleft header\n A -> C\nend header\ncaption c\nlegend right\n C -> D\nendlegend\nA -> B',
  ],
  ['sprites', 'sprite $s {\n00\nFF\n}\nA -> B'],
  ['windows line ends', 'A -> B\r\n'],
])('what only changes the looks is read over: %s', async (_, text) => {
  expect(await body(text)).toEqual(['1 synchCall A > B']);
});

test('titles, names and boxes', async () => {
  expect(await plantuml('title\n Two\n lines\nend title\nbox "In" #LightBlue\nparticipant A\nend box\nA -> B')).toEqual(
    ['title Two⏎lines', 'participant A', 'participant B', 'box "In" A', '1 synchCall A > B'],
  );
});
