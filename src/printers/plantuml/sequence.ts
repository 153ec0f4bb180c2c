import {
  type Activation,
  type CombinedFragment,
  type Destruction,
  type Interaction,
  type InteractionFragment,
  type InteractionOperand,
  type Lifeline,
  type LifelineBox,
  type LifelineId,
  type Message,
  type Note,
  readGroupHead,
} from '#model';
import { arrange, type Placed } from '../arrangement.ts';
import { loopText } from '../loops.ts';
import { lossesOf } from '../losses.ts';
import { renaming } from '../names.ts';
import { outline, type Stop } from '../outline.ts';
import { Page } from '../page.ts';
import type { Printed } from '../printed.ts';
import { openDiagram } from './head.ts';
import { escaped, isUnwritable, isWord, isWritableName, nameText, shownName, writeText } from './texts.ts';

const losses = lossesOf('PlantUML');

/** A sequence diagram as PlantUML. */
export function printSequence(interaction: Interaction): Printed {
  return new SequencePrinter(interaction).print();
}

class SequencePrinter {
  readonly #interaction: Interaction;
  readonly #page = new Page('plantuml');
  readonly #names: ReturnType<typeof renaming>;
  /** What messages are marked with, by their ids, for measures of time. */
  readonly #marks = new Map<number, string>();
  #sent = false;
  /** Has something happened that can be over? */
  #begun = false;

  constructor(interaction: Interaction) {
    this.#interaction = interaction;
    const measured = (interaction.durations ?? []).flatMap(({ from, to }) =>
      from === null || to === null ? [] : [from, to],
    );
    for (const id of [...new Set(measured)].sort((a, b) => a - b)) this.#marks.set(id, `t${this.#marks.size + 1}`);
    const labels = new Map(interaction.lifelines.map(({ id, label }) => [id, label]));
    this.#names = renaming(
      interaction.lifelines.map(({ id }) => id),
      // A label can only be given to a name that is one word, for it stands without quotes then.
      (id) => isWritableName(id) && (isWord(id) || labels.get(id) === shownName(id)),
    );
  }

  print(): Printed {
    const page = this.#page;
    openDiagram(page, this.#interaction);
    // Only this engine of PlantUML's draws measures.
    if (this.#marks.size > 0) page.line('!pragma teoz true');
    this.#declarations();
    page.gap();
    for (const stop of outline(this.#interaction.fragments)) this.#stop(stop);
    this.#measures();
    page.line('@enduml');
    return { text: page.text(), losses: page.losses, renamed: this.#names.renamed };
  }

  #measures(): void {
    for (const duration of this.#interaction.durations ?? []) {
      const { from, to, text } = duration;
      if (from === null || to === null) this.#page.lose(losses.measure(duration, text));
      else {
        this.#checkText(duration, text);
        const ends = `{${this.#marks.get(from)!}} <-> {${this.#marks.get(to)!}}`;
        this.#page.line(text === '' ? ends : `${ends} : ${escaped(text)}`);
      }
    }
  }

  #declarations(): void {
    const { lifelines, boxes } = this.#interaction;
    const placed = arrange(lifelines, boxes);
    if (placed) {
      for (const each of placed) this.#place(each);
      return;
    }
    // Boxes around what does not stand side by side: the places are told by number.
    const boxed = new Set<LifelineId>();
    const places = new Map(lifelines.map((lifeline, index) => [lifeline.id, { lifeline, order: 10 * (index + 1) }]));
    const declare = (id: LifelineId) => {
      const { lifeline, order } = places.get(id)!;
      boxed.add(id);
      this.#declare(lifeline, ` order ${order}`);
    };
    for (const box of boxes) {
      if (box.lifelines.some((id) => boxed.has(id) || !places.has(id))) {
        this.#page.lose(losses.boxes(box));
        continue;
      }
      this.#openBox(box);
      for (const id of box.lifelines) declare(id);
      this.#page.close('end box');
    }
    for (const { id } of lifelines) if (!boxed.has(id)) declare(id);
  }

  #place(placed: Placed): void {
    if (placed.type === 'open') this.#openBox(placed.box);
    else if (placed.type === 'close') this.#page.close('end box');
    else this.#declare(placed.lifeline, '');
  }

  #openBox(box: LifelineBox): void {
    if (box.label !== undefined) this.#checkText(box, box.label);
    this.#page.open(box.label === undefined ? 'box' : `box "${escaped(box.label)}"`);
  }

  #declare(lifeline: Lifeline, order: string): void {
    const { id, label, kind } = lifeline;
    const name = this.#names.nameOf(id);
    if (label === shownName(name)) this.#page.line(`${kind} ${nameText(name)}${order}`);
    else if (!label.includes('"')) {
      this.#checkText(lifeline, label);
      // Blank, a label is still one.
      this.#page.line(`${kind} "${escaped(label) || ' '}" as ${name}${order}`);
    } else {
      // Quotes can stand in a head of several lines alone.
      const lines = label.split('\n');
      if (lines.some((line) => /^\s*(?:=|\]|-{2,}$|_{2,}$|\.{2,}$|@|!|""|$)|\s$/.test(line)) || /\\$|\\\n/.test(label))
        this.#page.lose(losses.label(lifeline));
      this.#checkText(lifeline, label);
      this.#page.open(`${kind} ${name}${order} [`);
      for (const line of lines) this.#page.line(escaped(line));
      this.#page.close(']');
    }
  }

  #bar(fragment: Activation | Destruction, word: 'activate' | 'deactivate' | 'destroy'): void {
    if (word === 'activate') this.#begun = true;
    if (this.#begun) this.#page.line(`${word} ${this.#name(fragment.lifeline)}`);
    else this.#page.lose(losses.unbegun(fragment, fragment.lifeline));
  }

  #stop(stop: Stop): void {
    switch (stop.type) {
      case 'fragment':
        this.#fragment(stop.fragment, stop);
        break;
      case 'open':
        break;
      case 'operand':
        this.#operand(stop.fragment, stop.operand, stop.index);
        break;
      case 'close':
        this.#page.close('end');
        break;
    }
  }

  #fragment(
    fragment: Exclude<InteractionFragment, CombinedFragment>,
    { following, skip }: Extract<Stop, { type: 'fragment' }>,
  ): void {
    const page = this.#page;
    switch (fragment.type) {
      case 'message': {
        const { signs, count } = activationSigns(fragment, following);
        skip(count);
        this.#begun = true;
        this.#message(fragment, signs);
        break;
      }
      case 'activation':
        this.#bar(fragment, fragment.action);
        break;
      case 'destruction':
        this.#bar(fragment, 'destroy');
        break;
      case 'note':
        this.#note(fragment);
        break;
      case 'ref': {
        this.#checkText(fragment, fragment.name);
        if (fragment.lifelines.length === 0) page.lose(losses.note(fragment));
        else
          writeText(
            page,
            `ref over ${fragment.lifelines.map((id) => this.#name(id)).join(', ')}`,
            fragment.name,
            'end ref',
          );
        break;
      }
      case 'divider':
        this.#checkText(fragment, fragment.text);
        page.gap();
        page.line(fragment.text === '' ? '== ==' : `== ${escaped(fragment.text)} ==`);
        break;
      case 'delay':
        if (fragment.text !== undefined) this.#checkText(fragment, fragment.text);
        page.line(fragment.text === undefined ? '...' : `... ${escaped(fragment.text)} ...`);
        break;
    }
  }

  #message(message: Message, signs: string): void {
    const { from, to, sort, messageKind, label } = message;
    this.#sent = true;
    this.#checkText(message, label);
    if (sort === 'asynchCall' || sort === 'deleteMessage') this.#page.lose(losses.sort(message));
    const arrow = `${arrows[sort]}${messageKind === 'lost' && to !== null ? 'x' : ''}`;
    const left = from === null ? `[${arrow}` : `${this.#name(from)} ${arrow}`;
    const right = to === null ? ']' : ` ${this.#name(to)}`;
    const sign = sort === 'createMessage' ? '**' : signs;
    const mark = this.#marks.get(message.id);
    this.#page.line(
      `${mark === undefined ? '' : `{${mark}} `}${left}${right}${sign && ` ${sign}`}${label && ` : ${escaped(label)}`}`,
    );
  }

  #note(note: Note): void {
    const { placement, lifelines, text } = note;
    this.#checkText(note, text);
    const names = lifelines.map((id) => this.#name(id)).join(', ');
    // Without a participant a note stands at the last message, or nowhere where there is none yet.
    if (lifelines.length === 0 && placement !== 'across' && this.#sent) this.#page.lose(losses.note(note));
    const of = placement === 'over' || placement === 'across' ? placement : `${placement} of`;
    const head = names ? `${of} ${names}` : placement === 'over' ? '' : placement;
    writeText(this.#page, `note ${head}`.trim(), text, 'end note');
  }

  #operand(fragment: CombinedFragment, operand: InteractionOperand, index: number): void {
    if (operand.guard !== undefined) this.#checkText(operand, operand.guard);
    if (index === 0) {
      this.#page.open(this.#head(fragment, operand));
      return;
    }
    if (!parted.has(fragment.operator)) {
      this.#page.lose(losses.operands(fragment));
      return;
    }
    this.#page.between(beside('else', operand.guard));
  }

  #head(fragment: CombinedFragment, operand: InteractionOperand): string {
    const { operator, bounds = { min: 0, max: null }, messages = [] } = fragment;
    const { guard } = operand;
    switch (operator) {
      case 'loop': {
        const text = loopText(bounds, guard);
        if (text === undefined) this.#page.lose(losses.bounds(fragment));
        return beside('loop', text ?? guard);
      }
      case 'group':
        return guard !== undefined && readGroupHead(guard).operator !== 'group'
          ? beside('partition', guard)
          : beside('group', guard);
      case 'strict':
      case 'seq':
      case 'neg':
      case 'assert': {
        const text = guard === undefined ? operator : `${operator} [${guard}]`;
        const read = readGroupHead(text);
        if (read.operator !== operator || read.guard !== guard) this.#page.lose(losses.guard(operand, operator));
        return beside('group', read.operator === operator ? text : operator);
      }
      case 'ignore':
      case 'consider': {
        const forms = [`${operator} {${messages.join(', ')}}`, `${operator} (${messages.join(', ')})`];
        const text = forms.find((form) => readGroupHead(form).messages?.join('\n') === messages.join('\n'));
        if (text === undefined) this.#page.lose(losses.operator(fragment));
        if (guard !== undefined) this.#page.lose(losses.guard(operand, operator));
        return beside('group', text ?? forms[0]);
      }
      default:
        return beside(operator, guard);
    }
  }

  #name(id: LifelineId): string {
    return nameText(this.#names.nameOf(id));
  }

  #checkText(element: { readonly range: Interaction['range'] }, text: string): void {
    if (isUnwritable(text)) this.#page.lose(losses.text(element, text));
  }
}

const parted = new Set<CombinedFragment['operator']>(['alt', 'par', 'critical', 'strict', 'seq']);

const arrows: Readonly<Record<Message['sort'], string>> = {
  synchCall: '->',
  asynchCall: '->>',
  asynchSignal: '->>',
  createMessage: '->',
  deleteMessage: '->',
  reply: '-->',
};

/** Bars that begin and end with the message, in the order in which they follow it. */
function activationSigns(
  message: Message,
  following: (ahead: number) => InteractionFragment | undefined,
): { readonly signs: string; readonly count: number } {
  if (message.sort === 'createMessage') return { signs: '', count: 0 };
  const first = signOf(message, following(0));
  const second = first && signOf(message, following(1));
  if (second && second !== first) return { signs: first + second, count: 2 };
  return { signs: first, count: first === '' ? 0 : 1 };
}

function signOf({ from, to }: Message, next: Activation | Destruction | InteractionFragment | undefined): string {
  if (next?.type !== 'activation') return '';
  if (next.action === 'activate') return next.lifeline === (to ?? from) ? '++' : '';
  return next.lifeline === (from ?? to) ? '--' : '';
}

/** A keyword with its text. What PlantUML would take for a colour or an arrow is kept from the keyword by a colour. */
function beside(keyword: string, text: string | undefined): string {
  if (text === undefined || text === '') return keyword;
  const shown = escaped(text);
  if (/^#\w/.test(shown)) return `${keyword} #transparent #transparent ${shown}`;
  return /^(?:[ox]|\(\d+\))?[-<\\/]/i.test(shown) ? `${keyword} #transparent ${shown}` : `${keyword} ${shown}`;
}
