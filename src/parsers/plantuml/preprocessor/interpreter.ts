import type { Span } from '../../lowering/builder.ts';
import { withoutQuotes } from './arguments.ts';
import { Budget, deepestCall, TooMuch } from './budget.ts';
import { isC4Macro } from './c4.ts';
import { readDefinition } from './definitions.ts';
import { closing } from './expression.ts';
import { type Files, includedLines } from './inclusion.ts';
import { exactPiece, type SourceLine } from './lines.ts';
import * as say from './messages.ts';
import { inside, isJsonArray, isTrue, type Value } from './values.ts';
import { type Context, type OutLine, Writer } from './writer.ts';

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

/** A value that goes over several lines is no longer than this. */
const longestValue = 1_000_000;
const assignment = /^!(?:(global|local)\s+)?(\$?[\p{L}_][\p{L}\p{N}_]*)\s*(\?=|=)\s*(.*)$/su;
const harmless = /^!(?:pragma|theme|log|dump_memory|option|memory_limit|startsub|endsub)\b/i;

/** Runs the directives of a drawing and writes out its text. */
export class Interpreter extends Writer {
  readonly #files: Files;

  constructor(path: string, files: Files) {
    super(path);
    this.#files = files;
  }

  /** Writes out what the lines of the drawing stand for. */
  all(lines: readonly SourceLine[], emit: (line: OutLine) => void): void {
    this.budget = new Budget(lines.length);
    try {
      this.run(lines, { emit, depth: 0 });
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      this.problems.push(say.tooMuch(this.span, error.message));
    }
  }

  isKnown(name: string): boolean {
    return (
      this.scope.definitions.has(name) || this.variable(name) !== undefined || (this.library.usesC4 && isC4Macro(name))
    );
  }

  protected run(lines: readonly SourceLine[], context: Context): Value | undefined {
    const blocks: Block[] = [];
    const before = { context: this.context, locals: this.scope.locals };
    this.context = context;
    this.scope.locals = context.locals;
    let result: Value | undefined;
    let comment = false;
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at]!;
      this.budget.spend(line.text.length);
      const directive = directiveOf(line.text);
      if (comment || directive === undefined) {
        const trimmed = line.text.trimStart();
        if (comment ? trimmed.includes("'/") : trimmed.startsWith("/'"))
          comment = !comment && !trimmed.includes("'/", 2);
        if (comment || trimmed.startsWith("'")) this.emit([exactPiece(line, 0, line.text.length)], line, context);
        else this.text(line, context);
        continue;
      }
      const span = context.cause ?? spanOf(line, directive);
      this.span = span;
      const step = this.#directive(directive, { lines, at, line, span, blocks, context });
      if (step === 'text') this.text(line, context);
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
    this.context = before.context;
    this.scope.locals = before.locals;
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
        const items = head ? itemsOf(this.evaluated(head[2]!)) : undefined;
        if (!head) this.problems.push(say.badDefinition(span, '!foreach'));
        if (!head || !items || items.length === 0)
          return this.#skipped(lines, joined.at, /^!foreach\b/i, /^!end\s?for\b/i);
        blocks.push({ type: 'foreach', start: joined.at, span, name: head[1]!, items, next: 1 });
        this.scope.assign(head[1]!, items[0]!);
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
        this.scope.assign(open.name, open.items[open.next]!);
        open.next += 1;
        return open.start;
      }
      case 'return':
        return { result: this.evaluated(rest) };
      case 'procedure':
      case 'function':
      case 'unquoted':
      case 'final':
      case 'define':
      case 'definelong':
        return this.#define(lines, joined, span);
      case 'undef':
        this.scope.undefine(rest);
        return joined.at;
      case 'assert': {
        const [condition, ...said] = rest.split(/\s:\s/);
        if (!isTrue(this.evaluated(condition!)))
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
        this.library.unresolved = true;
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
    if (scope === 'local' && !this.scope.locals) this.problems.push(say.localOutside(span));
    if (operator === '?=' && this.variable(name) !== undefined) return last;
    const evaluated = this.evaluated(value);
    if (scope === 'global') this.scope.set(this.scope.globals, name, evaluated);
    else if (scope === 'local' && this.scope.locals) this.scope.set(this.scope.locals, name, evaluated);
    else this.scope.assign(name, evaluated);
    return last;
  }

  #holds(keyword: string, condition: string, span: Span): boolean {
    if (keyword === 'if') return isTrue(this.evaluated(condition, span));
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
      this.budget.spend(1);
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
      this.budget.spend(1);
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
      this.budget.spend(256 * (close - at));
      if (close >= lines.length)
        this.problems.push({
          ...say.unclosedDirective(span, /^!\w+/.exec(text)![0], definition.closing),
          severity: 'error',
        });
      last = close;
      this.scope.define({ ...definition, body: lines.slice(at + 1, last) });
    } else if (definition.bare && definition.kind === 'define') {
      this.scope.set(this.scope.globals, definition.name, this.plain(definition.inline ?? ''));
    } else this.scope.define(definition);
    return last;
  }

  #include(keyword: string, rest: string, line: SourceLine, span: Span, context: Context): void {
    const path = this.plain(rest.replace(/\s'[^'"]*$/, ''));
    const from = line.file?.path;
    const found = includedLines(
      { problems: this.problems, files: this.#files, library: this.library },
      { keyword, path, span, ...(from === undefined ? {} : { from }), line },
    );
    if (!found) return;
    if (context.depth >= deepestCall) throw new TooMuch('include files too deep in each other');
    const inner = { ...context, cause: context.cause ?? span, depth: context.depth + 1 };
    const outer = this.span;
    this.#files.enter(found.path);
    for (const lines of found.parts) {
      this.budget.include(lines.length);
      this.run(lines, inner);
    }
    this.#files.leave();
    this.span = outer;
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
