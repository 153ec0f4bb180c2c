import { type LifelineId, type LifelineKind, type MessageSort, readLoopGuard } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import { BlockEnds } from '../../lowering/block-ends.ts';
import { meansBlock } from '../../lowering/block-words.ts';
import { type BlockHead, InteractionBuilder, type Span } from '../../lowering/builder.ts';
import { endOf } from '../../lowering/lexing.ts';
import type { Statement } from '../../lowering/lines.ts';

import type { Problem } from '../../lowering/problem.ts';
import { mermaidText, unquote } from '../../lowering/texts.ts';
import * as say from '../messages.ts';
import { boxLabel } from './box-label.ts';
import type { StatementTree } from './grammar.ts';
import { explain } from './misfits.ts';
import { readConfig } from './participant-config.ts';

type Tree<Type extends StatementTree['type']> = Extract<StatementTree, { type: Type }>;
type Token = Tree<'message'>['arrow'];

/** Something announced that the next message must be about. */
interface Announced {
  readonly id: LifelineId;
  readonly span: Span;
}

export interface Lowered {
  readonly builder: InteractionBuilder;
  readonly problems: readonly Problem[];
}

/** Gives the statements of a Mermaid sequence diagram their meaning. */
export function lowerSequence(text: DiagramText, statements: readonly Statement<StatementTree>[]): Lowered {
  const lowering = new Lowering(text);
  for (let index = 0; index < statements.length; index++) {
    const lines = noteOfLines(text, statements, index);
    if (lines > 0) lowering.problems.push(say.noteOfLines(statements[index]!));
    else lowering.statement(statements[index]!);
    index += Math.max(0, lines - 1);
  }
  lowering.finish();
  return lowering;
}

/** How many statements a note in PlantUML's way takes, from its head to `end note`; 0 where none begins here. */
function noteOfLines(text: DiagramText, statements: readonly Statement<StatementTree>[], index: number): number {
  const { tree, tokens } = statements[index]!;
  if (tree || tokens[0]?.tokenType.name !== 'Note') return 0;
  const end = statements
    .slice(index, index + 50)
    .findIndex(({ start, end }) => end - start < 12 && /^end[ \t]*note$/i.test(text.text.slice(start, end)));
  return end + 1;
}

class Lowering implements Lowered {
  readonly builder: InteractionBuilder;
  readonly problems: Problem[] = [];
  readonly #text: DiagramText;
  readonly #ends: BlockEnds;
  readonly #bars = new Map<LifelineId, number>();
  readonly #boxOf = new Map<LifelineId, Span>();
  #created: Announced | undefined;
  #destroyed: Announced | undefined;
  /** A box whose first misplaced statement has been reported. */
  #reportedBox: number | undefined;

  constructor(text: DiagramText) {
    this.#text = text;
    this.builder = new InteractionBuilder(text);
    this.#ends = new BlockEnds(text);
  }

  statement(statement: Statement<StatementTree>): void {
    const { tree } = statement;
    const first = statement.tokens[0]!;
    if (first.tokenType.name === 'Stray') this.problems.push(say.straySign(spanOf(first), first.image));
    if (!tree) {
      this.#misfit(statement);
      return;
    }
    this.#checkBox(tree, statement);
    switch (tree.type) {
      case 'participant':
        this.#participant(tree, statement);
        break;
      case 'message':
        this.#message(tree, statement);
        break;
      case 'lifecycle':
        this.#lifecycle(tree, statement);
        break;
      case 'line':
        this.#line(tree, statement);
        break;
      case 'note':
        this.#note(tree, statement);
        break;
      case 'nothing':
        return;
      case 'link':
        this.#mention(tree.name);
        return;
      case 'whole':
        this.#whole(tree, statement);
        break;
    }
  }

  finish(): void {
    this.#destroy();
    const box = this.builder.openBoxSpan;
    const end = this.#text.text.trimEnd().length;
    if (box) this.problems.push(say.unclosedBlock({ keyword: 'box', span: box, missedAt: { start: end, end } }));
    for (const missing of this.#ends.missing()) this.problems.push(say.unclosedBlock(missing));
  }

  #misfit(statement: Statement<StatementTree>): void {
    const { start, end } = statement;
    if (meansBlock(this.#text.text.slice(start, Math.min(end, start + 300)))) this.#ends.misread();
    this.problems.push(explain(statement, this.#text.text));
  }

  #checkBox(tree: StatementTree, span: Span): void {
    const box = this.builder.openBoxSpan;
    if (!box || box.start === this.#reportedBox || tree.type === 'nothing') return;
    if ((tree.type === 'participant' && !tree.create) || (tree.type === 'whole' && tree.kind === 'end')) return;
    if (tree.type === 'lifecycle' && /^destroy$/i.test(tree.keyword.image)) return;
    this.#reportedBox = box.start;
    this.problems.push(say.notInBox(span, box));
  }

  #participant(tree: Tree<'participant'>, statement: Span): void {
    const config = tree.config ? readConfig(tree.config.image) : {};
    if (!config) this.problems.push(say.badConfig(spanOf(tree.config!)));
    const actor = /^actor$/i.test(tree.keyword.image);
    let written = tree.id.image.trim();
    let alias = tree.alias ? mermaidText(tree.alias.image) : (config?.alias ?? undefined);
    // `participant "Long name" as L`: PlantUML's order.
    const swapped = tree.alias || tree.config ? null : /^(.+?)\s+as\s+(\S+)$/i.exec(written);
    if (swapped) {
      this.problems.push(say.aliasOrder(spanOf(tree.id), swapped[2]!, swapped[1]!));
      written = swapped[2]!;
      alias = mermaidText(swapped[1]!);
    }
    const known = this.builder.lifeline(written);
    this.#checkBoxes(written, spanOf(tree.id));
    if (tree.create) {
      if (known) this.problems.push(say.createdTwice(statement, written));
      else {
        this.#created = { id: written, span: statement };
        this.builder.announceCreation(written);
      }
    }
    const kind: LifelineKind = config?.kind ?? (actor ? 'actor' : 'participant');
    if (known && alias === undefined && !config?.kind && known.kind === kind) return;
    const label =
      alias === undefined || alias === '' ? (known?.label ?? mermaidText(unquote(written))) : unquote(alias);
    this.builder.declare({ id: written, label, kind, span: statement });
  }

  /** A participant stands in one box at most. */
  #checkBoxes(id: LifelineId, span: Span): void {
    const box = this.builder.openBoxSpan;
    if (!box) return;
    const other = this.#boxOf.get(id);
    if (other && other.start !== box.start) this.problems.push(say.inTwoBoxes(span, id, other));
    else this.#boxOf.set(id, box);
  }

  #message(tree: Tree<'message'>, statement: Span): void {
    const left = this.#mention(tree.from);
    const right = this.#mention(tree.to);
    const arrow = tree.arrow.image.toLowerCase();
    // `/|-`, `\\-` and their like have their head on the left.
    const reversed = /^[/\\]/.test(arrow);
    const [from, to] = reversed ? [right, left] : [left, right];
    this.#checkAnnounced(from, to, statement);
    const raw = tree.label.image.slice(1);
    const label = mermaidText(raw);
    const labelStart = tree.label.startOffset + 1 + raw.length - raw.trimStart().length;
    this.builder.message({
      sort: sortOf(arrow),
      messageKind: arrow.endsWith('x') ? 'lost' : 'complete',
      from,
      to,
      label,
      span: statement,
      labelSpan: { start: labelStart, end: labelStart + raw.trim().length },
    });
    if (this.#destroyed && (from === this.#destroyed.id || to === this.#destroyed.id)) this.#destroy();
    if (tree.bar?.image === '+') this.#bar(right, 'activate', spanOf(tree.bar), statement);
    if (tree.bar?.image === '-') this.#bar(left, 'deactivate', spanOf(tree.bar), statement);
  }

  /** After `create` and `destroy` Mermaid wants a message that brings about what was announced. */
  #checkAnnounced(from: LifelineId, to: LifelineId, statement: Span): void {
    const created = this.#created;
    const destroyed = this.#destroyed;
    if (created) {
      this.#created = undefined;
      if (to !== created.id) this.problems.push(say.notCreated(statement, created.id, created.span));
    } else if (destroyed && from !== destroyed.id && to !== destroyed.id) {
      this.problems.push(say.notDestroyed(statement, destroyed.id, destroyed.span));
      this.#destroy();
    }
  }

  #destroy(): void {
    const destroyed = this.#destroyed;
    this.#destroyed = undefined;
    if (destroyed) {
      this.builder.add({ type: 'destruction', lifeline: destroyed.id, range: this.builder.range(destroyed.span) });
    }
  }

  #bar(lifeline: LifelineId, action: 'activate' | 'deactivate', sign: Span, statement: Span): void {
    const count = (this.#bars.get(lifeline) ?? 0) + (action === 'activate' ? 1 : -1);
    if (count < 0) this.problems.push(say.inactive(sign, lifeline));
    this.#bars.set(lifeline, Math.max(0, count));
    this.builder.add({ type: 'activation', action, lifeline, range: this.builder.range(statement) });
  }

  #lifecycle(tree: Tree<'lifecycle'>, statement: Span): void {
    const action = tree.keyword.image.toLowerCase();
    const id = this.#mention(tree.id);
    if (action === 'destroy') this.#destroyed = { id, span: statement };
    else this.#bar(id, action as 'activate' | 'deactivate', statement, statement);
  }

  #line(tree: Tree<'line'>, statement: Statement<StatementTree>): void {
    const written = tree.text?.image.trim() ?? '';
    if (tree.kind === 'unknown') this.#misfit(statement);
    else if (tree.kind === 'box') this.builder.openBox(mermaidText(boxLabel(written)), statement);
    else if (tree.kind === 'separator') this.#separator(tree.keyword, mermaidText(written), statement);
    else this.#open(tree.keyword.image.toLowerCase(), mermaidText(written), statement);
  }

  #open(keyword: string, guard: string, span: Span): void {
    this.#ends.opened(keyword, span);
    if (!this.builder.open(blockHead(keyword, guard), span) && this.builder.firstTooDeep)
      this.problems.push(say.tooDeep(span));
  }

  #separator(keyword: Token, guard: string, statement: Span): void {
    const word = keyword.image.toLowerCase();
    const operator = this.builder.innermost?.operator;
    const span = spanOf(keyword);
    const home = word === 'else' ? 'alt' : word === 'and' ? 'par' : 'critical';
    if (operator === undefined && this.builder.depth > 0) return;
    if (operator !== home) {
      if (word === 'else' && operator === 'par') this.problems.push(say.elseInPar(span));
      else if (word === 'else' && operator === 'critical') this.problems.push(say.elseInCritical(span));
      else {
        const told = operator === undefined ? this.#ends.anyOpen : this.#ends.showsMissing(statement);
        if (!told) this.problems.push(say.straySeparator(span, word));
        return;
      }
    }
    this.builder.nextOperand(guard, statement);
  }

  #note(tree: Tree<'note'>, statement: Span): void {
    const targets = tree.targets.map((token) => this.#mention(token));
    const where = tree.placement.image.toLowerCase();
    const placement = where.startsWith('left') ? 'left' : where.startsWith('right') ? 'right' : 'over';
    const most = placement === 'over' ? 2 : 1;
    if (targets.length > most) this.problems.push(say.manyTargets(statement, placement));
    const lifelines = targets.slice(0, most);
    const range = this.builder.range(statement);
    this.builder.add({ type: 'note', placement, lifelines, text: mermaidText(tree.label.image.slice(1)), range });
  }

  #whole(tree: Tree<'whole'>, statement: Span): void {
    if (tree.kind === 'title') {
      this.builder.title = mermaidText(tree.token.image.replace(/^title:?/i, ''));
    } else if (tree.kind === 'autoNumber') {
      const numbers = /^autonumber(?:\s+off|(?:\s+(?:\d+(?:\.\d{1,2})?|\.\d{1,2})){0,2})\s*$/i;
      if (!numbers.test(tree.token.image)) this.problems.push(say.badAutoNumber(statement));
    } else if (this.builder.openBoxSpan) {
      this.builder.closeBox(statement.end);
    } else {
      if (!this.#ends.closed(statement)) this.problems.push(say.strayEnd(statement));
      this.builder.close(statement);
    }
  }

  #mention(token: Token): LifelineId {
    const id = token.image.trim();
    const start = token.startOffset;
    return this.builder.mention(id, mermaidText(unquote(id)), { start, end: start + token.image.trimEnd().length });
  }
}

function spanOf(token: Token): Span {
  return { start: token.startOffset, end: endOf(token) - (token.image.length - token.image.trimEnd().length) };
}

/**
 * A dashed line answers, whatever its head (`--)` as well: UML has no dashed asynchronous call); on a solid line an open
 * head (`-)`, `-\\`, `-//`) does not wait.
 */
function sortOf(arrow: string): MessageSort {
  if (arrow.includes('--')) return 'reply';
  return arrow.includes(')') || arrow.includes('\\\\') || arrow.includes('//') ? 'asynchSignal' : 'synchCall';
}

function blockHead(keyword: string, guard: string): BlockHead {
  if (keyword === 'rect') return { operator: 'group' };
  if (keyword === 'loop') return { operator: 'loop', ...readLoopGuard(guard) };
  const operator = (keyword === 'par_over' ? 'par' : keyword) as BlockHead['operator'];
  return { operator, ...(guard === '' ? {} : { guard }) };
}
