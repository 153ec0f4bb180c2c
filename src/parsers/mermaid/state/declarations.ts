import type { StateKind } from '#model';
import type { Span } from '../../lowering/builder.ts';
import { anySpace, comment, type StateCursor, sameLineSpace } from './cursor.ts';
import type { StateMention, StateStatement } from './statements.ts';

const severalWords = /\w+\s+\w+[^\r\n{]*\{/y;
const markers = /<<(fork|join|choice)>>|\[\[(fork|join|choice)\]\]/gi;

/** What follows `state`. */
export function readDeclaration(cursor: StateCursor, start: number): StateStatement {
  while (cursor.take(anySpace) || cursor.take(comment));
  const lineEnd = cursor.lineEnd(cursor.at);
  const marked = withKind(cursor, start, lineEnd);
  if (marked) return marked;
  if (cursor.text[cursor.at] === '"') return aliased(cursor, start, lineEnd);
  severalWords.lastIndex = cursor.at;
  const several = severalWords.exec(cursor.text);
  if (several) {
    return cursor.misfit('several-words', start, { start: cursor.at, end: cursor.at + several[0].length });
  }
  return words(cursor, start, lineEnd);
}

/** `state id <<choice>>`. */
function withKind(cursor: StateCursor, start: number, lineEnd: number): StateStatement | undefined {
  const line = cursor.text.slice(cursor.at, lineEnd);
  if (!line.includes('<<') && !line.includes('[[')) return undefined;
  const last = [...line.matchAll(markers)].at(-1);
  if (!last) return undefined;
  const from = cursor.at;
  cursor.at = from + last.index + last[0].length;
  const kind = (last[1] ?? last[2]!).toLowerCase() as StateKind;
  const written = line.slice(0, last.index).trim();
  const aliased = /^"([^"]*)"\s+as\s+(\S+)$/i.exec(written);
  const end = cursor.at;
  if (!aliased) {
    const state = { id: written, start: from, end: from + written.length };
    return { type: 'declaration', start, end, state, labels: [], kind, opens: false };
  }
  const id = aliased[2]!;
  const state = { id, start: from + written.length - id.length, end: from + written.length };
  const labels = [{ start: from + 1, end: from + 1 + aliased[1]!.length }];
  return { type: 'declaration', start, end, state, labels, kind, opens: false };
}

/** `state "label" as id`, perhaps with `: description` or `{`. */
function aliased(cursor: StateCursor, start: number, lineEnd: number): StateStatement {
  const quote = { start: cursor.at, end: cursor.at + 1 };
  const close = cursor.quotes.at(quote.end);
  if (close >= cursor.text.length || close === quote.end) return cursor.misfit('unclosed', start, quote);
  const first = { start: quote.end, end: close };
  cursor.at = close + 1;
  const as = /\s*as\s+([^\r\n{]*)/iy;
  const match = cursor.take(as);
  if (match === undefined) {
    return cursor.misfit('no-alias', start, {
      start: quote.start,
      end: Math.min(close + 1, Math.max(close, lineEnd) + 1),
    });
  }
  const written = match.replace(/^\s*as\s+/i, '');
  const from = cursor.at - written.length;
  const hidden = written.indexOf('%%');
  const shown = hidden < 0 ? written : written.slice(0, hidden);
  const colon = shown.indexOf(':');
  const id = (colon < 0 ? shown : shown.slice(0, colon)).trim();
  const state = { id, start: from, end: from + id.length };
  const labels: Span[] = [first];
  if (colon >= 0) {
    const text = shown.slice(colon + 1).split(':')[0]!;
    if (text !== '') labels.push({ start: from + colon + 1, end: from + colon + 1 + text.length });
  }
  return open(cursor, start, state, labels, state.end);
}

function open(
  cursor: StateCursor,
  start: number,
  state: StateMention,
  labels: readonly Span[],
  end: number,
): StateStatement {
  const after = /[^\S\r\n]*(?:\r\n?|\n)?[^\S\r\n]*\{/y;
  after.lastIndex = cursor.at;
  const opens =
    after.test(cursor.text) && (cursor.depth === 0 || !/[\r\n]/.test(cursor.text.slice(cursor.at, after.lastIndex)));
  if (opens) {
    cursor.at = after.lastIndex;
    cursor.depth += 1;
  }
  return { type: 'declaration', start, end: opens ? cursor.at : end, state, labels, opens };
}

/** Bare words: the last one before `{` is a composite state; all others Mermaid passes over. */
function words(cursor: StateCursor, start: number, lineEnd: number): StateStatement {
  const words: StateMention[] = [];
  const word = /[^\s{]+/y;
  for (;;) {
    cursor.take(sameLineSpace);
    if (cursor.take(comment) !== undefined) continue;
    const from = cursor.at;
    const found = cursor.take(word);
    if (found === undefined) break;
    if (/^as$/i.test(found) && words.length > 0) {
      return cursor.misfit('alias-order', start, { start: words[0]!.start, end: cursor.lineEnd(from) });
    }
    words.push({ id: found, start: from, end: cursor.at });
  }
  const last = words.at(-1);
  if (!last) return cursor.misfit('unexpected', start, { start, end: start + 5 });
  const declared = open(cursor, start, bare(last), [], last.end);
  const first = words[0]!;
  if (words.length === 1 || (declared.type === 'declaration' && declared.opens)) return declared;
  return passedOver(cursor, start, lineEnd, bare(first), words);
}

function passedOver(
  cursor: StateCursor,
  start: number,
  lineEnd: number,
  state: StateMention,
  words: readonly StateMention[],
): StateStatement {
  const second = words[1]!;
  const end = words.at(-1)!.end;
  const warned = (warning: 'ignored-words' | 'ignored-description' | 'unknown-kind', at: Span) => {
    cursor.waiting.push({ type: 'warned', start, end, warning, at });
  };
  const kind = /^<<(.+)>>$/.exec(second.id)?.[1]?.toLowerCase();
  if (kind !== undefined) {
    warned('unknown-kind', second);
    const known = kindsOfPlantuml[kind];
    return { type: 'declaration', start, end, state, labels: [], opens: false, ...(known ? { kind: known } : {}) };
  }
  const colon = cursor.text.indexOf(':', state.end);
  if (second.id.startsWith(':') || state.id.endsWith(':')) {
    warned('ignored-description', { start, end: lineEnd });
    const label = { start: colon + 1, end };
    return { type: 'declaration', start, end, state: bare(state), labels: colon < 0 ? [] : [label], opens: false };
  }
  warned('ignored-words', { start: second.start, end });
  return { type: 'declaration', start, end, state, labels: [], opens: false };
}

/** A name without the class that may hang on it. */
function bare({ id, start, end }: StateMention): StateMention {
  const at = id.search(/:/);
  return at <= 0 ? { id, start, end } : { id: id.slice(0, at), start, end: start + at };
}

/** Kinds that PlantUML knows and Mermaid draws as plain states. */
const kindsOfPlantuml: Readonly<Record<string, StateKind>> = {
  ...{ history: 'history', 'history*': 'deep-history', start: 'initial', end: 'final', entrypoint: 'entry-point' },
  ...{ exitpoint: 'exit-point', inputpin: 'input-pin', outputpin: 'output-pin' },
  ...{ expansioninput: 'expansion-input', expansionoutput: 'expansion-output' },
};
