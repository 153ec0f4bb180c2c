/** The interaction model: plain readonly data, its schema and the ways to walk it. Knows no telemetry. */
export type {
  Activation,
  CombinedFragment,
  Delay,
  Destruction,
  Divider,
  Interaction,
  InteractionFragment,
  InteractionOperand,
  InteractionOperator,
  InteractionUse,
  Lifeline,
  LifelineBox,
  LifelineId,
  LifelineKind,
  LoopBounds,
  Message,
  MessageKind,
  MessageSort,
  Note,
} from './interaction.ts';
export { withoutRanges } from './ranges.ts';
export { type MessageFlow, type MessageRole, messageFlow } from './replies.ts';
export { validateInteraction } from './schema.ts';
export { type InlinedInteraction, inlineUses } from './uses.ts';
export { messagesIn, messagesOf, type OperandPath, walkFragments } from './walk.ts';
