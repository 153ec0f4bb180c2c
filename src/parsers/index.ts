/** From text to drawings: PlantUML, Mermaid, and Markdown that holds them. Grammars are built when first needed. */
export { readDocument } from './document.ts';
export type { Drawing, DrawingLanguage, ReadDocument } from './drawing.ts';
export { type DrawnText, drawnTexts } from './drawn-text.ts';
