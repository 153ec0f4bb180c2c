import {
  type CombinedFragment,
  type Interaction,
  type InteractionFragment,
  type InteractionOperand,
  type Message,
  messageFlow,
  messagesOf,
  squash,
} from '#model';
import { isRequest } from '../recording/roles.ts';
import { type ChoicePoint, type Policy, pauseOf } from '../scenario/scenario.ts';

/** An operand of an `alt` that is decided when it comes up. */
export interface OpenOperand {
  /** Of the fragment, different in each iteration that was unrolled. */
  readonly key: string;
  readonly point: ChoicePoint;
  /** Counted from 1. */
  readonly operand: number;
}

/** A message of an arrangement, and what has to be decided for it to happen. */
export interface ArrangedMessage {
  /** With an id of its own. */
  readonly message: Message;
  readonly drawn: Message;
  /** Outermost first; only those that are ours to decide. */
  readonly operands: readonly OpenOperand[];
  /** Loops around it that others decide on, outermost first. */
  readonly loops: readonly string[];
  readonly isAnswer: boolean;
  /** Microseconds that are drawn to pass before it is sent (`... five minutes later ...`). */
  readonly pause: number;
  /** Of an answer: the ids of the calls that it may answer, latest first. */
  readonly answers: readonly number[];
}

/** An interaction in which we made our choices, as far as they can be made beforehand; what others decide is open. */
export interface Arrangement {
  readonly interaction: Interaction;
  readonly messages: ReadonlyMap<number, ArrangedMessage>;
}

/** More than this often nothing is unrolled; beyond, a loop is one place that is come to again. */
const MOST_ITERATIONS = 200;

/**
 * Makes the choices that are ours: `opt`, `loop`, `break` and `critical` now, each `alt` when it comes up. Uses (`ref`)
 * must have been inlined.
 */
export function arrange(
  interaction: Interaction,
  isOurs: (fragment: CombinedFragment) => boolean,
  policy: Policy,
): Arrangement {
  const arranging = new Arranging(isOurs, policy);
  const { fragments } = arranging.sequence(interaction.fragments, { iterations: [], operands: [], loops: [] });
  const arranged = { ...interaction, fragments };
  return { interaction: arranged, messages: withAnswers(arranged, arranging.places) };
}

interface Place {
  readonly iterations: readonly number[];
  readonly operands: readonly OpenOperand[];
  readonly loops: readonly string[];
}

interface PlacedMessage extends Place {
  readonly drawn: Message;
  readonly pause: number;
}

interface Sequence {
  readonly fragments: readonly InteractionFragment[];
  readonly broken: boolean;
}

class Arranging {
  readonly places = new Map<number, PlacedMessage>();
  readonly #isOurs: (fragment: CombinedFragment) => boolean;
  readonly #policy: Policy;
  #pause = 0;
  readonly #numbers = new Map<CombinedFragment, number>();

  constructor(isOurs: (fragment: CombinedFragment) => boolean, policy: Policy) {
    this.#isOurs = isOurs;
    this.#policy = policy;
  }

  sequence(fragments: readonly InteractionFragment[], place: Place): Sequence {
    const done: InteractionFragment[] = [];
    for (const fragment of fragments) {
      if (fragment.type === 'message') {
        const message = { ...fragment, id: this.places.size + 1 };
        this.places.set(message.id, { ...place, drawn: fragment, pause: this.#pause });
        this.#pause = 0;
        done.push(message);
      } else if (fragment.type === 'combined') {
        const { fragments: own, broken } = this.#combined(fragment, place);
        done.push(...own);
        if (broken) return { fragments: done, broken };
      } else if (fragment.type === 'delay') this.#pause += pauseOf(fragment);
      else done.push(fragment);
    }
    return { fragments: done, broken: false };
  }

  #combined(fragment: CombinedFragment, place: Place): Sequence {
    const { operator, operands } = fragment;
    const going = (own: readonly InteractionFragment[]): Sequence => ({ fragments: own, broken: false });
    if (operator === 'neg') return going([]);
    if (operator === 'loop') return going([this.#loop(fragment, place)]);
    if (!this.#isOurs(fragment)) return going([this.#kept(fragment, place)]);
    switch (operator) {
      case 'opt':
        return going(this.#choose(fragment, 0, 1, place) === 1 ? [this.#grouped(fragment, operands[0]!, place)] : []);
      case 'break':
        if (this.#choose(fragment, 0, 1, place) === 0) return going([]);
        return { fragments: [this.#grouped(fragment, operands[0]!, place)], broken: true };
      case 'alt': {
        if (operands.length > 1) return going([this.#kept(fragment, place)]);
        return going(this.#choose(fragment, 0, 1, place) === 1 ? [this.#grouped(fragment, operands[0]!, place)] : []);
      }
      case 'critical': {
        const [body, ...handlers] = operands as [InteractionOperand, ...InteractionOperand[]];
        const region = { ...fragment, operands: [this.#operand(body, place)] };
        const taken = handlers.length > 0 ? this.#choose(fragment, 0, handlers.length, place) : 0;
        const handler = handlers[taken - 1];
        return going([region, ...(handler ? [this.#grouped(fragment, handler, place)] : [])]);
      }
      default:
        return going([this.#kept(fragment, place)]);
    }
  }

  #loop(fragment: CombinedFragment, place: Place): InteractionFragment {
    const { min, max } = fragment.bounds ?? { min: 0, max: null };
    const isFixed = max === min && min <= MOST_ITERATIONS;
    if (!isFixed && !this.#isOurs(fragment)) {
      const loops = [...place.loops, this.#key(fragment, place)];
      return { ...fragment, operands: fragment.operands.map((operand) => this.#operand(operand, { ...place, loops })) };
    }
    const count = isFixed ? min : Math.min(this.#choose(fragment, min, max, place), Math.max(min, MOST_ITERATIONS));
    const done: InteractionFragment[] = [];
    for (let iteration = 0; iteration < count; iteration++) {
      const inside = { ...place, iterations: [...place.iterations, iteration] };
      const { fragments, broken } = this.sequence(fragment.operands[0]!.fragments, inside);
      done.push(...fragments);
      if (broken || fragments.length === 0) break;
    }
    return group(fragment, { ...fragment.operands[0]!, fragments: done });
  }

  /** As it is drawn. Of an `alt` of ours the operands are told apart, for one of them is chosen later. */
  #kept(fragment: CombinedFragment, place: Place): CombinedFragment {
    const { operator, operands } = fragment;
    const decides = operator === 'alt' && this.#isOurs(fragment);
    const point: ChoicePoint = { fragment, least: 1, most: operands.length, iterations: place.iterations };
    const key = this.#key(fragment, place);
    return {
      ...fragment,
      operands: operands.map((operand, index) =>
        this.#operand(
          operand,
          decides ? { ...place, operands: [...place.operands, { key, point, operand: index + 1 }] } : place,
        ),
      ),
    };
  }

  #operand(operand: InteractionOperand, place: Place): InteractionOperand {
    return { ...operand, fragments: this.sequence(operand.fragments, place).fragments };
  }

  /** In a frame of its own, so that a `break` inside that others decide on ends no more than it does as drawn. */
  #grouped(fragment: CombinedFragment, operand: InteractionOperand, place: Place): CombinedFragment {
    return group(fragment, this.#operand(operand, place));
  }

  #key(fragment: CombinedFragment, { iterations }: Place): string {
    let number = this.#numbers.get(fragment);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(fragment, number);
    }
    return `${number}/${iterations.join('.')}`;
  }

  #choose(fragment: CombinedFragment, least: number, most: number | null, { iterations }: Place): number {
    return brought(this.#policy({ fragment, least, most, iterations }), least, most);
  }
}

/** What a policy answers, between what is possible. */
export function brought(wanted: number, least: number, most: number | null): number {
  const whole = Math.max(least, Math.trunc(wanted) || 0);
  return most === null ? whole : Math.min(most, whole);
}

function group({ range }: CombinedFragment, operand: InteractionOperand): CombinedFragment {
  return { type: 'combined', operator: 'group', operands: [operand], range };
}

function withAnswers(
  interaction: Interaction,
  places: ReadonlyMap<number, PlacedMessage>,
): ReadonlyMap<number, ArrangedMessage> {
  const flow = messageFlow(interaction);
  const messages = messagesOf(interaction);
  const called = new Set(messages.filter(({ id }) => flow.get(id)!.role === 'call').map(({ label }) => squash(label)));
  return new Map(
    messages.map((message) => {
      const { role, answers } = flow.get(message.id)!;
      const { drawn, operands, loops, pause } = places.get(message.id)!;
      const isAnswer =
        role === 'answer' ||
        (role === 'answer-or-call' && !isRequest(message.label) && !called.has(squash(message.label)));
      return [
        message.id,
        { message, drawn, operands, loops, pause, isAnswer, answers: isAnswer ? [...answers].map(({ id }) => id) : [] },
      ];
    }),
  );
}
