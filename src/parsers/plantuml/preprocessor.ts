import type { Span } from '../lowering/builder.ts';
import type { Problem } from '../lowering/problem.ts';
import { joined } from '../lowering/texts.ts';
import { notEvaluated } from './messages.ts';

/** A diagram's text without preprocessor lines: they are blanked out, so that offsets stay what they were. */
export interface Preprocessed {
  readonly text: string;
  readonly problems: readonly Problem[];
  readonly macros: Macros;
}

/** Words that may stand for something else in the text. */
export class Macros {
  readonly #names = new Set<string>();
  /** Definitions may come from a file that was not read. */
  #included = false;

  define(directive: string): void {
    if (/^!include|^!import/i.test(directive)) this.#included = true;
    const name =
      /^!(?:define(?:long)?|(?:(?:unquoted|final)\s+)*(?:procedure|function)|(?:global|local)\s)\s*([\w$]+)/i.exec(
        directive,
      ) ?? /^!([\w$]+)\s*[?+]?=/.exec(directive);
    if (name) this.#names.add(name[1]!);
  }

  get any(): boolean {
    return this.#included || this.#names.size > 0;
  }

  /** What in a line may be a macro or a variable; undefined where there is nothing of the kind. */
  usedIn(line: string): string | undefined {
    const builtIn = /[$%][A-Za-z_]\w*(?=\s*\()/.exec(line);
    if (builtIn) return builtIn[0];
    if (!this.any) return undefined;
    const variable = /\$\w+/.exec(line);
    if (variable) return variable[0];
    const call = /^[\p{L}_$][\p{L}\p{N}_$]*(?=\s*\()/u.exec(line);
    if (call && this.#included) return call[0];
    return [...line.matchAll(/[\w$]+/g)].map((match) => match[0]).find((word) => this.#names.has(word));
  }
}

/** Directives that change nothing a drawing says. */
const harmless = /^!(?:pragma|theme|log|assert|startsub|endsub|option|dump_memory|memory_limit)\b/i;
const definition = /^!(?:(?:unquoted|final)\s+)*(?:procedure|function)\b/i;
const definitionEnd = /^!end\s?(?:procedure|function)\b/i;
const condition = /^!if(?:n?def)?\b/i;
const otherBranch = /^!else(?:if)?\b/i;
const repetition = /^!(?:while|foreach)\b/i;
const repetitionEnd = /^!end(?:while|for)\b/i;

/** What a line of the text is part of. */
type Region = 'definition' | 'long definition' | 'first branch' | 'other branch' | 'repetition' | 'value';

/**
 * Takes the preprocessor out. Nothing is evaluated: definitions and repetitions are left out, of a condition the first
 * branch is kept. Each directive that could have mattered is a warning at its line.
 */
export function preprocess(source: string): Preprocessed {
  const { text, ...rest } = withoutDirectives(source);
  // A backslash at the end of a line joins it with the next.
  return { text: text.replace(/\\(?:\r\n|\n)/g, (join) => joined.repeat(join.length)), ...rest };
}

function withoutDirectives(source: string): Preprocessed {
  const macros = new Macros();
  if (!/^[^\S\r\n]*(?:\/'.*'\/\s*)?!/m.test(source)) return { text: source, problems: [], macros };
  const problems: Problem[] = [];
  const kept: string[] = [];
  const regions: Region[] = [];
  let braces = 0;
  let offset = 0;
  const drop = (line: string) => kept.push(line.replace(/[^\r]/g, ' '));

  for (const line of source.split('\n')) {
    const directive = line.trim().replace(/^\/'.*?'\/\s*(?=!)/, '');
    const region = regions.at(-1);
    const start = offset + line.indexOf(directive);
    const span: Span = { start, end: start + directive.length };
    offset += line.length + 1;
    const report = () => problems.push(notEvaluated(span, /^![^\s(=]*/.exec(directive)![0]));

    if (region === 'value') {
      drop(line);
      braces += balance(directive);
      if (braces <= 0) regions.pop();
    } else if (region === 'definition' || region === 'long definition') {
      drop(line);
      if (region === 'definition' ? definitionEnd.test(directive) : /^!enddefinelong\b/i.test(directive)) regions.pop();
    } else if (!directive.startsWith('!')) {
      const hidden = regions.includes('other branch') || regions.includes('repetition');
      if (hidden) drop(line);
      else kept.push(line);
    } else {
      drop(line);
      if (harmless.test(directive)) continue;
      macros.define(directive);
      if (/^!endif\b/i.test(directive)) popLast(regions, 'first branch', 'other branch');
      else if (repetitionEnd.test(directive)) popLast(regions, 'repetition', 'repetition');
      else if (otherBranch.test(directive)) {
        if (region === 'first branch') regions[regions.length - 1] = 'other branch';
      } else {
        report();
        if (condition.test(directive)) regions.push('first branch');
        else if (repetition.test(directive)) regions.push('repetition');
        else if (/^!definelong\b/i.test(directive)) regions.push('long definition');
        else if (definition.test(directive)) {
          if (!/!return\b|\)\s*return\b/i.test(directive.slice(1))) regions.push('definition');
        } else {
          braces = balance(directive);
          if (braces > 0 && directive.includes('=')) regions.push('value');
        }
      }
    }
  }
  return { text: kept.join('\n'), problems, macros };
}

function popLast(regions: Region[], one: Region, other: Region): void {
  const last = regions.at(-1);
  if (last === one || last === other) regions.pop();
}

function balance(text: string): number {
  let depth = 0;
  for (const character of text) {
    if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
  }
  return depth;
}
