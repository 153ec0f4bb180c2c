import './shop/telemetry.ts';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Span } from '../../src/index.ts';
import { type ConformOptions, test } from '../../src/vitest/index.ts';
import { type Shop, startShop } from './shop/shop.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await startShop();
});
afterEach(() => {
  Object.assign(shop.bugs, { publishedBeforeCharged: false, forgottenMail: false });
});
afterAll(() => shop.close());

/** One SDK is the shop's, billing's and the mailer's. */
const options: ConformOptions = {
  service: ({ kind, scope, attributes }: Span) => {
    if (scope === 'mailer') return 'mailer';
    return kind === 'server' && attributes.get('server.port') === shop.billingPort ? 'billing' : undefined;
  },
  participants: { orders: { broker: 'memory' } },
};

const order = (): Promise<Response> => fetch(`${shop.url}/orders`, { method: 'POST' });

test('x', async ({ spans }) => {
  await order();
  await expect(spans).toConformTo('./shop/order.puml', options);
});
test('y', async ({ spans }) => {
  shop.bugs.publishedBeforeCharged = true;
  await order();
  await expect(spans).toConformTo('./shop/order.puml', options);
});
