import type { CombinedFragment, InteractionFragment } from '#model';
import type { ObservedCase } from '../../test/semantics/arbitrary.ts';

/** The interaction and the case, made smaller as long as `stillFails`. */
export function shrink(
  fragments: readonly InteractionFragment[],
  observed: ObservedCase,
  stillFails: (fragments: readonly InteractionFragment[], observed: ObservedCase) => boolean,
): { readonly fragments: readonly InteractionFragment[]; readonly observed: ObservedCase } {
  let best = { fragments, observed };
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false;
    for (const smaller of smallerLists(best.fragments)) {
      if (!stillFails(smaller, best.observed)) continue;
      best = { ...best, fragments: smaller };
      isSmaller = true;
      break;
    }
    for (const smaller of smallerCases(best.observed)) {
      if (isSmaller || !stillFails(best.fragments, smaller)) continue;
      best = { ...best, observed: smaller };
      isSmaller = true;
    }
  }
  return best;
}

function* smallerLists(fragments: readonly InteractionFragment[]): Generator<readonly InteractionFragment[]> {
  for (let index = 0; index < fragments.length; index++) {
    yield fragments.toSpliced(index, 1);
    const fragment = fragments[index]!;
    if (fragment.type !== 'combined') continue;
    for (const operand of fragment.operands) yield fragments.toSpliced(index, 1, ...operand.fragments);
    for (const smaller of smallerFrames(fragment)) yield fragments.with(index, smaller);
  }
}

function* smallerFrames(fragment: CombinedFragment): Generator<CombinedFragment> {
  const { operands } = fragment;
  for (let index = 0; index < operands.length; index++) {
    if (operands.length > 1) yield { ...fragment, operands: operands.toSpliced(index, 1) };
    for (const fragments of smallerLists(operands[index]!.fragments)) {
      yield { ...fragment, operands: operands.with(index, { ...operands[index]!, fragments }) };
    }
  }
}

function* smallerCases({ events, lifelines }: ObservedCase): Generator<ObservedCase> {
  for (let gone = 0; gone < events.length; gone++) {
    const renumbered = (index: number) => (index > gone ? index - 1 : index);
    yield {
      lifelines: lifelines.toSpliced(gone, 1),
      events: events.toSpliced(gone, 1).map((event) => ({
        ...event,
        after: event.after.filter((index) => index !== gone).map(renumbered),
      })),
    };
    for (const [at, before] of events[gone]!.after.entries()) {
      const { after } = events[gone]!;
      if (before >= 0)
        yield { lifelines, events: events.with(gone, { ...events[gone]!, after: after.toSpliced(at, 1) }) };
    }
  }
}
