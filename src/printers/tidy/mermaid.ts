import { type Dialect, type LineRole, lineWhere } from './lines.ts';
import { sequenceStatement } from './mermaid-statement.ts';

const wordEnd = '(?![\\p{L}\\p{N}_])';
const opening = new RegExp(`^(?:loop|rect|opt|alt|par_over|par|critical|break|box)${wordEnd}`, 'iu');
const between = new RegExp(`^(?:else|and|option)${wordEnd}`, 'iu');
const closing = new RegExp(`^end${wordEnd}`, 'iu');

/** How the lines of a Mermaid sequence diagram are put in order. */
export const mermaidSequence: Dialect = {
  roleOf: (line, at, lines) => common(line, at, lines, /^sequenceDiagram\b/i) ?? block(line, sequenceWord),
  statement: sequenceStatement,
};

export const mermaidFlowchart: Dialect = {
  roleOf: (line, at, lines) => {
    const role = common(line, at, lines, /^(?:flowchart(?:-elk)?|graph)\b/);
    if (role) return role;
    // A text in quotes may go on for several lines.
    if (line.split('"').length % 2 === 0) {
      const last = lineWhere(lines, at + 1, /^[^"]*(?:"[^"]*"[^"]*)*"[^"]*$/);
      return { type: 'verbatim', last: last ?? at };
    }
    return block(line, (text) => (/^subgraph\b/.test(text) ? 1 : /^end$/.test(text) ? -1 : 0));
  },
  statement: (line) => line,
};

export const mermaidState: Dialect = {
  roleOf: (line, at, lines) => {
    const role = common(line, at, lines, /^stateDiagram(?:-v2)?\b/i);
    if (role) return role;
    if (/^note\b[^:]*$/i.test(line) && !/^note\s+"/i.test(line)) {
      const last = lineWhere(lines, at + 1, /^\s*end\s+note\s*$/i);
      if (last !== undefined) return { type: 'text', last };
    }
    if (line.startsWith('}')) return { type: 'close' };
    if (line.endsWith('{')) return { type: 'open' };
    return line === '--' ? { type: 'between' } : { type: 'statement' };
  },
  statement: (line) => line,
};

/** What stands in every kind of diagram: frontmatter, directives, comments, descriptions, the header. */
function common(line: string, at: number, lines: readonly string[], header: RegExp): LineRole | undefined {
  const isFirst = () => lines.findIndex((each) => each.trim() !== '') === at;
  if (/^-{3}$/.test(line) && isFirst()) {
    const last = lineWhere(lines, at + 1, /^\s*-{3}\s*$/);
    if (last !== undefined) return { type: 'verbatim', last };
  }
  if (line.startsWith('%%{')) {
    const last = lineWhere(lines, at, /\}%%/) ?? at;
    return last === at ? { type: 'many', before: 0, after: 0 } : { type: 'verbatim', last };
  }
  if (/^(?:%%|#)/.test(line)) return { type: 'many', before: 0, after: 0 };
  if (header.test(line)) return { type: 'header' };
  if (/^accDescr\s*\{[^}]*$/i.test(line)) {
    const last = lineWhere(lines, at + 1, /\}/);
    return last !== undefined && lines[last]!.trim() === '}'
      ? { type: 'text', last }
      : { type: 'verbatim', last: last ?? at };
  }
  // `participant A@{` and what is said of it on the lines below.
  if (/^(?:(?:create\s+)?(?:participant|actor)\s+)?[^\s":]+@\{[^}]*$/i.test(line))
    return { type: 'verbatim', last: lineWhere(lines, at + 1, /^(?:[^"}]|"[^"]*")*\}/) ?? at };
  return undefined;
}

/** 1 for what opens a block, -1 for what closes one. */
function sequenceWord(text: string): number {
  return opening.test(text) ? 1 : closing.test(text) ? -1 : 0;
}

/** A `;` ends a statement, so that a line may hold several. */
function block(line: string, word: (text: string) => number): LineRole {
  const statements = line
    .replace(/#\w+;/g, '')
    .split(';')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  if (statements.length > 1) {
    let level = 0;
    let least = 0;
    for (const statement of statements) {
      level += word(statement);
      least = Math.min(least, level);
    }
    const leading = between.test(statements[0]!) ? 1 : word(statements[0]!) < 0 ? 1 : 0;
    return { type: 'many', before: leading, after: level + leading };
  }
  const [only = ''] = statements;
  if (between.test(only) && word === sequenceWord) return { type: 'between' };
  const change = word(only);
  return { type: change > 0 ? 'open' : change < 0 ? 'close' : 'statement' };
}
