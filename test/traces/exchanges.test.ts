import { describe, expect, test } from 'vitest';
import { endpointName, exchangesOf, joinCases } from '../../src/traces/index.ts';
import { dialect } from '../checks/case-files.ts';
import { spansOfText } from '../checks/judging.ts';

interface Table {
  readonly name: string;
  readonly spans: string;
  /** `kind protocol from -> to`; a dot for each half that was reported. */
  readonly exchanges: readonly string[];
}

const tables: readonly Table[] = [
  {
    name: 'a call with both halves',
    spans: 'a CLIENT "GET" 0..9 http.client(GET,b,/x,200)\n  b SERVER "GET /x" 1..8 http.server(GET,/x,/x,200)',
    exchanges: ['call http a -> b ..'],
  },
  {
    name: 'INTERNAL spans between the halves',
    spans:
      'a CLIENT "GET" 0..9 http.client(GET,b,/x,200)\n  a INTERNAL "dns.lookup" 1..2\n' +
      '  b INTERNAL "middleware" 2..8\n    b SERVER "GET /x" 3..8 http.server(GET,/x,/x,200)',
    exchanges: ['local unknown a -> a .', 'local unknown b -> b .', 'call http a -> b ..'],
  },
  {
    name: 'sockets and pools are no calls',
    spans:
      'a SERVER "x" 0..9 http.server(GET,/x,/x,200)\n  a CLIENT "tcp.connect" 1..2\n  a CLIENT "dns.lookup" 1..2\n' +
      '  a INTERNAL "pg-pool.connect" 1..5\n    a CLIENT "pg.connect" 2..4 db.system=postgresql db.name=shop\n' +
      '  a CLIENT "pg.query:SELECT shop" 5..6 old.pg("SELECT 1",shop,pg)',
    exchanges: [
      'call http the outside -> a .',
      'local unknown a -> a .',
      'call database a -> postgresql/shop at pg:5432 .',
    ],
  },
  {
    name: "a framework's SERVER inside the web server's",
    spans: 'a SERVER "GET" 0..9 http.server(GET,,/x,200)\n  a SERVER "GET /x" 1..8 http.server(GET,/x,/x,200)',
    exchanges: ['call http the outside -> a .'],
  },
  {
    name: "a sidecar's SERVER and CLIENT in front of its application, under one name",
    spans:
      'a CLIENT "GET" 0..9 http.client(GET,b,/x,200)\n  b SERVER "ingress" 1..9 component=proxy http.method=GET\n' +
      '    b CLIENT "egress" 2..8 component=proxy http.method=GET\n      b SERVER "GET /x" 3..7 http.server(GET,/x,/x,200)',
    exchanges: ['call http a -> b ..'],
  },
  {
    name: "a sidecar's SERVER and CLIENT behind its application, under one name",
    spans:
      'a CLIENT "GET" 0..9 http.client(GET,b,/x,200)\n  a SERVER "outbound" 1..9 component=proxy http.method=GET\n' +
      '    a CLIENT "egress" 2..8 component=proxy http.method=GET\n      b SERVER "GET /x" 3..7 http.server(GET,/x,/x,200)',
    exchanges: ['call http a -> b ..'],
  },
  {
    name: 'a service that calls itself',
    spans: 'a CLIENT "GET" 0..9 http.client(GET,a,/x,200)\n  a SERVER "GET /x" 1..8 http.server(GET,/x,/x,200)',
    exchanges: ['call http a -> a ..'],
  },
  {
    name: 'an SDK around HTTP, a retrying client around its tries',
    spans:
      'a CLIENT "S3.PutObject" 0..9 rpc.system=aws-api rpc.service=S3 rpc.method=PutObject\n' +
      '  a CLIENT "PUT" 1..8 http.client(PUT,s3.amazonaws.com,/k,200)\n' +
      'a INTERNAL "retry" 10..20\n  a CLIENT "GET" 11..12 http.client(GET,b,/x,503)\n  a CLIENT "GET" 13..14 http.client(GET,b,/x,200)',
    exchanges: ['call rpc a -> S3 .', 'local unknown a -> a .', 'call http a -> b .', 'call http a -> b .'],
  },
  {
    name: 'publish and delivery by parent',
    spans: 'a PRODUCER "t publish" 0..1 kafka.send(t)\n  b CONSUMER "t process" 5..9 kafka.process(t,g)',
    exchanges: ['publish messaging a -> kafka .', 'delivery messaging kafka -> b . of it'],
  },
  {
    name: 'publish and deliveries by link, the link before the parent',
    spans:
      'a PRODUCER "t publish" 0..1 #one kafka.send(t)\na PRODUCER "t publish" 2..3 #two kafka.send(t)\n' +
      'b CONSUMER "t process" 5..9 links=#one,#two kafka.process(t,g)',
    exchanges: [
      'publish messaging a -> kafka .',
      'publish messaging a -> kafka .',
      'delivery messaging kafka -> b . of it',
      'delivery messaging kafka -> b . of it',
    ],
  },
  {
    name: 'what was polled is delivered once, as it is processed',
    spans:
      'a PRODUCER "t publish" 0..1 #one kafka.send(t)\n' +
      'b CONSUMER "t receive" 4..5 links=#one kafka.poll(t,g)\n  b CONSUMER "consumer process" 5..9 messaging.operation=process',
    exchanges: ['publish messaging a -> kafka .', 'delivery messaging kafka -> b . of it'],
  },
  {
    name: 'CLIENT that sends and CLIENT that processes',
    spans:
      'a CLIENT "send t" 0..1 messaging.system=nats messaging.operation.type=send\n' +
      '  b CLIENT "process t" 5..9 messaging.system=nats messaging.operation.type=process',
    exchanges: ['publish messaging a -> nats .', 'delivery messaging nats -> b . of it'],
  },
  {
    name: 'how a message gets to its broker is no call',
    spans:
      'a PRODUCER "q send" 0..9 messaging.system=aws_sqs messaging.destination.name=q\n' +
      '  a CLIENT "POST" 1..8 http.client(POST,sqs.amazonaws.com,/,200)',
    exchanges: ['publish messaging a -> aws_sqs .'],
  },
  {
    name: 'a store that reports what it was asked as CLIENT of its own',
    spans: 'a SERVER "x" 0..9 http.server(GET,/x,/x,200)\n  mysql CLIENT "SQL SELECT" 1..2 peer.service=mysql',
    exchanges: ['call http the outside -> a .', 'call unknown a -> mysql .'],
  },
  {
    name: 'a sidecar under a name of its own',
    spans:
      'a CLIENT "GET" 0..9 http.client(GET,b,/x,200)\n  a.shop CLIENT "egress" 1..8 http.client(GET,b,/x,200)\n' +
      '    b SERVER "GET /x" 2..7 http.server(GET,/x,/x,200)',
    exchanges: ['call http a -> a.shop .', 'call http a.shop -> b ..'],
  },
  {
    name: 'without any kinds',
    spans:
      'a - "GET /" 0..9 http.server(GET,/,/,200)\n  a - "GET" 1..8 http.client(GET,b,/x,200)\n' +
      '    b - "GET /x" 2..7 http.server(GET,/x,/x,200)\n      b - "SELECT" 3..4 old.pg("SELECT 1",shop,pg)',
    exchanges: [
      'call http the outside -> a .',
      'call http a -> b ..',
      'call database b -> postgresql/shop at pg:5432 .',
    ],
  },
  {
    name: 'a caller that was not reported',
    spans: '~x CLIENT "GET" 0..9\n  a SERVER "GET /x" 1..8 http.server(GET,/x,/x,200)',
    exchanges: ['call http the outside -> a . unseen'],
  },
];

describe('exchanges', () => {
  test.each(tables)('$name', async ({ spans, exchanges }) => {
    const [observed] = joinCases(await spansOfText(spans, dialect));
    const found = exchangesOf(observed!).exchanges.map((exchange) => {
      const { kind, protocol, from, to, sending, receiving, publish, callerUnseen } = exchange;
      const halves = `${sending ? '.' : ''}${receiving ? '.' : ''}`;
      const more = `${publish ? ' of it' : ''}${callerUnseen ? ' unseen' : ''}`;
      return `${kind} ${protocol} ${endpointName(from)} -> ${endpointName(to)} ${halves}${more}`;
    });
    expect(found).toEqual(exchanges);
  });
});
