/** Drawings that run: choices, simulated participants, and the telemetry that they would have reported. */

export { connectionsOf } from './faults/connections.ts';
export { describeFault, type Fault, type FaultKind, faultKinds, lineOf } from './faults/fault.ts';
export { type Faulty, inject, injectAlso, timingOf, withoutFault } from './faults/inject.ts';
export { type Observability, Observer } from './faults/observable.ts';
export { possibleFaults } from './faults/possible-faults.ts';
export * from './live/index.ts';
export { type Recorded, type RecordingOptions, record } from './recording/record.ts';
export { type LifelinePart, partsOf, type Role } from './recording/roles.ts';
export { type CoverOptions, coveringPolicies } from './scenario/cover.ts';
export { first, random, repeatable } from './scenario/policies.ts';
export {
  type Choice,
  type ChoicePoint,
  type MessageInstance,
  type Policy,
  type Scenario,
  ScenarioTooLarge,
  scenarioOf,
} from './scenario/scenario.ts';
export { choicesIn, choicesMeantBy, readWish, type Wish, wished } from './scenario/wishes.ts';
export { type Run, type RunEvent, type SimulationOptions, simulate } from './simulation/simulate.ts';
export { type Occurrence, ordinaryTiming, type Timing } from './simulation/timing.ts';
export {
  type BrokerMessage,
  type MessagingTransport,
  type Routing,
  type TransportCode,
  TransportError,
} from './transports/messaging.ts';
export { openTransport, type TransportOptions } from './transports/open.ts';
