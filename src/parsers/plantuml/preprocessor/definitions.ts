import { type Parameter, readParameters } from './arguments.ts';
import { closing } from './expression.ts';
import type { SourceLine } from './lines.ts';

/** Something that may be called by name: it writes lines (`procedure`), has a value (`function`), or stands for a text. */
export interface Definition {
  readonly kind: 'procedure' | 'function' | 'define';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Are arguments taken as they are written? */
  readonly unquoted: boolean;
  readonly body: readonly SourceLine[];
  /** What it stands for, where that is said on the line of its head. */
  readonly inline?: string;
  /** Is it called without parentheses? */
  readonly bare?: boolean;
  /** The directive that ends it. */
  readonly closing: string;
}

const callable = /^!((?:(?:unquoted|final)\s+)*)(procedure|function)\s+(\$?[\p{L}_][\p{L}\p{N}_]*)\s*(?=\()/isu;
const define = /^!define(long)?\s+(\$?[\p{L}_][\p{L}\p{N}_]*)(?:\(([^)]*)\))?(.*)$/isu;

/** A definition by its head; with `end` where its body is on the lines that follow, up to one that fits. */
export function readDefinition(text: string): { readonly definition: Definition; readonly end?: RegExp } | undefined {
  const called = callable.exec(text);
  if (called) {
    const [head, words, kind, name] = called as unknown as [string, string, string, string];
    const close = closing(text, head.length);
    const parameters = close < 0 ? undefined : readParameters(text.slice(head.length + 1, close));
    if (!parameters) return undefined;
    const behind = text.slice(close + 1).trim();
    const isProcedure = /^procedure$/i.test(kind);
    const end = isProcedure ? '!endprocedure' : '!endfunction';
    const common = { kind: isProcedure ? 'procedure' : 'function', name, parameters, body: [], closing: end } as const;
    const definition: Definition = { ...common, unquoted: /unquoted/i.test(words) };
    const value = /^!?return\b\s*(.*)$/is.exec(behind);
    if (!isProcedure && value) return { definition: { ...definition, inline: value[1]! } };
    if (behind !== '') return undefined;
    return { definition, end: isProcedure ? /^!end\s?procedure\b/i : /^!end\s?function\b/i };
  }
  const defined = define.exec(text);
  if (!defined) return undefined;
  const [, long, name, written, behind] = defined as unknown as [
    string,
    string | undefined,
    string,
    string | undefined,
    string,
  ];
  const parameters = readParameters(written ?? '');
  if (!parameters) return undefined;
  const common = {
    name,
    bare: written === undefined,
    parameters,
    unquoted: true,
    body: [],
    closing: '!enddefinelong',
  } as const;
  if (long) return { definition: { ...common, kind: 'procedure' }, end: /^!enddefinelong\b/i };
  return { definition: { ...common, kind: 'define', inline: behind.trim() } };
}

/** For a message: `$name($a, $b="x")`. */
export function signatureOf(name: string, parameters: readonly Parameter[]): string {
  const written = parameters.map((each) => (each.standard === undefined ? each.name : `${each.name}=${each.standard}`));
  return `${name}(${written.join(', ')})`;
}
