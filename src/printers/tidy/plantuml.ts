import { closingBrace, type Dialect, type LineRole, lineWhere } from './lines.ts';
import { colour, isArrowAhead, isFreeText, sequenceStatement, spacedStatement } from './plantuml-statement.ts';

const wordEnd = '(?![\\p{L}\\p{N}_.@])';
const opening = new RegExp(`^(?:alt|opt|loop|par2?|break|critical|group|partition|box)${wordEnd}`, 'iu');
const between = new RegExp(`^(?:else|also|and|option)${wordEnd}`, 'iu');
const closing = new RegExp(`^end(?:[ \\t]?box)?${wordEnd}`, 'iu');

/** How the lines of a PlantUML sequence diagram are put in order. */
export const plantumlSequence: Dialect = {
  roleOf: (line, at, lines) => {
    const role = common(line, at, lines);
    if (role) return role;
    if (isArrowAhead(line)) return { type: 'statement' };
    if (opening.test(line)) return { type: 'open' };
    if (between.test(line)) return { type: 'between' };
    return closing.test(line) ? { type: 'close' } : { type: 'statement' };
  },
  statement: sequenceStatement,
};

/** The same of a diagram whose blocks stand in braces: component, deployment, use case, state. */
export const plantumlBraces: Dialect = {
  roleOf: (line, at, lines) => {
    const role = common(line, at, lines);
    if (role) return role;
    if (line.startsWith('}')) return line.endsWith('{') ? { type: 'between' } : { type: 'close' };
    if (line.endsWith('{')) return { type: 'open' };
    return /^(?:-{2,}|\|{2,})$/.test(line) ? { type: 'between' } : { type: 'statement' };
  },
  statement: spacedStatement,
};

const texts: readonly (readonly [head: RegExp, end: RegExp])[] = [
  [/^(?:[/&]\s*)?[hr]?note\b/i, /^\s*end\s?[hr]?note\s*$/i],
  [/^ref\b.*\bover\b/i, /^\s*end\s?(?:ref)?\s*$/i],
  [/^(?:(?:left|right|center)\s+)?legend\b/i, /^\s*end\s?legend\s*$/i],
  [/^title\s*$/i, /^\s*end\s?title\s*$/i],
  [/^caption\s*$/i, /^\s*end\s?caption\s*$/i],
  [/^(?:(?:left|right|center)\s+)?header\s*$/i, /^\s*end\s?header\s*$/i],
  [/^(?:(?:left|right|center)\s+)?footer\s*$/i, /^\s*end\s?footer\s*$/i],
  [/^title\b.*\{$/i, /^\s*\}\s*$/],
  [
    /^(?:create\s+)?(?:participant|actor|agent|artifact|boundary|card|cloud|collections|component|control|database|entity|file|folder|frame|hexagon|node|package|person|process|queue|rectangle|stack|storage|usecase)\b.*\[$/i,
    /^\s*\]/,
  ],
];

/** What stands in every kind of diagram: comments, the preprocessor, styles, texts of several lines. */
function common(line: string, at: number, lines: readonly string[]): LineRole | undefined {
  if (/^@(?:start|end)/i.test(line)) return { type: 'margin' };
  if (line.startsWith("'")) return { type: 'statement' };
  const comment = line.replace(/"[^"]*"/g, (quoted) => ' '.repeat(quoted.length)).indexOf("/'");
  if (comment >= 0 && !line.slice(0, comment).includes(':') && !isFreeText(line)) {
    if (line.includes("'/", comment + 2)) return comment === 0 ? { type: 'many', before: 0, after: 0 } : undefined;
    return { type: 'verbatim', last: lineWhere(lines, at + 1, /'\//) ?? lines.length - 1 };
  }
  if (line.startsWith('!')) return directive(line, at, lines);
  if (/^<style>/i.test(line)) return { type: 'braces', last: lineWhere(lines, at, /<\/style>/i) ?? at };
  if (/^skin(?:param)?\b.*\{$/i.test(line)) return { type: 'braces', last: closingBrace(lines, at) ?? at };
  if (/^sprite\b/i.test(line)) return sprite(line, at, lines);
  // A line that goes on in the next one.
  if (line.endsWith('\\')) return { type: 'verbatim', last: lineWhere(lines, at, /[^\\]$|^$/) ?? lines.length - 1 };
  for (const [head, end] of texts) {
    if (!head.test(line) || hasTextBeside(line) || isArrowAhead(line)) continue;
    const last = lineWhere(lines, at + 1, end);
    if (last !== undefined) return { type: 'text', last };
  }
  return undefined;
}

function directive(line: string, at: number, lines: readonly string[]): LineRole {
  if (/^!(?:(?:unquoted|final)\s+)*(?:procedure|function)\b/i.test(line) && !/\breturn\b/i.test(line))
    return { type: 'verbatim', last: lineWhere(lines, at, /^\s*!end\s?(?:procedure|function)/i) ?? at };
  if (/^!definelong\b/i.test(line))
    return { type: 'verbatim', last: lineWhere(lines, at, /^\s*!enddefinelong\b/i) ?? at };
  if (/[{[]$/.test(line)) return { type: 'verbatim', last: closingBrace(lines, at) ?? at };
  return { type: 'many', before: 0, after: 0 };
}

function sprite(line: string, at: number, lines: readonly string[]): LineRole {
  if (/<svg\b/i.test(line)) return { type: 'verbatim', last: lineWhere(lines, at, /<\/svg>/i) ?? at };
  return line.includes('{') && !line.endsWith('}')
    ? { type: 'verbatim', last: lineWhere(lines, at + 1, /^\s*\}/) ?? at }
    : { type: 'verbatim', last: at };
}

const decorated = new RegExp(`"[^"]*"|<<[^<>]*>>|\\[\\[[^[\\]]*\\]\\]|${colour}`, 'giu');

/** `note over A : text`, `note "text" as N`. */
function hasTextBeside(line: string): boolean {
  return line.replace(decorated, '').includes(':') || /^[/&\s]*[hr]?note\s+"[^"]*"\s+as\b/i.test(line);
}
