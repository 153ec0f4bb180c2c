/** Held against evidence: bindings of drawings to spans, conformance of cases, coverage. */

export type {
  BindingStrength,
  BindingsResult,
  DrawingBindings,
  LifelineBindingResult,
  MessageBindingResult,
} from './binding-result.ts';
export {
  bindDrawings,
  CaseReducer,
  type CheckableDrawing,
  type CheckedDrawings,
  type CheckInput,
  casesInMemory,
  checkDrawings,
  checkReduced,
  noCases,
  overall,
  type ReducedCases,
  type ReducedPart,
  Shapes,
} from './conformance/index.ts';
export type {
  CaseResult,
  CaseResults,
  CheckReport,
  CheckResult,
  CheckSummary,
  Coverage,
  DrawingResult,
  Finding,
  JudgedDrawing,
  LifelineCoverage,
  LoopCoverage,
  MessageCoverage,
  OperandCoverage,
  Reason,
  RelatedPlace,
  SpanReference,
  Verdict,
} from './result.ts';
