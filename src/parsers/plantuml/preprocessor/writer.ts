import type { RelatedRange } from '#diagnostics';
import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { assign, splitArguments, withoutQuotes } from './arguments.ts';
import { Budget, deepestCall, TooMuch } from './budget.ts';
import { builtins, type Runtime } from './builtins.ts';
import { type C4Mode, c4Names, c4Value, expandC4, isC4Macro } from './c4.ts';
import { type Definition, signatureOf } from './definitions.ts';
import { accessAt, closing, ExpressionError, evaluate, type Surroundings } from './expression.ts';
import { expandLibrary } from './library.ts';
import { exactPiece, type Piece, placeOf, type SourceLine } from './lines.ts';
import * as say from './messages.ts';
import { Scope } from './scope.ts';
import { inside, shown, type Value } from './values.ts';

/** A line that was written out. */
export type OutLine = readonly Piece[];

/** What a line is run in. */
export interface Context {
  /** The variables of a procedure or function; none outside of all. */
  readonly locals?: Map<string, Value>;
  /** What the person wrote that all output comes from, where that is not the line itself. */
  readonly cause?: Span;
  readonly emit: (line: OutLine) => void;
  readonly depth: number;
}

/** What is known of the macros that a drawing includes. */
export interface Library {
  usesC4: boolean;
  readonly c4: C4Mode;
  /** Are there macros of the standard library that are known by their form alone? */
  usesOthers: boolean;
  /** Were there includes that could not be read? What is unknown may then be defined in them. */
  unresolved: boolean;
}

const word = /[$%]?[\p{L}_][\p{L}\p{N}_]*/gu;

/** Writes out lines of text: puts values in place of variables, and lines in place of calls. */
export abstract class Writer implements Surroundings, Runtime {
  readonly problems: Problem[] = [];
  readonly library: Library = {
    usesC4: false,
    c4: { sequence: false, dynamic: false, index: 1 },
    usesOthers: false,
    unresolved: false,
  };
  readonly fileName: string;
  readonly folder: string;
  protected readonly scope = new Scope();
  protected budget = new Budget(0);
  protected context: Context = { emit: () => {}, depth: 0 };
  /** What the person wrote that is being run. */
  protected span: Span = { start: 0, end: 0 };
  /** How many arguments are being read that stand in each other. */
  protected nesting = 0;

  constructor(path: string) {
    this.fileName = path.replace(/^.*\//, '');
    this.folder = path.includes('/') ? path.replace(/\/[^/]*$/, '') : '.';
  }

  get defines(): boolean {
    return this.scope.definitions.size > 0 || this.scope.globals.size > 0;
  }

  /** What a line may call, for suggestions. */
  *callables(): Iterable<string> {
    for (const [name, [definition]] of this.scope.definitions) if (definition!.kind === 'procedure') yield name;
    if (this.library.usesC4) yield* c4Names();
  }

  /** Runs the body of what is called; its value, where it has one. */
  protected abstract run(lines: readonly SourceLine[], context: Context): Value | undefined;

  variable(name: string): Value | undefined {
    return this.scope.variable(name);
  }

  setVariable(name: string, value: Value): void {
    const { locals, globals } = this.scope;
    this.scope.set(locals?.has(name) ? locals : globals, name, value);
  }

  functionExists(name: string): boolean {
    return this.scope.definitions.has(name) || (name.startsWith('%') && builtins.has(name.slice(1).toLowerCase()));
  }

  call(name: string, args: string): Value | undefined {
    const defined = this.scope.definitions.get(name);
    if (defined) {
      if (this.context.depth + this.nesting >= deepestCall) throw new TooMuch('call each other too deeply');
      this.nesting += 1;
      const value = this.#callDefined(defined, args, this.span, this.context);
      this.nesting -= 1;
      return value;
    }
    const c4 = this.library.usesC4 ? c4Value(name, splitArguments(args), this.library.c4) : undefined;
    return c4 ?? this.#callBuiltin(name, args);
  }

  invoke(name: string, args: readonly Value[]): Value | undefined {
    const defined = this.scope.definitions.get(name);
    const definition = defined?.find(({ parameters }) => parameters.length >= args.length) ?? defined?.[0];
    if (!definition) return builtins.get(name.replace(/^%/, '').toLowerCase())?.(args, this);
    const locals = new Map<string, Value>();
    definition.parameters.forEach(({ name: parameter, standard }, index) => {
      locals.set(parameter, args[index] ?? this.evaluated(standard ?? '""'));
    });
    return this.#enter(definition, locals, this.span, this.context);
  }

  protected text(line: SourceLine, context: Context): void {
    const { text } = line;
    this.span = context.cause ?? { start: line.start, end: line.start + text.length };
    const special =
      text.includes('$') ||
      text.includes('%') ||
      this.scope.plainNames > 0 ||
      this.library.usesC4 ||
      this.library.usesOthers;
    if (!special) this.emit([exactPiece(line, 0, text.length)], line, context);
    else for (const written of this.writtenFrom(line, 0, context)) this.emit(written, line, context);
  }

  /** The lines that a line stands for, from a place in it on: more or fewer than one where it calls a procedure. */
  protected writtenFrom(line: SourceLine, from: number, context: Context): Piece[][] {
    const { text } = line;
    const pieces: Piece[] = [];
    let last = from;
    const pattern = new RegExp(word.source, word.flags);
    pattern.lastIndex = from;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const name = match[0];
      const at = match.index;
      if (name.length > 1 && !/^[$%]/.test(name) && /[\p{L}\p{N}_$%]/u.test(text[at - 1] ?? '')) continue;
      let end = at + name.length;
      let value: string | undefined;
      if (text[end] === '(' && this.#isCallable(name)) {
        const close = closing(text, end);
        this.budget.spend((close < 0 ? text.length : close) - end);
        if (close > 0) {
          const args = text.slice(end + 1, close);
          const span = context.cause ?? { start: line.start + at, end: line.start + close + 1 };
          const drawn = this.#drawnBy(name, args, text.slice(close + 1), span, context);
          if (drawn) {
            this.#piece(pieces, line, last, at);
            return joinedLines(pieces, drawn, this.#behind(line, close + 1, context));
          }
          const result = this.#valueOf(name, args, span, context);
          if (result !== undefined) {
            end = close + 1;
            value = shown(result);
          }
        }
      }
      const bare = value === undefined ? this.scope.definitions.get(name)?.find((each) => each.bare) : undefined;
      if (bare && text[end] !== '(') {
        const span = context.cause ?? { start: line.start + at, end: line.start + end };
        this.#piece(pieces, line, last, at);
        return joinedLines(pieces, this.#drawnBy(name, '', '', span, context) ?? [], this.#behind(line, end, context));
      }
      if (value === undefined && !name.startsWith('%')) {
        const known = this.variable(name);
        if (known === undefined) continue;
        let inner = known;
        while (typeof inner === 'object') {
          const key = accessAt(text, end, this);
          if (!key) break;
          inner = inside(inner, key.key);
          end = key.end;
        }
        value = shown(inner);
      }
      if (value === undefined) continue;
      // `x##y` joins two names; `##$colour` is how a line is coloured.
      const glued = text.slice(Math.max(last, at - 2), at) === '##' && /[\p{L}\p{N}_]/u.test(text[at - 3] ?? '');
      this.#piece(pieces, line, last, glued && !name.startsWith('$') ? at - 2 : at);
      this.budget.spend(value.length);
      if (value !== '') pieces.push({ text: value, start: line.start + at, end: line.start + end, exact: false });
      if (text.startsWith('##', end) && /[\p{L}\p{N}_$]/u.test(text[end + 2] ?? '')) end += 2;
      last = end;
      pattern.lastIndex = end;
    }
    this.#piece(pieces, line, last, text.length);
    return [pieces];
  }

  /** What stands behind a call on its line. */
  #behind(line: SourceLine, from: number, context: Context): Piece[][] {
    if (this.nesting >= deepestCall) throw new TooMuch('call each other too deeply');
    this.nesting += 1;
    const pieces = this.writtenFrom(line, from, context);
    this.nesting -= 1;
    return pieces;
  }

  #isCallable(name: string): boolean {
    if (this.scope.definitions.has(name)) return true;
    if (name.startsWith('%'))
      return name.toLowerCase() === '%invoke_procedure' || builtins.has(name.slice(1).toLowerCase());
    return (this.library.usesC4 && isC4Macro(name)) || (this.library.usesOthers && !name.startsWith('$'));
  }

  #piece(pieces: Piece[], line: SourceLine, from: number, to: number): void {
    if (to > from) pieces.push(exactPiece(line, from, to));
  }

  /** The lines of a procedure, a macro of C4 or of the standard library; undefined where the call is none of these. */
  #drawnBy(name: string, args: string, behind: string, span: Span, context: Context): Piece[][] | undefined {
    const defined = this.scope.definitions.get(name);
    if (defined) {
      if (defined[0]!.kind !== 'procedure') return undefined;
      const called = this.#arguments(defined, args, span);
      if (!called) return [];
      const { definition, locals } = called;
      const lines: Piece[][] = [];
      this.#deeper(context, () => {
        const emit = (line: OutLine) => lines.push([...line]);
        this.run(definition.body, { locals, cause: span, emit, depth: context.depth + 1 });
      });
      return lines;
    }
    const as = (text: string): Piece[] => [{ text, start: span.start, end: span.end, exact: false }];
    const plain = () => splitArguments(args).map((each) => ({ ...each, text: this.plain(each.text) }));
    if (this.library.usesC4 && isC4Macro(name)) {
      const given = plain();
      const found = expandC4(name, given, this.library.c4);
      if (found) return found.lines.map(as);
      this.problems.push(say.wrongArguments(span, name, `${name}(alias, "label", …)`));
      return [];
    }
    if (!this.library.usesOthers || name.startsWith('%') || name.startsWith('$')) return undefined;
    const line = expandLibrary(name, plain(), behind);
    return line === undefined ? undefined : [as(line)];
  }

  #valueOf(name: string, args: string, span: Span, context: Context): Value | undefined {
    const defined = this.scope.definitions.get(name);
    if (defined) return this.#callDefined(defined, args, span, context);
    return name.startsWith('%') ? this.#callBuiltin(name, args) : undefined;
  }

  #callBuiltin(name: string, args: string): Value | undefined {
    const called = name.replace(/^%/, '').toLowerCase();
    if (called === 'invoke_procedure') {
      const [procedure, ...rest] = splitArguments(args);
      const target = shown(this.evaluated(procedure?.text ?? '""'));
      const lines = this.#drawnBy(
        target,
        rest.map(({ name: given, text }) => (given ? `${given}=${text}` : text)).join(','),
        '',
        this.span,
        this.context,
      );
      for (const line of lines ?? []) this.context.emit(line);
      return '';
    }
    const builtin = name.startsWith('%') ? builtins.get(called) : undefined;
    if (!builtin) return undefined;
    if (this.nesting >= deepestCall) throw new TooMuch('call each other too deeply');
    this.nesting += 1;
    const values = splitArguments(args).map(({ text }) => this.evaluated(text));
    this.nesting -= 1;
    return builtin(values, this);
  }

  #callDefined(defined: readonly Definition[], args: string, span: Span, context: Context): Value {
    const called = this.#arguments(defined, args, span);
    return called ? (this.#enter(called.definition, called.locals, span, context) ?? '') : '';
  }

  #enter(definition: Definition, locals: Map<string, Value>, span: Span, context: Context): Value | undefined {
    return this.#deeper(context, () => {
      const inner: Context = { locals, cause: span, emit: () => {}, depth: context.depth + 1 };
      if (definition.inline === undefined) return this.run(definition.body, inner);
      const before = { context: this.context, locals: this.scope.locals };
      this.context = inner;
      this.scope.locals = locals;
      const value = definition.kind === 'define' ? this.plain(definition.inline) : this.evaluated(definition.inline);
      this.context = before.context;
      this.scope.locals = before.locals;
      return value;
    });
  }

  #deeper<Result>(context: Context, run: () => Result): Result {
    if (context.depth >= deepestCall) throw new TooMuch('call each other too deeply');
    this.budget.spend(1);
    return run();
  }

  /** The definition of that name that the arguments fit, and what its parameters stand for. */
  #arguments(
    defined: readonly Definition[],
    args: string,
    span: Span,
  ): { readonly definition: Definition; readonly locals: Map<string, Value> } | undefined {
    const written = splitArguments(args);
    let definition = defined[0]!;
    let given = assign(written, definition.parameters);
    for (let next = 1; !given && next < defined.length; next += 1) {
      definition = defined[next]!;
      given = assign(written, definition.parameters);
    }
    if (!given) {
      const { name, parameters } = defined[0]!;
      this.problems.push(say.wrongArguments(span, name, signatureOf(name, parameters)));
      return undefined;
    }
    const { unquoted } = definition;
    const values = new Map<string, Value>();
    for (const [parameter, { text, isStandard }] of given) {
      if (isStandard) values.set(parameter, this.#guessed(text));
      else values.set(parameter, unquoted ? this.plain(withoutQuotes(text)) : this.#guessed(text));
    }
    for (const parameter of values.keys()) if (!parameter.startsWith('$')) this.scope.plainNames += 1;
    return { definition, locals: values };
  }

  /** A text with its variables and functions written out, on one line. */
  protected plain(text: string): string {
    if (text === '') return text;
    if (this.context.depth + this.nesting >= deepestCall) throw new TooMuch('call each other too deeply');
    this.nesting += 1;
    const written = this.writtenFrom({ text, start: 0 }, 0, { ...this.context, cause: this.span });
    this.nesting -= 1;
    return written.map((line) => line.map((piece) => piece.text).join('')).join('\n');
  }

  protected evaluated(expression: string, span = this.span): Value {
    try {
      return evaluate(expression.trim(), this);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      if (!this.library.unresolved) this.problems.push(say.badExpression(span, error.message));
      return '';
    }
  }

  /** An argument that is no expression is the text that it is. */
  #guessed(text: string): Value {
    try {
      return text.trim() === '' ? '' : evaluate(text.trim(), this);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return withoutQuotes(this.plain(text));
    }
  }

  protected emit(pieces: OutLine, line: SourceLine, context: Context): void {
    let length = 1;
    for (const { text } of pieces) length += text.length;
    this.budget.write(length);
    if (!context.cause) {
      context.emit(pieces.length > 0 ? pieces : [exactPiece(line, 0, 0)]);
      return;
    }
    const elsewhere: RelatedRange | undefined = placeOf(line);
    const { start, end } = context.cause;
    const traced = pieces.map((piece) => ({
      text: piece.text,
      start,
      end,
      exact: false,
      elsewhere: piece.elsewhere ?? elsewhere,
    }));
    context.emit(traced.length > 0 ? traced : [{ text: '', start, end, exact: false, elsewhere }]);
  }
}

/** The lines of a procedure with what stands before and behind its call on the same line. */
function joinedLines(before: Piece[], drawn: Piece[][], behind: Piece[][]): Piece[][] {
  const lines = drawn.length === 0 ? [[]] : drawn;
  const first = [...before, ...lines[0]!];
  const all = [first, ...lines.slice(1)];
  const [next, ...rest] = behind;
  const last = all.pop()!;
  return [...all, [...last, ...(next ?? [])], ...rest].filter(
    (line) => drawn.length > 0 || line.some(({ text }) => text.trim() !== ''),
  );
}
