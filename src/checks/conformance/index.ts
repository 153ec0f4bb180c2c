export { bindDrawings } from './bind-drawings.ts';
export { type CheckedDrawings, type CheckInput, checkDrawings, overall } from './check-drawings.ts';
export { messageText } from './findings.ts';
export type { CheckableDrawing } from './prepared-drawing.ts';
