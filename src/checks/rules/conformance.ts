import { family } from './rules.ts';

/** What a case does otherwise than drawn. */
export const sequenceRules = family('sequence', [
  [
    'missing-message',
    'error',
    'a drawn message did not happen, though a service that would have reported it was heard',
    'A call was removed; a consumer does not subscribe; the branch is optional and drawn as if it were not.',
  ],
  [
    'unexpected-message',
    'error',
    'two drawn participants exchanged something that is not drawn',
    'A call was added; a test helper talks to the service; the drawing leaves something out.',
  ],
  [
    'repeated-message',
    'error',
    'a drawn message happened more often than drawn',
    'A retry; a missing `loop`; the same event published twice.',
  ],
  [
    'moved-message',
    'error',
    'a drawn message happened at another place',
    'Steps were swapped; steps run in parallel that are drawn in order.',
  ],
  [
    'wrong-participant',
    'error',
    'what is drawn between two participants happened between others',
    'A call was moved to another service; a participant was renamed.',
  ],
  [
    'wrong-status',
    'error',
    'a call was answered with another status than drawn',
    'An error branch that is not drawn; a service that answers wrongly.',
  ],
  [
    'wrong-branch',
    'error',
    'what happened is a mixture of the branches of an `alt`',
    'A status that does not belong to what was done; an event published in the wrong case. The finding tells how it departs from each branch.',
  ],
  [
    'wrong-count',
    'error',
    'a loop with a count ran more or less often',
    'Retries that are not limited; a batch of another size.',
  ],
  [
    'forbidden-message',
    'error',
    'what is drawn in a `neg` happened',
    'Mend the service; or draw the message outside of `neg` if it may happen.',
  ],
  [
    'budget-exceeded',
    'error',
    'what the drawing limits in time took longer',
    'A slower dependency; a limit that never held. Which texts are limits, and of what, is told in docs/budgets.md. `budgets: warning` in asdrawn.yaml tells of it without violating, `budgets: off` not at all.',
  ],
]);

/** Why a case could not be judged plainly. */
export const caseRules = family('case', [
  [
    'spans-missing',
    'warning',
    'spans name parents that nobody reported, so that “not seen” does not mean “not done”',
    'An exporter that was not flushed, a sampler, or a service that is not instrumented. Export everything while drawings are judged.',
  ],
  [
    'silent-service',
    'warning',
    'a service that is known from other cases reported nothing in this one, and the case needed it',
    'It was not reached, or its spans were lost on the way. Look for its spans where traces are stored.',
  ],
  [
    'unresolved-ref',
    'warning',
    'the drawing refers to an interaction that was not found, or that refers back to itself',
    'Name the drawing that is meant among the paths, or draw what it stands for.',
  ],
  [
    'budget',
    'warning',
    'the drawing allows too many orders for this case to be decided within the budget',
    'Order what always comes in one order, rather than drawing all of it in `par`; or split the drawing.',
  ],
  [
    'partly-explained',
    'note',
    'the case violates the drawing; what is shown may not be the cheapest explanation, for the budget was used up',
    'Mend what is shown, and look again.',
  ],
]);

export const bindingRules = family('binding', [
  [
    'ambiguous',
    'error',
    'a participant could be any of several services',
    'The help of the finding holds the line of configuration that says which.',
  ],
]);
