import { describe, expect, test } from 'vitest';
import { type Label, readLabel, withoutStepNumber } from '../../src/model/label.ts';

/** `POST /users`, `status 201`, `INSERT users`, `names a, b`, else `prose`. */
function reading({ http, status, sql, identifiers, intent }: Label): string {
  const read = [
    http && [http.method, http.path].filter(Boolean).join(' '),
    status && `status ${status.rpc ?? status.code ?? `${status.hundreds}xx`}`,
    sql && [sql.operation, sql.table].filter(Boolean).join(' '),
    !sql && identifiers.length > 0 && `names ${identifiers.join(', ')}`,
    intent,
  ].filter(Boolean);
  return read.join('; ') || 'prose';
}

describe('a label is read as', () => {
  test.each<[label: string, expected: string]>([
    // HTTP
    ['POST /users', 'POST /users'],
    ['2. POST /api/users', 'POST /api/users'],
    ['GET /users/:id', 'GET /users/:id'],
    ['GET /users/{id}?full=true', 'GET /users/{id}'],
    ['POST /api/users\n{name, email}', 'POST /api/users'],
    ['HTTP GET "/orders"', 'GET /orders'],
    ['PUT https://api.example.com/v1/items/7', 'PUT /v1/items/7'],
    ['calls /metrics', '/metrics'],
    ['GET', 'GET'],
    ['GET object', 'prose'],
    ['Get user', 'prose'],
    // answers
    ['201 Created', 'status 201'],
    ['13. 201 Created', 'status 201'],
    ['200', 'status 200'],
    ['HTTP 404', 'status 404'],
    ['400 Bad Request', 'status 400'],
    ['Unauthorized', 'status 401'],
    ['Conflict (409)', 'status 409'],
    ['error: 503', 'status 503'],
    ['303 See Other', 'status 303'],
    ['200 success', 'status 200'],
    ['200 s', 'prose'],
    ['5xx', 'status 5xx'],
    ['NOT_FOUND', 'status NOT_FOUND'],
    ['OK', 'status OK'],
    ['200 ms', 'prose'],
    ['100 items', 'prose'],
    ['42', 'prose'],
    // SQL
    ['INSERT INTO users', 'INSERT users'],
    ['INSERT users', 'INSERT users'],
    ['SELECT * FROM shop.orders WHERE id = ?', 'SELECT orders'],
    ['select * from books where isbn = ?', 'SELECT books'],
    ['UPDATE "accounts" SET x = 1', 'UPDATE accounts'],
    ['BEGIN TRANSACTION', 'BEGIN'],
    ['Update Stock', 'prose'],
    // messaging
    ['Publish USER_CREATED', 'names USER_CREATED; publish'],
    ['USER_CREATED Event', 'names USER_CREATED'],
    ['Publish "event.created"', 'names event.created; publish'],
    ['order.created', 'names order.created'],
    ['user-events', 'names user-events'],
    ['poll', 'consume'],
    ['ack', 'acknowledge'],
    // RPC
    ['CheckoutService/PlaceOrder', 'names CheckoutService/PlaceOrder, CheckoutService, PlaceOrder'],
    ['pop()', 'names pop'],
    // prose
    ['1. Register Account', 'prose'],
    ['Validate Input\n(Email, Username)', 'prose'],
    ['', 'prose'],
  ])('%j: %s', (label, expected) => {
    expect(reading(readLabel(label))).toBe(expected);
  });
});

test.each<[label: string, expected: string]>([
  ['33a. Send', 'Send'],
  ['4) Send', 'Send'],
  ['(4) Send', 'Send'],
  ['1.2 Send', 'Send'],
  ['1.2. Send', 'Send'],
  ['201 Created', '201 Created'],
  ['3 times', '3 times'],
  ['200. OK', 'OK'],
])('%j without its step number: %j', (label, expected) => {
  expect(withoutStepNumber(label)).toBe(expected);
});
