import type { DiagramText } from '../../diagram-text.ts';
import type { Macros } from '../preprocessor.ts';
import { parseSequence } from './grammar.ts';
import { type Lowered, lowerSequence } from './lower.ts';

/** Reads a text as a sequence diagram; `plain` is as long as the text, with comments and directives blanked out. */
export function readSequence(text: DiagramText, plain: string, macros: Macros): Lowered {
  return lowerSequence(text, parseSequence(plain), macros);
}
