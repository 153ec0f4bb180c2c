import { describe, expect, test } from 'vitest';
import { coreWords, nameAffinity, sameWord } from '../../../src/checks/binding/names.ts';
import { squash, words } from '../../../src/model/names.ts';

describe('nameAffinity', () => {
  test.each<[drawn: string, reported: string, affinity: number]>([
    ['user-service', 'user-service', 100],
    ['User\nService', 'user-service', 100],
    ['👤 User Service', 'UserService', 100],
    ['Ordering API', 'Ordering.Api', 100],
    ['Müller Dienst', 'mueller-dienst', 0],
    ['Users', 'users-service', 80],
    ['Gateway Service', 'gateway', 80],
    ['order-api', 'order-service', 80],
    ['Frontend\n(Next.js)', 'frontend', 60],
    ['Billing\n(Rails)', 'billing-service', 60],
    ['productpage', 'productpage.bookinfo', 50],
    ['Stripe', 'api.stripe.com', 50],
    ['Acme Pay', 'api.acmepay.com', 50],
    ['Gateway', 'api-gateway', 50],
    ['order-api', 'order-worker', 0],
    ['user-service', 'users-db', 0],
    ['Audit', 'notification-service', 0],
    ['DB', 'debug', 0],
    ['', 'anything', 0],
    ['→', 'anything', 0],
  ])('%j for %j: %i', (drawn, reported, affinity) => {
    expect(nameAffinity(drawn, reported)).toBe(affinity);
  });
});

test.each<[name: string, expected: readonly string[]]>([
  ['OrderSubmittedConsumer', ['order', 'submitted', 'consumer']],
  ['HTTPServer2Go', ['http', 'server2', 'go']],
  ['user-events_v2', ['user', 'events', 'v2']],
])('the words of %s', (name, expected) => {
  expect(words(name)).toEqual(expected);
});

test.each<[name: string, expected: readonly string[]]>([
  ['user-service', ['user']],
  ['api', ['api']],
  ['service', ['service']],
  ['app-server', ['app']],
  ['application-form', ['application', 'form']],
])('the words of %s that tell', (name, expected) => {
  expect(coreWords(name)).toEqual(expected);
});

test.each<[a: string, b: string, same: boolean]>([
  ['order', 'orders', true],
  ['category', 'categories', true],
  ['order', 'ordering', false],
  ['id', 'ids', true],
])('%s and %s are the same word: %s', (a, b, same) => {
  expect(sameWord(a, b)).toBe(same);
});

test('squash leaves letters and digits of any script', () => {
  expect(squash('  Заказ №7 — API ')).toBe('заказno7api');
});
