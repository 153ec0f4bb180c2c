import { describe, expect, test } from 'vitest';
import { dialect } from '../case-files.ts';
import { bindings, spansOfText } from '../judging.ts';

interface Table {
  readonly name: string;
  readonly drawn: string;
  readonly spans: string;
  /** `id = what it was bound to`, nothing for what was not. */
  readonly bound: readonly string[];
}

const tables: readonly Table[] = [
  {
    name: 'services by label, id, and what says only that they are services',
    drawn:
      'participant G as API Gateway\nparticipant users as U\nparticipant "Order\\nService" as o\nactor Z as gateway',
    spans: 'api-gateway SERVER "x" 0..1\nusers-service SERVER "x" 0..1\norder-service SERVER "x" 0..1',
    bound: ['G = api-gateway', 'users = users-service', 'o = order-service', 'Z ='],
  },
  {
    name: 'the better name wins, whatever the order',
    drawn: 'participant A as order\nparticipant B as order-worker\nparticipant C as orders-api',
    spans: 'order-worker SERVER "x" 0..1\norder-service SERVER "x" 0..1\norders-api SERVER "x" 0..1',
    bound: ['A = order-service', 'B = order-worker', 'C = orders-api'],
  },
  {
    name: 'one service in two namespaces is unclear',
    drawn: 'participant A as billing',
    spans: 'blue/billing SERVER "x" 0..1\ngreen/billing SERVER "x" 0..1',
    bound: ['A = ? blue/billing, green/billing'],
  },
  {
    name: 'replicas are one',
    drawn: 'participant A as billing',
    spans: 'billing@1 SERVER "x" 0..1\nbilling@2 SERVER "x" 0..1',
    bound: ['A = billing'],
  },
  {
    name: 'stores by product, by product and content, by shape',
    drawn:
      'database "PostgreSQL\\n(Users)" as u\ndatabase "PostgreSQL\\n(Events)" as e\ndatabase c as Cache\ndatabase a as Archive',
    spans:
      'x CLIENT "q" 0..1 pg(SELECT,users,users,pg1)\nx CLIENT "q" 0..1 pg(SELECT,events,events,pg1)\n' +
      'x CLIENT "q" 0..1 old.redis(get,redis)\nx CLIENT "q" 0..1 old.mongo(find,old,archive,mongo)',
    bound: [
      'u = postgresql/users at pg1:5432',
      'e = postgresql/events at pg1:5432',
      'c = redis at redis:6379',
      'a = mongodb/archive at mongo:27017',
    ],
  },
  {
    name: 'a store drawn for several databases, and another product for none',
    drawn: 'participant DB\nparticipant M as MySQL',
    spans: 'x CLIENT "q" 0..1 pg(SELECT,a,one,pg)\nx CLIENT "q" 0..1 pg(SELECT,b,two,pg)',
    bound: ['DB = postgresql/one at pg:5432,postgresql/two at pg:5432', 'M ='],
  },
  {
    name: 'a database-shaped Kafka is a broker, and no database',
    drawn: 'database "Kafka\\nCluster" as k\ndatabase o as Orders',
    spans: 'x PRODUCER "p" 0..1 kafka.send(orders)\nx CLIENT "q" 0..1 pg(SELECT,orders,shop,pg)',
    bound: ['k = kafka', 'o = postgresql/shop at pg:5432'],
  },
  {
    name: 'a queue by its own name, an event bus by its word',
    drawn: 'queue "order-queue" as q\nparticipant b as EventBus',
    spans: 'x PRODUCER "p" 0..1 rabbit.send(order-queue,x)\nx PRODUCER "p" 0..1 kafka.send(events)',
    bound: ['q = rabbitmq', 'b = kafka'],
  },
  {
    name: 'Redis may be queue and cache',
    drawn: 'participant R as Redis',
    spans:
      'x PRODUCER "p" 0..1 messaging.system=bullmq messaging.destination=mails\nx CLIENT "q" 0..1 old.redis(get,redis)',
    bound: ['R = bullmq,redis at redis:6379'],
  },
  {
    name: 'a broker that nobody names may be any',
    drawn: 'participant Q as RabbitMQ\nparticipant P as PostgreSQL',
    spans: 'x PRODUCER "p" 0..1 messaging.destination=celery',
    bound: ['Q = an unknown broker', 'P ='],
  },
  {
    name: 'others by address',
    drawn: 'participant S as Stripe\nparticipant A as Acme Pay\nparticipant S3\nparticipant B as Bank',
    spans:
      'x CLIENT "q" 0..1 http.client(POST,api.stripe.com,/v1,200)\nx CLIENT "q" 0..1 http.client(POST,api.acmepay.com,/v1,200)\n' +
      'x CLIENT "S3.GetObject" 0..1 rpc.system=aws-api rpc.service=S3 rpc.method=GetObject',
    bound: ['S = api.stripe.com', 'A = api.acmepay.com', 'S3 = S3', 'B ='],
  },
];

describe('lifelines', () => {
  test.each(tables)('$name', async ({ drawn, spans, bound }) => {
    const text = `@startuml\n${plantuml(drawn)}\n@enduml`;
    const { lifelines } = await bindings({ path: 'drawing.puml', text }, await spansOfText(spans, dialect));
    const found = lifelines.map(({ id, boundTo, why }) => {
      const unclear = /^several fit equally well: (.*)$/.exec(why)?.[1];
      return `${id} = ${unclear ? `? ${unclear}` : [...boundTo].sort().join()}`.trim();
    });
    expect(found).toEqual(bound);
  });
});

/** Mermaid's `as` puts the label last; here both are used, as the tables read best. */
function plantuml(declarations: string): string {
  return declarations
    .split('\n')
    .map((line) => line.replace(/^(\w+) (\w+) as ([^"]+)$/, (_, kind, id, label) => `${kind} "${label}" as ${id}`))
    .join('\n');
}
