/** From text to drawings: PlantUML, Mermaid, and Markdown that holds them. Grammars are built when first needed. */
export { fencesOf, type ReadOptions, readDocument } from './document.ts';
export type { Directive, Drawing, DrawingLanguage, ReadDocument } from './drawing.ts';
export { type DrawnText, drawnTexts } from './drawn-text.ts';
export type { DiagramFence } from './markdown.ts';
export { manyMore } from './messages.ts';
export type { IncludedFile, Includes } from './plantuml/preprocessor/includes.ts';
export { mostOfACode } from './told-diagnostics.ts';
