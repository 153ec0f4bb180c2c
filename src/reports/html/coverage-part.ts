import type { Coverage } from '#checks';
import { budgetText } from '../budget-text.ts';
import { html, type Markup } from '../markup.ts';
import { count, oneLine } from '../terminal/text.ts';
import { someNames } from './finding-card.ts';
import { limits } from './limits.ts';

/** How much of a drawing was seen, and by name what was not. */
export function coveragePart({
  lifelines,
  messages,
  operands,
  loops,
  undrawn,
  budgets = [],
}: Coverage): Markup | undefined {
  if (messages.length + lifelines.length === 0) return undefined;
  const unseen = messages.filter(({ cases, observable }) => cases === 0 && observable);
  const hidden = messages.filter(({ cases, observable }) => cases === 0 && !observable);
  const bound = lifelines.slice(0, limits.names).map(
    ({ label, boundTo }) =>
      html`<tr><th scope="row">${oneLine(label)}</th>
<td>${boundTo.length > 0 ? boundTo.join(', ') : html`<em>not observed</em>`}</td>
</tr>`,
  );
  const more = lifelines.length - bound.length;
  const lines = [
    list(
      'Never seen',
      unseen.map(({ message, range }) => `${oneLine(message)} (line ${range.start.line})`),
    ),
    list(
      'Branches never taken',
      operands
        .filter(({ cases }) => cases === 0)
        .map(({ operand, range }) => `${oneLine(operand)} (line ${range.start.line})`),
    ),
    list(
      'Cannot be seen in these traces',
      hidden.map(({ message, range }) => `${oneLine(message)} (line ${range.start.line})`),
    ),
    list('Loops', loops.map(howOften)),
    list('Budgets', budgets.map(budgetText)),
    undrawn.length > 0 ? html`<div><dt>Took part, but not drawn</dt><dd>${someNames(undrawn)}</dd></div>` : undefined,
  ];
  return html`<details class="coverage"><summary><span class="title">What was seen of it</span> <span class="quiet">${inShort({ lifelines, messages, operands })}</span></summary>
<div class="inside columns"><dl>${lines}</dl>
<table><caption>Who is who</caption>
<thead><tr><th scope="col">drawn</th>
<th scope="col">observed as</th>
</tr>
</thead>
<tbody>${bound}</tbody></table>${
    more > 0 ? html`<p class="quiet">and ${count(more, 'more participant')}</p>` : undefined
  }</div></details>
`;
}

function inShort({ lifelines, messages, operands }: Pick<Coverage, 'lifelines' | 'messages' | 'operands'>): string {
  const share = (one: string, many: string, seen: number, all: number) =>
    all === 0 ? [] : [`${seen} of ${count(all, one, many)}`];
  return [
    ...share('message', 'messages', messages.filter(({ cases }) => cases > 0).length, messages.length),
    ...share('branch', 'branches', operands.filter(({ cases }) => cases > 0).length, operands.length),
    ...share('participant', 'participants', lifelines.filter(({ observed }) => observed).length, lifelines.length),
  ].join(' · ');
}

function howOften({ loop, range, observed }: Coverage['loops'][number]): string {
  const ran = observed.slice(0, 6).map(({ times, cases }) => `${count(times, 'time')} in ${count(cases, 'case')}`);
  return `${oneLine(loop)} (line ${range.start.line}) ran ${ran.join(', ') || 'in no case'}`;
}

function list(term: string, names: readonly string[]): Markup | undefined {
  if (names.length === 0) return undefined;
  const shown = names.slice(0, limits.names);
  const rest = names.length - shown.length;
  return html`<div><dt>${term}</dt><dd><ul>${shown.map((name) => html`<li>${name}</li>`)}${rest > 0 ? html`<li>and ${rest} more</li>` : undefined}</ul></dd></div>`;
}
