/** Orders, played by asdrawn itself from the drawing: flow after flow, the loop once in the first and twice in the second. */
import { main } from '../../../src/cli/index.ts';

const { PORT, PAYMENT_URL, INVENTORY_URL, AUDIT_URL } = process.env;
const others = [`payment=${PAYMENT_URL}`, `inventory=${INVENTORY_URL}`, `audit=${AUDIT_URL}`];
const argv = [
  ...['run', 'test/generators/orders/orders.puml', '--only', 'orders', '--listen', `orders=${PORT}`],
  ...others.flatMap((other) => ['--at', other]),
  ...['--keep-serving', '--choose', '15=1,2', '--timeout', '20'],
];
process.exitCode = await main(argv, process, { env: process.env, cwd: process.cwd() });
