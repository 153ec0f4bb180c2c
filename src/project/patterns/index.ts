/** The catalogue of patterns: what is in it, which of them fits, and a copy for a project. */
export { type AddPatternOptions, addPattern } from './add.ts';
export { readCatalogue, readPatternDrawing, type UnknownName } from './catalogue.ts';
export type { PatternWishes } from './criteria.ts';
export { listPatterns, recommendPatterns, showPattern } from './recommend.ts';
export type { Rename } from './renaming.ts';
