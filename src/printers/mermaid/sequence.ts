import type {
  CombinedFragment,
  Interaction,
  InteractionFragment,
  InteractionOperand,
  Lifeline,
  LifelineId,
  Message,
  Note,
} from '#model';
import { loopText } from '../loops.ts';
import { lossesOf } from '../losses.ts';
import { renaming } from '../names.ts';
import { outline, type Stop } from '../outline.ts';
import { Page } from '../page.ts';
import type { Printed } from '../printed.ts';
import { Declarations } from './declarations.ts';
import { asComment, escaped, isWritableName, shownName } from './texts.ts';

const losses = lossesOf('Mermaid');

/** A sequence diagram as Mermaid. Its own name, for which Mermaid has no place, stands in a comment. */
export function printSequence(interaction: Interaction): Printed {
  return new SequencePrinter(interaction).print();
}

class SequencePrinter {
  readonly #interaction: Interaction;
  readonly #page = new Page('mermaid');
  readonly #names: ReturnType<typeof renaming>;
  readonly #declarations: Declarations;
  readonly #bars = new Map<LifelineId, number>();

  constructor(interaction: Interaction) {
    this.#interaction = interaction;
    const plain = new Set(interaction.lifelines.filter(isPlain).map(({ id }) => id));
    this.#names = renaming(
      interaction.lifelines.map(({ id }) => id),
      // A label or a kind can only be said of a name that is one word.
      (id) => isWritableName(id) && (plain.has(id) || !/\s/.test(id)),
    );
    this.#declarations = new Declarations(interaction, this.#page, this.#names.nameOf);
  }

  print(): Printed {
    const { name, title, fragments, durations = [] } = this.#interaction;
    const page = this.#page;
    page.open('sequenceDiagram');
    if (name !== undefined) page.comment(`name: ${asComment(name)}`);
    if (title !== undefined) page.line(`title ${escaped(title)}`);
    if (name !== undefined || title !== undefined) page.gap();
    this.#declarations.begin();
    page.gap();
    for (const stop of outline(fragments)) this.#stop(stop);
    this.#declarations.end();
    for (const duration of durations) page.lose(losses.measure(duration, duration.text));
    return { text: `${page.text().trimEnd()}\n`, losses: page.losses, renamed: this.#names.renamed };
  }

  #stop(stop: Stop): void {
    switch (stop.type) {
      case 'fragment':
        this.#declarations.before(stop.fragment);
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
    { following, skip, outermost }: Extract<Stop, { type: 'fragment' }>,
  ): void {
    const page = this.#page;
    switch (fragment.type) {
      case 'message':
        this.#message(fragment, following, skip);
        break;
      case 'activation':
        if (!this.#bar(fragment.lifeline, fragment.action)) {
          page.lose(losses.inactive(fragment, fragment.lifeline));
          break;
        }
        page.line(`${fragment.action} ${this.#name(fragment.lifeline)}`);
        break;
      case 'destruction':
        // At the very end no message is waited for.
        if (outermost && following(0) === undefined) page.line(`destroy ${this.#name(fragment.lifeline)}`);
        else page.lose(losses.destruction(fragment, fragment.lifeline));
        break;
      case 'note':
        this.#note(fragment);
        break;
      case 'ref':
        page.lose(losses.ref(fragment));
        this.#noteOver(fragment.lifelines, `ref: ${fragment.name}`);
        break;
      case 'divider':
        page.gap();
        page.lose(losses.divider(fragment));
        this.#noteOver([], fragment.text);
        break;
      case 'delay':
        page.lose(losses.delay(fragment));
        this.#noteOver([], `… ${fragment.text ?? ''}`.trim());
        break;
    }
  }

  #message(
    message: Message,
    following: (ahead: number) => InteractionFragment | undefined,
    skip: (count: number) => void,
  ): void {
    const { from, to, sort, messageKind, label } = message;
    const page = this.#page;
    if (from === null || to === null) {
      page.lose(losses.frame(message));
      const end = (from ?? to)!;
      page.line(`Note left of ${this.#name(end)}: ${escaped(`${from === null ? '→' : '←'} ${label}`.trim())}`);
      return;
    }
    if (sort === 'asynchCall' || sort === 'deleteMessage') page.lose(losses.sort(message));
    const lost = messageKind === 'lost';
    if (lost && sort === 'asynchSignal') page.lose(losses.lostSignal(message));
    if (sort === 'createMessage') this.#declarations.create(message);
    // The end of a participant is announced before the message that brings it about.
    let ahead = 0;
    const destruction = following(0);
    if (destruction?.type === 'destruction' && (destruction.lifeline === from || destruction.lifeline === to)) {
      page.line(`destroy ${this.#name(destruction.lifeline)}`);
      ahead = 1;
    }
    const sign = this.#sign(message, following(ahead));
    skip(ahead + (sign === '' ? 0 : 1));
    const arrow = lost ? (sort === 'reply' ? '--x' : '-x') : arrows[sort];
    page.line(`${this.#name(from)}${arrow}${sign}${this.#name(to)}: ${escaped(label)}`.trimEnd());
  }

  /** `+` and `-`, which are the bars that follow. */
  #sign({ from, to }: Message, next: InteractionFragment | undefined): string {
    if (next?.type !== 'activation' || from === null || to === null) return '';
    if (next.action === 'activate') return next.lifeline === to && this.#bar(to, 'activate') ? '+' : '';
    return next.lifeline === from && this.#bar(from, 'deactivate') ? '-' : '';
  }

  /** False where nothing is active that could be ended, which Mermaid refuses. */
  #bar(lifeline: LifelineId, action: 'activate' | 'deactivate'): boolean {
    const count = (this.#bars.get(lifeline) ?? 0) + (action === 'activate' ? 1 : -1);
    if (count < 0) return false;
    this.#bars.set(lifeline, count);
    return true;
  }

  #note(note: Note): void {
    const { placement, lifelines, text } = note;
    const fits = placement === 'over' ? lifelines.length > 0 && lifelines.length <= 2 : lifelines.length === 1;
    if (placement === 'across') this.#page.lose(losses.across(note));
    else if (!fits) this.#page.lose(losses.note(note));
    if (!fits || placement === 'over' || placement === 'across') this.#noteOver(lifelines, text);
    else this.#page.line(`Note ${placement} of ${this.#name(lifelines[0]!)}: ${escaped(text)}`.trimEnd());
  }

  /** Over the first and the last of these, or of all. */
  #noteOver(lifelines: readonly LifelineId[], text: string): void {
    const all = lifelines.length > 0 ? lifelines : this.#declarations.declared();
    const ends = all.length > 1 ? [all[0]!, all.at(-1)!] : all;
    if (ends.length === 0) this.#page.comment(text);
    else this.#page.line(`Note over ${ends.map((id) => this.#name(id)).join(',')}: ${escaped(text)}`.trimEnd());
  }

  #operand(fragment: CombinedFragment, operand: InteractionOperand, index: number): void {
    const { operator } = fragment;
    if (index === 0) {
      this.#head(fragment, operand);
      return;
    }
    const separator = separators[operator];
    if (separator !== undefined) this.#page.between(beside(separator, operand.guard));
    else if (isDrawn(operator)) this.#page.lose(losses.operands(fragment));
    else if (operand.guard !== undefined) this.#page.comment(operand.guard);
  }

  #head(fragment: CombinedFragment, operand: InteractionOperand): void {
    const { operator, bounds = { min: 0, max: null } } = fragment;
    const { guard } = operand;
    const page = this.#page;
    if (operator === 'loop') {
      const text = loopText(bounds, guard);
      if (text === undefined) page.lose(losses.bounds(fragment));
      page.open(beside('loop', text ?? guard));
    } else if (operator === 'group' || !isDrawn(operator)) {
      if (operator !== 'group') page.lose(losses.operator(fragment));
      else if (guard !== undefined) page.lose(losses.frameLabel(operand));
      page.open('rect rgba(128, 128, 128, 0.1)');
    } else page.open(beside(operator, guard));
  }

  #name(id: LifelineId): string {
    return this.#names.nameOf(id);
  }
}

/** Declared by nothing but its name. */
function isPlain({ id, label, kind }: Lifeline): boolean {
  return (kind === 'participant' || kind === 'actor') && label === shownName(id);
}

function isDrawn(operator: CombinedFragment['operator']): boolean {
  return ['alt', 'opt', 'loop', 'par', 'break', 'critical', 'group'].includes(operator);
}

const separators: Readonly<Partial<Record<CombinedFragment['operator'], string>>> = {
  alt: 'else',
  par: 'and',
  critical: 'option',
};

const arrows: Readonly<Record<Message['sort'], string>> = {
  synchCall: '->>',
  asynchCall: '-)',
  asynchSignal: '-)',
  createMessage: '->>',
  deleteMessage: '->>',
  reply: '-->>',
};

function beside(keyword: string, text: string | undefined): string {
  return text === undefined || text === '' ? keyword : `${keyword} ${escaped(text)}`;
}
