import type { CombinedFragment, LifelineId, Message } from '#model';

/**
 * What goes wrong. `drop`: a message is never sent, and with it what it would have caused. `lose`: it is sent and never
 * arrives. `duplicate`: it is sent twice. `extra`: something is sent that is not drawn. `delay`: it arrives late.
 * `reorder`: it changes places with what follows it. `wrong-receiver`, `wrong-sender`: somebody else takes the part.
 * `wrong-branch`: another branch happens as well. `wrong-count`: a loop runs less or more often than it may.
 * `error-status`: an answer is another one. `crash`: a participant is gone while it handles a message, and comes back.
 */
export const faultKinds = [
  'drop',
  'lose',
  'duplicate',
  'extra',
  'delay',
  'reorder',
  'wrong-receiver',
  'wrong-sender',
  'wrong-branch',
  'wrong-count',
  'error-status',
  'crash',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** One thing that goes wrong at one place of one scenario. */
export type Fault =
  | {
      readonly kind: 'drop' | 'lose' | 'duplicate' | 'extra' | 'delay' | 'error-status' | 'crash';
      readonly message: number;
    }
  /** The message changes places with another instance. */
  | { readonly kind: 'reorder'; readonly message: number; readonly with: number }
  | { readonly kind: 'wrong-receiver' | 'wrong-sender'; readonly message: number; readonly lifeline: LifelineId }
  /** The operand, from 1, happens after the one that was chosen. */
  | { readonly kind: 'wrong-branch'; readonly fragment: CombinedFragment; readonly operand: number }
  | { readonly kind: 'wrong-count'; readonly fragment: CombinedFragment; readonly count: number };

/** How long a delayed message takes, in microseconds. */
export const DELAY = 30e6;

/** In words, without the place: `"POST /orders" is never sent`. */
export function describeFault(fault: Fault, messageOf: (id: number) => Message): string {
  const called = (id: number) => {
    const { label, from, to } = messageOf(id);
    return label === ''
      ? `the message from ${from ?? 'outside'} to ${to ?? 'outside'}`
      : `"${label.replace(/\s+/g, ' ')}"`;
  };
  switch (fault.kind) {
    case 'drop':
      return `${called(fault.message)} is never sent`;
    case 'lose':
      return `${called(fault.message)} is sent and never arrives`;
    case 'duplicate':
      return `${called(fault.message)} is sent twice`;
    case 'extra':
      return `something that is not drawn is sent before ${called(fault.message)}`;
    case 'delay':
      return `${called(fault.message)} takes ${DELAY / 1e6} seconds`;
    case 'reorder':
      return `${called(fault.message)} changes places with ${called(fault.with)}`;
    case 'wrong-receiver':
      return `${called(fault.message)} goes to ${fault.lifeline}`;
    case 'wrong-sender':
      return `${called(fault.message)} comes from ${fault.lifeline}`;
    case 'wrong-branch': {
      const guard = fault.fragment.operands[fault.operand - 1]!.guard;
      return `branch ${fault.operand}${guard ? ` "${guard}"` : ''} happens as well`;
    }
    case 'wrong-count':
      return `the loop runs ${fault.count} ${fault.count === 1 ? 'time' : 'times'}`;
    case 'error-status':
      return `${called(fault.message)} is answered with 500 Internal Server Error`;
    case 'crash':
      return `${messageOf(fault.message).to} crashes while it handles ${called(fault.message)}, and comes back`;
  }
}

/** The line of the drawing where a fault strikes. */
export function lineOf(fault: Fault, messageOf: (id: number) => Message): number {
  return ('fragment' in fault ? fault.fragment : messageOf(fault.message)).range.start.line;
}
