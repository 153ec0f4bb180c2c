/** A real system in one process, really instrumented, held against its drawing by a test as a team would write it. */
import './shop/telemetry.ts';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, vi } from 'vitest';
import type { Span } from '../../src/index.ts';
import { type ConformOptions, collectSpans, spanProcessor, test, within } from '../../src/vitest/index.ts';
import { type Shop, startShop } from './shop/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});
afterEach(() => shop.mend());
afterAll(() => shop.close());

/** One SDK is the shop's, billing's and the mailer's. */
const options: ConformOptions = {
  service: ({ kind, scope, attributes }: Span) => {
    if (scope === 'mailer') return 'mailer';
    return kind === 'server' && attributes.get('server.port') === shop.billingPort ? 'billing' : undefined;
  },
  participants: { orders: { broker: 'memory' } },
};
const hasty: ConformOptions = { ...options, atMost: 500 };

const order = (path = '/orders'): Promise<Response> => fetch(`${shop.url}${path}`, { method: 'POST' });

async function failureOf(expectation: Promise<void>): Promise<string> {
  const message = await expectation.then(
    () => 'it passed',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return (
    stripVTControlCharacters(message)
      .replace(/\b[0-9a-f]{16}\b/g, '<span>')
      .replace(/\b[0-9a-f]{8}\b/g, '<id>')
      .replace(/[\d.]+ ms/g, '<n> ms')
      // Where these lines are broken depends on how long it took.
      .replace(/in case <id>[\s\S]*?(?=\n +(?:expected|help))/g, (words) => words.replace(/\s+/g, ' '))
  );
}

test('it conforms', async ({ spans }) => {
  await order();
  await expect(spans).toConformTo('./shop/order.puml', options);
});

test('the same drawing by other ways', async ({ spans }) => {
  await order();
  await expect(spans).toConformTo('test/vitest/shop/order.puml', options);
  await expect(spans).toConformTo(new URL('./shop/order.puml', import.meta.url), options);
  await expect(spans).toConformTo('./shop/flows.md#placing-an-order', options);
  await expect(spans).toConformTo(new URL('./shop/flows.md#placing-an-order', import.meta.url), options);
  await expect(spans.ended).toConformTo('./shop/order.puml', options);
});

describe('a bug', () => {
  test('fails at the line of the drawing, with the span that disagrees', async ({ spans }) => {
    shop.bugs.publishedBeforeCharged = true;
    await order();
    expect(await failureOf(expect(spans).toConformTo('./shop/order.puml', hasty))).toMatchInlineSnapshot(`
      "the spans do not conform to ./shop/order.puml

      ✗ Placing an order  test/vitest/shop/order.puml:1  violates
         1 case violates

      error[sequence/moved-message] test/vitest/shop/order.puml:11:1
         "Publish order.placed" did not come where it is drawn
         11 │ shop ->> orders : Publish order.placed
            │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drawn: shop sends to orders
         in case <id> (6 spans): <n> ms after shop came in (span <span>), right after Customer -> shop: POST /orders
         expected next: shop -> billing: POST /charges
         help: mend the order in the service; or draw it as it is, in a \`par\` if the order does not matter

         seen: 4 of 5 lifelines, all 6 messages
         not observed: Customer
         took part, but not drawn: vitest

      ✗ 1 of 1 drawing is violated (1 case, 6 spans)"
    `);
  });

  test('of which nothing is heard', async ({ spans }) => {
    shop.bugs.forgottenMail = true;
    await order();
    expect(await failureOf(expect(spans).toConformTo('./shop/order.puml', hasty))).toMatchInlineSnapshot(`
      "it cannot be told whether the spans conform to ./shop/order.puml

      ? Placing an order  test/vitest/shop/order.puml:1  inconclusive
         1 case conforms

      warning[check/not-seen] test/vitest/shop/order.puml:5:1
         "orders" was not seen at all, so nothing that is drawn of it was judged
         5 │ queue orders
           │ ^^^^^^^^^^^^ drawn, and never seen
         help: if it took part, say what it is called in the spans: participants: { orders: … }; if no
               span can show it: participants: { orders: { role: unobserved } }

         seen: 2 of 5 lifelines, 4 of 6 messages
         cannot be seen in these traces: shop -> orders: Publish order.placed (line 11), orders ->
            mailer: Consume order.placed (line 13)
         not observed: Customer, orders, mailer
         took part, but not drawn: vitest

      ? inconclusive: 1 of 1 drawing (1 case, 4 spans)"
    `);
  });

  test('is what .not is for', async ({ spans }) => {
    shop.bugs.publishedBeforeCharged = true;
    await order();
    await expect(spans).not.toConformTo('./shop/order.puml', hasty);
  });
});

describe('what is no violation does not pass for one, nor for conforming', () => {
  test('a system that conforms', async ({ spans }) => {
    await order();
    const failure = await failureOf(expect(spans).not.toConformTo('./shop/order.puml', options));
    expect(failure.split('\n')[0]).toBe('the spans conform to ./shop/order.puml; a violation was expected');
  });

  test('a case that never enters the drawing', async ({ spans }) => {
    await order('/elsewhere');
    const failure = await failureOf(expect(spans).toConformTo('./shop/order.puml', hasty));
    expect(failure).toMatchInlineSnapshot(`
      "nothing was held against ./shop/order.puml

      – Placing an order  test/vitest/shop/order.puml:1  nothing to judge

      warning[check/no-matching-case] test/vitest/shop/order.puml:8:1
         the one case does not enter the drawing "Placing an order"
         8 │ Customer -> shop : POST /orders
           │ ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ drawn: it begins here
         help: a case would begin with Customer -> shop: POST /orders; \`asdrawn bindings\` shows what each
               line was bound to

      – nothing was judged: 1 drawing (1 case, 2 spans)"
    `);
    expect(await failureOf(expect(spans).not.toConformTo('./shop/order.puml', hasty))).toContain('nothing was held');
    await expect(spans).toConformTo('./shop/order.puml', { ...hasty, allowInconclusive: true });
  });

  test('no span at all', async ({ spans }) => {
    const failure = await failureOf(expect(spans).toConformTo('./shop/order.puml', hasty));
    expect(failure).toMatchInlineSnapshot(`
      "nothing was held against ./shop/order.puml

      Not one span is of this test; those that were seen began before it, or in another."
    `);
    expect(await failureOf(expect(spans).not.toConformTo('./shop/order.puml', hasty))).toContain('Not one span');
    expect(await failureOf(expect([]).toConformTo('./shop/order.puml'))).toContain('There is not one span');
  });

  test('a span that does not end', async ({ spans }) => {
    shop.bugs.stuckMail = true;
    await order();
    const failure = await failureOf(expect(spans).toConformTo('./shop/order.puml', hasty));
    expect(failure).toMatchInlineSnapshot(`
      "it cannot be told whether the spans conform to ./shop/order.puml

      warning[traces/bad-span]
         spans[5] "process order.placed" was left out: it has not ended

      ? Placing an order  test/vitest/shop/order.puml:1  inconclusive
         1 case is inconclusive
         inconclusive: only part of this case could be had, so what was not seen may have happened (case
                       <id>)
         seen: 3 of 5 lifelines, 5 of 6 messages
         cannot be seen in these traces: orders -> mailer: Consume order.placed (line 13)
         not observed: Customer, mailer
         took part, but not drawn: vitest

      ? inconclusive: 1 of 1 drawing (1 case, 5 spans)"
    `);
  });
});

describe('what cannot be judged fails with the reason', () => {
  test.for([
    ['./shop/ordr.puml', 'did you mean test/vitest/shop/order.puml?'],
    ['./shop/flows.md', 'name one: test/vitest/shop/flows.md#placing-an-order, test/vitest/shop/flows.md#asking-twice'],
    ['./shop/flows.md#placing-a-order', 'did you mean test/vitest/shop/flows.md#placing-an-order?'],
  ] as const)('%s', async ([drawing, help], { expect }) => {
    using spans = collectSpans();
    await within(spans, () => order());
    const failure = await failureOf(expect(spans).toConformTo(drawing, hasty));
    expect(failure.split('\n')[0]).toBe(`${drawing} cannot be judged`);
    expect(failure.replace(/\s+/g, ' ')).toContain(help);
    expect(await failureOf(expect(spans).not.toConformTo(drawing, hasty))).toContain('cannot be judged');
  });

  test('settings', async ({ spans }) => {
    await order();
    const wrong = { ...hasty, undrawnCalls: 'forbidden' } as unknown as ConformOptions;
    expect(await failureOf(expect(spans).toConformTo('./shop/order.puml', wrong))).toContain(
      'undrawnCalls must be one of allow, forbid',
    );
  });

  test.for([
    [{ particpants: {} }, 'toConformTo has no option "particpants"; did you mean "participants"?'],
    [null, 'the options of toConformTo are an object'],
  ] as const)('the option %o', async ([wrong, message], { expect }) => {
    const expectation = expect([]).toConformTo('./shop/order.puml', wrong as unknown as ConformOptions);
    expect(await failureOf(expectation)).toBe(message);
  });

  test('what is no spans, and what is no drawing', async () => {
    expect(await failureOf(expect(42).toConformTo('./shop/order.puml'))).toContain('toConformTo takes spans');
    expect(await failureOf(expect([]).toConformTo(''))).toContain('toConformTo takes a drawing');
    expect(await failureOf(expect([]).toConformTo(new URL('https://a.example/x.puml')))).toContain(
      'a drawing is a file',
    );
  });
});

describe.concurrent('tests that run at once', () => {
  test.for([1, 2, 3, 4])('have their own spans: %i', async (_, { spans, expect }) => {
    await order();
    await expect(spans).toConformTo('./shop/order.puml', options);
    expect(new Set(spans.ended.map((span) => span.spanContext().traceId)).size).toBe(1);
  });
});

test('false timers do no harm', async ({ spans }) => {
  await order();
  vi.useFakeTimers();
  try {
    await expect(spans).toConformTo('./shop/order.puml', { ...options, atMost: 1000 });
  } finally {
    vi.useRealTimers();
  }
});

test('what comes after a while is waited for', async ({ spans }) => {
  shop.bugs.slowMail = true;
  await order();
  await expect(spans).toConformTo('./shop/order.puml', options);
});

test('a processor for any provider', async () => {
  await expect(spanProcessor().forceFlush()).resolves.toBeUndefined();
});
