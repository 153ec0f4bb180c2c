import { NextMatch } from '../search.ts';
import { anySpace, comment, StateCursor, sameLineSpace } from './cursor.ts';
import { readDeclaration } from './declarations.ts';
import { readNote } from './notes.ts';
import type { StateMention, StateStatement } from './statements.ts';

const keyword =
  /(?:click|href|default|scale\s|accTitle\s*:|accDescr\s*[:{]|classDef\s|class\s|style\s|state\s|note\s|stateDiagram(?:-v2)?\s|hide empty description)(?!(?<=\w)\w)/iy;

/**
 * Reads the statements of a state diagram one by one, as Mermaid 12 does (stateDiagram.jison): most need no line of
 * their own, and inside of a composite state fewer words are keywords. Without recursion: a composite state is opened
 * by one statement and closed by another.
 */
export class StateParser {
  readonly #cursor: StateCursor;
  readonly #directions: NextMatch | undefined;

  constructor(text: string, from: number) {
    this.#cursor = new StateCursor(text, from);
    this.#directions = /direction/i.test(text) ? new NextMatch(text, /direction\s+(?:TB|BT|RL|LR)/i) : undefined;
  }

  next(): StateStatement | undefined {
    const cursor = this.#cursor;
    const waiting = cursor.waiting.shift();
    if (waiting) return waiting;
    while (cursor.take(anySpace) || cursor.take(comment));
    if (cursor.at >= cursor.text.length) return undefined;
    const start = cursor.at;
    const statement = this.#statement(start);
    if (statement.type === 'misfit') {
      // A note or name without end begins on this line; all else goes on after the place where reading stopped.
      cursor.at = cursor.lineEnd(Math.max(start, statement.misfit.start));
    }
    return statement;
  }

  #statement(start: number): StateStatement {
    const cursor = this.#cursor;
    const text = cursor.text;
    const first = text[start]!;
    // A quote without its like begins a name.
    if (cursor.depth === 0 && first === '"' && cursor.quotes.at(start + 1) < text.length)
      return cursor.misfit('quote', start, cursor.here());
    const direction = this.#direction(start);
    if (direction) return direction;
    if (first === '}' && cursor.depth > 0) {
      cursor.depth -= 1;
      cursor.at += 1;
      return { type: 'close', start, end: cursor.at };
    }
    keyword.lastIndex = start;
    const word = keyword.exec(text)?.[0].toLowerCase().trim();
    if (word !== undefined) {
      const read = this.#keyword(word, start);
      if (read) return read;
    }
    if (cursor.depth > 0 && text.startsWith('--', start) && text[start + 2] !== '>') {
      cursor.at += 2;
      return { type: 'divider', start, end: cursor.at };
    }
    return this.#transition(start);
  }

  #direction(start: number): StateStatement | undefined {
    const cursor = this.#cursor;
    if (!this.#directions) return undefined;
    const found = this.#directions.at(start);
    if (found >= cursor.text.length || found > cursor.lineEnd(start)) return undefined;
    // Inside of a composite state other keywords come first.
    keyword.lastIndex = start;
    if (cursor.depth > 0 && keyword.test(cursor.text)) return undefined;
    const { end: after } = this.#directions;
    const end = cursor.lineEnd(after);
    cursor.at = end;
    return { type: 'direction', start, end, direction: cursor.text.slice(after - 2, after).toUpperCase() };
  }

  #keyword(word: string, start: number): StateStatement | undefined {
    const cursor = this.#cursor;
    const inside = cursor.depth > 0;
    const skip = (length: number) => {
      cursor.at = start + length;
    };
    switch (word) {
      case 'state':
        skip(5);
        return readDeclaration(cursor, start);
      case 'note':
        skip(4);
        return readNote(cursor, start);
      case 'class':
        skip(5);
        return this.#styled(start, 'class', /\s*(\w+(?:,\s*\w+)*)/y);
      case 'style':
        skip(5);
        return this.#styled(start, 'style', /\s*([\w,]+)\s+/y);
      case 'classdef':
        skip(8);
        return this.#styled(start, 'classDef', /\s*(\w+)\s+/y);
    }
    if (inside) return undefined;
    const place = { start, end: start + word.length };
    switch (word) {
      case 'default':
      case 'href':
        return cursor.misfit('reserved', start, place);
      case 'statediagram':
      case 'statediagram-v2':
        return cursor.misfit('header', start, place);
      case 'click':
        skip(5);
        return this.#click(start);
      case 'scale': {
        skip(5);
        const size = /\s+\d+\s+width\b/iy;
        return cursor.take(size) === undefined
          ? cursor.misfit('scale', start, place)
          : { type: 'other', start, end: cursor.at };
      }
      case 'hide empty description':
        skip(word.length);
        return { type: 'other', start, end: cursor.at };
      default:
        return this.#accessible(start, word);
    }
  }

  #accessible(start: number, head: string): StateStatement {
    const cursor = this.#cursor;
    cursor.at = start + head.length;
    if (!head.endsWith('{')) {
      cursor.take(anySpace);
      cursor.at = cursor.lineEnd(cursor.at);
      return { type: 'other', start, end: cursor.at };
    }
    const close = cursor.braces.at(cursor.at);
    if (close >= cursor.text.length) return cursor.misfit('unclosed', start, { start, end: start + head.length });
    cursor.at = close + 1;
    return { type: 'other', start, end: cursor.at };
  }

  #styled(start: number, reason: 'class' | 'style' | 'classDef', pattern: RegExp): StateStatement {
    const cursor = this.#cursor;
    pattern.lastIndex = cursor.at;
    const match = pattern.exec(cursor.text);
    if (!match) return cursor.misfit(reason, start, { start, end: cursor.lineEnd(start) });
    const from = pattern.lastIndex - match[0].trimStart().length;
    const end = cursor.lineEnd(Math.max(start, pattern.lastIndex));
    cursor.at = end;
    const targets = { start: from, end: from + match[1]!.length };
    return { type: 'other', start, end, ...(reason === 'classDef' ? {} : { targets }) };
  }

  #click(start: number): StateStatement {
    const cursor = this.#cursor;
    cursor.take(sameLineSpace);
    const id = cursor.mention();
    const pattern = /[^\S\r\n]*(?:"[^"\r\n]*"[^\S\r\n]*"[^"\r\n]*"|href\s+"[^"\r\n]*")[^\S\r\n]*(?=[\r\n]|$)/iy;
    if (!id || cursor.take(pattern) === undefined)
      return cursor.misfit('click', start, { start, end: cursor.lineEnd(start) });
    return { type: 'other', start, end: cursor.at };
  }

  #transition(start: number): StateStatement {
    const cursor = this.#cursor;
    const from = cursor.mention();
    if (!from) return cursor.misfit('unexpected', start, cursor.here());
    if (from.id === '}') return { type: 'warned', start, end: from.end, warning: 'brace', at: from };
    cursor.gap();
    if (!cursor.text.startsWith('-->', cursor.at)) return this.#described(start, from);
    const arrow = { start: cursor.at, end: cursor.at + 3 };
    cursor.at += 3;
    cursor.gap(true);
    keyword.lastIndex = cursor.at;
    const word = keyword.exec(cursor.text)?.[0];
    if (word !== undefined && (cursor.depth === 0 || /^(?:state|note|class|style|classDef)\s/i.test(word))) {
      return cursor.misfit('reserved', start, { start: cursor.at, end: cursor.at + word.trimEnd().length });
    }
    const to = cursor.mention();
    if (!to) return cursor.misfit('no-target', start, cursor.isLineEnd() ? arrow : cursor.here());
    cursor.gap();
    const text = cursor.label();
    if (text === 'empty') return cursor.misfit('empty-text', start, cursor.here());
    const end = text ? text.end : to.end;
    if (isOdd(to.id)) cursor.waiting.push({ type: 'warned', start, end, warning: 'odd-id', at: to });
    return { type: 'transition', start, end, from, to, ...(text ? { label: text } : {}) };
  }

  #described(start: number, state: StateMention): StateStatement {
    const cursor = this.#cursor;
    const description = cursor.label();
    if (description === 'empty') return cursor.misfit('empty-text', start, cursor.here());
    const { id } = state;
    // What can follow no statement cannot follow this one either.
    const rest = cursor.text[cursor.at];
    if (!description && rest === '-' && !(cursor.depth > 0 && cursor.text.startsWith('--', cursor.at))) {
      return cursor.misfit('unexpected', start, cursor.here());
    }
    if (!description && rest === '{') return cursor.misfit('unexpected', start, cursor.here());
    if (isOdd(id)) cursor.waiting.push({ type: 'warned', start, end: state.end, warning: 'odd-id', at: state });
    return { type: 'state', start, end: description?.end ?? state.end, state, ...(description ? { description } : {}) };
  }
}

/** Names that nobody means: signs alone, or a word with the semicolon that was to end the statement. */
function isOdd(id: string): boolean {
  return id.endsWith(';') || (id !== '[*]' && !/[\p{L}\p{N}]/u.test(id));
}
