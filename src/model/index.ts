/** The models of what is drawn: plain readonly data, its schemas and the ways to walk it. Knows no telemetry. */
export {
  type BudgetStretch,
  budgetsOf,
  type Claim,
  claimsIn,
  type DrawnBudget,
  type DrawnBudgets,
  type DrawnEnd,
  isEndToEnd,
  isTotal,
  type OccurrencePair,
  type Quantity,
  quantitiesOf,
  type TimeFigure,
  type TimeKind,
  timesIn,
  type UnjudgedTime,
} from './budgets/index.ts';
export { colourNames, plantumlColourNames } from './colour-names.ts';
export type { Direction, DrawnNote } from './drawn.ts';
export { type GroupHead, readGroupHead } from './group-head.ts';
export type {
  Activation,
  CombinedFragment,
  Delay,
  Destruction,
  Divider,
  DurationConstraint,
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
export { type HttpLabel, type Label, readLabel, type SqlLabel, type StatusLabel, withoutStepNumber } from './label.ts';
export {
  type Lifecycle,
  pseudostateId,
  type State,
  type StateId,
  type StateKind,
  type Transition,
} from './lifecycle.ts';
export { type LoopGuard, readLoopGuard } from './loop-guard.ts';
export { squash, words } from './names.ts';
export { type AnswerableCalls, nothingAnswered } from './open-calls.ts';
export { procedureOf } from './procedure.ts';
export { brokerProducts, databaseProducts } from './products.ts';
export { withoutRanges } from './ranges.ts';
export { answeredCalls, type MessageFlow, type MessageRole, messageFlow } from './replies.ts';
export { type DrawnModel, validateModel } from './schema.ts';
export type {
  EdgeHead,
  EdgeLine,
  NodeId,
  NodeShape,
  Structure,
  StructureEdge,
  StructureGroup,
  StructureNode,
} from './structure.ts';
export { type InlinedInteraction, inlineUses } from './uses.ts';
export { messagesIn, messagesOf, type OperandPath, walkFragments } from './walk.ts';
