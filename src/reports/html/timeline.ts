import type { TraceSpan } from '../case-trace.ts';
import { html, type Markup } from '../markup.ts';
import { badge } from '../sequence-svg/index.ts';
import { count } from '../terminal/text.ts';
import { placeSpans, type Row, type Waterfall } from './span-lanes.ts';
import type { TitledFinding } from './titled-finding.ts';

const deepest = 10;
const hues = 8;

/** The spans of a case as a waterfall; `findings` are those of the case, `rest` how many spans are not shown. */
export function timeline(
  spans: readonly TraceSpan[],
  findings: readonly TitledFinding[],
  rest: number,
  name: string,
): Markup {
  const waterfall = placeSpans(spans);
  const services = [...new Set(waterfall.rows.map(({ span }) => span.service))];
  const hueOf = new Map(services.map((service, index) => [service, index % hues]));
  const concerned = findingsBySpan(findings);
  const left =
    rest > 0 ? html`<p class="quiet">${count(rest, 'more span is', 'more spans are')} not shown.</p>` : undefined;
  return html`<div class="timeline">
${axis(waterfall)}
<ol class="spans" data-items="" aria-label="${name}">${waterfall.rows.map((row) =>
    spanRow(row, waterfall, hueOf.get(row.span.service)!, concerned.get(keyOf(row.span)) ?? []),
  )}</ol>
<p class="teller" data-teller="" aria-live="polite" hidden></p>${left}${clockNote(waterfall)}
</div>`;
}

function clockNote({ clocks }: Waterfall): Markup | undefined {
  if (clocks < 2) return undefined;
  return html`<p class="quiet">${clocks} processes, each with a clock of its own, and clocks are never compared: the spans of
a process keep their distances, and stand as early as their causes allow. Only what caused what orders one process against
another.</p>`;
}

function axis({ length }: Waterfall): Markup {
  const step = niceStep(length / 4);
  const ticks: Markup[] = [];
  for (let at = 0; at <= length && step > 0; at += step) {
    ticks.push(html`<span style="left:${(at / length) * 100}%">${duration(at)}</span>`);
  }
  return html`<div class="axis" aria-hidden="true"><div class="ticks">${ticks}</div></div>`;
}

function spanRow(
  { span, depth, at, duration: length, entersFrom }: Row,
  waterfall: Waterfall,
  hue: number,
  findings: readonly TitledFinding[],
): Markup {
  const whole = waterfall.length || 1;
  const service = span.service || 'unnamed service';
  const from = entersFrom ? `, caused by ${entersFrom.service || 'unnamed service'}` : '';
  const told = `${service}: ${span.name || 'unnamed span'}${span.kind ? `, ${span.kind}` : ''}${span.failed ? ', failed' : ''}, took ${duration(length)}${from}, span ${span.spanId}`;
  // Beneath a span of the same service its name is said already.
  const isNamed = entersFrom !== undefined || depth === 0;
  const marks = findings.map(
    ({ id, finding }) =>
      html`<a class="mark" href="#${id}" title="${finding.message}">${mark}<span class="spoken">finding: ${finding.code}</span></a>`,
  );
  const flags = [
    findings.length > 0 ? ' concerned' : '',
    span.failed ? ' failed' : '',
    entersFrom ? ' enters' : '',
  ].join('');
  return html`<li class="span${flags}" tabindex="-1" data-item="" title="${told}"><span class="who" style="--depth:${Math.min(depth, deepest)}"><i class="hue h${hue}"></i>${marks}${isNamed ? html`<b>${service}</b> ` : undefined}${span.name}</span>
<span class="track"><i class="length h${hue}" style="left:${(at / whole) * 100}%;width:${(length / whole) * 100}%"></i>
${lengthLabel(at / whole, (at + length) / whole, duration(length))}</span></li>
`;
}

/** Beside the bar, where there is room, else upon it. `from` and `to` are shares of the whole. */
function lengthLabel(from: number, to: number, text: string): Markup {
  if (to < 0.86) return html`<em style="left:${to * 100}%">${text}</em>`;
  if (from > 0.14) return html`<em style="right:${(1 - from) * 100}%">${text}</em>`;
  return html`<em class="over">${text}</em>`;
}

const mark = html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${badge({ state: 'violated', cases: 0 }, 0, 8)}</svg>`;

function findingsBySpan(findings: readonly TitledFinding[]): ReadonlyMap<string, readonly TitledFinding[]> {
  const bySpan = new Map<string, TitledFinding[]>();
  for (const titled of findings) {
    for (const span of titled.finding.spans) {
      const known = bySpan.get(keyOf(span));
      if (known) known.push(titled);
      else bySpan.set(keyOf(span), [titled]);
    }
  }
  return bySpan;
}

function keyOf({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): string {
  return `${traceId}/${spanId}`;
}

/** 1, 2 or 5 times a power of ten, at least `wanted`. */
function niceStep(wanted: number): number {
  if (!(wanted > 0)) return 0;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= wanted)!;
}

/** Of microseconds, in the unit that suits them. */
export function duration(microseconds: number): string {
  if (microseconds === 0) return '0';
  if (microseconds < 1000) return `${significant(microseconds)} µs`;
  if (microseconds < 1_000_000) return `${significant(microseconds / 1000)} ms`;
  if (microseconds < 120_000_000) return `${significant(microseconds / 1_000_000)} s`;
  return `${significant(microseconds / 60_000_000)} min`;
}

function significant(number: number): string {
  return String(number < 10 ? Math.round(number * 10) / 10 : Math.round(number));
}
