export { bindDrawings } from './bind-drawings.ts';
export { CaseReducer, type ReducedPart, type ReducerOptions, withLoss } from './case-reducer.ts';
export { type CheckedDrawings, type CheckInput, checkDrawings, checkReduced, overall } from './check-drawings.ts';
export { messageText } from './findings.ts';
export { noCases } from './judged-cases.ts';
export { type CheckableDrawing, drawingCalled } from './prepared-drawing.ts';
export { casesInMemory, type ReducedCase, type ReducedCases } from './reduced-cases.ts';
export { Shapes } from './shapes.ts';
export { unseenLifelines } from './unseen.ts';
