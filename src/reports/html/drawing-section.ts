import type { DrawingResult } from '#checks';
import type { SourceText } from '#diagnostics';
import type { Interaction } from '#model';
import { html, type Markup } from '../markup.ts';
import type { MergedFinding } from '../merged-findings.ts';
import type { ReportOptions } from '../report.ts';
import {
  badge,
  drawSequence,
  eventsOf,
  type MessageState,
  messageStates,
  type Painted,
  type Painting,
  placeId,
} from '../sequence-svg/index.ts';
import { count, oneLine } from '../terminal/text.ts';
import { casesPart, listCases } from './cases.ts';
import { coveragePart } from './coverage-part.ts';
import { findingCard, severityMark } from './finding-card.ts';
import { type Budget, limits } from './limits.ts';
import { paint, unpainted } from './paint.ts';
import { type SourceLine, sourceListing } from './source.ts';
import type { TitledFinding } from './titled-finding.ts';
import { countBy, countsInWords, verdictMark, verdictWord } from './verdict.ts';

const contentsLimit = 12;
/** Pixels; what is narrower is in sight anyway. */
const widthWithoutChoice = 900;

export interface DrawingSurroundings {
  readonly options: ReportOptions;
  readonly nameOf: (caseId: string) => string;
  readonly budget: Budget;
  /** Are its findings the only ones to look at? Then it is open from the beginning. */
  readonly isOpen: boolean;
}

/** One drawing: what was found beside the painted picture, its text, its cases, its coverage. */
export function drawingSection(
  drawing: DrawingResult,
  merged: readonly MergedFinding[],
  id: string,
  { options, nameOf, budget, isOpen }: DrawingSurroundings,
): Markup {
  // As far down as their places.
  const ordered = [...merged].sort((a, b) => lineOf(a) - lineOf(b));
  const told = budget.take('findings', Math.min(merged.length, limits.findingsPerDrawing));
  const all = ordered.map((one, index): TitledFinding => ({ ...one, id: index < told ? `${id}f${index}` : '' }));
  const findings = all.slice(0, told);
  const interaction = options.drawings?.(drawing.path, drawing.line);
  const painting = interaction ? paint(drawing, interaction, all) : unpainted;
  const cases = listCases(drawing, findings, id, budget);
  const picture = interaction && pictureOf(interaction, painting, id, drawing, budget);
  const places = picture?.isDrawn ? placesOf(painting, id) : new Map<string, string>();
  const cards = findings.map((titled) =>
    findingCard(titled, { sources: options.sources, nameOf, place: places.get(titled.id), caseLink: cases.idOf }),
  );
  const untold = merged.length - told;
  const more =
    untold > 0 ? html`<p class="quiet">${count(untold, 'more finding')}; the json report has them.</p>` : undefined;
  const column = merged.length > 0 ? html`<div class="findings" data-column="">${cards}${more}</div>` : undefined;
  const reasons = drawing.reasons.map(({ message }) => html`<p class="reason">${message}</p>`);
  return html`<section class="drawing" id="${id}"
data-drawing="" data-verdict="${drawing.verdict}" data-name="${searchable(drawing)}">
<details${isOpen ? html` open` : undefined}><summary><h2>${verdictMark(drawing.verdict, 22)}<span>${oneLine(drawing.name)}</span></h2>
<span class="quiet facts"><span class="place">${oneLine(drawing.path)}:${drawing.line}</span> · ${verdictWord(drawing.verdict)} · ${countsInWords(countBy(drawing.cases))}</span></summary>
<div class="inside">${reasons}${contents(findings)}<div class="beside${column ? '' : ' alone'}">${column}${picture?.markup}</div>
${sourcePart(drawing, interaction, painting, options.sources(drawing.path), budget)}${coveragePart(drawing.coverage)}${casesPart(drawing, cases, { findings, nameOf, traces: options.traces, budget })}</div></details></section>
`;
}

function lineOf({ finding }: MergedFinding): number {
  return finding.range?.start.line ?? 0;
}

/** Where findings stand beside their places, the first of them may be far down. */
function contents(findings: readonly TitledFinding[]): Markup | undefined {
  if (findings.length === 0) return undefined;
  const shown = findings.slice(0, contentsLimit);
  const rest = findings.length - shown.length;
  return html`<ul class="contents">${shown.map(
    ({ id, finding, cases }) =>
      html`<li data-severity="${finding.severity}">${severityMark(finding.severity)}<span><a href="#${id}">${finding.message}</a> <span class="quiet">${[finding.range ? `line ${finding.range.start.line}` : '', cases.length > 1 ? count(cases.length, 'case') : ''].filter(Boolean).join(' · ')}</span></span></li>`,
  )}${rest > 0 ? html`<li class="quiet">and ${count(rest, 'more finding')} below</li>` : undefined}</ul>`;
}

function searchable({ name, path }: DrawingResult): string {
  return oneLine(`${name} ${path}`).toLowerCase();
}

function pictureOf(
  interaction: Interaction,
  painting: Painting,
  id: string,
  { name }: DrawingResult,
  budget: Budget,
): { readonly markup: Markup; readonly isDrawn: boolean } {
  const parts = partsOf(interaction);
  if (parts > limits.partsPerDrawing || !budget.takeWhole('parts', parts)) {
    const markup = html`<p class="picture quiet">This drawing is not drawn here, to keep the page small: it has ${parts > limits.parts ? `more than ${limits.parts}` : parts} parts.</p>`;
    return { markup, isDrawn: false };
  }
  const { heads, body, width } = drawSequence(interaction, painting, {
    id,
    name: `${oneLine(name)}, sequence diagram; arrow keys go from message to message`,
  });
  const markup = html`<div class="picture"><div class="scroller"
tabindex="0" role="region" aria-label="Drawing ${oneLine(name)}" style="--width:${width}px" data-items="" data-picture=""><div class="head-row">${heads}</div>${body}</div>
<p class="teller" data-teller="" aria-live="polite" hidden></p>
<div class="under">${legend(painting)}${width > widthWithoutChoice ? html`<label class="fit"><input type="checkbox"> whole width at once</label>` : undefined}</div></div>`;
  return { markup, isDrawn: true };
}

/** Counted no further than it matters. */
function partsOf({ fragments, lifelines }: Interaction): number {
  let parts = lifelines.length;
  for (const _ of eventsOf(fragments)) if (++parts > limits.parts) break;
  return parts;
}

const stateWords: Readonly<Record<MessageState, string>> = {
  covered: 'seen, in so many cases',
  violated: 'a finding, in so many cases',
  doubtful: 'a finding that is not proven, in so many cases',
  unseen: 'never seen',
  unobservable: 'cannot be seen in these traces',
  forbidden: 'must not happen, and did not',
  unjudged: '',
};

function legend({ messages, operands, uses }: Painting): Markup | undefined {
  const present = new Set(
    [messages, operands, uses].flatMap((map) =>
      [...(map as ReadonlyMap<unknown, Painted>).values()].map(({ state }) => state),
    ),
  );
  const entries = messageStates
    .filter((state) => state !== 'unjudged' && present.has(state))
    .map(
      (state) =>
        html`<li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${badge({ state, cases: 0 }, 0, 8)}</svg>${stateWords[state]}</li>`,
    );
  return entries.length > 0 ? html`<ul class="legend" aria-label="What the marks mean">${entries}</ul>` : undefined;
}

/** Where in the picture each finding is, by the finding's id. */
function placesOf({ messages, fragments, uses }: Painting, id: string): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  const add = ({ findings }: Painted, place: string): void => {
    for (const finding of findings) if (!places.has(finding)) places.set(finding, place);
  };
  for (const [message, painted] of messages) add(painted, `${id}m${message.id}`);
  for (const [{ range }, painted] of [...fragments, ...uses]) add(painted, placeId(id, range));
  return places;
}

function sourcePart(
  { line: first, path }: DrawingResult,
  interaction: Interaction | undefined,
  { messages }: Painting,
  source: SourceText | undefined,
  budget: Budget,
): Markup | undefined {
  if (!source) return undefined;
  const last = Math.min(interaction?.range.end.line ?? first + 40, source.lineCount, first + limits.sourceLines);
  if (!budget.takeWhole('allSourceLines', last - first + 1)) return undefined;
  const byLine = new Map<number, Painted>();
  for (const [message, painted] of messages) {
    const { line } = message.range.start;
    if (byLine.get(line)?.state !== 'violated') byLine.set(line, painted);
  }
  const lines = Array.from({ length: last - first + 1 }, (_, index): SourceLine => {
    const number = first + index;
    const painted = byLine.get(number);
    const text = source.line(number);
    return {
      number,
      text: text.length > 300 ? `${text.slice(0, 300)}…` : text,
      findings: painted?.findings ?? [],
      state: painted?.state ?? 'unjudged',
    };
  });
  return html`<details class="source"><summary><span class="title">Its text</span> <span class="quiet">${oneLine(path)}, lines ${first} to ${last}</span></summary>
<div class="inside">${sourceListing(lines)}</div></details>
`;
}
