/** From coverage and findings to how each part of a drawing is painted. */
import type { DrawingResult, LoopCoverage, MessageCoverage, OperandCoverage } from '#checks';
import type { SourceRange } from '#diagnostics';
import type { CombinedFragment, Interaction, InteractionOperand, InteractionUse, Message } from '#model';
import { eventsOf, type MessageState, type Painted, type Painting } from '../sequence-svg/index.ts';
import { count, oneLine } from '../terminal/text.ts';
import type { TitledFinding } from './titled-finding.ts';

/** Nothing is known of any part. */
export const unpainted: Painting = {
  messages: new Map(),
  operands: new Map(),
  fragments: new Map(),
  uses: new Map(),
  boundTo: new Map(),
};

/**
 * Coverage comes in the order of the drawing, with what references stand for in their places; so what lies between two
 * parts of the drawing belongs to the reference between them.
 */
export function paint(drawing: DrawingResult, interaction: Interaction, findings: readonly TitledFinding[]): Painting {
  if (!drawing.cases.some(({ verdict }) => verdict !== 'not-applicable')) return unpainted;
  const { coverage } = drawing;
  const about = new FindingsByPlace(drawing.path, findings);
  const seen = new Forward(coverage.messages, ({ range }) => keyOf(range));
  const operands = new Map(coverage.operands.map((one) => [keyOf(one.range), one]));
  const loops = new Map(coverage.loops.map((one) => [keyOf(one.range), one]));
  const painting = {
    messages: new Map<Message, Painted>(),
    operands: new Map<InteractionOperand, Painted>(),
    fragments: new Map<CombinedFragment, Painted>(),
    uses: new Map<InteractionUse, Painted>(),
    boundTo: new Map(coverage.lifelines.map(({ id, boundTo }) => [id, boundTo])),
  };
  const uses: InteractionUse[] = [];
  let forbidding = 0;
  for (const event of eventsOf(interaction.fragments)) {
    if (event.type === 'leaf') {
      const { leaf } = event;
      if (leaf.type === 'ref') uses.push(leaf);
      if (leaf.type !== 'message') continue;
      const { entry, passed } = seen.find(keyOf(leaf.range));
      if (entry) for (const use of uses.splice(0)) painting.uses.set(use, paintUse(use, passed, about));
      painting.messages.set(leaf, paintMessage(leaf, entry, about.at(leaf.range), forbidding > 0));
    } else if (event.type === 'operand') {
      painting.operands.set(event.operand, paintOperand(operands.get(keyOf(event.operand.range)), forbidding > 0));
    } else {
      const { fragment } = event;
      if (fragment.operator === 'neg') forbidding += event.type === 'open' ? 1 : -1;
      if (event.type === 'open') {
        const painted = paintFragment(loops.get(keyOf(fragment.range)), about.at(fragment.range));
        if (painted) painting.fragments.set(fragment, painted);
      }
    }
  }
  const rest = seen.rest();
  for (const use of uses) painting.uses.set(use, paintUse(use, rest, about));
  return painting;
}

function paintMessage(
  message: Message,
  entry: MessageCoverage | undefined,
  findings: readonly TitledFinding[],
  isForbidden: boolean,
): Painted {
  const cases = entry?.cases ?? 0;
  const ids = idsOf(findings);
  const place = ` (line ${message.range.start.line})`;
  const name = oneLine(entry?.message ?? message.label) + place;
  if (findings.length > 0) {
    const concerned = casesOf(findings);
    const told = `${name}: ${findings[0]!.finding.message}. Seen in ${count(cases, 'case')}`;
    return { state: stateOf(findings), cases: concerned, findings: ids, told };
  }
  const state: MessageState =
    cases > 0 ? 'covered' : isForbidden ? 'forbidden' : entry?.observable ? 'unseen' : 'unobservable';
  return { state, cases, findings: ids, told: `${name}: ${stateInWords(state, cases)}` };
}

function stateInWords(state: MessageState, cases: number): string {
  switch (state) {
    case 'covered':
      return `seen in ${count(cases, 'case')}`;
    case 'unseen':
      return 'never seen';
    case 'forbidden':
      return 'must not happen, and did not';
    default:
      return 'cannot be seen in these traces';
  }
}

function paintOperand(entry: OperandCoverage | undefined, isForbidden: boolean): Painted {
  if (!entry) return { state: 'unjudged', cases: 0, findings: [], told: '' };
  const state = entry.cases > 0 ? 'covered' : isForbidden ? 'forbidden' : 'unseen';
  return {
    state,
    cases: entry.cases,
    findings: [],
    told: `${oneLine(entry.operand)}: ${stateInWords(state, entry.cases)}.`,
  };
}

function paintFragment(loop: LoopCoverage | undefined, findings: readonly TitledFinding[]): Painted | undefined {
  if (!loop && findings.length === 0) return undefined;
  const ran = loop?.observed.map(({ times, cases }) => `${count(times, 'time')} in ${count(cases, 'case')}`) ?? [];
  const told = ran.length > 0 ? `It ran ${ran.slice(0, 8).join(', ')}${ran.length > 8 ? ' …' : ''}.` : '';
  const ids = idsOf(findings);
  const counts = loop?.observed.map(({ times }) => times) ?? [];
  const [least = 0, most = 0] = [counts[0], counts.at(-1)];
  const often = counts.length > 0 ? { ran: `ran ${least === most ? most : `${least}–${most}`}×` } : {};
  if (findings.length === 0) return { state: 'unjudged', cases: 0, findings: ids, told, ...often };
  return {
    ...often,
    state: stateOf(findings),
    cases: casesOf(findings),
    findings: ids,
    told: `${findings[0]!.finding.message}. ${told}`.trim(),
  };
}

function paintUse(use: InteractionUse, inside: readonly MessageCoverage[], about: FindingsByPlace): Painted {
  const findings = [...about.at(use.range), ...inside.flatMap(({ range }) => about.elsewhere(range))];
  const seen = inside.filter(({ cases }) => cases > 0).length;
  const told =
    inside.length === 0
      ? `${oneLine(use.name)}: no drawing of that name was read`
      : `${oneLine(use.name)}: ${seen} of ${count(inside.length, 'message')} seen`;
  const cases = inside.reduce((most, one) => Math.max(most, one.cases), 0);
  const ids = idsOf(findings);
  if (findings.length > 0) return { state: stateOf(findings), cases: casesOf(findings), findings: ids, told };
  return { state: inside.length === 0 ? 'unobservable' : seen > 0 ? 'covered' : 'unseen', cases, findings: ids, told };
}

function idsOf(findings: readonly TitledFinding[]): readonly string[] {
  return findings.map(({ id }) => id).filter((id) => id !== '');
}

/** In cases that are open only warnings are made. */
function stateOf(findings: readonly TitledFinding[]): MessageState {
  return findings.some(({ finding }) => finding.severity === 'error') ? 'violated' : 'doubtful';
}

function casesOf(findings: readonly TitledFinding[]): number {
  return new Set(findings.flatMap(({ cases }) => cases)).size;
}

function keyOf({ start, end }: SourceRange): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}

class FindingsByPlace {
  readonly #own = new Map<string, TitledFinding[]>();
  readonly #elsewhere = new Map<string, TitledFinding[]>();

  constructor(path: string, findings: readonly TitledFinding[]) {
    for (const titled of findings) {
      const { range } = titled.finding;
      if (!range) continue;
      const map = titled.finding.path === path ? this.#own : this.#elsewhere;
      const known = map.get(keyOf(range));
      if (known) known.push(titled);
      else map.set(keyOf(range), [titled]);
    }
  }

  at(range: SourceRange): readonly TitledFinding[] {
    return this.#own.get(keyOf(range)) ?? [];
  }

  /** In the drawing that a reference stands for, be it in another file or in this one. */
  elsewhere(range: SourceRange): readonly TitledFinding[] {
    return [...this.at(range), ...(this.#elsewhere.get(keyOf(range)) ?? [])];
  }
}

/** Finds entries in the order of a list, and says what was passed on the way. */
class Forward<T> {
  readonly #entries: readonly T[];
  readonly #places = new Map<string, number[]>();
  #at = 0;

  constructor(entries: readonly T[], keyOf: (entry: T) => string) {
    this.#entries = entries;
    entries.forEach((entry, index) => {
      const key = keyOf(entry);
      const known = this.#places.get(key);
      if (known) known.push(index);
      else this.#places.set(key, [index]);
    });
  }

  find(key: string): { readonly entry: T | undefined; readonly passed: readonly T[] } {
    const places = this.#places.get(key) ?? [];
    while (places[0] !== undefined && places[0] < this.#at) places.shift();
    const index = places[0];
    if (index === undefined) return { entry: undefined, passed: [] };
    const passed = this.#entries.slice(this.#at, index);
    this.#at = index + 1;
    return { entry: this.#entries[index], passed };
  }

  rest(): readonly T[] {
    return this.#entries.slice(this.#at);
  }
}
