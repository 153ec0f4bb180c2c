import type { Finding } from '#checks';
import { html, type Markup } from '../markup.ts';
import type { ReportOptions } from '../report.ts';
import { badge } from '../sequence-svg/index.ts';
import { count, oneLine, someOf } from '../terminal/text.ts';
import { limits } from './limits.ts';
import { excerpt } from './source.ts';
import type { TitledFinding } from './titled-finding.ts';

export interface CardSurroundings {
  readonly sources: ReportOptions['sources'];
  readonly nameOf: (caseId: string) => string;
  /** The id of what is painted for it, where there is such. */
  readonly place?: string | undefined;
  /** The id of the part of the page that tells of a case. */
  readonly caseLink?: (caseId: string) => string | undefined;
}

/** One finding, in the order in which a reader asks: what, where, what was seen, what now. */
export function findingCard({ finding, cases, id }: TitledFinding, surroundings: CardSurroundings): Markup {
  const { sources, place } = surroundings;
  const source = finding.range && sources(finding.path);
  const shown = source && finding.range ? excerpt(source, finding.range, finding.label) : undefined;
  const where = placeText(finding);
  const link = place
    ? html`<a class="place" href="#${place}" data-place="">${where}</a>`
    : html`<span class="place">${where}</span>`;
  return html`<article class="finding ${finding.severity}" id="${id}" tabindex="-1"
data-finding="" data-severity="${finding.severity}" data-code="${finding.code}"${place ? html` data-at="${place}"` : undefined}>
<header><h4>${severityMark(finding.severity)}<span>${cut(finding.message)}</span></h4>
<p class="meta"><code>${finding.code}</code> ${where ? link : undefined}</p></header>
${shown ?? (finding.label ? html`<p>${finding.label}</p>` : undefined)}
<dl>${[
    row('Observed', finding.observed),
    rowOf('Seen in', seenIn(cases, surroundings)),
    rowOf('Expected next', expectedList(finding)),
    rowOf('See', relatedList(finding)),
    row('What to do', finding.help, 'help'),
    row('Fix', finding.fix?.description),
  ]}</dl></article>
`;
}

function row(term: string, text: string | undefined, name = ''): Markup | undefined {
  return text === undefined || text === '' ? undefined : rowOf(term, ticked(cut(text)), name);
}

function rowOf(term: string, content: Markup | undefined, name = ''): Markup | undefined {
  return content && html`<div class="${name}"><dt>${term}</dt><dd>${content}</dd></div>`;
}

/** What stands between backticks is code. */
function ticked(text: string): Markup {
  const pieces = text.split('`');
  return html`${pieces.map((piece, index) => {
    if (index % 2 === 0) return arrowsWhole(piece);
    return index < pieces.length - 1 ? html`<code>${arrowsWhole(piece)}</code>` : arrowsWhole(`\`${piece}`);
  })}`;
}

/** No line ends between the two characters of an arrow. */
function arrowsWhole(text: string): Markup {
  const arrow = html`<span class="together">-&gt;</span>`;
  return html`${text.split('->').map((piece, index) => (index === 0 ? piece : html`${arrow}${piece}`))}`;
}

function cut(text: string): string {
  return text.length > limits.text ? `${text.slice(0, limits.text)}…` : text;
}

function placeText({ path, range }: Finding): string {
  if (path === '') return '';
  return range ? `${oneLine(path)}:${range.start.line}:${range.start.column}` : oneLine(path);
}

function seenIn(cases: TitledFinding['cases'], { nameOf, caseLink }: CardSurroundings): Markup | undefined {
  const [first] = cases;
  if (!first) return undefined;
  const named = cases.slice(0, 5).map(({ id }, index) => {
    const link = caseLink?.(id);
    const name = html`<code>${nameOf(id)}</code>`;
    return html`${index > 0 ? ', ' : ''}${link ? html`<a href="#${link}">${name}</a>` : name}`;
  });
  const rest = cases.length - named.length;
  const size = cases.length === 1 ? ` (${count(first.spanCount, 'span')})` : '';
  return html`${cases.length > 1 ? `${count(cases.length, 'case')}: ` : 'case '}${named}${rest > 0 ? ` and ${rest} more` : ''}${size}`;
}

function expectedList({ expected = [] }: Finding): Markup | undefined {
  if (expected.length === 0) return undefined;
  const rest = expected.length - 4;
  const shown = rest > 1 ? expected.slice(0, 4) : expected;
  return html`<ul>${shown.map((message) => html`<li><code>${arrowsWhole(oneLine(message))}</code></li>`)}${rest > 1 ? html`<li>or ${rest} others</li>` : undefined}</ul>`;
}

function relatedList({ related = [] }: Finding): Markup | undefined {
  if (related.length === 0) return undefined;
  const rest = related.length - 5;
  return html`<ul>${related
    .slice(0, 5)
    .map(
      ({ path, range, message }) =>
        html`<li>${message} <span class="place">${oneLine(path)}:${range.start.line}:${range.start.column}</span></li>`,
    )}${rest > 0 ? html`<li>and ${count(rest, 'more place')}</li>` : undefined}</ul>`;
}

const severityNames: Readonly<Record<Finding['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
};

export function severityMark(severity: Finding['severity']): Markup {
  const shape =
    severity === 'error'
      ? badge({ state: 'violated', cases: 0 }, 0, 8)
      : severity === 'warning'
        ? html`<path class="sign" d="M8 1.5 L15 14 H1 Z M8 6 V9.6 M8 11.6 V12"/>`
        : html`<circle class="sign" cx="8" cy="8" r="6.5"/><path class="sign" d="M8 7.4 V11.4 M8 4.6 V5"/>`;
  return html`<svg class="severity" width="16" height="16" viewBox="0 0 16 16" role="img"><title>${severityNames[severity]}</title>${shape}</svg>`;
}

/** The first of many names; the rest is counted. */
export function someNames(names: readonly string[]): string {
  return someOf(names.map(oneLine), limits.names);
}
