/** Places in text and what there is to say about them. Imports nothing; everything else may import it. */
export {
  compareDiagnostics,
  type Diagnostic,
  type Fix,
  hasErrors,
  type RelatedRange,
  type Severity,
  type TextEdit,
} from './diagnostic.ts';
export { type Position, type SourceRange, SourceText } from './source.ts';
export { didYouMean } from './suggest.ts';
