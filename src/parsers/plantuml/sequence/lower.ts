import type { LifelineId, LifelineKind, Note } from '#model';
import type { DiagramText } from '../../diagram-text.ts';
import { BlockEnds } from '../../lowering/block-ends.ts';
import { meansBlock } from '../../lowering/block-words.ts';
import { InteractionBuilder, type Span } from '../../lowering/builder.ts';
import { endOf } from '../../lowering/lexing.ts';
import type { Statement } from '../../lowering/lines.ts';
import type { Problem } from '../../lowering/problem.ts';
import { plantumlText } from '../../lowering/texts.ts';
import * as say from '../messages.ts';
import type { Macros } from '../preprocessor.ts';
import { readArrow } from './arrow.ts';
import { unknownColour } from './colours.ts';
import { titleText } from './decorations.ts';
import { explain } from './misfits.ts';
import type { Endpoint, StatementTree } from './statements.ts';
import {
  blockHead,
  bodyText,
  boxLabel,
  headText,
  labelOf,
  leadingColours,
  names,
  spanOf,
  trimmed,
  withoutColours,
} from './written.ts';

type Tree<Type extends StatementTree['type']> = Extract<StatementTree, { type: Type }>;
type Token = Endpoint['first'];

/** `{start}` without its braces. */
function anchorOf({ image }: Token): string {
  return image.slice(1, -1);
}

/** What a message has to say to those that follow it. */
interface Sent {
  readonly from: LifelineId | null;
  readonly to: LifelineId | null;
}

/** How much of a line that is no statement is looked at for an explanation. */
const longestRead = 300;

export interface Lowered {
  readonly builder: InteractionBuilder;
  readonly problems: readonly Problem[];
  /** Lines that are no statements of a sequence diagram. */
  readonly misfits: readonly string[];
  /** How many statements only a sequence diagram has. */
  readonly ownStatements: number;
}

/** Gives the statements of a PlantUML sequence diagram their meaning. */
export function lowerSequence(
  text: DiagramText,
  statements: readonly Statement<StatementTree>[],
  macros: Macros,
): Lowered {
  const lowering = new Lowering(text, macros);
  for (const statement of statements) lowering.statement(statement);
  lowering.finish();
  return lowering;
}

class Lowering implements Lowered {
  readonly builder: InteractionBuilder;
  readonly problems: Problem[] = [];
  readonly misfits: string[] = [];
  ownStatements = 0;
  readonly #text: DiagramText;
  readonly #macros: Macros;
  readonly #ends: BlockEnds;
  /** The messages that opened the activations at hand, innermost last: what `return` answers. */
  readonly #activating: Sent[] = [];
  #last: Sent | undefined;
  #autoActivate = false;
  /** A participant that `create` announced: the next message must go to it. */
  #created: { readonly id: LifelineId; readonly span: Span } | undefined;
  #drawnAnything = false;

  constructor(text: DiagramText, macros: Macros) {
    this.#text = text;
    this.#macros = macros;
    this.builder = new InteractionBuilder(text);
    this.#ends = new BlockEnds(text);
  }

  statement(statement: Statement<StatementTree>): void {
    const { tree } = statement;
    if (!tree) {
      this.#misfit(statement);
      return;
    }
    switch (tree.type) {
      case 'participant':
        this.#participant(tree, statement);
        break;
      case 'message':
        this.#message(tree, statement);
        break;
      case 'bar':
        this.#shortBar(tree, statement);
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
      case 'ref':
        this.#ref(tree, statement);
        break;
      case 'whole':
        this.#whole(tree, statement);
        break;
    }
  }

  finish(): void {
    const box = this.builder.openBoxSpan;
    if (box) this.problems.push(say.unclosedBox(box));
    for (const missing of this.#ends.missing()) this.problems.push(say.unclosedBlock(missing));
  }

  #misfit(statement: Statement<StatementTree>): void {
    const line = this.#text.text.slice(statement.start, Math.min(statement.end, statement.start + longestRead));
    this.misfits.push(line);
    if (meansBlock(line)) this.#ends.misread();
    this.problems.push(explain(statement, line, this.#macros));
  }

  #participant(tree: Tree<'participant'>, statement: Span): void {
    const [created, word] = /^(create\s+)?(\w+)?$/i.exec(tree.keyword.image.trim())!.slice(1);
    const create = created !== undefined || word?.toLowerCase() === 'create';
    const kind = (word?.toLowerCase() === 'create' ? 'participant' : word?.toLowerCase()) as LifelineKind;
    if (/^(?:participant|collections)$/i.test(word ?? '')) this.ownStatements += 1;
    this.#checkColour(tree.colour);
    const { first, second } = tree.name;
    if (first.image.startsWith('"') && second?.image.startsWith('"'))
      this.problems.push(say.aliasInQuotes({ start: second.startOffset, end: endOf(second) }));
    const { id, label } = names(tree.name);
    const { order, head } = tree;
    if (this.builder.lifeline(id)) this.builder.moveToEnd(id);
    else {
      this.builder.declare({
        id,
        label: head ? headText(head.image) : label,
        kind,
        span: statement,
        ...(order ? { order: Number(/-?\d+/.exec(order.image)![0]) } : {}),
      });
    }
    if (!create) return;
    this.#created = { id, span: statement };
    this.builder.announceCreation(id);
  }

  #message(tree: Tree<'message'>, statement: Statement<StatementTree>): void {
    // `{start} <-> {end} : 3 s` measures time between two points; it is no message.
    if (tree.right?.first.tokenType.name === 'Anchor') {
      const isMeasure = statement.tokens[0]!.tokenType.name === 'Anchor' && !tree.left && tree.arrow.image === '<->';
      if (!isMeasure) this.#misfit(statement);
      else {
        const text = tree.label ? labelOf(tree.label).text : '';
        this.builder.measure(anchorOf(statement.tokens[0]!), anchorOf(tree.right.first), text, statement);
      }
      return;
    }
    // Only a declaration may name a lifeline twice without quotes.
    const unquoted = [tree.left, tree.right].find(
      (end) => end?.second && !/^"/.test(end.first.image + end.second.image),
    );
    if (unquoted?.second && !unquoted.second.image.startsWith('"')) {
      this.#misfit(statement);
      return;
    }
    this.#checkColour(tree.colour);
    this.#checkColours(tree.arrow, /#\w+/g);
    const arrow = readArrow(tree.arrow.image);
    const left = tree.left && this.#resolve(tree.left);
    const right = tree.right && this.#resolve(tree.right);
    const more = tree.more.map((token) => this.#resolve({ first: token })!);
    if (!arrow) {
      this.problems.push(say.arrowWithoutHead(spanOf(tree.arrow), tree.arrow.image));
      return;
    }
    if (arrow.hidden) return;
    const from = (arrow.reversed ? right : left) ?? null;
    const to = (arrow.reversed ? left : right) ?? null;
    if (from === null && to === null) {
      this.problems.push(say.unreadable(statement, undefined));
      return;
    }
    if (!this.#checkCreated(from, to, statement)) return;
    const activation = tree.activation?.image ?? '';
    if (activation === '**' && (to ?? from) !== null) this.builder.announceCreation((to ?? from)!);
    const label = tree.label ? labelOf(tree.label) : { text: '' };
    const mark = statement.tokens[0]!;
    if (mark.tokenType.name === 'Anchor') this.builder.mark(anchorOf(mark));
    for (const receiver of [to, ...more]) {
      this.builder.message({
        sort: arrow.sort,
        messageKind: from === null ? 'found' : receiver === null || arrow.lost ? 'lost' : 'complete',
        from,
        to: receiver,
        label: label.text,
        span: statement,
        ...(label.span ? { labelSpan: label.span } : {}),
      });
    }
    this.#last = { from, to };
    if (activation !== '') {
      this.#applyActivation(activation.slice(0, 2), from, to, statement);
      this.#applyActivation(activation.slice(2), from, to, statement);
    } else if (this.#autoActivate && !arrow.lost) {
      this.#applyActivation(arrow.sort === 'reply' ? '--' : '++', from, to, statement);
    }
  }

  /** False where another message than this must come first. */
  #checkCreated(from: LifelineId | null, to: LifelineId | null, statement: Span): boolean {
    const created = this.#created;
    this.#created = undefined;
    this.#drawnAnything = true;
    if (!created || (to === created.id && from !== to)) return true;
    this.problems.push(say.notCreated(statement, created.id, created.span));
    return true;
  }

  /** `++` opens the receiver's bar, `--` closes the sender's; at the frame there is only one lifeline to mean. */
  #applyActivation(sign: string, from: LifelineId | null, to: LifelineId | null, span: Span): void {
    if (sign === '++') this.#bar((to ?? from)!, sign, span);
    else if (sign === '--') this.#bar((from ?? to)!, sign, span);
    else if (sign === '!!') this.#bar((to ?? from)!, sign, span);
  }

  #bar(lifeline: LifelineId, sign: string, span: Span): void {
    this.ownStatements += 1;
    this.#drawnAnything = true;
    const range = this.builder.range(span);
    if (sign === '!!') {
      this.builder.add({ type: 'destruction', lifeline, range });
      return;
    }
    if (sign === '**') {
      this.builder.announceCreation(lifeline);
      return;
    }
    if (sign === '++') {
      if (this.#last) this.#activating.push(this.#last);
      this.builder.add({ type: 'activation', action: 'activate', lifeline, range });
    } else {
      this.#activating.pop();
      this.builder.add({ type: 'activation', action: 'deactivate', lifeline, range });
    }
  }

  #lifecycle(tree: Tree<'lifecycle'>, statement: Statement<StatementTree>): void {
    const action = tree.keyword.image.toLowerCase();
    for (const colour of tree.colours) this.#checkColour(colour);
    if (!tree.name && action !== 'deactivate') {
      this.#misfit(statement);
      return;
    }
    const lifeline = tree.name ? this.#resolve({ first: tree.name }) : (this.#activating.at(-1)?.to ?? undefined);
    if (lifeline === undefined) this.problems.push(say.nothingToReturn(statement));
    else if (action !== 'activate' && !this.#drawnAnything)
      this.problems.push(say.endedFirst(statement, action, lifeline));
    else this.#bar(lifeline, action === 'activate' ? '++' : action === 'deactivate' ? '--' : '!!', statement);
  }

  /** `A ++`; nothing else is written without an arrow. */
  #shortBar(tree: Tree<'bar'>, statement: Statement<StatementTree>): void {
    this.#checkColour(tree.colour);
    const sign = tree.activation.image;
    if (sign === '++' || sign === '--') this.#bar(this.#resolve(tree.name) ?? '', sign, statement);
    else this.#misfit(statement);
  }

  #checkColour(token: Token | undefined): void {
    if (token) this.#checkColours(token, /#.+/gs);
  }

  #checkColours(token: Token, colours: RegExp): void {
    if (!token.image.includes('#')) return;
    for (const { 0: image, index } of token.image.matchAll(colours)) {
      const unknown = unknownColour(image);
      const start = token.startOffset + index;
      if (unknown !== undefined) this.problems.push(say.unknownColour({ start, end: start + image.length }, unknown));
    }
  }

  #line(tree: Tree<'line'>, statement: Statement<StatementTree>): void {
    const written = tree.text?.image.trim() ?? '';
    switch (tree.kind) {
      case 'unknown':
        this.#misfit(statement);
        break;
      case 'group':
        if (tree.text) this.#checkColours(tree.text, leadingColours);
        this.#open(tree.keyword.image.toLowerCase(), written, statement);
        break;
      case 'separator':
        if (tree.text) this.#checkColours(tree.text, leadingColours);
        this.#separator(tree.keyword, withoutColours(written), statement);
        break;
      case 'end':
        if (!this.#ends.closed(statement)) this.problems.push(say.strayEnd(statement));
        this.builder.close(statement);
        return;
      case 'box':
        this.ownStatements += 1;
        if (tree.text) this.#checkColours(tree.text, /(?<=^|\s)#[^\s"]+$/g);
        this.builder.openBox(boxLabel(written), statement);
        break;
      case 'endBox':
        if (tree.text) this.#misfit(statement);
        if (!this.builder.closeBox(statement.end)) this.problems.push(say.strayEndBox(statement));
        return;
      case 'autoActivate':
        if (/^(?:on|off)$/i.test(written)) this.#autoActivate = /^on$/i.test(written);
        else this.#misfit(statement);
        return;
      case 'return':
        this.#return(tree, statement);
        break;
    }
  }

  #open(keyword: string, written: string, span: Span): void {
    this.ownStatements += /^(?:group|partition|break)$/.test(keyword) ? 0 : 1;
    this.#ends.opened(keyword, span);
    const guard = plantumlText(withoutColours(written));
    if (!this.builder.open(blockHead(keyword, guard), span) && this.builder.firstTooDeep)
      this.problems.push(say.tooDeep(span));
  }

  #separator(keyword: Token, guard: string, statement: Statement<StatementTree>): void {
    const word = keyword.image.toLowerCase();
    const block = this.builder.innermost;
    if (word === 'and' || word === 'option') {
      const fits = word === 'and' ? block?.operator === 'par' : block?.operator === 'critical';
      if (!fits) {
        this.#misfit(statement);
        return;
      }
      this.problems.push(word === 'and' ? say.andInPar(spanOf(keyword)) : say.optionInCritical(spanOf(keyword)));
    } else if (!block) {
      if (!this.#ends.anyOpen) this.problems.push(say.straySeparator(spanOf(keyword), word));
      return;
    } else if (block.operator === 'opt') {
      block.operator = 'alt';
      this.problems.push(say.elseInOpt(spanOf(keyword)));
    } else if (!['alt', 'par', 'critical', 'strict', 'seq'].includes(block.operator)) {
      if (!this.#ends.showsMissing(statement)) this.problems.push(say.elseInBlock(spanOf(keyword), block.operator));
      return;
    }
    this.builder.nextOperand(plantumlText(guard), statement);
  }

  #return(tree: Tree<'line'>, statement: Span): void {
    this.ownStatements += 1;
    // CommandReturn.java: the message that opened the innermost activation, else simply the last one.
    const activating = this.#activating.at(-1);
    const call = activating ?? this.#last;
    if (!call || (!activating && (call.from === null || call.to === null))) {
      this.problems.push(say.nothingToReturn(statement));
      return;
    }
    this.#checkCreated(call.to, call.from, statement);
    const label = tree.text ? trimmed(tree.text, 0) : { text: '' };
    const [from, to] = [call.to, call.from];
    this.builder.message({
      sort: 'reply',
      messageKind: from === null ? 'found' : to === null ? 'lost' : 'complete',
      from,
      to,
      label: plantumlText(label.text),
      span: statement,
      ...(label.span ? { labelSpan: label.span } : {}),
    });
    this.#last = { from, to };
    if (activating) this.#bar((from ?? to)!, '--', statement);
  }

  #note(tree: Tree<'note'>, statement: Statement<StatementTree>): void {
    this.#checkColour(tree.colour);
    const placement = tree.placement.image.toLowerCase();
    // `top` and `bottom` are places at the last message.
    const ofMessage = placement === 'top' || placement === 'bottom';
    const where = ofMessage ? 'over' : (placement as Note['placement']);
    const named = tree.targets.length > 0;
    if (ofMessage || where === 'across' ? named : where === 'over' && !named) {
      this.#misfit(statement);
      return;
    }
    const targets = tree.targets.map((token) => this.#resolve({ first: token })!);
    const text = this.#noteText(tree.text, 'note', statement);
    const most = where === 'over' ? 2 : 1;
    if (targets.length > most) this.problems.push(say.manyTargets(statement, where));
    if (where === 'over' && named) this.ownStatements += 1;
    const besides = named || where === 'across' ? targets : this.#besideLastMessage(where);
    const range = this.builder.range(statement);
    this.builder.add({ type: 'note', placement: where, lifelines: besides.slice(0, most), text, range });
  }

  /** A note without a lifeline stands at the last message: on the outer side of its left or right end. */
  #besideLastMessage(where: Note['placement']): LifelineId[] {
    const ends = [...new Set([this.#last?.from, this.#last?.to].filter((id) => id !== null && id !== undefined))];
    const drawn = this.builder.drawnOrder(ends);
    return where === 'right' ? drawn.reverse() : drawn;
  }

  #ref(tree: Tree<'ref'>, statement: Span): void {
    this.ownStatements += 1;
    this.#checkColours(tree.keyword, /#\w+/g);
    this.#checkColour(tree.colour);
    // A colour behind the names goes with a text on the lines below alone.
    if (tree.colour && tree.text?.image.startsWith(':'))
      this.problems.push(say.unreadable(spanOf(tree.colour), tree.colour.image));
    const lifelines = tree.targets.map((token) => this.#resolve({ first: token })!);
    const name = this.#noteText(tree.text, 'ref', statement);
    this.builder.add({ type: 'ref', lifelines, name, range: this.builder.range(statement) });
  }

  #whole(tree: Tree<'whole'>, statement: Span): void {
    const image = tree.token.image;
    const range = this.builder.range(statement);
    if (tree.kind === 'title') {
      this.builder.title = plantumlText(titleText(image));
      return;
    }
    if (tree.kind === 'hideUnlinked') {
      this.builder.hidesUnlinked = true;
      return;
    }
    this.ownStatements += 1;
    if (tree.kind === 'divider') {
      this.builder.add({ type: 'divider', text: plantumlText(image.replace(/^=+|=+$/g, '')), range });
    } else {
      const text = plantumlText(image.replace(/^(?:\.{3}|…)|(?:\.{3}|…)$/g, ''));
      this.builder.add({ type: 'delay', ...(text === '' ? {} : { text }), range });
    }
  }

  #noteText(token: Token | undefined, what: string, statement: Span): string {
    if (!token) {
      this.problems.push(say.missingText(statement, what));
      return '';
    }
    if (token.tokenType.name.startsWith('Unclosed')) {
      const head = this.#text.text.slice(statement.start).search(/[\r\n]|$/);
      this.problems.push(say.unclosedText({ start: statement.start, end: statement.start + head }, what));
      return '';
    }
    return token.image.startsWith(':') ? plantumlText(token.image.slice(1)) : bodyText(token.image);
  }

  /** The lifeline at an end of an arrow, brought into being at its first mention; undefined for the frame. */
  #resolve(endpoint: Endpoint): LifelineId | undefined {
    if (endpoint.first.tokenType.name.endsWith('Frame')) return undefined;
    const { id, label } = names(endpoint);
    const { start } = spanOf(endpoint.first);
    return this.builder.mention(id, label, { start, end: endOf(endpoint.second ?? endpoint.first) });
  }
}
