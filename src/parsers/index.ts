/** From text to drawings: PlantUML, Mermaid, and Markdown that holds them. Grammars are built when first needed. */
export { readDocument } from './document.ts';
export type { Drawing, DrawingLanguage, DrawnText, ReadDocument, ReadDrawing } from './drawing.ts';
