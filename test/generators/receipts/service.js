/** The service of receipts.puml; RECEIPTS_BUG switches a mistake on that only the schemas tell. */
import { createServer } from 'node:http';

const { PORT, PAYMENT_URL, RECEIPTS_BUG: bug } = process.env;
const headers = { 'content-type': 'application/json', connection: 'close' };

createServer(async (_, response) => {
  const amount = bug === 'amount-as-text' ? '5' : 5;
  await fetch(`${PAYMENT_URL}/payments`, { method: 'POST', headers, body: JSON.stringify({ amount }) });
  const receipt = { id: bug === 'number-as-id' ? 7 : '7', total: 5, ...(bug === 'card-told' && { card: '4711' }) };
  response.writeHead(201, headers).end(JSON.stringify(receipt));
}).listen(Number(PORT), '127.0.0.1');
