import { describe, expect, test } from 'vitest';
import { takeInventory } from '../../../src/checks/binding/index.ts';
import { fitPath, fitReply, fitRequest, type LabelFit } from '../../../src/checks/binding/label-match.ts';
import { readLabel } from '../../../src/model/label.ts';
import { type Exchange, exchangesOf, joinCases } from '../../../src/traces/index.ts';
import { dialect } from '../case-files.ts';
import { spansOfText } from '../judging.ts';

describe('fitPath', () => {
  test.each<[drawn: string, observed: string, fit: LabelFit]>([
    ['/users', '/users', 'exact'],
    ['/users/', '/users', 'exact'],
    ['/users/:id', '/users/{id}', 'exact'],
    ['/users/{id}', '/users/17', 'exact'],
    ['/users/<id>', '/users/17', 'exact'],
    ['/users/17', '/users/:id', 'inferred'],
    ['/users/17', '/users/18', 'none'],
    ['/users', '/users/17', 'none'],
    ['/users/:id', '/users', 'none'],
    ['/users/*', '/users/17', 'inferred'],
    ['/files/...', '/files/a/b/c', 'inferred'],
    ['/', '/', 'exact'],
    ['/', '/users', 'none'],
    ['/Users', '/users', 'exact'],
  ])('%s for %s: %s', (drawn, observed, fit) => {
    expect(fitPath(drawn, observed)).toBe(fit);
  });
});

/** Other exchanges of the same evidence, whose names labels may know. */
const others = `
other PRODUCER "x" 0..1 kafka.send(orders.created)
other PRODUCER "x" 0..1 kafka.send(user-deleted)
`;

async function exchangeOf(span: string): Promise<Exchange> {
  const [observed] = joinCases(await spansOfText(span, dialect));
  return exchangesOf(observed!).exchanges.find(({ kind }) => kind !== 'local') ?? exchangesOf(observed!).exchanges[0]!;
}

async function fitOf(label: string, span: string): Promise<LabelFit> {
  const [context] = joinCases(await spansOfText(others, dialect));
  const exchange = await exchangeOf(span);
  const { vocabulary } = takeInventory([exchangesOf(context!).exchanges, [exchange]]);
  return fitRequest(readLabel(label), exchange, vocabulary);
}

describe('fitRequest', () => {
  const post = 'a CLIENT "POST" 0..1 http.client(POST,b,/users/17/orders,201)';
  const insert = 'a CLIENT "shop" 0..1 old.pg("INSERT INTO shop.orders (id) VALUES ($1)",shop,pg)';
  const find = 'a CLIENT "mongodb.find" 0..1 old.mongo(find,orders,shop,mongo)';
  const redis = 'a CLIENT "get" 0..1 old.redis("get user:1",redis)';
  const putItem =
    'a CLIENT "DynamoDB.PutItem" 0..1 db.system=dynamodb db.operation=PutItem aws.dynamodb.table_names=Orders';
  const grpc = 'a CLIENT "shop.Cart/GetCart" 0..1 grpc.client(shop.CartService,GetCart,0,cart)';
  const grpcOverHttp = 'a CLIENT "x" 0..1 http.client(POST,cart,/shop.CartService/GetCart,200)';
  const rabbit = 'a PRODUCER "publish users" 0..1 rabbit.send(users,user.registered)';
  const topic = 'a PRODUCER "user-events publish" 0..1 kafka.send(user-events)';
  const domain = 'a PRODUCER "domain-events publish" 0..1 kafka.send(domain-events)';
  const task =
    'a PRODUCER "apply_async/shop.tasks.send_mail" 0..1 messaging.destination=celery celery.action=apply_async';

  test.each<[label: string, span: string, fit: LabelFit]>([
    ['POST /users/{id}/orders', post, 'exact'],
    ['PUT /users/{id}/orders', post, 'none'],
    ['POST /users', post, 'none'],
    ['POST', post, 'exact'],
    ['GET', post, 'none'],
    ['Create order of the user', post, 'inferred'],
    ['Register', post, 'endpoints'],
    ['INSERT orders', post, 'none'],
    ['INSERT orders', insert, 'exact'],
    ['INSERT INTO orders', insert, 'exact'],
    ['INSERT order', insert, 'exact'],
    ['INSERT users', insert, 'none'],
    ['SELECT orders', insert, 'none'],
    ['11. Save Order', insert, 'inferred'],
    ['Check Uniqueness', insert, 'endpoints'],
    ['find orders', find, 'exact'],
    ['insert orders', find, 'none'],
    ['load orders', find, 'inferred'],
    ['GET quota', redis, 'exact'],
    ['read the cache', redis, 'inferred'],
    ['PutItem Orders', putItem, 'exact'],
    ['save order', putItem, 'inferred'],
    ['CartService/GetCart', grpc, 'exact'],
    ['shop.CartService/GetCart', grpc, 'exact'],
    ['GetCart()', grpc, 'exact'],
    ['Get Cart', grpc, 'exact'],
    ['EmptyCart', grpc, 'none'],
    ['PaymentService/GetCart', grpc, 'none'],
    ['the cart', grpc, 'endpoints'],
    ['GetCart', grpcOverHttp, 'exact'],
    ['EmptyCart', grpcOverHttp, 'none'],
    ['POST /shop.CartService/GetCart', grpcOverHttp, 'exact'],
    ['user.registered', rabbit, 'exact'],
    ['Publish "user.registered"', rabbit, 'exact'],
    ['USER_REGISTERED Event', rabbit, 'exact'],
    ['user.deleted', rabbit, 'none'],
    ['orders.created', rabbit, 'none'],
    ['users', rabbit, 'exact'],
    ['tell the others', rabbit, 'endpoints'],
    ['ack', rabbit, 'none'],
    ['Publish USER_CREATED', topic, 'inferred'],
    ['Publish ORDER_CREATED', topic, 'endpoints'],
    // The same name in another style is another topic's.
    ['Publish USER_DELETED', topic, 'none'],
    ['Publish USER_CREATED', domain, 'endpoints'],
    ['send_mail', task, 'exact'],
    ['tasks.send_mail', task, 'exact'],
    ['shop.tasks.send_mail', task, 'exact'],
    ['build_report', task, 'none'],
    ['mail', task, 'endpoints'],
  ])('%j for %s: %s', async (label, span, expected) => {
    expect(await fitOf(label, span)).toBe(expected);
  });
});

describe('fitReply', () => {
  const created = 'a CLIENT "POST" 0..1 http.client(POST,b,/users,201)';
  const unknown = 'a CLIENT "POST" 0..1 http.request.method=POST server.address=b';
  const notFound = 'a CLIENT "Get" 0..1 grpc.client(shop.CartService,GetCart,5,cart)';
  test.each<[label: string, span: string, fit: LabelFit]>([
    ['201 Created', created, 'exact'],
    ['2xx', created, 'exact'],
    ['400 Bad Request', created, 'none'],
    ['4xx', created, 'none'],
    ['user', created, 'endpoints'],
    ['OK', created, 'endpoints'],
    ['201 Created', unknown, 'endpoints'],
    ['NOT_FOUND', notFound, 'exact'],
    ['OK', notFound, 'none'],
  ])('%j for %s: %s', async (label, span, expected) => {
    expect(fitReply(readLabel(label), await exchangeOf(span))).toBe(expected);
  });
});
