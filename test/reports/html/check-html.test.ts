import { expect, test } from 'vitest';
import type { DrawingResult, Finding } from '../../../src/checks/index.ts';
import { checkHtml } from '../../../src/reports/html/check-html.ts';
import { limits } from '../../../src/reports/html/limits.ts';
import { lintHtml } from '../../../src/reports/html/lint-html.ts';
import { caseOf, drawing, rangeOf, resultOf, violated, wrongParticipant } from '../fixtures.ts';
import { judged, order, orders, pageOf, shipping } from './judged.ts';
import { largeResult } from './large.ts';

const options = { sources: (path: string) => (path === drawing.path ? drawing : undefined), colors: false };

/** What is read, without tags; spaces joined. */
function textOf(html: string): string {
  return html
    .replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
}

test('each part of a drawing is painted with what was seen of it', async () => {
  const outcome = await judged({ 'order.puml': order, 'shipping.puml': shipping }, orders);
  const titles = [...pageOf(outcome).matchAll(/class="message (\w+)[^>]*><title>([^<]*)<\/title>/g)].map(
    ([, state, title]) => `${state}: ${title!.replaceAll('&gt;', '>').replaceAll('&quot;', '"')}`,
  );
  expect(titles).toMatchInlineSnapshot(`
    [
      "covered: Customer -> Shop: POST /orders (line 11): seen in 3 cases",
      "unobservable: Shop -> Shop: check the basket (line 12): cannot be seen in these traces",
      "covered: Shop -> Payments: POST /charges (line 16): seen in 3 cases",
      "covered: Payments -> Shop: 201 Created (line 17): seen in 3 cases",
      "violated: Shop -> Orders: order.paid (line 19): "order.paid" is drawn and did not happen. Seen in 2 cases",
      "unseen: Shop -> Payments: POST /invoices (line 22): never seen",
      "violated: Shop -> Stock: UPDATE stock (line 24): "UPDATE stock" did not come where it is drawn. Seen in 2 cases",
      "forbidden: Shop -> Payments: DELETE /charges (line 29): must not happen, and did not",
      "covered: Shop -> Customer: 201 Created (line 31): seen in 3 cases",
      "unjudged: Shop -> Carrier: POST /parcels (line 5)",
    ]
  `);
});

test('operands and loops are painted with their counts', async () => {
  const html = pageOf(await judged({ 'order.puml': order, 'shipping.puml': shipping }, orders));
  expect(html).toContain('<title>alt paid by card: seen in 3 cases.</title>');
  expect(html).toContain('<title>else by invoice: never seen.</title>');
  expect(html).toMatch(/class="guard"[^>]*>1\.\.3 · ran 0–1×</);
  expect(html).toContain('<title>Shipping: 0 of 1 message seen</title>');
});

test('the same finding of several cases is told once, with its cases', () => {
  const text = textOf(checkHtml(resultOf([violated]), options));
  expect(text.match(/sequence\/wrong-participant/g)).toHaveLength(1);
  expect(text).toContain('Seen in 3 cases: 17ccb589 , 27ccb589 , 37ccb589');
  expect(text).toContain('Observed POST /accounts was sent by user-service');
  expect(text).toContain('15 gateway -> billing : POST /accounts drawn: gateway calls billing');
});

test('a finding of the run that points into a drawing is told there', () => {
  const finding: Finding = { ...wrongParticipant, code: 'binding/ambiguous', range: rangeOf('Client -> gateway') };
  const html = checkHtml(resultOf([violated], { findings: [finding] }), options);
  expect(html).not.toContain('About the whole run');
  expect(html.indexOf('binding/ambiguous', html.indexOf('id="d1"'))).toBeGreaterThan(0);
});

test('without the model, without the text and without spans, what there is is shown', () => {
  const text = textOf(checkHtml(resultOf([violated]), { sources: () => undefined, colors: false }));
  expect(text).toContain('POST /accounts was sent by user-service, not by gateway');
  expect(text).toContain('Case 17ccb589 violates · 37 spans · 90 % as drawn · 1 finding');
});

test('nothing to judge is said so', () => {
  const none: Finding = {
    code: 'check/no-drawings',
    severity: 'error',
    message: 'there is no drawing',
    path: '',
    spans: [],
  };
  const text = textOf(checkHtml(resultOf([], { findings: [none] }), options));
  expect(text).toContain('Nothing was judged 0 drawings · 0 cases · 0 spans');
  expect(text).toContain('About the whole run');
});

test('what is too much is left out, and counted', async () => {
  const findings = Array.from({ length: limits.findingsPerDrawing + 7 }, (_, index) => ({
    ...wrongParticipant,
    message: `finding ${index}`,
  }));
  const cases = findings.map((finding, index) => caseOf(`case-${index}`, { verdict: 'violates', findings: [finding] }));
  const many: DrawingResult = { ...violated, cases };
  const text = textOf(checkHtml(resultOf([many]), options));
  expect(text).toContain('7 more findings; the json report has them.');
  expect(text).toContain(`Not listed here: ${cases.length - limits.casesPerDrawing} that violate`);
});

test('two hundred drawings and ten thousand cases are a few megabytes', async () => {
  const { result, options: large } = await largeResult({ drawings: 200, cases: 10_000, messages: 30, spans: 40 });
  const html = checkHtml(result, large);
  expect(html.length).toBeLessThan(6_000_000);
  expect(html).toContain('This drawing is not drawn here, to keep the page small');
  expect(html.match(/<section class="drawing"/g)).toHaveLength(200);
  expect(html.match(/class="timeline"/g)!.length).toBeLessThanOrEqual(limits.timelines);
});

test('a timeline that is cut says so, and keeps what findings are about', async () => {
  const { result, options: large } = await largeResult({ drawings: 1, cases: 1, messages: 3, spans: 400 });
  const [one] = result.drawings as [DrawingResult];
  const span = { traceId: one.cases[0]!.id, spanId: '399', service: 'gateway', name: 'POST', at: 0 };
  const cases = one.cases.map((each) => ({ ...each, findings: [{ ...each.findings[0]!, spans: [span] }] }));
  const html = checkHtml(resultOf([{ ...one, cases }]), large);
  expect(html.match(/<li class="span/g)).toHaveLength(limits.spansPerTimeline);
  expect(html).toMatch(/<li class="span concerned[^>]*title="service-4: POST \/step\/399/);
  expect(textOf(html)).toContain('150 more spans are not shown.');
});

test('findings of lint, file by file', () => {
  const note: Finding = { ...wrongParticipant, code: 'lint/unused', severity: 'note', message: 'nobody speaks to it' };
  const summary = { files: 2, drawings: 3, errors: 1, warnings: 0, notes: 1, fixed: 4, suppressed: 0 };
  const text = textOf(lintHtml({ formatVersion: 1, findings: [wrongParticipant, note], summary }, options));
  expect(text).toContain('1 error, 1 note 2 files · 3 drawings · 4 fixed');
  expect(text).toContain('docs/signup.puml 2 findings');
  expect(text).toContain('Note nobody speaks to it');
});

test('a finding that there is no room to tell of is painted all the same', async () => {
  const { result, options: large } = await largeResult({ drawings: 1, cases: 1000, messages: 150, spans: 1 });
  const html = checkHtml(result, large);
  const told = new Set(result.drawings[0]!.cases.flatMap(({ findings }) => findings.map(({ message }) => message)))
    .size;
  expect(told).toBeGreaterThan(limits.findingsPerDrawing);
  expect(html.match(/class="message violated/g)).toHaveLength(told);
  expect(html.match(/<a href="#d1f\d+" class="message violated/g)).toHaveLength(limits.findingsPerDrawing);
});
