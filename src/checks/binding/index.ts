/** The only place where drawings meet telemetry: names, labels and spans, see docs and binding tests. */

export { type DrawnMessage, drawnMessages } from './drawn-messages.ts';
export { type ElidedExchange, elideUndrawn } from './elision.ts';
export { type Inventory, type InventoryEndpoint, keyOf, type Reporting, takeInventory } from './inventory.ts';
export { fact, fitRank, isSessionControl, type LabelFit } from './label-match.ts';
export type { LifelineBinding } from './lifeline-binding.ts';
export { bindLifelines, type LifelineBindings } from './lifelines.ts';
export { type Candidate, type Candidates, MessageMatcher } from './messages.ts';
export { nameAffinity } from './names.ts';
