import { describe, expect, test } from 'vitest';
import { type BudgetStretch, budgetsOf } from '#model';
import { checkable } from '../../checks/judging.ts';

/** `4: ≤ 5 ms = 5000000 ns, wait of a on 1 until 2`, and what is not judged with its reason. */
async function brief(path: string, text: string): Promise<string[]> {
  const [drawing] = await checkable({ path, text });
  const { budgets, unjudged } = budgetsOf(drawing!.interaction);
  return [
    ...budgets.map(
      ({ written, limit, range, stretch }) => `${range.start.line}: ${written} = ${limit} ns, ${spoken(stretch)}`,
    ),
    ...unjudged.map(({ written, range, why }) => `${range.start.line}: ${written} not judged: ${why}`),
  ];
}

function spoken(stretch: BudgetStretch): string {
  switch (stretch.type) {
    case 'wait':
    case 'processing':
      return `${stretch.type} of ${stretch.lifeline} on ${stretch.call} until ${stretch.replies.join(' or ') || 'answered'}`;
    case 'work':
      return `work of ${stretch.lifeline} on ${stretch.message}`;
    case 'between':
      return stretch.pairs
        .map(({ lifeline, from, to }) => `${lifeline} from ${from.message} ${from.end} to ${to.message} ${to.end}`)
        .join(', else ');
    case 'all':
      return `all of ${stretch.messages.join(' ')}${stretch.onlyOnce ? ' in one round' : ''}`;
  }
}

const puml = (...lines: string[]) => brief('a.puml', `@startuml\n${lines.join('\n')}\n@enduml\n`);

const call = ['a -> b : get', 'b --> a : got'];

describe('notes are about the message above them', () => {
  test.each([
    [
      'the wait, beside the caller',
      ['a -> b : get', 'note over a : ≤ 5 ms', 'b --> a'],
      '3: ≤ 5 ms = 5000000 ns, wait of a on 1 until 2',
    ],
    [
      'the work, beside the callee',
      ['a -> b : get', 'note over b : ≤ 5 ms', 'b --> a'],
      '3: ≤ 5 ms = 5000000 ns, processing of b on 1 until 2',
    ],
    [
      'the wait, over both',
      ['a -> b : get', 'note over a, b : ≤ 5 ms', 'b --> a'],
      '3: ≤ 5 ms = 5000000 ns, wait of a on 1 until 2',
    ],
    [
      'attached without a name',
      ['a -> b : get', 'note right : ≤ 5 ms', 'b --> a'],
      '3: ≤ 5 ms = 5000000 ns, processing of b on 1 until 2',
    ],
    [
      'behind a bar',
      ['a -> b ++ : get', 'note right of b : ≤ 5 ms', 'b --> a --'],
      '3: ≤ 5 ms = 5000000 ns, processing of b on 1 until 2',
    ],
    [
      'behind another note',
      ['a -> b : get', 'note left of a : hi', 'note right of b : ≤ 5 ms'],
      '4: ≤ 5 ms = 5000000 ns, processing of b on 1 until answered',
    ],
    [
      'at the answer, beside who gets it',
      [...call, 'note over a : ≤ 5 ms'],
      '4: ≤ 5 ms = 5000000 ns, wait of a on 1 until 2',
    ],
    [
      'at the answer, beside who gives it',
      [...call, 'note over b : ≤ 5 ms'],
      '4: ≤ 5 ms = 5000000 ns, processing of b on 1 until 2',
    ],
    ['at work', ['a -> a : sort', 'note over a : ≤ 5 ms'], '3: ≤ 5 ms = 5000000 ns, work of a on 1'],
    [
      'in the words of the message',
      ['a -> b : look up', 'note over b : Look up: ≤ 5 ms'],
      '3: ≤ 5 ms = 5000000 ns, processing of b on 1 until answered',
    ],
    [
      'with a call at the frame',
      ['[-> b : get', 'note over b : ≤ 5 ms'],
      '3: ≤ 5 ms = 5000000 ns, wait of null on 1 until answered',
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await puml(...lines)).toEqual([expected]);
  });

  test.each([
    ['before everything', ['note over a : ≤ 5 ms', ...call], '2: ≤ 5 ms not judged: it stands before all messages'],
    [
      'behind a frame',
      ['opt x', ...call, 'end', 'note over a : ≤ 5 ms'],
      '6: ≤ 5 ms not judged: it stands behind something that is no message',
    ],
    [
      'behind a divider',
      [...call, '== x ==', 'note over a : ≤ 5 ms'],
      '5: ≤ 5 ms not judged: it stands behind something that is no message',
    ],
    [
      'over others',
      ['participant c', ...call, 'note over c : ≤ 5 ms'],
      '5: ≤ 5 ms not judged: it is over participants that the message above it does not concern',
    ],
    ['across', [...call, 'note across : ≤ 5 ms'], '4: ≤ 5 ms not judged: it is beside no participant'],
    [
      'at a signal',
      ['a ->> b : tell', 'note over b : ≤ 5 ms'],
      '3: ≤ 5 ms not judged: nobody waits for an answer to the message above it',
    ],
    [
      'at a lost message',
      ['a ->x b : tell', 'note over b : ≤ 5 ms'],
      '3: ≤ 5 ms not judged: the message is drawn as lost',
    ],
    [
      'at what may be either',
      ['a -> b : get', 'b -> a : here', 'note over a : ≤ 5 ms'],
      '4: ≤ 5 ms not judged: the message may be an answer or a call',
    ],
    [
      'of a part',
      ['a -> b : get', 'note over b : Parse: ≤ 5 ms'],
      '3: ≤ 5 ms not judged: it is said of "parse", which may be less than the drawing shows',
    ],
    [
      'of something else',
      ['a -> b : get', 'note over b : Lock TTL: max 5 s'],
      '3: max 5 s not judged: it is said of "lock ttl", which may be less than the drawing shows',
    ],
    [
      'of one attempt or all',
      ['a -> b : get', 'note over b : timeout: 5 s, 3 retries'],
      '3: timeout: 5 s not judged: it may be the time of one attempt or of all',
    ],
    [
      'in what must not be',
      ['group neg', 'a -> b : get', 'note over b : ≤ 5 ms', 'end'],
      '4: ≤ 5 ms not judged: it stands in what must not happen',
    ],
    [
      'usual',
      ['a -> b : get', 'note over b : ~5 ms'],
      '3: ~5 ms not judged: it says what is usual, not what is the limit',
    ],
    [
      'of many cases',
      ['a -> b : get', 'note over b : p99 < 5 ms'],
      '3: < 5 ms not judged: it is said of many cases together, not of each',
    ],
    [
      'no limit',
      ['a -> b : get', 'note over b : Total time: 5 ms'],
      '3: 5 ms not judged: no word says that it is a limit (`≤`, `max`, `within`)',
    ],
  ])('told, but not judged: %s', async (_, lines, expected) => {
    expect(await puml(...lines)).toEqual([expected]);
  });

  test('marks and times that nobody calls a limit are nothing', async () => {
    expect(
      await puml(...call, 'note over a : t=5ms', 'note over b : warm-up takes 3 s', '... 5 minutes later ...'),
    ).toEqual([]);
  });

  test('several in one note', async () => {
    expect(await puml('a -> b : get', 'note over b : latency: max 5 ms | ~2 ms usually')).toEqual([
      '3: max 5 ms = 5000000 ns, processing of b on 1 until answered',
      '3: ~2 ms not judged: it says what is usual, not what is the limit',
    ]);
  });
});

describe('totals', () => {
  const asked = ['actor u', 'u -> a : go', 'a -> b : get', 'b --> a', 'a --> u : done'];
  test.each([
    [
      'of a call around everything',
      [...asked, 'note over u : Total: ≤ 9 ms'],
      '7: ≤ 9 ms = 9000000 ns, wait of u on 1 until 4',
    ],
    [
      'from end to end, anywhere',
      ['note across : E2E: ≤ 9 ms', ...asked],
      '2: ≤ 9 ms = 9000000 ns, wait of u on 1 until 4',
    ],
    [
      'of what ends elsewhere',
      ['a -> b : get', 'b ->> c : tell', 'note over c : Total: max 9 ms'],
      '4: max 9 ms = 9000000 ns, all of 1 2',
    ],
    [
      'of a frame',
      ['group x', 'a -> b : get', 'b ->> c : tell', 'note over c : Total: max 9 ms', 'end'],
      '5: max 9 ms = 9000000 ns, all of 1 2',
    ],
    [
      'in the middle',
      ['a -> b : get', 'note over b : Total: max 9 ms', 'b ->> c : tell'],
      '3: max 9 ms not judged: a total in the middle may be of what is above it, or of all',
    ],
    [
      'from end to end in a frame',
      ['opt', ...call, 'note over a : E2E: max 9 ms', 'end'],
      '5: max 9 ms not judged: it stands in a frame, and is said of the whole',
    ],
    [
      'of several flows',
      ['actor u', 'u -> a : one', 'u -> a : two', 'note over u : Total: max 9 ms'],
      '5: max 9 ms not judged: the drawing is begun from outside more than once',
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await puml(...lines)).toEqual([expected]);
  });
});

describe('labels', () => {
  test.each([
    ['in brackets', ['a -> b : GET /x (≤ 5 ms)'], ['2: ≤ 5 ms = 5000000 ns, wait of a on 1 until answered']],
    [
      'on a line of its own',
      ['a -> b : GET /x\\nwithin 5 ms'],
      ['2: within 5 ms = 5000000 ns, wait of a on 1 until answered'],
    ],
    [
      'on the answer',
      ['a -> b : GET /x', 'b --> a : 200 [max 5 ms]'],
      ['3: max 5 ms = 5000000 ns, wait of a on 1 until 2'],
    ],
    ['of work', ['a -> a : sort, max 5 ms'], ['2: max 5 ms = 5000000 ns, work of a on 1']],
    [
      'of a signal',
      ['a ->> b : tell (within 5 ms)'],
      ['2: within 5 ms not judged: nobody waits for an answer to the message above it'],
    ],
    ['as an argument', ['a -> b : poll(timeout=30s)'], []],
    ['as a condition', ['a -> b : find events within 5 min'], []],
    ['as a query', ['a -> b : SELECT * FROM t WHERE age < 5 min'], []],
    ['as what is asked for', ['a -> b : wait 5 s'], []],
  ])('%s', async (_, lines, expected) => {
    expect(await puml(...lines)).toEqual(expected);
  });
});

describe('frames', () => {
  const two = ['a -> b : get', 'a -> c : put'];
  const condition = 'the guard of a branch is a condition; to limit the branch, write `budget`';
  test.each([
    ['a group', ['group work (≤ 5 ms)', ...two, 'end'], '2: ≤ 5 ms = 5000000 ns, all of 1 2'],
    ['one call', ['group work (≤ 5 ms)', ...call, 'end'], '2: ≤ 5 ms = 5000000 ns, wait of a on 1 until 2'],
    [
      'one call in a loop',
      ['loop', 'group work (≤ 5 ms)', ...call, 'end', 'end'],
      '3: ≤ 5 ms = 5000000 ns, wait of a on 1 until 2',
    ],
    [
      'a branch',
      ['alt hit (budget 5 ms)', ...two, 'else miss', 'a -> d : ask', 'end'],
      '2: budget 5 ms = 5000000 ns, all of 1 2',
    ],
    [
      'a note at its head, over all',
      ['participant a', 'participant b', 'participant c', 'opt hit', 'note over a, c : ≤ 5 ms', ...two, 'end'],
      '6: ≤ 5 ms = 5000000 ns, all of 1 2',
    ],
    [
      'a note at its head, over one',
      ['opt hit', 'note over a : ≤ 5 ms', ...two, 'end'],
      '3: ≤ 5 ms not judged: at the head of a frame it may be about what is below it, or about all of the frame',
    ],
    [
      'a note at the head of one call',
      ['opt hit', 'note over a : ≤ 5 ms', ...call, 'end'],
      '3: ≤ 5 ms = 5000000 ns, wait of a on 1 until 2',
    ],
    ['a loop', ['loop until ready (max 5 s)', ...two, 'end'], '2: max 5 s = 5000000000 ns, all of 1 2 in one round'],
    [
      'several in a loop',
      ['loop', 'group work (≤ 5 ms)', ...two, 'end', 'end'],
      '3: ≤ 5 ms not judged: it stands in a loop, and may be said of several rounds',
    ],
    [
      'a condition',
      ['alt answered within 5 s', ...two, 'else no answer', 'a -> d : ask', 'end'],
      `2: within 5 s not judged: ${condition}`,
    ],
    ['a bare condition', ['opt < 5 s', ...two, 'end'], `2: < 5 s not judged: ${condition}`],
    [
      'a timeout that came',
      ['break gave up (timeout: 5 s)', ...two, 'end'],
      `2: timeout: 5 s not judged: ${condition}`,
    ],
    [
      'a comparison',
      ['loop while age < 5 s', ...two, 'end'],
      '2: < 5 s not judged: the guard says more than how long its frame may take',
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await puml(...lines)).toEqual([expected]);
  });

  test('branches told apart by time are conditions', async () => {
    const lines = ['alt fast (< 5 ms)', ...two, 'else slow (< 50 ms)', 'a -> d : ask', 'end'];
    expect(await puml(...lines)).toEqual([`2: < 5 ms not judged: ${condition}`, `5: < 50 ms not judged: ${condition}`]);
  });
});

describe('measures between marked messages', () => {
  test.each([
    [
      'call and answer',
      ['{s} a -> b : get', '{e} b --> a : got', '{s} <-> {e} : ≤ 5 ms'],
      '4: ≤ 5 ms = 5000000 ns, wait of a on 1 until 2',
    ],
    [
      'on one lifeline',
      ['{s} a -> b : get', '{e} b -> c : put', '{s} <-> {e} : max 5 ms'],
      '4: max 5 ms = 5000000 ns, b from 1 receive to 2 send',
    ],
    [
      'marked later',
      ['{s} <-> {e} : max 5 ms', '{s} a -> b : get', '{e} a ->> c : put'],
      '2: max 5 ms = 5000000 ns, a from 1 send to 2 send',
    ],
    [
      'from zero',
      ['{s} a -> b : get', '{e} b -> c : put', '{s} <-> {e} : 0-5 ms'],
      '4: 0-5 ms = 5000000 ns, b from 1 receive to 2 send',
    ],
    [
      'exactly',
      ['{s} a -> b : get', '{e} b -> c : put', '{s} <-> {e} : 5 ms'],
      '4: 5 ms not judged: no word says that it is a limit (`≤`, `max`, `within`)',
    ],
    [
      'of two hosts',
      ['{s} a -> b : get', '{e} c -> d : put', '{s} <-> {e} : max 5 ms'],
      '4: max 5 ms not judged: its ends are at different participants, whose clocks are not compared',
    ],
    [
      'without an end',
      ['{s} a -> b : get', '{s} <-> {e} : max 5 ms'],
      '3: max 5 ms not judged: no message is marked as one of its ends',
    ],
    [
      'out of a frame',
      ['{s} a -> b : get', 'opt x', '{e} b -> c : put', 'end', '{s} <-> {e} : max 5 ms'],
      '6: max 5 ms not judged: its ends stand in different frames',
    ],
  ])('%s', async (_, lines, expected) => {
    expect(await puml(...lines)).toEqual([expected]);
  });
});

test('twins have the same budgets', async () => {
  const mermaid = `sequenceDiagram
  a->>b: GET /x (within 90 ms)
  Note right of b: ≤ 5 ms
  loop until done (max 1 min)
    b->>c: step
  end
  b-->>a: got
  Note over a,b: timeout: 2 s
`;
  const plantuml = `@startuml
a -> b : GET /x (within 90 ms)
note right of b : ≤ 5 ms
loop until done (max 1 min)
b -> c : step
end
b --> a : got
note over a, b : timeout: 2 s
@enduml
`;
  const expected = [
    '2: within 90 ms = 90000000 ns, wait of a on 1 until 3',
    '3: ≤ 5 ms = 5000000 ns, processing of b on 1 until 3',
    '4: max 1 min = 60000000000 ns, all of 2 in one round',
    '8: timeout: 2 s = 2000000000 ns, wait of a on 1 until 3',
  ];
  expect(await brief('a.mmd', mermaid)).toEqual(expected);
  expect(await brief('a.puml', plantuml)).toEqual(expected);
});
