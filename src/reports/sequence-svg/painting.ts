import type { SourceRange } from '#diagnostics';
import type { CombinedFragment, InteractionOperand, InteractionUse, LifelineId, Message } from '#model';

/**
 * `covered`: seen in cases. `violated`: a finding is about it; `doubtful`: one that the evidence does not prove. `unseen`: could have been seen and was not.
 * `unobservable`: nothing that reported would have shown it. `forbidden`: drawn as what must not happen, and did not.
 * `unjudged`: no case entered the drawing.
 */
export const messageStates = [
  'violated',
  'doubtful',
  'covered',
  'unseen',
  'unobservable',
  'forbidden',
  'unjudged',
] as const;
export type MessageState = (typeof messageStates)[number];

/** How a part of a drawing is painted. */
export interface Painted {
  readonly state: MessageState;
  /** In so many cases it was seen. */
  readonly cases: number;
  /** Of a loop: `ran 1–3×`. */
  readonly ran?: string;
  /** One sentence for who points at it. */
  readonly told: string;
  /** Ids of the page's elements that tell of its findings; the first is where a click leads. */
  readonly findings: readonly string[];
}

/** What evidence says of each part of an interaction, by the very objects of the model. */
export interface Painting {
  readonly messages: ReadonlyMap<Message, Painted>;
  readonly operands: ReadonlyMap<InteractionOperand, Painted>;
  readonly fragments: ReadonlyMap<CombinedFragment, Painted>;
  readonly uses: ReadonlyMap<InteractionUse, Painted>;
  /** What a participant was bound to; empty where it was not observed, absent where nothing was judged. */
  readonly boundTo: ReadonlyMap<LifelineId, readonly string[]>;
}

/** The id of what is drawn for a frame or a reference, in a picture whose ids begin with `id`. */
export function placeId(id: string, { start }: SourceRange): string {
  return `${id}p${start.line}-${start.column}`;
}
