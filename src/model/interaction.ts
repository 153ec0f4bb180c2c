import type { SourceRange } from '#diagnostics';

/**
 * The interaction model: what one sequence diagram says, free of the language it was drawn in. Twins in PlantUML and
 * Mermaid lower to equal models, source ranges aside. Names follow UML 2.5.1, clause 17.
 *
 * Texts are normalised while lowering: quotes are gone, `\n` of PlantUML and `<br/>` of Mermaid are line breaks,
 * surrounding white space is trimmed. Colours, themes and other decoration are not part of the model.
 */
export interface Interaction {
  readonly kind: 'interaction';
  /** The diagram's own name (`@startuml Name`), if it has one. */
  readonly name?: string;
  readonly title?: string;
  /** In drawn order: as declared, then as first mentioned. Ids are unique. */
  readonly lifelines: readonly Lifeline[];
  readonly boxes: readonly LifelineBox[];
  readonly fragments: readonly InteractionFragment[];
  /** Measures between two messages (PlantUML `{start} <-> {end} : ≤ 5 ms`); absent where there are none. */
  readonly durations?: readonly DurationConstraint[];
  readonly range: SourceRange;
}

/** The id by which the drawing's own text refers to a lifeline (its alias, else its name). */
export type LifelineId = string;

export type LifelineKind =
  | 'participant'
  | 'actor'
  | 'boundary'
  | 'control'
  | 'entity'
  | 'database'
  | 'collections'
  | 'queue';

export interface Lifeline {
  readonly id: LifelineId;
  /** What is written on its head; equal to the id where nothing else is. May hold line breaks. */
  readonly label: string;
  readonly kind: LifelineKind;
  /** The declaration, or the first mention of an undeclared lifeline. */
  readonly range: SourceRange;
}

/** A frame around neighbouring lifelines (`box`). */
export interface LifelineBox {
  readonly label?: string;
  readonly lifelines: readonly LifelineId[];
  readonly range: SourceRange;
}

/**
 * What a lifeline's time is filled with, in the order of the text.
 *
 * @discriminator type
 */
export type InteractionFragment =
  | Message
  | CombinedFragment
  | InteractionUse
  | Activation
  | Destruction
  | Note
  | Divider
  | Delay;

/**
 * `synchCall` solid line with a filled head; `asynchSignal` solid line with an open head; `reply` dashed line;
 * `createMessage` / `deleteMessage` bring the receiver into being and end it.
 */
export type MessageSort = 'synchCall' | 'asynchCall' | 'asynchSignal' | 'createMessage' | 'deleteMessage' | 'reply';

/** `lost`: the receiver is unknown (`-x`, `->]`); `found`: the sender is (`[->`). */
export type MessageKind = 'complete' | 'lost' | 'found';

export interface Message {
  readonly type: 'message';
  /** Numbered from 1 in the order of the text, unique in the interaction. */
  readonly id: number;
  readonly sort: MessageSort;
  readonly messageKind: MessageKind;
  /** Null for a found message. */
  readonly from: LifelineId | null;
  /** Null for a message that ends at the diagram's frame; a lost message (`-x`) keeps the lifeline it was meant for. */
  readonly to: LifelineId | null;
  /** Empty where nothing is written on the arrow. */
  readonly label: string;
  /** The whole statement. */
  readonly range: SourceRange;
  /** The label alone; absent where there is none. */
  readonly labelRange?: SourceRange;
}

/** `group` is a frame that only names a stretch (PlantUML `group`, Mermaid `rect`); its meaning is `seq`. */
export type InteractionOperator =
  | 'alt'
  | 'opt'
  | 'loop'
  | 'par'
  | 'break'
  | 'critical'
  | 'strict'
  | 'seq'
  | 'neg'
  | 'assert'
  | 'ignore'
  | 'consider'
  | 'group';

/** How often a loop runs; `max` null means without bound. */
export interface LoopBounds {
  readonly min: number;
  readonly max: number | null;
}

export interface CombinedFragment {
  readonly type: 'combined';
  readonly operator: InteractionOperator;
  /** At least one. `loop`, `opt`, `break`, `group` and their like have exactly one. */
  readonly operands: readonly InteractionOperand[];
  /** Only for `loop`: read from `loop 3 times`, `loop 1..3`, `(3 attempts)`, `loop(1,3)`; free text is 0..*. */
  readonly bounds?: LoopBounds;
  /** Only for `ignore` and `consider`: the messages named. */
  readonly messages?: readonly string[];
  readonly range: SourceRange;
}

export interface InteractionOperand {
  /** The text beside the operator (`alt Success`, `else Failed`), without what was read into `bounds`. */
  readonly guard?: string;
  readonly fragments: readonly InteractionFragment[];
  /** From the operand's opening line to the line that ends it. */
  readonly range: SourceRange;
}

/** `ref over A, B : Other interaction`. */
export interface InteractionUse {
  readonly type: 'ref';
  readonly lifelines: readonly LifelineId[];
  readonly name: string;
  readonly range: SourceRange;
}

/** The beginning or end of an execution, drawn as a bar; `A ->> +B` is the message followed by an activation of B. */
export interface Activation {
  readonly type: 'activation';
  readonly action: 'activate' | 'deactivate';
  readonly lifeline: LifelineId;
  readonly range: SourceRange;
}

/** The end of a lifeline, drawn as a cross. */
export interface Destruction {
  readonly type: 'destruction';
  readonly lifeline: LifelineId;
  readonly range: SourceRange;
}

export interface Note {
  readonly type: 'note';
  readonly placement: 'left' | 'right' | 'over' | 'across';
  /** None for `across`; one beside; one or two (the ends of the span) over. */
  readonly lifelines: readonly LifelineId[];
  readonly text: string;
  readonly range: SourceRange;
}

/** How long it may take from one message to another, as it is written; no fragment, for it lies beside the lifelines. */
export interface DurationConstraint {
  /** Ids of messages; null where no message is marked so. */
  readonly from: number | null;
  readonly to: number | null;
  readonly text: string;
  readonly range: SourceRange;
}

/** `== Section ==`. */
export interface Divider {
  readonly type: 'divider';
  readonly text: string;
  readonly range: SourceRange;
}

/** `... five minutes later ...`. */
export interface Delay {
  readonly type: 'delay';
  readonly text?: string;
  readonly range: SourceRange;
}
