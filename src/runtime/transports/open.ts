import { type Bounds, ordinaryBounds } from './bounds.ts';
import { type MessagingTransport, TransportError } from './messaging.ts';

/** How long is waited where not as long as usual, in milliseconds. */
export interface TransportOptions {
  readonly bounds?: Partial<Bounds>;
}

type Open = (address: URL, bounds: Bounds) => Promise<MessagingTransport>;

const openAmqp: Open = async (address, bounds) => (await import('./amqp.ts')).openAmqp(address, bounds);
const openMqtt: Open = async (address, bounds) => (await import('./mqtt.ts')).openMqtt(address, bounds);

const schemes: Readonly<Record<string, Open>> = {
  'in-process': async ({ pathname }) => (await import('./in-process.ts')).openInProcess(pathname || undefined),
  amqp: openAmqp,
  amqps: openAmqp,
  mqtt: openMqtt,
  mqtts: openMqtt,
};

/**
 * The broker at an address, connected: `amqp://user:password@host:5672/vhost?exchange=name`, `mqtt://host:1883?version=4`,
 * `in-process`, or `in-process:name` for those that shall reach each other.
 *
 * @throws {TransportError} `transport/address`, `transport/missing-package`, `transport/unreachable`, `transport/refused`
 */
export async function openTransport(address: string, { bounds }: TransportOptions = {}): Promise<MessagingTransport> {
  const url = URL.parse(address === 'in-process' ? 'in-process:' : address);
  const open = url ? schemes[url.protocol.slice(0, -1)] : undefined;
  if (!url || !open || (open !== schemes['in-process'] && !url.hostname)) {
    throw new TransportError(
      'transport/address',
      `${JSON.stringify(address.replace(/:[^:@/]*@/, ':***@'))} is no address of a broker`,
      'Write `amqp://localhost:5672`, `mqtt://localhost:1883` or `in-process`.',
    );
  }
  return open(url, { ...ordinaryBounds, ...bounds });
}
