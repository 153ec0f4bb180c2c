import type { RelatedRange } from '#diagnostics';
import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { assign, splitArguments, withoutQuotes } from './arguments.ts';
import { builtins, type Runtime } from './builtins.ts';
import { type C4Mode, c4Value, expandC4, isC4Macro } from './c4.ts';
import { type Definition, readDefinition, signatureOf } from './definitions.ts';
import { accessAt, closing, ExpressionError, evaluate, type Surroundings } from './expression.ts';
import { type Files, includedLines } from './inclusion.ts';
import { expandLibrary } from './library.ts';
import { exactPiece, type Piece, placeOf, type SourceLine } from './lines.ts';
import * as say from './messages.ts';
import { inside, isJsonArray, isTrue, shown, type Value } from './values.ts';

/** What all directives of one drawing may do together, so that none of them runs away. */
const mostSteps = 1_000_000;
const mostText = 20_000_000;
const longestValue = 1_000_000;
const deepestCall = 60;

/** A line that was written out. */
export type OutLine = readonly Piece[];

/** What a line is run in. */
interface Context {
  /** The variables of a procedure or function; none outside of all. */
  readonly locals?: Map<string, Value>;
  /** What the person wrote that all output comes from, where that is not the line itself. */
  readonly cause?: Span;
  readonly emit: (line: OutLine) => void;
  readonly depth: number;
}

type Block =
  | { readonly type: 'if'; readonly span: Span }
  | { readonly type: 'while'; readonly start: number; readonly span: Span }
  | {
      readonly type: 'foreach';
      readonly start: number;
      readonly span: Span;
      readonly name: string;
      readonly items: readonly Value[];
      next: number;
    };

/** Thrown when a budget is used up, and caught where reading began. */
class TooMuch extends Error {}

const word = /[$%]?[\p{L}_][\p{L}\p{N}_]*/gu;
const assignment = /^!(?:(global|local)\s+)?(\$?[\p{L}_][\p{L}\p{N}_]*)\s*(\?=|=)\s*(.*)$/su;
const harmless = /^!(?:pragma|theme|log|dump_memory|option|memory_limit|startsub|endsub)\b/i;

/** Runs the directives of a drawing and writes out its text. */
export class Interpreter implements Surroundings, Runtime {
  readonly problems: Problem[] = [];
  /** Were there includes that could not be read? What is unknown may then be defined in them. */
  unresolved = false;
  /** Are there macros of the standard library that are known by their form alone? */
  usesLibrary = false;
  readonly fileName: string;
  readonly folder: string;
  readonly files: Files;
  readonly c4: C4Mode = { sequence: false, dynamic: false, index: 1 };
  usesC4 = false;
  readonly #globals = new Map<string, Value>();
  /** Those of one name differ in how many parameters they have. */
  readonly #definitions = new Map<string, readonly Definition[]>();
  /** Names without a sign of their own, which any word of the text may be. */
  #plainNames = 0;
  #locals: Map<string, Value> | undefined;
  #context: Context | undefined;
  #steps = 0;
  #written = 0;
  /** How many arguments are being read that stand in each other. */
  #nesting = 0;
  #span: Span = { start: 0, end: 0 };

  constructor(path: string, files: Files) {
    this.fileName = path.replace(/^.*\//, '');
    this.folder = path.includes('/') ? path.replace(/\/[^/]*$/, '') : '.';
    this.files = files;
  }

  /** Writes out what the lines of the drawing stand for. */
  all(lines: readonly SourceLine[], emit: (line: OutLine) => void): void {
    try {
      this.#run(lines, { emit, depth: 0 });
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      this.problems.push(say.tooMuch(this.#span, error.message));
    }
  }

  isKnown(name: string): boolean {
    return this.#definitions.has(name) || this.variable(name) !== undefined || (this.usesC4 && isC4Macro(name));
  }

  // What expressions and built-in functions ask for.

  variable(name: string): Value | undefined {
    return this.#locals?.get(name) ?? this.#globals.get(name);
  }

  setVariable(name: string, value: Value): void {
    this.#set(this.#locals?.has(name) ? this.#locals : this.#globals, name, value);
  }

  functionExists(name: string): boolean {
    return this.#definitions.has(name) || (name.startsWith('%') && builtins.has(name.slice(1).toLowerCase()));
  }

  call(name: string, args: string): Value | undefined {
    const defined = this.#definitions.get(name);
    if (defined) {
      if ((this.#context?.depth ?? 0) + this.#nesting >= deepestCall) throw new TooMuch('call each other too deeply');
      this.#nesting += 1;
      const value = this.#callDefined(defined, args, this.#span, this.#context!);
      this.#nesting -= 1;
      return value;
    }
    const c4 = this.usesC4 ? c4Value(name, splitArguments(args), this.c4) : undefined;
    return c4 ?? this.#callBuiltin(name, args);
  }

  invoke(name: string, args: readonly Value[]): Value | undefined {
    const defined = this.#definitions.get(name);
    const definition = defined?.find(({ parameters }) => parameters.length >= args.length) ?? defined?.[0];
    if (!definition) return builtins.get(name.replace(/^%/, '').toLowerCase())?.(args, this);
    const locals = new Map<string, Value>();
    definition.parameters.forEach(({ name: parameter, standard }, index) => {
      locals.set(parameter, args[index] ?? this.#evaluated(standard ?? '""'));
    });
    return this.#enter(definition, locals, this.#span, this.#context!);
  }

  // Lines.

  #run(lines: readonly SourceLine[], context: Context): Value | undefined {
    const blocks: Block[] = [];
    const before = { context: this.#context, locals: this.#locals };
    this.#context = context;
    this.#locals = context.locals;
    let result: Value | undefined;
    let comment = false;
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at]!;
      this.#spend(line.text.length);
      const directive = directiveOf(line.text);
      if (comment || directive === undefined) {
        const trimmed = line.text.trimStart();
        if (comment ? trimmed.includes("'/") : trimmed.startsWith("/'"))
          comment = !comment && !trimmed.includes("'/", 2);
        if (comment || trimmed.startsWith("'")) this.#emit([exactPiece(line, 0, line.text.length)], line, context);
        else this.#text(line, context);
        continue;
      }
      const span = context.cause ?? spanOf(line, directive);
      this.#span = span;
      const step = this.#directive(directive, { lines, at, line, span, blocks, context });
      if (step === 'text') this.#text(line, context);
      else if (typeof step === 'object') {
        result = step.result;
        break;
      } else at = step;
    }
    if (result === undefined)
      for (const { type, span } of blocks)
        this.problems.push(
          say.unclosedDirective(
            span,
            `!${type}`,
            type === 'if' ? '!endif' : type === 'while' ? '!endwhile' : '!endfor',
          ),
        );
    this.#context = before.context;
    this.#locals = before.locals;
    return result;
  }

  /** The line to go on behind, the value to go back with, or `text` where this is no directive after all. */
  #directive(
    directive: string,
    at: { lines: readonly SourceLine[]; at: number; line: SourceLine; span: Span; blocks: Block[]; context: Context },
  ): number | { readonly result: Value } | 'text' {
    const { lines, line, span, blocks, context } = at;
    const joined = withContinuation(lines, at.at, directive);
    const text = joined.text;
    const keyword = /^!([a-z_]+)/i.exec(text)?.[1]?.toLowerCase() ?? '';
    const rest = text.slice(keyword.length + 1).trim();
    switch (keyword) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        blocks.push({ type: 'if', span });
        return this.#holds(keyword, rest, span) ? joined.at : this.#otherBranch(lines, joined.at, blocks);
      case 'elseif':
      case 'else': {
        // Met after the branch that was taken.
        const open = blocks.at(-1);
        if (open?.type !== 'if') {
          this.problems.push(say.strayDirective(span, `!${keyword}`, '!if'));
          return joined.at;
        }
        blocks.pop();
        return this.#skipped(lines, joined.at, /^!if(?:n?def)?\b/i, /^!endif\b/i);
      }
      case 'endif':
        if (blocks.at(-1)?.type === 'if') blocks.pop();
        else this.problems.push(say.strayDirective(span, '!endif', '!if'));
        return joined.at;
      case 'while': {
        if (!this.#holds('if', rest, span)) return this.#skipped(lines, joined.at, /^!while\b/i, /^!end\s?while\b/i);
        blocks.push({ type: 'while', start: at.at, span });
        return joined.at;
      }
      case 'endwhile': {
        const open = blocks.at(-1);
        if (open?.type !== 'while') {
          this.problems.push(say.strayDirective(span, '!endwhile', '!while'));
          return joined.at;
        }
        blocks.pop();
        return open.start - 1;
      }
      case 'foreach': {
        const head = /^(\$?[\p{L}_][\p{L}\p{N}_]*)\s+in\s+(.*)$/su.exec(rest);
        const items = head ? itemsOf(this.#evaluated(head[2]!)) : undefined;
        if (!head) this.problems.push(say.badDefinition(span, '!foreach'));
        if (!head || !items || items.length === 0)
          return this.#skipped(lines, joined.at, /^!foreach\b/i, /^!end\s?for\b/i);
        blocks.push({ type: 'foreach', start: joined.at, span, name: head[1]!, items, next: 1 });
        this.#assign(head[1]!, items[0]!);
        return joined.at;
      }
      case 'endfor': {
        const open = blocks.at(-1);
        if (open?.type !== 'foreach') {
          this.problems.push(say.strayDirective(span, '!endfor', '!foreach'));
          return joined.at;
        }
        if (open.next >= open.items.length) {
          blocks.pop();
          return joined.at;
        }
        this.#assign(open.name, open.items[open.next]!);
        open.next += 1;
        return open.start;
      }
      case 'return':
        return { result: this.#evaluated(rest) };
      case 'procedure':
      case 'function':
      case 'unquoted':
      case 'final':
      case 'define':
      case 'definelong':
        return this.#define(lines, joined, span);
      case 'undef':
        this.#definitions.delete(rest);
        this.#globals.delete(rest);
        return joined.at;
      case 'assert': {
        const [condition, ...said] = rest.split(/\s:\s/);
        if (!isTrue(this.#evaluated(condition!)))
          this.problems.push(say.failedAssertion(span, withoutQuotes(said.join(' : ').trim())));
        return joined.at;
      }
      case 'include':
      case 'include_once':
      case 'include_many':
      case 'includeurl':
      case 'includesub':
      case 'includedef':
        this.#include(keyword, rest, line, span, context);
        return joined.at;
      case 'import':
        this.problems.push(say.notImported(span, rest));
        this.unresolved = true;
        return joined.at;
    }
    if (harmless.test(text)) return joined.at;
    return this.#assignment(lines, joined, span);
  }

  #assignment(lines: readonly SourceLine[], { text, at }: { text: string; at: number }, span: Span): number | 'text' {
    const match = assignment.exec(text);
    if (!match) return 'text';
    const [, scope, name, operator, written] = match as unknown as [string, string | undefined, string, string, string];
    let value = written;
    let last = at;
    // Data may go over several lines.
    if (/^[{[]/.test(value)) {
      while (closing(value, 0) < 0 && last + 1 < lines.length && value.length < longestValue) {
        last += 1;
        value += `\n${lines[last]!.text}`;
      }
    }
    if (scope === 'local' && !this.#locals) this.problems.push(say.localOutside(span));
    if (operator === '?=' && this.variable(name) !== undefined) return last;
    const evaluated = this.#evaluated(value);
    if (scope === 'global') this.#set(this.#globals, name, evaluated);
    else if (scope === 'local' && this.#locals) this.#set(this.#locals, name, evaluated);
    else this.#assign(name, evaluated);
    return last;
  }

  #assign(name: string, value: Value): void {
    const local = this.#locals && (this.#locals.has(name) || !this.#globals.has(name));
    this.#set(local ? this.#locals! : this.#globals, name, value);
  }

  #set(scope: Map<string, Value>, name: string, value: Value): void {
    if (typeof value === 'string' && value.length > longestValue) throw new TooMuch('make a value too long');
    if (!name.startsWith('$')) this.#plainNames += 1;
    scope.set(name, value);
  }

  #holds(keyword: string, condition: string, span: Span): boolean {
    if (keyword === 'if') return isTrue(this.#evaluated(condition, span));
    const expression = condition.replace(/\$?[\p{L}_][\p{L}\p{N}_]*/gu, (name) => (this.isKnown(name) ? '1' : '0'));
    const holds = expression
      .split(/\|+/)
      .some((part) => part.split(/&+/).every((each) => (/1/.test(each) ? !/!/.test(each) : /!/.test(each))));
    return keyword === 'ifdef' ? holds : !holds;
  }

  /** The line of the branch that is taken instead, or of the `!endif`. */
  #otherBranch(lines: readonly SourceLine[], from: number, blocks: Block[]): number {
    let depth = 0;
    for (let at = from + 1; at < lines.length; at += 1) {
      this.#spend(1);
      const directive = directiveOf(lines[at]!.text);
      if (directive === undefined) continue;
      if (/^!if(?:n?def)?\b/i.test(directive)) depth += 1;
      else if (/^!endif\b/i.test(directive)) {
        if (depth === 0) {
          blocks.pop();
          return at;
        }
        depth -= 1;
      } else if (depth === 0) {
        const other = /^!else\s*if\b(.*)$/i.exec(directive);
        if (other ? this.#holds('if', other[1]!.trim(), spanOf(lines[at]!, directive)) : /^!else\b/i.test(directive))
          return at;
      }
    }
    return lines.length;
  }

  /** The line that ends what was opened above `from`. */
  #skipped(lines: readonly SourceLine[], from: number, open: RegExp, close: RegExp): number {
    let depth = 0;
    for (let at = from + 1; at < lines.length; at += 1) {
      this.#spend(1);
      const directive = directiveOf(lines[at]!.text);
      if (directive === undefined) continue;
      if (open.test(directive)) depth += 1;
      else if (close.test(directive)) {
        if (depth === 0) return at;
        depth -= 1;
      }
    }
    return lines.length;
  }

  #define(lines: readonly SourceLine[], { text, at }: { text: string; at: number }, span: Span): number {
    const read = readDefinition(text);
    if (!read) {
      this.problems.push(say.badDefinition(span, /^!\w+/.exec(text)![0]));
      return at;
    }
    const { definition, end } = read;
    let last = at;
    if (end) {
      let close = at + 1;
      while (close < lines.length && !end.test(directiveOf(lines[close]!.text) ?? '')) close += 1;
      this.#spend(256 * (close - at));
      if (close >= lines.length)
        this.problems.push({
          ...say.unclosedDirective(span, /^!\w+/.exec(text)![0], definition.closing),
          severity: 'error',
        });
      last = close;
      this.#add({ ...definition, body: lines.slice(at + 1, last) });
    } else if (definition.bare && definition.kind === 'define') {
      this.#set(this.#globals, definition.name, this.#plain(definition.inline ?? ''));
    } else this.#add(definition);
    if (!definition.name.startsWith('$')) this.#plainNames += 1;
    return last;
  }

  #add(definition: Definition): void {
    const others = (this.#definitions.get(definition.name) ?? []).filter(
      ({ parameters }) => parameters.length !== definition.parameters.length,
    );
    this.#definitions.set(definition.name, [...others, definition]);
  }

  #include(keyword: string, rest: string, line: SourceLine, span: Span, context: Context): void {
    const path = this.#plain(rest.replace(/\s'[^'"]*$/, ''));
    const from = line.file?.path;
    const found = includedLines(this, { keyword, path, span, ...(from === undefined ? {} : { from }), line });
    if (!found) return;
    if (context.depth >= deepestCall) throw new TooMuch('include files too deep in each other');
    const inner = { ...context, cause: context.cause ?? span, depth: context.depth + 1 };
    const outer = this.#span;
    this.files.enter(found.path);
    for (const lines of found.parts) this.#run(lines, inner);
    this.files.leave();
    this.#span = outer;
  }

  // Text.

  #text(line: SourceLine, context: Context): void {
    const { text } = line;
    this.#span = context.cause ?? { start: line.start, end: line.start + text.length };
    const special = text.includes('$') || text.includes('%') || this.#plainNames > 0 || this.usesC4 || this.usesLibrary;
    if (!special) this.#emit([exactPiece(line, 0, text.length)], line, context);
    else for (const written of this.#writtenFrom(line, 0, context)) this.#emit(written, line, context);
  }

  /** The lines that a line stands for, from a place in it on: more or fewer than one where it calls a procedure. */
  #writtenFrom(line: SourceLine, from: number, context: Context): Piece[][] {
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
        this.#spend((close < 0 ? text.length : close) - end);
        if (close > 0) {
          const args = text.slice(end + 1, close);
          const span = context.cause ?? { start: line.start + at, end: line.start + close + 1 };
          const drawn = this.#drawnBy(name, args, text.slice(close + 1), span, context);
          if (drawn) {
            this.#piece(pieces, line, last, at);
            return joinedLines(pieces, drawn, this.#writtenFrom(line, close + 1, context));
          }
          const result = this.#valueOf(name, args, span, context);
          if (result !== undefined) {
            end = close + 1;
            value = shown(result);
          }
        }
      }
      const bare = value === undefined ? this.#definitions.get(name)?.find((each) => each.bare) : undefined;
      if (bare && text[end] !== '(') {
        const span = context.cause ?? { start: line.start + at, end: line.start + end };
        this.#piece(pieces, line, last, at);
        return joinedLines(
          pieces,
          this.#drawnBy(name, '', '', span, context) ?? [],
          this.#writtenFrom(line, end, context),
        );
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
      this.#spend(value.length);
      if (value !== '') pieces.push({ text: value, start: line.start + at, end: line.start + end, exact: false });
      if (text.startsWith('##', end) && /[\p{L}\p{N}_$]/u.test(text[end + 2] ?? '')) end += 2;
      last = end;
      pattern.lastIndex = end;
    }
    this.#piece(pieces, line, last, text.length);
    return [pieces];
  }

  #isCallable(name: string): boolean {
    if (this.#definitions.has(name)) return true;
    if (name.startsWith('%'))
      return name.toLowerCase() === '%invoke_procedure' || builtins.has(name.slice(1).toLowerCase());
    return (this.usesC4 && isC4Macro(name)) || (this.usesLibrary && !name.startsWith('$'));
  }

  #piece(pieces: Piece[], line: SourceLine, from: number, to: number): void {
    if (to > from) pieces.push(exactPiece(line, from, to));
  }

  /** The lines of a procedure, a macro of C4 or of the standard library; undefined where the call is none of these. */
  #drawnBy(name: string, args: string, behind: string, span: Span, context: Context): Piece[][] | undefined {
    const defined = this.#definitions.get(name);
    if (defined) {
      if (defined[0]!.kind !== 'procedure') return undefined;
      const called = this.#arguments(defined, args, span);
      if (!called) return [];
      const { definition, locals } = called;
      const lines: Piece[][] = [];
      this.#deeper(context, () => {
        const emit = (line: OutLine) => lines.push([...line]);
        this.#run(definition.body, { locals, cause: span, emit, depth: context.depth + 1 });
      });
      return lines;
    }
    const as = (text: string): Piece[] => [{ text, start: span.start, end: span.end, exact: false }];
    const plain = () => splitArguments(args).map((each) => ({ ...each, text: this.#plain(each.text) }));
    if (this.usesC4 && isC4Macro(name)) {
      const given = plain();
      const found = expandC4(name, given, this.c4);
      if (found) return found.lines.map(as);
      this.problems.push(say.wrongArguments(span, name, `${name}(alias, "label", …)`));
      return [];
    }
    if (!this.usesLibrary || name.startsWith('%') || name.startsWith('$')) return undefined;
    const line = expandLibrary(name, plain(), behind);
    return line === undefined ? undefined : [as(line)];
  }

  #valueOf(name: string, args: string, span: Span, context: Context): Value | undefined {
    const defined = this.#definitions.get(name);
    if (defined) return this.#callDefined(defined, args, span, context);
    return name.startsWith('%') ? this.#callBuiltin(name, args) : undefined;
  }

  #callBuiltin(name: string, args: string): Value | undefined {
    const called = name.replace(/^%/, '').toLowerCase();
    if (called === 'invoke_procedure') {
      const [procedure, ...rest] = splitArguments(args);
      const target = shown(this.#evaluated(procedure?.text ?? '""'));
      const lines = this.#drawnBy(
        target,
        rest.map(({ name: given, text }) => (given ? `${given}=${text}` : text)).join(','),
        '',
        this.#span,
        this.#context!,
      );
      for (const line of lines ?? []) this.#context!.emit(line);
      return '';
    }
    const builtin = name.startsWith('%') ? builtins.get(called) : undefined;
    if (!builtin) return undefined;
    if (this.#nesting >= deepestCall) throw new TooMuch('call each other too deeply');
    this.#nesting += 1;
    const values = splitArguments(args).map(({ text }) => this.#evaluated(text));
    this.#nesting -= 1;
    return builtin(values, this);
  }

  #callDefined(defined: readonly Definition[], args: string, span: Span, context: Context): Value {
    const called = this.#arguments(defined, args, span);
    return called ? (this.#enter(called.definition, called.locals, span, context) ?? '') : '';
  }

  #enter(definition: Definition, locals: Map<string, Value>, span: Span, context: Context): Value | undefined {
    return this.#deeper(context, () => {
      const inner: Context = { locals, cause: span, emit: () => {}, depth: context.depth + 1 };
      if (definition.inline === undefined) return this.#run(definition.body, inner);
      const before = { context: this.#context, locals: this.#locals };
      this.#context = inner;
      this.#locals = locals;
      const value = definition.kind === 'define' ? this.#plain(definition.inline) : this.#evaluated(definition.inline);
      this.#context = before.context;
      this.#locals = before.locals;
      return value;
    });
  }

  #deeper<Result>(context: Context, run: () => Result): Result {
    if (context.depth >= deepestCall) throw new TooMuch('call each other too deeply');
    this.#spend(1);
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
      else values.set(parameter, unquoted ? this.#plain(withoutQuotes(text)) : this.#guessed(text));
    }
    for (const parameter of values.keys()) if (!parameter.startsWith('$')) this.#plainNames += 1;
    return { definition, locals: values };
  }

  /** A text with its variables and functions written out, on one line. */
  #plain(text: string): string {
    if (text === '') return text;
    if ((this.#context?.depth ?? 0) + this.#nesting >= deepestCall) throw new TooMuch('call each other too deeply');
    const context = this.#context ?? { emit: () => {}, depth: deepestCall };
    this.#nesting += 1;
    const written = this.#writtenFrom({ text, start: 0 }, 0, { ...context, cause: this.#span });
    this.#nesting -= 1;
    return written.map((line) => line.map((piece) => piece.text).join('')).join('\n');
  }

  #evaluated(expression: string, span = this.#span): Value {
    try {
      return evaluate(expression.trim(), this);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      if (!this.unresolved) this.problems.push(say.badExpression(span, error.message));
      return '';
    }
  }

  /** An argument that is no expression is the text that it is. */
  #guessed(text: string): Value {
    try {
      return text.trim() === '' ? '' : evaluate(text.trim(), this);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      return withoutQuotes(this.#plain(text));
    }
  }

  #emit(pieces: OutLine, line: SourceLine, context: Context): void {
    let length = 1;
    for (const { text } of pieces) length += text.length;
    this.#written += length;
    if (this.#written > mostText) throw new TooMuch('write out too much text');
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

  #spend(characters: number): void {
    this.#steps += 1 + (characters >> 8);
    if (this.#steps > mostSteps) throw new TooMuch('go on for too long');
  }
}

/** The directive of a line: from its `!` on, trimmed, behind a comment perhaps. */
export function directiveOf(line: string): string | undefined {
  let at = 0;
  while (at < line.length && (line[at] === ' ' || line[at] === '\t')) at += 1;
  if (line[at] === '!') return line.slice(at).trimEnd();
  if (line[at] !== '/' || line[at + 1] !== "'") return undefined;
  const close = line.indexOf("'/", at + 2);
  return close < 0 ? undefined : /^\s*!/.test(line.slice(close + 2)) ? line.slice(close + 2).trim() : undefined;
}

function spanOf(line: SourceLine, directive: string): Span {
  const start = Math.max(0, line.start) + Math.max(0, line.text.indexOf(directive));
  return { start, end: start + directive.length };
}

/** A directive that ends in a backslash goes on in the next line. */
function withContinuation(lines: readonly SourceLine[], from: number, directive: string): { text: string; at: number } {
  let text = directive;
  let at = from;
  while (text.endsWith('\\') && at + 1 < lines.length) {
    at += 1;
    text = `${text.slice(0, -1)}${lines[at]!.text.trim()}`;
  }
  return { text, at };
}

function itemsOf(value: Value): Value[] {
  if (isJsonArray(value)) return value.map((_, index) => inside(value, index));
  return typeof value === 'object' ? Object.keys(value) : [];
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
