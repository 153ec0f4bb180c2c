/** The service of orders.puml; ORDERS_BUG switches a mistake on. It knows nothing of asdrawn. */
import { createServer } from 'node:http';

const { PORT, PAYMENT_URL, INVENTORY_URL, AUDIT_URL, ORDERS_BUG: bug } = process.env;

async function ask(method, url, body) {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify(body ?? {}),
  });
  return answer.status;
}

async function order({ item = 'a', quantity = 1 }) {
  const amount = bug === 'no-amount' ? {} : { amount: 5 * quantity };
  const paid = await ask('POST', `${PAYMENT_URL}/payments`, amount);
  if (paid !== 201) return bug === 'wrong-status' ? [500] : [409, { error: 'the card was refused' }];
  const times = bug === 'asked-too-often' ? 3 : quantity;
  for (let time = 0; time < times; time++) await ask('PUT', `${INVENTORY_URL}/stock/${item}`);
  if (bug === 'crash') process.exit(3);
  const after = [
    ask('POST', `${PAYMENT_URL}/receipts`),
    ...(bug === 'no-audit' ? [] : [ask('POST', `${AUDIT_URL}/audit`)]),
  ];
  await Promise.all(after);
  return [201, { id: '7' }];
}

createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => {
    text += chunk;
  });
  request.on('end', async () => {
    const [status, body = {}] = await order(JSON.parse(text || '{}')).catch((error) => [500, { error: String(error) }]);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
}).listen(Number(PORT), '127.0.0.1');
