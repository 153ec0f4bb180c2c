import type { Rule } from './rule.ts';
import { emptyOperand } from './rules/empty-operand.ts';
import { endlessLoop } from './rules/endless-loop.ts';
import { equalOperands } from './rules/equal-operands.ts';
import { lookalikeParticipants } from './rules/lookalike-participants.ts';
import { missingReply } from './rules/missing-reply.ts';
import { racingMessages } from './rules/racing-messages.ts';
import { singleOperandPar } from './rules/single-operand-par.ts';
import { stepNumbers } from './rules/step-numbers.ts';
import { unaskedReply } from './rules/unasked-reply.ts';
import { unclearChoice } from './rules/unclear-choice.ts';
import { unclosedActivation } from './rules/unclosed-activation.ts';
import { unusedParticipant } from './rules/unused-participant.ts';

/** Every rule there is, in the order of their names. */
export const rules: readonly Rule[] = [
  emptyOperand,
  endlessLoop,
  equalOperands,
  lookalikeParticipants,
  missingReply,
  racingMessages,
  singleOperandPar,
  stepNumbers,
  unaskedReply,
  unclearChoice,
  unclosedActivation,
  unusedParticipant,
];
