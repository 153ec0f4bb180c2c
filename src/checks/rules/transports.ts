import { family } from './rules.ts';

/** About the brokers that drawings run over; docs/transports.md tells of them. */
export const transportRules = family('transport', [
  [
    'address',
    'error',
    'an address is none of a broker',
    'Write `amqp://localhost:5672`, `mqtt://localhost:1883` or `in-process`.',
  ],
  [
    'missing-package',
    'error',
    'the client of a broker is not installed',
    'Clients are installed by those who need them: `npm install --save-dev amqplib`, or `mqtt`.',
  ],
  [
    'unreachable',
    'error',
    'a broker does not answer, or answers in another protocol',
    'Start it, or name the address at which it is. The message says what came of the attempt.',
  ],
  [
    'refused',
    'error',
    'a broker lets the user do nothing, or not this',
    'Name a user, a password and for AMQP a virtual host in the address; the broker’s log tells what it missed.',
  ],
  [
    'destination',
    'error',
    'a name can be no topic and no routing key',
    'It is empty, longer than 255 bytes, or what the broker takes for a pattern: `*` and `#` as words of a routing key, `+` and `#` in a topic.',
  ],
  [
    'not-taken',
    'error',
    'a broker refused a message',
    'It is too large, its headers are, a queue is full, or the user may not publish there.',
  ],
  [
    'unconfirmed',
    'error',
    'a broker does not confirm what it was sent',
    'RabbitMQ takes nothing while it is short of memory or disk. Look into its log.',
  ],
  [
    'lost',
    'error',
    'a broker went away in the middle and was not back in time',
    'Start it again and repeat the run. One that is back soon enough is not told: what was not confirmed is sent again.',
  ],
  ['closed', 'error', 'a connection was used after it was closed', 'Open another.'],
]);
