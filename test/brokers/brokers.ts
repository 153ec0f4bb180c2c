import { hasMosquitto, startMosquitto } from './mosquitto.ts';
import { hasRabbitmq, startRabbitmq } from './rabbitmq.ts';

/** A broker for tests: the one that the environment names, else one of their own, else none. */
export interface TestBroker {
  readonly name: string;
  /** Why there is none, as a sentence; what needs one is skipped then. */
  readonly missing: string | undefined;
  start(): Promise<{ readonly url: string; stop(): Promise<void> }>;
}

function testBroker(
  name: string,
  variable: string,
  isInstalled: boolean,
  start: TestBroker['start'],
  debian: string,
): TestBroker {
  const named = process.env[variable];
  const missing =
    named || isInstalled
      ? undefined
      : `${name} is not tested: install it (apt-get install ${debian}), or name one that runs in ${variable}`;
  if (missing) process.stderr.write(`${missing}\n`);
  return { name, missing, start: async () => (named ? { url: named, stop: async () => {} } : start()) };
}

export const rabbitmq = testBroker('RabbitMQ', 'ASDRAWN_TEST_AMQP', hasRabbitmq, startRabbitmq, 'rabbitmq-server');
export const mosquitto = testBroker('MQTT', 'ASDRAWN_TEST_MQTT', hasMosquitto, startMosquitto, 'mosquitto');
