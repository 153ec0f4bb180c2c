/** Drawings that run: choices, simulated participants, and the telemetry that they would have reported. */

export { describeFault, type Fault, type FaultKind, faultKinds, lineOf } from './faults/fault.ts';
export { type Faulty, inject, injectAlso, Struck, timingOf, withoutFault } from './faults/inject.ts';
export { type Observability, Observer } from './faults/observable.ts';
export { possibleFaults } from './faults/possible-faults.ts';
export * from './live/index.ts';
export { type Recorded, type RecordingOptions, record } from './recording/record.ts';
export { type LifelinePart, partsOf, type Role } from './recording/roles.ts';
export { type CoverOptions, coveringPolicies } from './scenario/cover.ts';
export { first, random, scripted, type Wish } from './scenario/policies.ts';
export {
  type Choice,
  type ChoicePoint,
  type MessageInstance,
  type Policy,
  type Scenario,
  ScenarioTooLarge,
  scenarioOf,
} from './scenario/scenario.ts';
export { type Occurrence, type Run, type RunEvent, type SimulationOptions, simulate } from './simulation/simulate.ts';
export { ordinaryTiming, type Timing } from './simulation/timing.ts';
export {
  type BrokerMessage,
  type MessagingTransport,
  type Routing,
  type TransportCode,
  TransportError,
} from './transports/messaging.ts';
export { openTransport, type TransportOptions } from './transports/open.ts';
