import { html, type Markup } from '../markup.ts';

export interface FilterChoices {
  /** With how many each; a choice of one is none. */
  readonly verdicts: readonly { readonly value: string; readonly word: string; readonly count: number }[];
  readonly severities: readonly { readonly value: string; readonly count: number }[];
  readonly codes: readonly string[];
  /** What is counted: `drawings`, `files`. */
  readonly noun: string;
}

/** Without scripts the verdicts and severities still work: style sheets hide what is not chosen. */
export function filterBar({ verdicts, severities, codes, noun }: FilterChoices): Markup | undefined {
  if (verdicts.length + severities.length === 0) return undefined;
  return html`<form id="filters" class="filters wide" role="search" aria-label="Filters">
<div class="scripted" hidden><label class="field">Search <input type="search" id="filter-text" name="q" placeholder="drawing or finding" autocomplete="off"></label></div>
${boxes('Verdict', 'verdict', verdicts)}${boxes(
  'Severity',
  'severity',
  severities.map((one) => ({ ...one, word: one.value })),
)}
${codes.length > 1 ? html`<div class="scripted" hidden><label class="field">Code <select id="filter-code" name="code"><option value="">all</option>${codes.map((code) => html`<option>${code}</option>`)}</select></label></div>` : undefined}
<div class="scripted" hidden><p class="counted" id="counted" data-noun="${noun}" role="status"></p></div>
</form>`;
}

function boxes(
  title: string,
  name: string,
  choices: readonly { readonly value: string; readonly word: string; readonly count: number }[],
): Markup | undefined {
  if (choices.length < 2) return undefined;
  return html`<fieldset><legend>${title}</legend><span class="choice">${choices.map(
    ({ value, word, count }) =>
      html`<label><input type="checkbox" name="${name}" value="${value}" id="${name}-${value}" checked> ${word} <span class="quiet">${count}</span></label>`,
  )}</span></fieldset>`;
}

/** Hides what is not chosen, with scripts or without. */
export const filterStyle = [
  ...['violates', 'inconclusive', 'conforms', 'not-applicable'].map(
    (verdict) => `:root:has(#verdict-${verdict}:not(:checked)) [data-verdict="${verdict}"] { display: none }`,
  ),
  ...['error', 'warning', 'note'].map(
    (severity) => `:root:has(#severity-${severity}:not(:checked)) [data-severity="${severity}"] { display: none }`,
  ),
].join('\n');
