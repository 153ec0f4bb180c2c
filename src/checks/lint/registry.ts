import type { Rule } from './rule.ts';
import { unusedParticipant } from './rules/unused-participant.ts';

/** Every rule there is, by name. */
export const rules: readonly Rule[] = [unusedParticipant];
