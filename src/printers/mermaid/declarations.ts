import type { Interaction, InteractionFragment, Lifeline, LifelineId, Message } from '#model';
import { arrange, type Placed } from '../arrangement.ts';
import { lossesOf } from '../losses.ts';
import type { Page } from '../page.ts';
import { boxHead, escaped, shownName } from './texts.ts';

const losses = lossesOf('Mermaid');

/**
 * Writes each participant's declaration where Mermaid wants it: before everything else, but for one that is created on
 * the way, and for those that stand to the right of it, which follow its creation.
 */
export class Declarations {
  readonly #page: Page;
  readonly #nameOf: (id: LifelineId) => string;
  readonly #created: ReadonlySet<LifelineId>;
  readonly #boxed: ReadonlySet<LifelineId>;
  /** Those that are still to be declared, from left to right. */
  #pending: readonly Placed[];
  readonly #declared = new Set<LifelineId>();
  readonly #lifelines: readonly Lifeline[];

  constructor({ lifelines, boxes, fragments }: Interaction, page: Page, nameOf: (id: LifelineId) => string) {
    this.#page = page;
    this.#nameOf = nameOf;
    this.#lifelines = lifelines;
    this.#boxed = new Set(boxes.flatMap((box) => box.lifelines));
    this.#created = createdIn(fragments);
    const flat = boxes.filter(
      (box) => !boxes.some((other) => other !== box && surrounds(other.lifelines, box.lifelines)),
    );
    const placed = arrange(lifelines, flat);
    for (const box of boxes) if (!placed || !flat.includes(box)) page.lose(losses.boxes(box));
    this.#pending = placed ?? lifelines.map((lifeline) => ({ type: 'lifeline', lifeline }));
  }

  begin(): void {
    this.#declareMore();
  }

  /** Whoever takes part must have been declared. */
  before(fragment: InteractionFragment): void {
    const creates = fragment.type === 'message' && fragment.sort === 'createMessage' ? fragment.to : undefined;
    for (const id of mentionedIn(fragment)) {
      if (this.#declared.has(id) || id === creates) continue;
      const place = this.#pending.find((each) => each.type === 'lifeline' && each.lifeline.id === id);
      // Those that follow what is created now are declared with it.
      if (place?.type === 'lifeline' && !(creates && this.#comesWith(creates, id))) {
        this.#page.lose(losses.order(place.lifeline));
        this.#declare(place.lifeline, '');
      }
    }
  }

  create(message: Message): void {
    const id = message.to!;
    const place = this.#pending.find((each) => each.type === 'lifeline' && each.lifeline.id === id);
    if (this.#declared.has(id) || place?.type !== 'lifeline') {
      this.#page.lose(losses.creation(message));
      return;
    }
    if (!this.#isNext(id)) this.#page.lose(losses.order(place.lifeline));
    this.#declare(place.lifeline, 'create ');
    this.#declareMore();
  }

  /** Those that stand in the text by now, from left to right. */
  declared(): readonly LifelineId[] {
    return this.#lifelines.filter(({ id }) => this.#declared.has(id)).map(({ id }) => id);
  }

  end(): void {
    for (const each of this.#pending)
      if (each.type === 'lifeline' && !this.#declared.has(each.lifeline.id)) this.#declare(each.lifeline, '');
  }

  /** Is the second declared as soon as the first is created? */
  #comesWith(created: LifelineId, id: LifelineId): boolean {
    if (!this.#isNext(created)) return false;
    for (const each of this.#pending) {
      if (each.type !== 'lifeline' || each.lifeline.id === created) continue;
      if (this.#waits(each.lifeline.id)) return false;
      if (each.lifeline.id === id) return true;
    }
    return false;
  }

  /** For the message that creates it. */
  #waits(id: LifelineId): boolean {
    return this.#created.has(id) && !this.#boxed.has(id) && !this.#declared.has(id);
  }

  #isNext(id: LifelineId): boolean {
    const next = this.#pending.find((each) => each.type === 'lifeline' && !this.#declared.has(each.lifeline.id));
    return next?.type === 'lifeline' && next.lifeline.id === id;
  }

  /** Up to the next that is created on the way. */
  #declareMore(): void {
    let taken = 0;
    for (const each of this.#pending) {
      if (each.type === 'lifeline') {
        const { id } = each.lifeline;
        if (this.#waits(id)) break;
        if (!this.#declared.has(id)) this.#declare(each.lifeline, '');
      } else if (each.type === 'open') this.#page.open(boxHead(each.box.label));
      else this.#page.close('end');
      taken += 1;
    }
    this.#pending = this.#pending.slice(taken);
  }

  #declare(lifeline: Lifeline, create: string): void {
    const { id, label, kind } = lifeline;
    this.#declared.add(id);
    const name = this.#nameOf(id);
    const keyword = kind === 'actor' ? 'actor' : 'participant';
    const config = kind === 'actor' || kind === 'participant' ? '' : `@{ "type": "${kind}" }`;
    if (label === '') this.#page.lose(losses.label(lifeline));
    const alias = label === shownName(name) || label === '' ? '' : ` as ${aliasText(label)}`;
    this.#page.line(`${create}${keyword} ${name}${config}${alias}`);
  }
}

/** Quotes around a whole name are not shown; more of them are. */
function aliasText(label: string): string {
  const text = escaped(label);
  return label.length >= 2 && label.startsWith('"') && label.endsWith('"') ? `"${text}"` : text;
}

function surrounds(outer: readonly LifelineId[], inner: readonly LifelineId[]): boolean {
  return inner.length > 0 && inner.length <= outer.length && inner.every((id) => outer.includes(id));
}

function createdIn(fragments: readonly InteractionFragment[]): Set<LifelineId> {
  const created = new Set<LifelineId>();
  const stack = [fragments];
  for (let list = stack.pop(); list; list = stack.pop()) {
    for (const fragment of list) {
      if (fragment.type === 'combined') stack.push(...fragment.operands.map((operand) => operand.fragments));
      else if (fragment.type === 'message' && fragment.sort === 'createMessage' && fragment.from !== null)
        created.add(fragment.to!);
    }
  }
  return created;
}

function mentionedIn(fragment: InteractionFragment): readonly LifelineId[] {
  switch (fragment.type) {
    case 'message':
      return [fragment.from, fragment.to].filter((id) => id !== null);
    case 'activation':
    case 'destruction':
      return [fragment.lifeline];
    case 'note':
    case 'ref':
      return fragment.lifelines;
    default:
      return [];
  }
}
