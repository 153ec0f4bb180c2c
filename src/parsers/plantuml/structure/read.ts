import type { SourceRange } from '#diagnostics';
import type { NodeShape, Structure } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import { BlockEnds } from '../../lowering/block-ends.ts';
import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { plantumlText } from '../../lowering/texts.ts';
import { colours } from '../commands/attributes.ts';
import { Cursor } from '../commands/cursor.ts';
import { readDecoration } from '../commands/decorations.ts';
import { Lines } from '../commands/lines.ts';
import * as say from '../commands/messages.ts';
import { readNote } from '../commands/notes.ts';
import { readTable } from '../commands/tables.ts';
import { notExpanded } from '../messages.ts';
import { misunderstood } from '../preprocessor/messages.ts';
import type { Macros } from '../preprocessor.ts';
import { StructureBuilder } from './builder.ts';
import { readElement, readGroupHead, readOpenElement, readShapeWord } from './elements.ts';
import { readLink } from './links.ts';
import { explain } from './misfits.ts';
import { groupWords, readWritten, shapeOfForm, type Written } from './names.ts';

export interface ReadStructure {
  readonly problems: readonly Problem[];
  /** Is anything drawn? */
  readonly isEmpty: boolean;
  /** Is there anything that no sequence diagram has? */
  readonly isBeyondSequence: boolean;
  /** How many statements neither a sequence nor a class diagram has. */
  readonly ownStatements: number;
  finish(name: string | undefined, range: SourceRange): Structure;
}

/**
 * Reads a text, preprocessed, as a diagram of components, deployment or use cases. Undefined as soon as more than `mostMisfits` lines are no
 * statements of one: it is something else then.
 */
export function readStructure(
  text: DiagramText,
  plain: string,
  macros: Macros,
  mostMisfits: number,
): ReadStructure | undefined {
  const reading = new Reading(text, plain, macros);
  return reading.all(mostMisfits) ? reading : undefined;
}

/** Shapes whose words sequence or class diagrams have as well. */
const sharedShapes: ReadonlySet<NodeShape> = new Set([
  ...(['actor', 'boundary', 'circle', 'collections', 'control', 'database', 'entity', 'interface'] as const),
  ...(['object', 'package', 'queue'] as const),
]);

/** Shapes whose words declare participants as well. */
const participants: ReadonlySet<NodeShape> = new Set([
  ...(['actor', 'boundary', 'collections', 'control', 'database', 'entity', 'queue'] as const),
]);

function isMarked({ form }: Written): boolean {
  return form === 'component' || form === 'usecase' || form === 'actor';
}

class Reading implements ReadStructure {
  readonly problems: Problem[] = [];
  ownStatements = 0;
  isBeyondSequence = false;
  readonly #lines: Lines;
  readonly #builder: StructureBuilder;
  readonly #ends: BlockEnds;
  readonly #macros: Macros;
  #strayBraces = 0;

  constructor(text: DiagramText, plain: string, macros: Macros) {
    this.#macros = macros;
    this.#lines = new Lines(plain);
    this.#builder = new StructureBuilder(text);
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
    for (const missing of this.#ends.missing()) this.problems.push(say.unclosedGroup(missing));
    return true;
  }

  finish(name: string | undefined, range: SourceRange): Structure {
    return this.#builder.finish(name, range);
  }

  #statement(line: Span): boolean {
    const { text } = this.#lines;
    const first = text.charCodeAt(line.start);
    if (first === 0x7d && line.end === line.start + 1) {
      this.#close(line);
      return true;
    }
    const cursor = new Cursor(text, line.start, line.end);
    const word = first === 0x3c ? 'style' : cursor.peekWord();
    if (word !== '' && this.#command(line, word)) return true;
    return this.#link(line) || this.#element(line, undefined);
  }

  #remove(line: Span, word: 'remove' | 'restore'): void {
    const written = this.#lines.text.slice(line.start + word.length, line.end).trim();
    const target = /^(?:"([^"]+)"|\[([^\]]+)\]|([^\s$<"[*]\S*))$/.exec(written);
    const id = target?.[1] ?? target?.[2] ?? target?.[3];
    if (id !== undefined) this.#builder.remove(id, word === 'restore');
    else this.problems.push(say.notRemoved(line, word));
  }

  /** A statement that begins with a keyword. False where the word is only a name. */
  #command(line: Span, word: string): boolean {
    const decoration = readDecoration(this.#lines, line, word);
    if (decoration) {
      if (decoration.title !== undefined) this.#builder.title = decoration.title;
      if (decoration.direction) this.#builder.direction = decoration.direction;
      if (decoration.problem) this.problems.push(decoration.problem);
      if (word === 'remove' || word === 'restore') this.#remove(line, word);
      return true;
    }
    const cursor = new Cursor(this.#lines.text, line.start, line.end);
    switch (word) {
      case 'note':
        return this.#note(line, cursor);
      case 'together':
        if (!/^together\s*\{$/i.test(cursor.rest())) return false;
        this.#ends.opened('together', line);
        if (!this.#builder.openTogether()) this.problems.push(say.tooDeep(line));
        return true;
      case 'end':
        if (!/^end\s?package$/i.test(cursor.rest())) return false;
        this.#close(line);
        return true;
      case 'json':
      case 'map':
        return this.#table(line, cursor, word);
      case 'archimate':
        return this.#archimate(line, cursor);
    }
    const shape = readShapeWord(cursor);
    if (shape === undefined) return false;
    const behind = cursor.at;
    const opens = this.#lines.text.charCodeAt(line.end - 1) === 0x7b;
    if (opens && groupWords.has(word) && this.#group(line, word, behind)) return true;
    if (this.#element(line, { shape, behind })) return true;
    return this.#openElement(line, shape, behind);
  }

  /** Takes note of what a shape tells of the kind of diagram. */
  #speaks(shape: NodeShape, opens: boolean): void {
    if (!sharedShapes.has(shape)) this.ownStatements += 1;
    if (opens || !participants.has(shape)) this.isBeyondSequence = true;
  }

  #close(line: Span): void {
    if (this.#ends.closed(line)) {
      this.#builder.close(line.end);
      return;
    }
    this.#strayBraces += 1;
    // PlantUML lets the first one pass.
    this.problems.push(say.strayBrace(line, this.#strayBraces > 1));
  }

  #group(line: Span, word: string, behind: number): boolean {
    const cursor = new Cursor(this.#lines.text, behind, line.end);
    cursor.blanks();
    const head = readGroupHead(cursor);
    if (!head || !cursor.done) return false;
    this.#ends.opened(word, line);
    const shape = word as NodeShape;
    this.#speaks(shape, true);
    const label = plantumlText(head.label);
    if (!this.#builder.open(head.id, label, shape, head.stereotypes, line)) this.problems.push(say.tooDeep(line));
    return true;
  }

  #element(line: Span, keyword: { shape: NodeShape; behind: number } | undefined): boolean {
    const cursor = new Cursor(this.#lines.text, keyword?.behind ?? line.start, line.end);
    const found = readElement(cursor, keyword?.shape);
    if (!found) return false;
    // A name alone says nothing.
    if (!keyword && cursor.text.slice(line.start, line.end) === found.id && found.shape === 'actor') return false;
    this.#declare(found.id, plantumlText(found.label), found.shape, found.stereotypes, line);
    return true;
  }

  #openElement(line: Span, shape: NodeShape, behind: number): boolean {
    const cursor = new Cursor(this.#lines.text, behind, line.end);
    const found = readOpenElement(cursor);
    if (!found) return false;
    this.#speaks(shape, false);
    const { mark } = found;
    const isEnd =
      mark === ']' ? (text: string) => /^[^[\]]*\]$/.test(text) : (text: string) => /["\u201c\u201d]$/.test(text);
    const rest = this.#lines.until(mark, isEnd);
    if (!rest) {
      this.problems.push(say.unclosedLabel(line, mark));
      return true;
    }
    const { start, end } = rest.last;
    const body = rest.body.length > 0 ? [this.#lines.textOf(rest.body)] : [];
    const label = plantumlText([found.text, ...body, this.#lines.text.slice(start, end - 1)].join('\n'));
    this.#declare(found.id, label === '' ? found.id : label, shape, found.stereotypes, { start: line.start, end });
    return true;
  }

  #declare(id: string, label: string, shape: NodeShape, stereotypes: readonly string[], span: Span): void {
    if ((shape === 'port' || shape === 'port-in' || shape === 'port-out') && !this.#builder.inGroup)
      this.problems.push(say.portOutside(span));
    const known = this.#builder.get(id);
    if (known && (known.isGroup || known.shape !== shape)) {
      const was = known.isGroup ? 'a group' : known.shape === undefined ? 'the end of a link' : `\`${known.shape}\``;
      this.problems.push(say.redefined(span, id, known.span, was));
      return;
    }
    if (this.#builder.hasNote(id)) {
      this.problems.push(say.noteTwice(span, id));
      return;
    }
    this.#speaks(shape, false);
    this.#builder.declare(id, label, shape, stereotypes, span);
  }

  #archimate(line: Span, cursor: Cursor): boolean {
    cursor.at += 'archimate'.length;
    if (!cursor.blanks()) return false;
    const behind = cursor.at;
    if (this.#element(line, { shape: 'rectangle', behind })) return true;
    if (colours(cursor)) cursor.blanks();
    const opens = this.#lines.text.charCodeAt(line.end - 1) === 0x7b;
    if (!opens) return this.#openElement(line, 'rectangle', cursor.at);
    return this.#group(line, 'rectangle', cursor.at);
  }

  #link(line: Span): boolean {
    const link = readLink(new Cursor(this.#lines.text, line.start, line.end));
    if (!link) return false;
    const { from, fromSpan, to, toSpan, labelSpan, ...edge } = link;
    if (isMarked(from) || isMarked(to)) {
      this.ownStatements += 1;
      this.isBeyondSequence = true;
    }
    this.#mention(from, fromSpan);
    this.#mention(to, toSpan);
    this.#builder.edge({ ...edge, from: from.text, to: to.text, span: line, ...(labelSpan ? { labelSpan } : {}) });
    return true;
  }

  #mention({ form, text }: Written, span: Span): void {
    this.#builder.mention(text, plantumlText(text), shapeOfForm(form), span);
  }

  #table(line: Span, cursor: Cursor, word: 'json' | 'map'): boolean {
    const table = readTable(this.#lines, line, cursor, word);
    if (!table) return false;
    if (table.problem) this.problems.push(table.problem);
    this.#declare(table.id, table.label, 'object', [], table.span);
    return true;
  }

  #note(line: Span, cursor: Cursor): boolean {
    const note = readNote(this.#lines, line, cursor, (target) => readWritten(target)?.text);
    if (!note) return false;
    if (note.problem) this.problems.push(note.problem);
    const { target, text, span } = note;
    switch (target.type) {
      case 'named':
        if (this.#builder.get(target.id) || this.#builder.hasNote(target.id))
          this.problems.push(say.noteTwice(line, target.id));
        else this.#builder.note([], text, span, target.id);
        break;
      case 'element':
        if (!this.#builder.get(target.id) && !this.#builder.hasNote(target.id))
          this.problems.push(say.unknownTarget(target.span, target.id, this.#builder.names()));
        this.#builder.note([target.id], text, span);
        break;
      case 'last': {
        const { last } = this.#builder;
        if (last === undefined) this.problems.push(say.noteOnNothing(line, 'element'));
        this.#builder.note(last === undefined ? [] : [last], text, span);
        break;
      }
      case 'link': {
        const edge = this.#builder.lastEdge;
        if (!edge) this.problems.push(say.noteOnNothing(line, 'link'));
        this.#builder.note(edge ? [edge.from, edge.to] : [], text, span);
      }
    }
    return true;
  }
}
