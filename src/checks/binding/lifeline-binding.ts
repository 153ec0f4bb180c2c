import type { Lifeline } from '#model';
import type { BindingStrength } from '../binding-result.ts';
import type { ParticipantTarget } from '../settings/settings.ts';

/** What a lifeline is in the evidence. */
export interface LifelineBinding {
  readonly lifeline: Lifeline;
  /** `service`: reports spans of its own. `unobserved`: nothing in the evidence is it; a user, or not instrumented. */
  readonly role: 'service' | 'database' | 'broker' | 'peer' | 'unobserved';
  /** Keys of inventory endpoints. */
  readonly keys: ReadonlySet<string>;
  readonly strength: BindingStrength;
  readonly why: string;
  /** What a person has said it is, where one has. */
  readonly said?: ParticipantTarget['type'];
  /** Two or more that fit equally well: nobody can tell which is meant. */
  readonly ambiguous?: readonly string[];
}
