import { createHash } from 'node:crypto';
import { TransportError } from './messaging.ts';

/** The longest that both kinds of broker take, in bytes of UTF-8 (AMQP's short strings). */
const LONGEST = 255;

/** Refuses what cannot be a destination anywhere, and what `isPattern` says this broker would take for a pattern. */
export function checkDestination(destination: string, isPattern: (destination: string) => boolean): void {
  const wrong = whatIsWrong(destination, isPattern);
  if (!wrong) return;
  throw new TransportError(
    'transport/destination',
    `${JSON.stringify(destination.slice(0, 60))} cannot be a destination: ${wrong}`,
    'Draw the message with the name that the services use: `order.placed`, or `orders/placed`.',
  );
}

function whatIsWrong(destination: string, isPattern: (destination: string) => boolean): string | undefined {
  if (destination === '') return 'it is empty';
  if (Buffer.byteLength(destination) > LONGEST) return `it is longer than ${LONGEST} bytes`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(destination)) return 'it holds a control character';
  if (isPattern(destination)) return 'the broker would take it for a pattern';
  return undefined;
}

/** Two words that stand for any in routing keys. */
export function isRoutingPattern(destination: string): boolean {
  return destination.split('.').some((word) => word === '*' || word === '#');
}

/** Names that are filters, or belong to the broker. */
export function isTopicFilter(destination: string): boolean {
  return /[+#]/.test(destination) || destination.startsWith('$');
}

/** The same for all who share messages, and for nobody else; of letters that every broker takes. */
export function groupName(group: string, destinations: readonly string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([group, destinations.toSorted()]))
    .digest('hex');
  return `${group.replace(/[^\w.-]/g, '_').slice(0, 60)}.${hash.slice(0, 12)}`;
}
