import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import * as say from '../commands/messages.ts';
import { elementShapes, groupWords } from './names.ts';

/** Words that a line may begin with, for suggestions. */
export const keywords = [
  ...Object.keys(elementShapes),
  ...['together', 'note', 'json', 'map', 'archimate', 'title', 'header', 'footer', 'legend', 'caption', 'skinparam'],
  ...['hide', 'show', 'remove', 'restore', 'scale', 'mainframe', 'newpage', 'sprite'],
];

/** How much of a line is looked at. */
const longestRead = 300;
const end = String.raw`(?:[\p{L}\p{N}_.]+|"[^"]*"|\[[^\]]*\]|\([^)]*\)|:[^:]*:)`;
const mermaidLabel = new RegExp(`^${end}\\s*([-=.]+>?)\\s*\\|([^|]*)\\|`, 'u');
const chain = new RegExp(`^${end}\\s*[-=.~]+[\\w[\\]#,]*[-=.~]*>?\\s*${end}\\s*[-=.~<]+>?\\s*${end}`, 'u');
const hyphenated = /^((?:[\p{L}\p{N}_.]+[-/&+@])+[\p{L}\p{N}_.]+)[ \t]+[<.=~-]/u;
const receiver = /[-=.~]+>?\s+((?:[\p{L}\p{N}_.]+[-/&+@])+[\p{L}\p{N}_.]+)\s*(?::|$)/u;
const strangeArrow = /[→⇒⟶←⇐⟵]|[-=.~]+\s*\)?>\s*>|-->>|==>>|-\.->|--\)|-\)/u;
const spaced = /^((?:[\p{L}\p{N}_.]+ +)+[\p{L}\p{N}_.]+)\s*(?:[-=.~]+>|<[-=.~]+)/u;

/** Finds the words for a line that is no statement: what was most likely meant, and where it went wrong. */
export function explain(line: string, span: Span): Problem {
  const read = line.slice(0, longestRead);
  const at = (from: number, text: string): Span => ({ start: span.start + from, end: span.start + from + text.length });

  const label = mermaidLabel.exec(read);
  if (label) {
    const from = read.indexOf('|', label[0].indexOf(label[1]!));
    return say.mermaidLabel(at(from, `|${label[2]}|`), label[2]!.trim(), label[1]!);
  }
  const word = /^[a-z]+/i.exec(read)?.[0].toLowerCase() ?? '';
  const declares = Object.hasOwn(elementShapes, word);
  if (declares) {
    const tight = /^\w+(\{)$/.exec(read);
    if (tight) return say.braceNeedsBlank(at(word.length, '{'), word);
    const brace = /\{\s*\S/.exec(read);
    if (groupWords.has(word) && brace) return say.contentBesideBrace(at(brace.index, brace[0]));
    const name = /^\w+\/?\s+((?:[\p{L}\p{N}_.]+[ \-/&+@,']+)+[\p{L}\p{N}_.]+)\s*(?:#|<<|\[|\{|as\s|$)/iu.exec(read);
    if (name) return say.nameNeedsQuotes(at(read.indexOf(name[1]!, word.length), name[1]!), name[1]!);
    const rest = /(?:"[^"]*"|\[[^\]]*\]|\([^)]*\)|\w)\s+((?:#\w+\s+<<|[^\s#<$[{"]).*)$/u.exec(read.slice(word.length));
    if (rest) return say.nothingMayFollow(at(read.lastIndexOf(rest[1]!), rest[1]!), rest[1]!);
  }
  for (const pattern of [hyphenated, spaced]) {
    const name = pattern.exec(read);
    if (name) return say.nameNeedsQuotes(at(0, name[1]!), name[1]!);
  }
  const far = receiver.exec(read);
  if (far) return say.nameNeedsQuotes(at(far.index + far[0].indexOf(far[1]!), far[1]!), far[1]!);
  if (chain.test(read)) return say.chained(span);
  const arrow = strangeArrow.exec(read.split(':')[0]!);
  if (arrow) {
    const instead = /[←⇐⟵]/.test(arrow[0]) ? '<--' : /\./.test(arrow[0]) ? '..>' : '-->';
    return say.unknownArrow(at(arrow.index, arrow[0]), arrow[0], 'component', instead);
  }
  return say.unknownStatement(span, 'component', read, keywords);
}
