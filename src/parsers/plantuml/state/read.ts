import type { SourceRange } from '#diagnostics';
import type { Lifecycle } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import { BlockEnds } from '../../lowering/block-ends.ts';
import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { plantumlText } from '../../lowering/texts.ts';
import { attributes, lineColours } from '../commands/attributes.ts';
import { Cursor } from '../commands/cursor.ts';
import { readDecoration } from '../commands/decorations.ts';
import { Lines } from '../commands/lines.ts';
import * as say from '../commands/messages.ts';
import { readNote } from '../commands/notes.ts';
import { readTable } from '../commands/tables.ts';
import { notExpanded } from '../messages.ts';
import { misunderstood } from '../preprocessor/messages.ts';
import type { Macros } from '../preprocessor.ts';
import { LifecycleBuilder } from './builder.ts';
import { kindOf } from './kinds.ts';
import { explain } from './misfits.ts';
import { readArrow } from './transitions.ts';

export interface ReadLifecycle {
  readonly problems: readonly Problem[];
  /** Is anything drawn? */
  readonly isEmpty: boolean;
  /** How many statements only a state diagram has. */
  readonly ownStatements: number;
  finish(name: string | undefined, range: SourceRange): Lifecycle;
}

/**
 * Reads a text, preprocessed, as a state diagram. Undefined as soon as more than `mostMisfits` lines are no
 * statements of one: it is something else then.
 */
export function readLifecycle(
  text: DiagramText,
  plain: string,
  macros: Macros,
  mostMisfits: number,
): ReadLifecycle | undefined {
  const reading = new Reading(text, plain, macros);
  return reading.all(mostMisfits) ? reading : undefined;
}

const as = /\s+as\s+/iy;
const stateWord = /(?:state|frame)\s+/iy;
const begin = /begin(?=[^\S\r\n]*(?:[\r\n]|$))/iy;

class Reading implements ReadLifecycle {
  readonly problems: Problem[] = [];
  ownStatements = 0;
  readonly #lines: Lines;
  readonly #builder: LifecycleBuilder;
  readonly #ends: BlockEnds;
  readonly #macros: Macros;
  readonly #noteTargets: { readonly id: string; readonly span: Span }[] = [];

  constructor(text: DiagramText, plain: string, macros: Macros) {
    this.#macros = macros;
    this.#lines = new Lines(plain);
    this.#builder = new LifecycleBuilder(text);
    this.#ends = new BlockEnds(text);
  }

  get isEmpty(): boolean {
    return this.#builder.isEmpty;
  }

  all(mostMisfits: number): boolean {
    let misfits = 0;
    for (let line = this.#lines.next(); line; line = this.#lines.next()) {
      if (this.#statement(line)) continue;
      const written = this.#lines.text.slice(line.start, line.end);
      const macro = this.#macros.usedIn(written);
      if (macro !== undefined) this.problems.push(notExpanded(line, macro));
      else {
        misfits += 1;
        if (misfits > mostMisfits) return false;
        this.problems.push(misunderstood(line, written, this.#macros.known) ?? explain(written, line));
      }
    }
    for (const { end, span } of this.#builder.connect()) this.problems.push(say.outsideRegion(span, end.name));
    for (const { end, span } of this.#builder.unplaced) this.problems.push(say.outerUnknown(span, end.name));
    for (const { id, span } of this.#noteTargets)
      if (!this.#builder.has(id)) this.problems.push(say.unknownTarget(span, id, this.#builder.names()));
    for (const missing of this.#ends.missing()) this.problems.push(say.unclosedGroup(missing));
    return true;
  }

  finish(name: string | undefined, range: SourceRange): Lifecycle {
    return this.#builder.finish(name, range);
  }

  #statement(line: Span): boolean {
    const { text } = this.#lines;
    const first = text.charCodeAt(line.start);
    const length = line.end - line.start;
    if (first === 0x7d && length === 1) return this.#close(line);
    if (first === 0x2d || first === 0x7c) {
      if (!/^(?:--+|\|\|+)$/.test(text.slice(line.start, line.end))) return false;
      this.#builder.nextRegion();
      return true;
    }
    const cursor = new Cursor(text, line.start, line.end);
    const word = first === 0x3c ? 'style' : cursor.peekWord();
    if (word !== '' && this.#command(line, word)) return true;
    return this.#arrow(line) || this.#description(line);
  }

  /** A statement that begins with a keyword. False where the word is only a name. */
  #command(line: Span, word: string): boolean {
    const { text } = this.#lines;
    const cursor = new Cursor(text, line.start, line.end);
    switch (word) {
      case 'state':
      case 'frame':
        if (this.#state(line, cursor, word)) return true;
        break;
      case 'end':
      case 'endstate':
        if (/^end ?state$/i.test(cursor.rest())) return this.#close(line);
        break;
      case 'note':
        return this.#note(line, cursor);
      case 'json':
      case 'map':
        if (this.#table(line, cursor, word)) return true;
        break;
      case 'set': {
        const separator = /^set\s+(?:namespaceseparator|separator)\s+(\S+)$/i.exec(cursor.rest());
        if (separator) this.#builder.separator = /^none$/i.test(separator[1]!) ? '' : separator[1]!;
        break;
      }
      case 'newpage':
        return false;
    }
    const decoration = readDecoration(this.#lines, line, word);
    if (!decoration) return false;
    if (decoration.title !== undefined) this.#builder.title = decoration.title;
    if (decoration.direction) this.#builder.direction = decoration.direction;
    if (decoration.problem) this.problems.push(decoration.problem);
    return true;
  }

  #close(line: Span): boolean {
    if (this.#ends.closed(line)) this.#builder.close();
    else this.problems.push(say.strayBrace(line, true));
    return true;
  }

  #state(line: Span, cursor: Cursor, word: 'state' | 'frame'): boolean {
    if (!cursor.match(stateWord)) return false;
    const quoted = cursor.quoted();
    let id = quoted ?? cursor.name();
    let label = quoted;
    if (id === undefined) return false;
    if (cursor.match(as)) {
      const second = quoted === undefined ? cursor.quoted() : cursor.name();
      if (second === undefined) return false;
      if (quoted === undefined) label = second;
      else id = second;
    }
    const { stereotypes } = attributes(cursor);
    lineColours(cursor);
    cursor.blanks();
    const opens = cursor.match(begin) !== undefined || cursor.take('{');
    let description: string | undefined;
    if (!opens && cursor.take(':')) description = plantumlText(cursor.rest());
    else if (!cursor.done) return false;
    if (opens && quoted !== undefined && id === quoted) return false;
    if (word === 'state') this.ownStatements += 1;
    const { kind, others, onBorder } = kindOf(stereotypes);
    if (onBorder && this.#builder.place.parent === null) this.problems.push(say.borderOutside(line));
    const all = word === 'frame' ? ['frame', ...others] : others;
    const named = { id, label: label === undefined ? undefined : plantumlText(label), kind, stereotypes: all };
    if (opens) {
      this.#ends.opened(word, line);
      if (!this.#builder.open(named, line)) this.problems.push(say.tooDeep(line));
    } else if (word === 'frame') return false;
    else {
      if (this.#builder.isElsewhere(id)) this.problems.push(say.outsideRegion(line, id));
      this.#builder.declare(named, line);
      if (description) this.#builder.describe(id, description, line);
    }
    return true;
  }

  #arrow(line: Span): boolean {
    const arrow = readArrow(new Cursor(this.#lines.text, line.start, line.end));
    if (!arrow) return false;
    if (arrow.from.type !== 'state' || arrow.to.type !== 'state') this.ownStatements += 1;
    const { type, name, span } = arrow.to;
    if (type === 'state' && /^[^:]+:[^:]/.test(name)) this.problems.push(say.colonInName(span, name));
    this.#builder.arrow(arrow, line);
    return true;
  }

  /** `Name : text`. */
  #description(line: Span): boolean {
    const cursor = new Cursor(this.#lines.text, line.start, line.end);
    const id = cursor.quoted() ?? cursor.name();
    if (id === undefined) return false;
    const span = { start: line.start, end: cursor.at };
    cursor.blanks();
    if (!cursor.take(':')) return false;
    this.#builder.describe(id, plantumlText(cursor.rest()), span);
    return true;
  }

  #table(line: Span, cursor: Cursor, word: 'json' | 'map'): boolean {
    const table = readTable(this.#lines, line, cursor, word);
    if (!table) return false;
    if (table.problem) this.problems.push(table.problem);
    const { id, label, span } = table;
    this.#builder.declare({ id, label: label === id ? undefined : label, kind: 'state', stereotypes: [word] }, span);
    return true;
  }

  #note(line: Span, cursor: Cursor): boolean {
    const note = readNote(this.#lines, line, cursor, (target) => target.name() ?? target.quoted());
    if (!note) return false;
    if (note.problem) this.problems.push(note.problem);
    const { target, text, span } = note;
    switch (target.type) {
      case 'named':
        if (this.#builder.has(target.id)) this.problems.push(say.noteTwice(line, target.id));
        else this.#builder.note([], text, span, target.id);
        break;
      case 'element':
        // The state may be drawn further down.
        this.#noteTargets.push(target);
        this.#builder.note([target.id], text, span);
        break;
      case 'last': {
        const { last } = this.#builder;
        if (last === undefined) this.problems.push(say.noteOnNothing(line, 'element'));
        this.#builder.note(last === undefined ? [] : [last], text, span);
        break;
      }
      case 'link': {
        const arrow = this.#builder.lastArrow;
        if (!arrow) this.problems.push(say.noteOnNothing(line, 'link'));
        const ends = arrow ? [arrow.from, arrow.to].filter(({ type }) => type === 'state') : [];
        this.#builder.note(
          ends.map(({ name }) => name),
          text,
          span,
        );
      }
    }
    return true;
  }
}
