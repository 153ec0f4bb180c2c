import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import * as say from '../commands/messages.ts';

/** Words that a line may begin with, for suggestions. */
const keywords = [
  ...['state', 'note', 'json', 'frame', 'title', 'header', 'footer', 'legend', 'caption', 'skinparam', 'hide', 'show'],
  ...['remove', 'restore', 'scale', 'mainframe', 'sprite', 'end state'],
];

/** How much of a line is looked at. */
const longestRead = 300;
const end = String.raw`(?:[\p{L}\p{N}_.:]+|\[\*\]|"[^"]*")`;
const mermaidLabel = new RegExp(`^${end}\\s*(-+>)\\s*\\|([^|]*)\\|`, 'u');
const chain = new RegExp(`^${end}\\s*-+[\\w[\\]#,]*-*>\\s*${end}\\s*-+[^\\s:]*>\\s*${end}`, 'u');
const arrow = /→|⇒|⟶|={1,}>|\.+>|~+>|-+>>|--+x|(?<=[\s\w\]])--+(?=[\s\w[])/u;
const strangeEnd = /-+[\w[\]#,]*-*>\s*("[^"]+"|[\p{L}\p{N}_.]+(?:[-/&+@ ]+[\p{L}\p{N}_.]+)+)\s*(?::|$)/u;
const strangeStart =
  /^("[^"]+"|[\p{L}\p{N}_.]+(?:[/&+@ ]+[\p{L}\p{N}_.]+)+|[\p{L}\p{N}_.]+(?:-[\p{L}\p{N}_.]+)+)\s+-+/u;

/** Finds the words for a line that is no statement: what was most likely meant, and where it went wrong. */
export function explain(line: string, span: Span): Problem {
  const read = line.slice(0, longestRead);
  const at = (from: number, text: string): Span => ({ start: span.start + from, end: span.start + from + text.length });

  const label = mermaidLabel.exec(read);
  if (label) return say.mermaidLabel(at(read.indexOf('|'), `|${label[2]}|`), label[2]!.trim(), label[1]!);
  const declared = /^state\s+([\p{L}\p{N}_.]+(?:[-/&+@ ]+[\p{L}\p{N}_.]+)+)\s*(?:#|<<|\{|:|$)/iu.exec(read);
  const alias = /^state\s+([\p{L}\p{N}_.]+)\s+as\s+([\p{L}\p{N}_.]+)\s*(?:#|<<|\{|:|$)/iu.exec(read);
  if (alias) return say.stateAlias(at(read.indexOf(alias[1]!, 5), alias[1]!), alias[1]!, alias[2]!);
  if (declared) return say.stateNameNotPlain(at(read.indexOf(declared[1]!, 5), declared[1]!), declared[1]!);
  if (/^state\b/i.test(read)) {
    const brace = /\{\s*\S/.exec(read);
    if (brace) return say.contentBesideBrace(at(brace.index, brace[0]));
  }
  if (chain.test(read)) return say.chained(span);
  const beforeLabel = read.split(':')[0]!;
  for (const pattern of [strangeEnd, strangeStart]) {
    const name = pattern.exec(read);
    if (!name) continue;
    const place = at(name.index + name[0].indexOf(name[1]!), name[1]!);
    return say.stateNameNotPlain(place, name[1]!.replace(/^"|"$/g, ''));
  }
  const strange = arrow.exec(beforeLabel);
  if (strange) return say.unknownArrow(at(strange.index, strange[0]), strange[0], 'state', '-->');
  return say.unknownStatement(span, 'state', read, keywords);
}
