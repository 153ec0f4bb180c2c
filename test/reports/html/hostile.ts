/** Texts that try to be more than text, in every place of a result where others put texts. */
import fc from 'fast-check';
import type { CheckResult, DrawingResult, Finding } from '../../../src/checks/index.ts';
import { SourceText } from '../../../src/diagnostics/index.ts';
import type { Interaction, LifelineKind } from '../../../src/model/index.ts';
import type { ReportOptions, TraceSpan } from '../../../src/reports/index.ts';
import { caseOf, resultOf } from '../fixtures.ts';

const pieces = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '</style><img src=x onerror=alert(1)>',
  '</title><svg onload=alert(1)>',
  '"><img src=http://evil.invalid/a.png>',
  "' onmouseover='alert(1)' x='",
  '" onfocus="alert(1)" autofocus tabindex="0" x="',
  '` onclick=alert(1) `',
  'javascript:alert(1)',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<base href="http://evil.invalid/">',
  '<link rel=stylesheet href=http://evil.invalid/a.css>',
  '<meta http-equiv=refresh content="0;url=http://evil.invalid/">',
  '<form action=http://evil.invalid/><input type=submit>',
  'style="background:url(http://evil.invalid/b.png)"',
  ';background:url(http://evil.invalid/c.png)',
  '<!-- -->',
  ']]><foreignObject><script>alert(1)</script></foreignObject>',
  '&lt;script&gt;',
  '$' + '{alert(1)}',
  '#d1f0',
  '\u0000\u001b[2J\u202e\ufeff\ud800',
  '`code` and ` one more',
  '\n\n',
  'x'.repeat(300),
];

export const hostileText = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(' '));

const range = { start: { line: 1, column: 2 }, end: { line: 1, column: 9 } };
const kinds: readonly LifelineKind[] = ['actor', 'database', 'queue'];

/** `text` wherever a text can be. */
export function hostileResult(text: string): { result: CheckResult; options: ReportOptions } {
  const lifelines = kinds.map((kind, index) => ({ id: `${index}${text}`, label: text, kind, range }));
  const [first, second, third] = lifelines.map(({ id }) => id) as [string, string, string];
  const at = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 5 } });
  const message = (id: number, from: string, to: string) =>
    ({
      type: 'message',
      id,
      sort: 'synchCall',
      messageKind: 'complete',
      from,
      to,
      label: text,
      range: at(id),
    }) as const;
  const interaction: Interaction = {
    kind: 'interaction',
    name: text,
    title: text,
    lifelines,
    boxes: [{ label: text, lifelines: [first, second], range }],
    range: { start: at(1).start, end: at(6).end },
    fragments: [
      message(1, first, second),
      { type: 'note', placement: 'over', lifelines: [first, third], text, range },
      { type: 'divider', text, range },
      { type: 'delay', text, range },
      { type: 'ref', lifelines: [first], name: text, range },
      {
        type: 'combined',
        operator: 'loop',
        range: at(2),
        operands: [{ guard: text, fragments: [message(3, second, second)], range: at(2) }],
      },
    ],
  };
  const finding: Finding = {
    code: text,
    severity: 'error',
    message: text,
    path: text,
    range: at(1),
    label: text,
    observed: text,
    expected: [text],
    help: text,
    related: [{ path: text, range, message: text }],
    fix: { description: text, edits: [], safe: true },
    spans: [{ traceId: text, spanId: text, service: text, name: text, at: 0 }],
  };
  const one = caseOf(text, { verdict: 'violates', findings: [finding], reasons: [{ code: text, message: text }] });
  const drawing: DrawingResult = {
    path: text,
    name: text,
    line: 1,
    kind: 'sequence',
    language: text,
    verdict: 'violates',
    reasons: [{ code: text, message: text }],
    cases: [one],
    coverage: {
      lifelines: lifelines.map(({ id, label }) => ({ id, label, boundTo: [text], observed: true })),
      messages: [1, 3].map((id) => ({ id, message: text, range: at(id), observable: true, cases: 0 })),
      operands: [{ operand: text, range: at(2), cases: 0 }],
      loops: [{ loop: text, range: at(2), min: 0, max: null, observed: [{ times: 1, cases: 1 }] }],
      undrawn: [text],
    },
  };
  const span: TraceSpan = {
    traceId: text,
    spanId: text,
    links: [text],
    service: text,
    clock: text,
    name: text,
    kind: text,
    failed: true,
    start: 0,
    end: 5,
  };
  const { range: _, ...nowhere } = finding;
  return {
    result: resultOf([drawing], { findings: [nowhere, finding] }),
    options: {
      sources: (path) => new SourceText(path, `${text}\n`.repeat(6)),
      drawings: () => interaction,
      traces: () => [span],
      colors: false,
      status: { code: 1, meaning: text },
    },
  };
}
