import type { Rule } from './rule.ts';
import { ambiguousTransition } from './rules/ambiguous-transition.ts';
import { contradictoryBudgets } from './rules/contradictory-budgets.ts';
import { deadEndState } from './rules/dead-end-state.ts';
import { duplicateDeclaration } from './rules/duplicate-declaration.ts';
import { duplicateEdge } from './rules/duplicate-edge.ts';
import { emptyGroup } from './rules/empty-group.ts';
import { emptyOperand } from './rules/empty-operand.ts';
import { endlessLoop } from './rules/endless-loop.ts';
import { equalOperands } from './rules/equal-operands.ts';
import { inconsistentNames } from './rules/inconsistent-names.ts';
import { lookalikeParticipants } from './rules/lookalike-participants.ts';
import { missingPicture } from './rules/missing-picture.ts';
import { missingReply } from './rules/missing-reply.ts';
import { pictureMisnamed } from './rules/picture-misnamed.ts';
import { pictureWithoutSource } from './rules/picture-without-source.ts';
import { privateAddress } from './rules/private-address.ts';
import { racingMessages } from './rules/racing-messages.ts';
import { secretInLabel } from './rules/secret-in-label.ts';
import { singleOperandPar } from './rules/single-operand-par.ts';
import { stalePicture } from './rules/stale-picture.ts';
import { stepNumbers } from './rules/step-numbers.ts';
import { tooBig } from './rules/too-big.ts';
import { unaskedReply } from './rules/unasked-reply.ts';
import { unclearChoice } from './rules/unclear-choice.ts';
import { unclosedActivation } from './rules/unclosed-activation.ts';
import { unconnectedNode } from './rules/unconnected-node.ts';
import { undeclaredNode } from './rules/undeclared-node.ts';
import { unknownColour } from './rules/unknown-colour.ts';
import { unknownSkinparam } from './rules/unknown-skinparam.ts';
import { unknownTheme } from './rules/unknown-theme.ts';
import { unnamedOperand } from './rules/unnamed-operand.ts';
import { unopenedActivation } from './rules/unopened-activation.ts';
import { unreachableOperand } from './rules/unreachable-operand.ts';
import { unreachableState } from './rules/unreachable-state.ts';
import { unreadableBudget } from './rules/unreadable-budget.ts';
import { unusedParticipant } from './rules/unused-participant.ts';
import { wrongCodePage } from './rules/wrong-code-page.ts';

/** Every rule there is, in the order of their names. */
export const rules: readonly Rule[] = [
  ambiguousTransition,
  contradictoryBudgets,
  deadEndState,
  duplicateDeclaration,
  duplicateEdge,
  emptyGroup,
  emptyOperand,
  endlessLoop,
  equalOperands,
  inconsistentNames,
  lookalikeParticipants,
  missingPicture,
  missingReply,
  pictureMisnamed,
  pictureWithoutSource,
  privateAddress,
  racingMessages,
  secretInLabel,
  singleOperandPar,
  stalePicture,
  stepNumbers,
  tooBig,
  unaskedReply,
  unclearChoice,
  unclosedActivation,
  unconnectedNode,
  undeclaredNode,
  unknownColour,
  unknownSkinparam,
  unknownTheme,
  unnamedOperand,
  unopenedActivation,
  unreachableOperand,
  unreachableState,
  unreadableBudget,
  unusedParticipant,
  wrongCodePage,
];
