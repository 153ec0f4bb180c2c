/** One small drawing and a few spans for each rule of order, entry and absence; larger systems are in test/cases. */
import { describe, expect, test } from 'vitest';
import { dialect } from '../case-files.ts';
import { casesInBrief, check, spansOfText } from '../judging.ts';

interface Scenario {
  readonly name: string;
  readonly drawn: string;
  readonly spans: string;
  /** For each case; findings only where they are given. */
  readonly verdicts: readonly string[];
}

const call = (from: string, to: string, path: string, client: string, server: string, indent = '') =>
  `${indent}${from} CLIENT "GET" ${client} http.client(GET,${to},${path},200)\n` +
  `${indent}  ${to} SERVER "GET ${path}" ${server} http.server(GET,${path},${path},200)\n`;

const entry = (to: string, path: string, server: string) =>
  `${to} SERVER "GET ${path}" ${server} http.server(GET,${path},${path},200)\n`;

const twoCalls = 'U->>A: GET /\nA->>B: GET /b\nA->>C: GET /c';
const swapped = 'U->>A: GET /\nA->>C: GET /c\nA->>B: GET /b';

const order: readonly Scenario[] = [
  {
    name: "a host's own clock orders what it sends",
    drawn: swapped,
    spans:
      entry('A', '/', '0..90') +
      call('A', 'B', '/b', '1.5..9.5', '1..2', '  ') +
      call('A', 'C', '/c', '10.5..19.5', '1..2', '  '),
    verdicts: ['violates'],
  },
  {
    name: 'whole milliseconds that are equal are no order',
    drawn: swapped,
    spans:
      entry('A', '/', '0..90') +
      call('A', 'B', '/b', '1..1.5', '1..2', '  ') +
      call('A', 'C', '/c', '1..19.5', '1..2', '  '),
    verdicts: ['conforms'],
  },
  {
    name: 'the end of a span that starts in whole milliseconds is as uncertain',
    drawn: 'U->>A: GET /\nA->>C: GET /c\nA->>B: GET /b\nB-->>A: 200',
    spans:
      entry('A', '/', '0..90') +
      call('A', 'B', '/b', '1..2.9', '1..2', '  ') +
      call('A', 'C', '/c', '2..19.5', '1..2', '  '),
    verdicts: ['violates'],
  },
  {
    name: 'clocks of different hosts are not compared',
    drawn: `${twoCalls}\nC->>D: GET /d`,
    spans:
      entry('A', '/', '0..90') +
      call('A', 'B', '/b', '1.5..9.5', '99001..99002', '  ') +
      call('A', 'C', '/c', '10.5..19.5', '1..9', '  ') +
      call('C', 'D', '/d', '2.5..3.5', '5..6', '      '),
    verdicts: ['conforms'],
  },
  {
    name: 'nor those of replicas of one service',
    drawn: 'U->>A: GET /\nA->>B: GET /one\nA->>B: GET /two',
    spans:
      `${entry('A', '/', '0..90')}  A CLIENT "GET" 1.5..9.5 http.client(GET,B,/one,200)\n    B@1 SERVER "GET /one" 500..510 http.server(GET,/one,/one,200)\n` +
      '  A CLIENT "GET" 10.5..19.5 http.client(GET,B,/two,200)\n    B@2 SERVER "GET /two" 100..110 http.server(GET,/two,/two,200)',
    verdicts: ['conforms'],
  },
  {
    name: 'what an execution does comes after what began it, whatever the clock says',
    drawn: 'A->>B: GET /b\nB->>C: GET /c',
    spans: call('A', 'B', '/b', '0..90', '50..60') + call('B', 'C', '/c', '49..55', '1..2', '    '),
    verdicts: ['conforms'],
  },
  {
    name: 'and before its answer',
    drawn: 'A->>B: GET /b\nB-->>A: 200\nB->>C: GET /c',
    spans: call('A', 'B', '/b', '0..90.5', '50.5..60.5') + call('B', 'C', '/c', '51.5..55.5', '1..2', '    '),
    verdicts: ['violates'],
  },
  {
    name: 'also inside a framework’s span within the server’s',
    drawn: 'A->>B: GET /b\nB-->>A: 200\nB->>C: GET /c',
    spans:
      'A CLIENT "GET" 0..90.5 http.client(GET,B,/b,200)\n  B SERVER "GET" 50.5..60.5 http.server(GET,,/b,200)\n' +
      `    B SERVER "GET /b" 51.5..59.5 http.server(GET,/b,/b,200)\n${call('B', 'C', '/c', '52.5..55.5', '1..2', '      ')}`,
    verdicts: ['violates'],
  },
  {
    name: 'work after the answer left is no contradiction where it is drawn so',
    drawn: 'A->>B: GET /b\nB-->>A: 200\nB->>C: GET /c',
    spans: call('A', 'B', '/b', '0..9.5', '1..5.5') + call('B', 'C', '/c', '6.5..9.5', '1..2', '    '),
    verdicts: ['conforms'],
  },
  {
    name: 'concurrent executions on one host keep the order of their beginnings only',
    drawn: 'A->>B: GET /one\nB-->>A: 200\nA->>B: GET /two\nB-->>A: 200',
    spans: call('A', 'B', '/one', '0.5..50.5', '1.5..40.5') + call('A', 'B', '/two', '60.5..90.5', '30.5..80.5'),
    verdicts: ['conforms'],
  },
  {
    name: 'par takes any order and demands no overlap',
    drawn: 'U->>A: GET /\npar\nA->>C: GET /c\nand\nA->>B: GET /b\nend',
    spans:
      entry('A', '/', '0..90') +
      call('A', 'B', '/b', '1.5..9.5', '1..2', '  ') +
      call('A', 'C', '/c', '10.5..19.5', '1..2', '  '),
    verdicts: ['conforms'],
  },
  {
    name: 'asynchronous deliveries wait for nobody',
    drawn: 'participant A\nparticipant K as Kafka\nA-)K: one\nA-)K: two\nK-)B: one\nK-)B: two',
    spans:
      'A PRODUCER "one send" 0.5..1.5 kafka.send(one)\n  B CONSUMER "one process" 500.5..510.5 kafka.process(one,g)\n' +
      'A PRODUCER "two send" 2.5..3.5 kafka.send(two)\n  B CONSUMER "two process" 520.5..530.5 kafka.process(two,g)',
    verdicts: ['conforms'],
  },
  {
    name: 'but are ordered where one host receives them',
    drawn: 'participant A\nparticipant K as Kafka\nA-)K: one\nA-)K: two\nK-)B: two\nK-)B: one',
    spans:
      'A PRODUCER "one send" 0.5..1.5 kafka.send(one)\n  B CONSUMER "one process" 500.5..510.5 kafka.process(one,g)\n' +
      'A PRODUCER "two send" 2.5..3.5 kafka.send(two)\n  B CONSUMER "two process" 520.5..530.5 kafka.process(two,g)',
    verdicts: ['violates'],
  },
];

const throughBroker =
  'participant Q@{ "type": "queue" } as Broker\nloop each\nA-)Q: order.placed\nQ-)B: order.placed\nend';
const post = (...args: Parameters<typeof call>) => call(...args).replaceAll('GET', 'POST');
const posted = (...args: Parameters<typeof entry>) => entry(...args).replaceAll('GET', 'POST');

const undrawn: readonly Scenario[] = [
  {
    name: 'a broker that is not drawn is seen through',
    drawn: 'A-)B: orders',
    spans:
      'A PRODUCER "orders send" 0..1 kafka.send(orders)\n  B CONSUMER "orders process" 5..6 kafka.process(orders,g)',
    verdicts: ['conforms'],
  },
  {
    name: 'a proxy that is not drawn is seen through',
    drawn: 'A->>B: GET /b',
    spans: call('A', 'proxy', '/b', '0..9', '1..8') + call('proxy', 'B', '/b', '2..7', '3..6', '    '),
    verdicts: ['conforms'],
  },
  {
    name: 'and hides no call',
    drawn: 'A->>B: GET /b\nA->>B: GET /c',
    spans:
      call('A', 'B', '/b', '0..1', '1..2') +
      call('A', 'B', '/c', '2..3', '3..4') +
      call('A', 'proxy', '/d', '4..9', '1..8') +
      call('proxy', 'B', '/d', '2..7', '5..6', '    '),
    verdicts: ['violates sequence/unexpected-message@3'],
  },
  {
    name: 'what an undrawn service does of its own accord is no message',
    drawn: 'A->>B: GET /b\nA->>B: GET /c',
    spans:
      call('A', 'B', '/b', '0..1', '1..2') +
      call('A', 'X', '/x', '1..3', '1..8') +
      call('X', 'B', '/y', '2..7', '3..6', '    ') +
      call('A', 'B', '/c', '4..5', '9..10'),
    verdicts: ['conforms'],
  },
  {
    name: 'whoever is undrawn in front stands for the user',
    drawn: 'actor U\nU->>A: GET /\nA->>B: GET /b',
    spans: call('loadgen', 'A', '/', '0..99', '1..98') + call('A', 'B', '/b', '2..3', '1..2', '    '),
    verdicts: ['conforms'],
  },
  {
    name: 'somebody silent who is drawn in between passes on',
    drawn: 'A->>N: GET /b\nN->>B: GET /b\nB-->>N: 200\nN-->>A: 200',
    spans: call('A', 'B', '/b', '0..9', '1..8'),
    verdicts: ['conforms'],
  },
  {
    name: 'a broker, too, as a request of any name',
    drawn: `${throughBroker}\nA->>B: GET /x`,
    spans: `${post('A', 'B', '/push', '0..9', '1..8')}${call('A', 'B', '/x', '10..19', '11..18')}`,
    verdicts: ['conforms'],
  },
  {
    name: 'but not as one that only asks',
    drawn: `${throughBroker}\nA->>B: GET /x`,
    spans: `${call('A', 'B', '/other', '0..9', '1..8')}${call('A', 'B', '/x', '10..19', '11..18')}`,
    verdicts: ['violates sequence/unexpected-message@7'],
  },
  {
    name: 'as often as it is asked',
    drawn: 'A->>N: GET /b\nN->>B: GET /b\nB-->>N: 200\nN-->>A: 200',
    spans: call('A', 'B', '/b', '0..9', '1..8') + call('A', 'B', '/b', '10..19', '11..18'),
    verdicts: ['violates'],
  },
];

const entered: readonly Scenario[] = [
  {
    name: 'three requests of the user are three cases',
    drawn: 'U->>A: GET /one\nA->>B: GET /b\nU->>A: GET /two\nA->>C: GET /c\nloop until done\nU->>A: GET /three\nend',
    spans:
      entry('A', '/two', '0..9') +
      call('A', 'C', '/c', '1..2', '1..2', '  ') +
      `trace\n${entry('A', '/one', '10..19')}${call('A', 'B', '/b', '11..12', '1..2', '  ')}` +
      `trace\n${entry('A', '/three', '20..29')}trace\n${entry('A', '/three', '30..39')}`,
    verdicts: ['conforms', 'conforms', 'conforms', 'conforms'],
  },
  {
    name: 'each is held against its own part',
    drawn: 'U->>A: GET /one\nA->>B: GET /b\nU->>A: GET /two\nA->>C: GET /c',
    spans:
      `${entry('A', '/two', '0..9')}${call('A', 'B', '/b', '1..2', '1..2', '  ')}` +
      `trace\n${entry('A', '/one', '10..19')}${call('A', 'B', '/b', '11..12', '1..2', '  ')}`,
    verdicts: ['violates', 'conforms'],
  },
  {
    name: 'health checks, start-up and other requests are not about it',
    drawn: twoCalls,
    spans:
      `${entry('A', '/health', '0..1')}trace\nA INTERNAL "start" 0..9\n  A CLIENT "GET" 1..2 http.client(GET,config,/A,200)\n` +
      `trace\n${entry('B', '/other', '0..1')}trace\n${entry('A', '/', '0..90')}` +
      `${call('A', 'B', '/b', '1.5..9.5', '1..2', '  ')}${call('A', 'C', '/c', '10.5..19.5', '1..2', '  ')}`,
    verdicts: ['not-applicable', 'not-applicable', 'conforms', 'not-applicable'],
  },
  {
    name: 'another request that also calls somebody drawn is not about it',
    drawn: twoCalls,
    spans:
      `${entry('A', '/other', '0..90')}${call('A', 'B', '/b', '1.5..9.5', '1..2', '  ')}trace\n${entry('A', '/', '0..90')}` +
      `${call('A', 'B', '/b', '1.5..9.5', '1..2', '  ')}${call('A', 'C', '/c', '10.5..19.5', '1..2', '  ')}`,
    verdicts: ['not-applicable', 'conforms'],
  },
  {
    name: 'where a service begins, its first message tells, whichever way it goes on',
    drawn:
      'A->>B: GET /b\nalt long\nB->>C: GET /c\nC->>D: GET /d\nB->>C: GET /e\nC->>D: GET /f\nelse short\nB->>C: GET /g\nend',
    spans:
      call('A', 'B', '/b', '0..90', '1..89') +
      call('B', 'C', '/c', '2..20', '1..19', '    ') +
      call('C', 'D', '/d', '3..9', '1..2', '        ') +
      call('B', 'C', '/e', '30..50', '31..49', '    ') +
      call('C', 'D', '/f', '33..39', '11..12', '        ') +
      `trace\n${call('A', 'B', '/b', '100..190', '101..189')}${call('B', 'C', '/g', '102..120', '101..119', '    ')}`,
    verdicts: ['conforms', 'conforms'],
  },
  {
    name: 'and so does either of two that begin side by side',
    drawn: 'par\nA->>B: GET /b\nalt\nA->>B: GET /c\nA->>B: GET /d\nelse\nA->>B: GET /e\nend\nand\nX->>B: GET /x\nend',
    spans:
      call('A', 'B', '/b', '0..9', '1..8') +
      call('A', 'B', '/c', '10..19', '11..18') +
      call('A', 'B', '/d', '20..29', '21..28') +
      call('X', 'B', '/x', '0..9', '31..38') +
      `trace\n${call('X', 'B', '/x', '100..109', '101..108')}${call('A', 'B', '/e', '110..119', '111..118')}`,
    verdicts: ['conforms', 'violates'],
  },
  {
    name: 'work inside of a service does not tell how much of a drawing is there',
    drawn: 'A->>A: prepare\nalt far\nA->>A: weigh\nA->>A: label\nA->>B: GET /b\nelse near\nA->>C: GET /c\nend',
    spans:
      `A INTERNAL "run" 0..90\n  A INTERNAL "prepare" 1..2\n  A INTERNAL "weigh" 3..4\n  A INTERNAL "label" 5..6\n` +
      `${call('A', 'B', '/b', '11.5..19.5', '1..2', '  ')}trace\nA INTERNAL "run" 100..190\n  A INTERNAL "prepare" 101..102\n` +
      call('A', 'C', '/c', '111.5..119.5', '1..2', '  '),
    verdicts: ['conforms', 'conforms'],
  },
  {
    name: 'but one that does all the rest is, where nobody begins as drawn',
    drawn: 'U->>A: GET /old\nA->>B: GET /b\nA->>C: GET /c',
    spans:
      `${entry('A', '/new', '0..90')}${call('A', 'B', '/b', '1.5..9.5', '1..2', '  ')}` +
      `${call('A', 'C', '/c', '10.5..19.5', '1..2', '  ')}`,
    verdicts: ['violates'],
  },
  {
    name: 'a webhook begins a case of its own',
    drawn: 'U->>A: GET /pay\nA->>Bank: GET /charge\nBank-->>A: 200\nBank->>A: GET /hook\nA->>B: GET /b',
    spans:
      `${entry('A', '/pay', '0..9')}  A CLIENT "GET" 1..2 http.client(GET,pay.acme.com,/charge,200)\n` +
      `trace\n${entry('A', '/hook', '50..59')}${call('A', 'B', '/b', '51..52', '1..2', '  ')}`,
    verdicts: ['conforms', 'conforms'],
  },
  {
    name: 'a request that is called as one to somebody else is no delivery to whom it came to',
    drawn:
      'actor P\nparticipant Q@{ "type": "queue" } as Broker\nP->>A: POST /hooks/payments\nA-->>P: 200\nA-)Q: payment.settled\nQ-)B: payment.settled',
    spans: `A INTERNAL "check" 0..1\ntrace\n${posted('B', '/hooks/payments', '0..9')}`,
    verdicts: ['not-applicable', 'not-applicable'],
  },
  {
    name: 'unless somebody else is asked it as drawn, too',
    drawn:
      'actor P\nparticipant Q@{ "type": "queue" } as Broker\nP->>A: POST /hooks/payments\nA-->>P: 200\nA-)Q: payment.settled\nQ-)B: payment.settled',
    spans: `${posted('A', '/hooks/payments', '0..9')}trace\n${posted('B', '/hooks/payments', '10..19')}`,
    verdicts: ['conforms', 'conforms'],
  },
  {
    name: 'a request that is drawn to whom it came to is no delivery that a broker might push',
    drawn:
      'actor U\nparticipant Q@{ "type": "queue" } as Broker\nU->>A: POST /start\nA-->>U: 200\nloop each\nQ-)A: payment.settled\nend',
    spans: `P CLIENT "POST" 0..99 http.client(POST,A,/start,200)\n  ${posted('A', '/start', '0..9')}  ${posted('A', '/start', '10..19')}`,
    verdicts: ['violates sequence/repeated-message@4'],
  },
  {
    name: 'what goes on beside the user asking again belongs to what was asked before',
    drawn: 'U->>A: GET /start\npar\nA->>B: GET /b\nand\nloop\nU->>A: GET /state\nend\nend',
    spans:
      `${entry('A', '/start', '0..9')}${call('A', 'B', '/b', '1..2', '1..2', '  ')}` +
      `trace\n${entry('A', '/state', '5..6')}`,
    verdicts: ['conforms', 'conforms'],
  },
];

const absent: readonly Scenario[] = [
  {
    name: 'who reported and did not do it violates',
    drawn: twoCalls,
    spans: entry('A', '/', '0..90') + call('A', 'B', '/b', '1.5..9.5', '1..2', '  '),
    verdicts: ['violates sequence/missing-message@4'],
  },
  {
    name: 'not where a span next to it is known to be lost',
    drawn: `${twoCalls}\nA->>D: GET /d`,
    spans:
      `${entry('A', '/', '0..90')}${call('A', 'B', '/b', '1.5..9.5', '1..2', '  ')}` +
      `~  A INTERNAL "x" 1..2\n    A CLIENT "GET" 10..11 http.client(GET,C,/c,200)\n      C SERVER "GET /c" 1..9 http.server(GET,/c,/c,200)\n`,
    verdicts: ['inconclusive case/spans-missing sequence/missing-message@5'],
  },
  {
    name: 'but what was lost elsewhere is no excuse',
    drawn: `${twoCalls}\nC->>D: GET /d`,
    spans:
      `${entry('A', '/', '0..90')}${call('A', 'B', '/b', '1.5..9.5', '1..2', '  ')}` +
      `~  A INTERNAL "x" 1..2\n    A CLIENT "GET" 10..11 http.client(GET,C,/c,200)\n      C SERVER "GET /c" 1..9 http.server(GET,/c,/c,200)\n`,
    verdicts: ['violates sequence/missing-message@5'],
  },
  {
    name: 'a solid arrow back that is called like a span is a request',
    drawn: 'A->>B: post\nB->>A: get',
    spans: 'A SERVER "get" 71..170\n  A CLIENT "post" 74..168\n    B SERVER "post" 8..102\n',
    verdicts: ['violates sequence/missing-message@3'],
  },
  {
    name: 'unless somebody else is told the same, whom the span may be about',
    drawn: 'participant K as Kafka\nA->>B: post\nB->>K: order.failed\nB->>A: Order Failed',
    spans:
      'A CLIENT "post" 74..168\n  B SERVER "post" 8..102\n    B PRODUCER "order.failed" 10..11 kafka.send(order.failed)\n',
    verdicts: ['conforms'],
  },
  {
    name: 'the only message, drawn the wrong way round',
    drawn: 'B->>A: post',
    spans: 'A SERVER "get" 71..170\n  A CLIENT "post" 74..168\n    B SERVER "post" 8..102\n',
    verdicts: ['violates sequence/wrong-participant@2'],
  },
  {
    name: 'what was done besides violates even then',
    drawn: 'U->>A: GET /\nA->>B: GET /b',
    spans:
      `${entry('A', '/', '0..90')}${call('A', 'B', '/b', '1.5..9.5', '1..2', '  ')}` +
      `~  A INTERNAL "x" 1..2\n${call('A', 'B', '/more', '10.5..11', '11..12', '    ')}`,
    verdicts: ['violates'],
  },
  {
    name: 'a service that is silent in this case only leaves it open',
    drawn: 'participant K as Kafka\nU->>A: GET /\nA-)K: orders\nK-)B: orders',
    spans:
      `${entry('A', '/', '0..9')}  A PRODUCER "orders send" 1..2 kafka.send(orders)\n    B CONSUMER "orders process" 5..6 kafka.process(orders,g)\n` +
      `trace\n${entry('A', '/', '10..19')}  A PRODUCER "orders send" 11..12 kafka.send(orders)\n`,
    verdicts: ['conforms', 'inconclusive case/silent-service'],
  },
  {
    name: 'a browser that begins the trace and reports nothing is no loss',
    drawn: 'U->>A: GET /\nA->>B: GET /b',
    spans: `~browser CLIENT "GET" 0..99\n  ${entry('A', '/', '0..90')}`,
    verdicts: ['violates sequence/missing-message@3'],
  },
];

const rpc = (from: string, to: string, method: string, client: string, server: string) =>
  `${from} CLIENT "${method}" ${client} grpc.client(${to},${method},0,${to})\n` +
  `  ${to} SERVER "${method}" ${server} grpc(${to},${method},0)\n`;

const accounts = 'loop each\nA->>B: apply(event)\nend\nA->>B: restore(snapshot)\nA->>B: execute(command)';
const restored = rpc('A', 'B', 'restore', '1.5..2.5', '1..2');
const executed = rpc('A', 'B', 'execute', '9.5..10.5', '9..10');

const procedures: readonly Scenario[] = [
  {
    name: 'where they are called as drawn, a request that is none of them is not drawn',
    drawn: accounts,
    spans: restored + call('A', 'B', '/other', '5.5..6.5', '5..6') + executed,
    verdicts: ['violates sequence/unexpected-message@5'],
  },
  {
    name: 'nor is another procedure',
    drawn: accounts,
    spans: restored + rpc('A', 'B', 'drop', '5.5..6.5', '5..6') + executed,
    verdicts: ['violates sequence/unexpected-message@5'],
  },
  {
    name: 'one word in common may be another way of saying it',
    drawn: accounts,
    spans: rpc('A', 'B', 'HandleEvent', '0.5..0.6', '0..1') + restored + executed,
    verdicts: ['conforms'],
  },
  {
    name: 'where they are called otherwise than drawn, any may be meant',
    drawn: 'U->>A: GET /\nA->>B: load(account)\nA->>B: settle(balance)',
    spans:
      entry('A', '/', '0..90') +
      call('A', 'B', '/first', '1.5..2.5', '1..2', '  ') +
      call('A', 'B', '/second', '5.5..6.5', '5..6', '  '),
    verdicts: ['conforms'],
  },
  {
    name: 'what a database is asked has names of its own',
    drawn:
      'A->>B: restore(snapshot)\nA->>B: execute(command)\nparticipant D as Database\nA->>D: find(seat)\nA->>D: reserve(seat)',
    spans: `${restored}${executed}A CLIENT "find" 11.5..12.5 old.mongo(find,seats,shop,db)\nA CLIENT "update" 13.5..14.5 old.mongo(update,places,shop,db)\n`,
    verdicts: ['conforms'],
  },
];

describe.each([
  ['procedures by name', procedures],
  ['order', order],
  ['undrawn and silent participants', undrawn],
  ['cases that enter', entered],
  ['absence', absent],
] as const)('%s', (_, scenarios) => {
  test.each(scenarios)('$name', async ({ drawn, spans, verdicts }) => {
    const text = `sequenceDiagram\n${drawn}\n`;
    const brief = casesInBrief(await check({ path: 'drawing.mmd', text }, await spansOfText(spans, dialect)));
    expect(brief.map((one, index) => (verdicts[index]?.includes(' ') ? one : one.split(' ')[0]))).toEqual(verdicts);
  });
});
