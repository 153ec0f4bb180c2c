import type { SourceRange } from '#diagnostics';
import type {
  CombinedFragment,
  Interaction,
  InteractionFragment,
  InteractionOperand,
  InteractionOperator,
  Message,
} from '#model';

/**
 * Interactions in a few characters, for tests that must not depend on the parsers:
 *
 *     a->b 1          a message; `a-> 1` leaves through the frame, `->b 1` enters through it, `a-x b 1` is lost
 *     loop 1..3       also `loop 2..*`, `loop *`; operands are indented by two
 *       b->a 2
 *     alt
 *       a->b 3
 *     else            a further operand, of par and all others too
 *       ref Other
 *
 * Labels need not be unique: two messages with equal label, sender and receiver are the same occurrences.
 */
export function drawing(text: string): Interaction {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const margin = Math.min(...lines.map((line) => line.search(/\S/)));
  const reader = new Reader(lines.map((line) => line.slice(margin)));
  return interactionOf(reader.fragments(0));
}

export function interactionOf(fragments: readonly InteractionFragment[]): Interaction {
  const ids = new Set<string>();
  visit(fragments, (message) => {
    for (const id of [message.from, message.to]) if (id !== null) ids.add(id);
  });
  const lifelines = [...ids].map((id) => ({ id, label: id, kind: 'participant' as const, range: nowhere }));
  return { kind: 'interaction', lifelines, boxes: [], fragments, range: nowhere };
}

/** The text that `drawing` reads: what a failed property shows. */
export function textOf(fragments: readonly InteractionFragment[], indent = ''): string {
  return fragments.map((fragment) => textOfFragment(fragment, indent)).join('\n');
}

export function visit(fragments: readonly InteractionFragment[], onMessage: (message: Message) => void): void {
  for (const fragment of fragments) {
    if (fragment.type === 'message') onMessage(fragment);
    if (fragment.type === 'combined') for (const operand of fragment.operands) visit(operand.fragments, onMessage);
  }
}

export function messageOf(from: string | null, to: string | null, label: string, lost = false): Message {
  const messageKind = lost || to === null ? 'lost' : from === null ? 'found' : 'complete';
  return { type: 'message', id: 0, sort: 'asynchSignal', messageKind, from, to, label, range: nowhere };
}

export function combinedOf(
  operator: InteractionOperator,
  operands: readonly (readonly InteractionFragment[])[],
  bounds?: { readonly min: number; readonly max: number | null },
): CombinedFragment {
  return {
    type: 'combined',
    operator,
    operands: operands.map((fragments): InteractionOperand => ({ fragments, range: nowhere })),
    ...(bounds && { bounds }),
    range: nowhere,
  };
}

const nowhere: SourceRange = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

class Reader {
  readonly #lines: readonly string[];
  #next = 0;

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  fragments(indent: number): InteractionFragment[] {
    const fragments: InteractionFragment[] = [];
    while (this.#next < this.#lines.length) {
      const line = this.#lines[this.#next]!;
      if (line.search(/\S/) !== indent || line.trim() === 'else') break;
      this.#next++;
      fragments.push(this.#fragment(line.trim(), indent));
    }
    return fragments;
  }

  #fragment(line: string, indent: number): InteractionFragment {
    const message = /^(\w*)-(?:>(\w*)|x (\w+)) (\w+)$/.exec(line);
    if (message) {
      const [, from, to, lostOn, label] = message;
      return messageOf(from || null, to || lostOn || null, label!, lostOn !== undefined);
    }
    const [operator, rest] = line.split(' ') as [InteractionOperator | 'ref', string | undefined];
    if (operator === 'ref') return { type: 'ref', lifelines: [], name: rest!, range: nowhere };
    const operands = [this.fragments(indent + 2)];
    while (this.#lines[this.#next] === `${' '.repeat(indent)}else`) {
      this.#next++;
      operands.push(this.fragments(indent + 2));
    }
    return combinedOf(operator, operands, operator === 'loop' ? boundsOf(rest ?? '*') : undefined);
  }
}

function boundsOf(text: string): { min: number; max: number | null } {
  if (text === '*') return { min: 0, max: null };
  const [min, max] = text.split('..');
  return { min: Number(min), max: max === '*' ? null : Number(max ?? min) };
}

function textOfFragment(fragment: InteractionFragment, indent: string): string {
  switch (fragment.type) {
    case 'message': {
      const arrow = fragment.messageKind === 'lost' && fragment.to !== null ? '-x ' : '->';
      return `${indent}${fragment.from ?? ''}${arrow}${fragment.to ?? ''} ${fragment.label}`;
    }
    case 'combined': {
      const { bounds } = fragment;
      const head = bounds ? `${fragment.operator} ${bounds.min}..${bounds.max ?? '*'}` : fragment.operator;
      const operands = fragment.operands.map((operand) => textOf(operand.fragments, `${indent}  `));
      return `${indent}${head}\n${operands.join(`\n${indent}else\n`)}`;
    }
    case 'ref':
      return `${indent}ref ${fragment.name}`;
    default:
      return '';
  }
}
