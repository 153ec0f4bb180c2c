/** Documents made of drawings: tests, so far. */
export { type Kept, readKept } from './vitest/kept.ts';
export { type ContractPlan, type PlannedTest, planTests, type Step } from './vitest/plan.ts';
export { type TestFile, type Written, writeTests } from './vitest/write.ts';
