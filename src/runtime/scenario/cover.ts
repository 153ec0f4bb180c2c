import { type CombinedFragment, type Interaction, type InteractionFragment, type LifelineId, messagesIn } from '#model';
import { first } from './policies.ts';
import type { ChoicePoint, Policy } from './scenario.ts';

export interface CoverOptions {
  /** Only what concerns this lifeline is covered; elsewhere the first way is taken. */
  readonly concerning?: LifelineId;
}

/**
 * Few policies that together take every operand, skip everything that can be skipped, end every loop that a `break` can
 * end, and run every loop its least number of times, once, and more often. Where fragments follow one another their
 * ways are gone through together, so that there are about as many policies as the fragment with most ways has.
 */
export function coveringPolicies(interaction: Interaction, options: CoverOptions = {}): readonly Policy[] {
  const cover = new Cover(options);
  return cover.sequence(interaction.fragments, []).map(({ script }) => (point) => {
    return script.get(cover.key(point.fragment, point.iterations)) ?? first(point);
  });
}

/** What is taken where, by fragment and iterations. */
type Script = ReadonlyMap<string, number>;

interface Way {
  readonly script: Script;
  /** It ends with a `break` out of what it is in. */
  readonly broken: boolean;
}

const PLAIN: Way = { script: new Map(), broken: false };

class Cover {
  readonly #options: CoverOptions;
  readonly #numbers = new Map<CombinedFragment, number>();

  constructor(options: CoverOptions) {
    this.#options = options;
  }

  key(fragment: CombinedFragment, iterations: ChoicePoint['iterations']): string {
    let number = this.#numbers.get(fragment);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(fragment, number);
    }
    return `${number}/${iterations.join('.')}`;
  }

  sequence(fragments: readonly InteractionFragment[], iterations: readonly number[]): readonly Way[] {
    const before: (readonly Way[])[] = [];
    const broken: Way[] = [];
    for (const fragment of fragments) {
      if (fragment.type !== 'combined' || !this.#concerns(fragment)) continue;
      if (fragment.operator === 'break') {
        const key = this.key(fragment, iterations);
        for (const way of this.sequence(fragment.operands[0]!.fragments, iterations))
          broken.push({ script: merged([together(before)[0]!, way, taking(key, 1)]), broken: true });
      } else before.push(this.#combined(fragment, iterations));
    }
    return [...together(before), ...broken];
  }

  #concerns(fragment: CombinedFragment): boolean {
    const { concerning } = this.#options;
    if (concerning === undefined) return true;
    return messagesIn([fragment]).some(({ from, to }) => from === concerning || to === concerning);
  }

  #combined(fragment: CombinedFragment, iterations: readonly number[]): readonly Way[] {
    const { operator, operands } = fragment;
    const key = this.key(fragment, iterations);
    const inside = operands.map((operand) => operator === 'loop' || this.sequence(operand.fragments, iterations));
    const each = inside.map((ways) => (ways === true ? [PLAIN] : ways));
    const taken = (index: number, number: number) =>
      each[index]!.map((way): Way => ({ script: merged([way, taking(key, number)]), broken: false }));
    switch (operator) {
      case 'alt':
      case 'opt': {
        const operandWays = operands.flatMap((_, index) => taken(index, index + 1));
        return operands.length === 1 ? [...operandWays, taking(key, 0)] : operandWays;
      }
      case 'loop':
        return this.#loop(fragment, iterations);
      case 'neg':
        return [PLAIN];
      case 'critical': {
        const handlers = operands.slice(1).flatMap((_, index) => taken(index + 1, index + 1));
        return together(handlers.length > 0 ? [each[0]!, [taking(key, 0), ...handlers]] : [each[0]!]);
      }
      default:
        return together(each).map(({ script }) => ({ script, broken: false }));
    }
  }

  /** Iterations go through the ways of the body one after the other; one that breaks comes last. */
  #loop(fragment: CombinedFragment, iterations: readonly number[]): readonly Way[] {
    const { min, max } = fragment.bounds ?? { min: 0, max: null };
    const key = this.key(fragment, iterations);
    const bodies: (readonly Way[])[] = [];
    const body = (iteration: number) => {
      bodies[iteration] ??= this.sequence(fragment.operands[0]!.fragments, [...iterations, iteration]);
      return bodies[iteration];
    };
    const ways = body(0);
    const whole = ways.filter(({ broken }) => !broken).length;
    const many = max === null || max > 10 ? Math.max(min, 1) + 1 : max;
    const largest = max === null ? many : Math.min(max, many);
    const counts = [...new Set([1, largest, min])].filter((count) => count >= min && (max === null || count <= max));
    const found: Way[] = [];
    let next = 0;
    const running = (count: number, last?: number): Way => {
      const parts: Way[] = [taking(key, count)];
      for (let iteration = 0; iteration < count; iteration++) {
        const isLast = last !== undefined && iteration === count - 1;
        parts.push(body(iteration)[isLast ? last : next++ % whole]!);
      }
      return { script: merged(parts), broken: false };
    };
    for (const count of counts) found.push(running(count));
    const most = Math.max(...counts);
    while (most > 0 && next < whole) found.push(running(most));
    ways.forEach(({ broken }, index) => {
      if (broken && most > 0) found.push(running(Math.max(1, Math.min(most, Math.max(min, 2))), index));
    });
    return found;
  }
}

function taking(key: string, number: number): Way {
  return { script: new Map([[key, number]]), broken: false };
}

function merged(ways: readonly Way[]): Script {
  return new Map(ways.flatMap(({ script }) => [...script]));
}

/** Ways of parts that all happen, gone through at the same time. */
function together(parts: readonly (readonly Way[])[]): readonly Way[] {
  const count = Math.max(1, ...parts.map((ways) => ways.length));
  return Array.from({ length: count }, (_, index) => ({
    script: merged(parts.map((ways) => ways[index % ways.length]!)),
    broken: false,
  }));
}
