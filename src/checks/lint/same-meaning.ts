import { type Interaction, type Lifecycle, type Message, messagesOf, type Structure, withoutRanges } from '#model';
import { type Action, includes, interactionTerm, Stepper, TermArena } from '#semantics';
import { repaired } from './code-page.ts';

/** A drawing's models, of which there is one at most. */
export interface Meaningful {
  readonly interaction?: Interaction;
  readonly structure?: Structure;
  readonly lifecycle?: Lifecycle;
}

/** Comparisons that would take longer than this are no proof of anything. */
const MOST_NODES = 20_000;

/**
 * Do two drawings say the same, whatever else was changed in their text? Sequences do where their messages are equal one
 * by one and every run of each is a run of the other; participants at which nothing happens do not count, nor do notes.
 * Drawings of other kinds must be equal. Text that was decoded with the wrong code page says what it was meant to say.
 * False also where that could not be proven.
 */
export function haveSameMeaning(one: Meaningful, other: Meaningful): boolean {
  if (one.interaction && other.interaction) return haveSameRuns(asMeant(one.interaction), asMeant(other.interaction));
  return JSON.stringify(asMeant(partsOf(one))) === JSON.stringify(asMeant(partsOf(other)));
}

function asMeant<T>(model: T): T {
  return JSON.parse(JSON.stringify(model, (_, value) => (typeof value === 'string' ? repaired(value) : value)));
}

function partsOf({ interaction, structure, lifecycle }: Meaningful): unknown {
  return withoutRanges({ interaction, structure, lifecycle });
}

function haveSameRuns(one: Interaction, other: Interaction): boolean {
  const messages = messagesOf(one);
  const others = messagesOf(other);
  if (messages.length !== others.length) return false;
  if (messages.some((message, index) => asTold(message, one) !== asTold(others[index]!, other))) return false;
  const lifelines = new Map<string, number>();
  for (const message of messages) {
    for (const end of [message.from, message.to])
      if (end !== null && !lifelines.has(end)) lifelines.set(end, lifelines.size);
  }
  const arena = new TermArena(lifelines.size + 1);
  const ends = messages.map(({ from, to }) => ({
    send: from === null ? null : arena.action(lifelines.get(from)!),
    receive: to === null ? null : arena.action(lifelines.get(to)!),
  }));
  const termOf = (interaction: Interaction, own: readonly Message[]) => {
    const at = new Map(own.map((message, index) => [message, ends[index]!]));
    return interactionTerm(arena, interaction.fragments, { occurrences: (message) => at.get(message) ?? null });
  };
  const left = termOf(one, messages);
  const right = termOf(other, others);
  if (left.unresolved.join('\n') !== right.unresolved.join('\n')) return false;
  if (left.term === right.term) return true;
  const stepper = new Stepper(arena);
  const same = (action: Action): Action => action;
  const budget = { maxNodes: MOST_NODES };
  const [a, b] = [
    { stepper, term: left.term },
    { stepper, term: right.term },
  ];
  return includes(a, b, same, budget).outcome === 'included' && includes(b, a, same, budget).outcome === 'included';
}

/** Who tells whom what; ids may be others, labels not. */
function asTold({ from, to, label, sort, messageKind }: Message, { lifelines }: Interaction): string {
  const labelOf = (end: string | null): string | null => lifelines.find(({ id }) => id === end)?.label ?? null;
  return JSON.stringify([labelOf(from), labelOf(to), from, to, label, sort, messageKind]);
}
