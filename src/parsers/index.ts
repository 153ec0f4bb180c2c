/** From text to drawings: PlantUML, Mermaid, and Markdown that holds them. Grammars are built when first needed. */
export { type ReadOptions, readDocument } from './document.ts';
export type { Drawing, DrawingLanguage, ReadDocument } from './drawing.ts';
export type { IncludedFile, Includes } from './plantuml/preprocessor/includes.ts';
