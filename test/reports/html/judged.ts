/** Drawings and telemetry, judged by the product itself, as a report is given them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckResult, check, inFull, type Outcome } from '../../../src/project/index.ts';
import { checkHtml } from '../../../src/reports/html/check-html.ts';
import { encode } from '../../checks/encodings.ts';
import { readTelemetry } from '../../checks/telemetry.ts';

/** By file name; `telemetry` as `test/checks/telemetry.ts` reads it. */
export async function judged(
  drawings: Readonly<Record<string, string>>,
  telemetry: string,
): Promise<Outcome<CheckResult>> {
  const cwd = await mkdtemp(join(tmpdir(), 'asdrawn-html-'));
  try {
    for (const [name, text] of Object.entries(drawings)) await writeFile(join(cwd, name), text);
    await writeFile(join(cwd, 'traces.json'), encode(readTelemetry(telemetry), 'otlp-json'));
    const stdin = () => Promise.resolve(new Uint8Array());
    const outcome = await check({ paths: Object.keys(drawings), traces: ['traces.json'] }, { cwd, stdin });
    return { ...outcome, result: inFull(outcome.result) };
  } finally {
    await rm(cwd, { recursive: true });
  }
}

export function pageOf({ result, sources, drawings, traces, exit }: Outcome<CheckResult>): string {
  return checkHtml(result, {
    sources: (path) => sources.get(path),
    ...(drawings && { drawings }),
    ...(traces && { traces }),
    colors: false,
    status: exit,
  });
}

export const order = `@startuml
title An order
box "Our side"
actor Customer
participant Shop
end box
participant Payments
queue Orders
database "Stock\\n(PostgreSQL)" as Stock

Customer -> Shop ++ : POST /orders
Shop -> Shop : check the basket
note right of Shop : Nothing is reserved yet
== Payment ==
alt paid by card
  Shop -> Payments ++ : POST /charges
  Payments --> Shop -- : 201 Created
  loop 1..3 times
    Shop ->> Orders : order.paid
  end
else by invoice
  Shop -> Payments : POST /invoices
end
Shop -> Stock : UPDATE stock
opt to be sent
  ref over Shop, Stock : Shipping
end
group neg
  Shop -> Payments : DELETE /charges
end
Shop --> Customer -- : 201 Created
@enduml
`;

const server = 'http.request.method=POST http.route=$1 http.response.status_code=$2';
const client =
  'http.request.method=POST server.address=payments url.full=http://payments:80$1 http.response.status_code=$2';

/** What the order refers to; no case enters it by itself. */
export const shipping = `@startuml Shipping
participant Shop
participant Carrier
note over Shop, Carrier : the parcel leaves in the evening
Shop -> Carrier : POST /parcels
@enduml
`;

/** One order as drawn, one whose stock was updated before it was paid, and one that was never announced. */
export const orders = `let in = ${server}
let out = ${client}
let sql = db.system=postgresql db.statement="UPDATE stock SET n" db.name=stock net.peer.name=pg
let send = messaging.system=kafka messaging.operation.type=send messaging.destination.name=order.paid
shop SERVER "POST /orders" 0..40 in(/orders,201)
  shop CLIENT "POST" 2..14 out(/charges,201)
    payments SERVER "POST /charges" 90003..90011 in(/charges,201)
  shop PRODUCER "order.paid publish" 16..17 send()
  shop CLIENT "UPDATE stock" 20..24 sql()
trace
shop SERVER "POST /orders" 100..152 in(/orders,201)
  shop CLIENT "UPDATE stock" 102..108 sql()
  shop CLIENT "POST" 110..130 out(/charges,201)
    payments SERVER "POST /charges" 90110..90125 in(/charges,201)
      payments INTERNAL "ask the bank" 90112..90124
  shop PRODUCER "order.paid publish" 132..133 send()
trace
shop SERVER "POST /orders" 200..230 in(/orders,201)
  shop CLIENT "POST" 202..214 out(/charges,201)
    payments SERVER "POST /charges" 90203..90211 ERROR in(/charges,201)
  shop CLIENT "UPDATE stock" 220..224 sql()
`;
