import type { DiagramText } from '../diagram-text.ts';
import type { Problem } from '../lowering/problem.ts';
import { joined } from '../lowering/texts.ts';
import type { Includes } from './preprocessor/includes.ts';
import { Files } from './preprocessor/inclusion.ts';
import { Interpreter } from './preprocessor/interpreter.ts';
import { linesOf, type Piece } from './preprocessor/lines.ts';

/** A diagram's text with its directives run. */
export interface Preprocessed {
  /** The text that is to be read, traced back to what the person wrote. */
  readonly text: DiagramText;
  /** The same, as long, with joined lines on one line. */
  readonly plain: string;
  /** Of the directives, in offsets of the text that was given. */
  readonly problems: readonly Problem[];
  readonly macros: Macros;
  /** Does it define anything that others may include? Such a text need not draw anything itself. */
  readonly defines: boolean;
}

/** What is known of the calls of a text. */
export class Macros {
  /** What may be called in it. */
  readonly known: Iterable<string>;
  readonly #unresolved: boolean;
  readonly #library: boolean;

  constructor(known: Iterable<string> = [], { unresolved = false, usesOthers = false } = {}) {
    this.known = known;
    this.#unresolved = unresolved;
    this.#library = usesOthers;
  }

  /**
   * What in a line may be a macro or a variable, because it may be defined in what could not be read; undefined where
   * there is nothing of the kind.
   */
  usedIn(line: string): string | undefined {
    if (!this.#unresolved && !this.#library) return undefined;
    const call = /^[$%]?[\p{L}_][\p{L}\p{N}_]*(?=\s*\()/u.exec(line);
    if (call || !this.#unresolved) return call?.[0];
    return /[$%][A-Za-z_]\w*(?=\s*\()|\$\w+/.exec(line)?.[0];
  }
}

const nothing = new Macros();

/** Runs the directives of a text. One without any is handed back as it is. */
export function preprocess(text: DiagramText, includes?: Includes): Preprocessed {
  const source = text.text;
  if (!/(?<![^\r\n])[^\S\r\n]*(?:\/'.*'\/\s*)?!|%[a-z_]\w*\(/i.test(source))
    return { text, plain: withJoinedLines(source), problems: [], macros: nothing, defines: false };
  const interpreter = new Interpreter(text.path, new Files(text.path, includes));
  const pieces: Piece[] = [];
  interpreter.all(linesOf(source), (line) => {
    const last = line.length - 1;
    for (const [index, piece] of line.entries())
      pieces.push(index < last ? piece : { ...piece, text: `${piece.text}\n` });
  });
  const woven = text.woven(pieces);
  return {
    text: woven,
    plain: withJoinedLines(woven.text),
    problems: interpreter.problems,
    macros: new Macros(new Set(interpreter.callables()), interpreter.library),
    defines: interpreter.defines,
  };
}

/** A backslash at the end of a line joins it with the next. */
function withJoinedLines(text: string): string {
  return text.includes('\\') ? text.replace(/\\(?:\r\n|\n)/g, (join) => joined.repeat(join.length)) : text;
}
