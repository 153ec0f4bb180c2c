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
  type CheckableDrawing,
  type CheckedDrawings,
  type CheckInput,
  checkDrawings,
  overall,
} from './conformance/index.ts';
export type {
  CaseResult,
  CheckResult,
  CheckSummary,
  Coverage,
  DrawingResult,
  Finding,
  LifelineCoverage,
  LoopCoverage,
  MessageCoverage,
  OperandCoverage,
  Reason,
  RelatedPlace,
  SpanReference,
  Verdict,
} from './result.ts';
