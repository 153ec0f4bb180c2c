import type { CodeFlow, ThreadFlowLocation } from 'sarif';
import type { DrawingResult, Finding, SpanReference } from '#checks';
import type { ReportOptions } from '../report.ts';
import type { ToldFinding } from '../told.ts';
import { locationOf } from './places.ts';

const mostSpans = 20;
const mostExpected = 5;

/**
 * The way of the messages through the place of a violation: what is drawn before it, the place itself, the spans that
 * were seen there, and what the drawing lets come next. Every step has its line in the drawing, for readers show no
 * others; that of a span names its service and trace as a logical location.
 */
export function codeFlowOf({ finding, drawing }: ToldFinding, options: ReportOptions): CodeFlow | undefined {
  const { path, range, label, message, observed, spans, expected = [] } = finding;
  if (!drawing || !range || !finding.code.startsWith('sequence/')) return undefined;
  const at = (place: Finding['range'], text: string, importance?: 'essential'): ThreadFlowLocation => ({
    location: locationOf(path, place, text, options),
    ...(importance && { importance }),
  });
  const before = drawnBefore(finding, drawing);
  const next = expected.slice(0, mostExpected).map((text) => at(rangeOf(text, drawing) ?? range, `expected: ${text}`));
  const seen = spans.slice(0, mostSpans).map((span) => ({
    location: {
      ...locationOf(path, range, `observed: ${spoken(span)}`, options),
      logicalLocations: [
        { name: span.name, fullyQualifiedName: `${span.service}/${span.traceId}/${span.spanId}`, kind: 'span' },
      ],
    },
  }));
  const steps = [
    ...(before ? [at(before.range, `drawn before: ${before.message}`)] : []),
    at(range, label ?? message, 'essential'),
    ...(seen.length === 0 && observed ? [at(range, `observed: ${observed}`)] : seen),
    ...next,
  ];
  // A single place is told by the result itself.
  return steps.length > 1 ? { threadFlows: [{ locations: steps }] } : undefined;
}

function drawnBefore(
  { path, range }: Finding,
  drawing: DrawingResult,
): DrawingResult['coverage']['messages'][number] | undefined {
  if (path !== drawing.path) return undefined;
  return drawing.coverage.messages.findLast((message) => message.range.start.line < range!.start.line);
}

/** Of a drawn message as findings name it. */
function rangeOf(text: string, { coverage }: DrawingResult): Finding['range'] {
  return coverage.messages.find(({ message }) => message === text)?.range;
}

function spoken({ service, name, at, traceId, spanId }: SpanReference): string {
  return `${service} "${name}", ${at} ms after ${service} came in (span ${spanId} of trace ${traceId})`;
}
