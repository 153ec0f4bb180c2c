import type { Broken } from './invariant.ts';

/** Why what broke the invariant is known to; undefined if it is not. */
export function knownClass(text: string, { like }: Broken): string | undefined {
  return known.find((one) => one.like === like && one.isOne(text))?.reason;
}

const known: readonly {
  readonly like: string;
  readonly isOne: (text: string) => boolean;
  readonly reason: string;
}[] = [
  {
    like: 'conforms wrong-receiver',
    isOne: (text) => /^rabbitmq ->> /m.test(text),
    reason:
      'a request from outside goes to another service, to which a broker is drawn to hand something on that nobody ' +
      'reports anything of; a broker may push what it has as a request of any name',
  },
  {
    like: 'conforms extra',
    isOne: (text) => /->> rabbitmq/.test(text),
    reason:
      'something is published to a destination that is called in another style than a drawn event that did not happen; ' +
      'a destination may hold events of other names',
  },
  {
    like: 'inconclusive (case/budget)',
    isOne: () => true,
    reason:
      'services do so much at once that the search for a drawn order is given up after its 200,000 states; the verdict ' +
      'says so, and does not pass',
  },
];
