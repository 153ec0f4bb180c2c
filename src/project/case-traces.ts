import type { ReducedCase, ReducedCases } from '#checks';
import type { CaseTraces, TraceSpan } from '#reports';
import { type Case, casesBy, type Span } from '#traces';

/** What was recorded of each case, gathered when the first report asks for it. */
export function caseTraces(spans: readonly Span[]): CaseTraces {
  let byTrace: ReadonlyMap<string, Case> | undefined;
  return (traceIds) => {
    byTrace ??= casesByTrace(spans);
    const cases = new Set(traceIds.map((traceId) => byTrace!.get(traceId)).filter((one) => one !== undefined));
    return [...cases].flatMap((one) => one.spans.map(traceSpan));
  };
}

/** The same for cases of which no span was kept. */
export function recalledTraces(cases: () => ReducedCases): CaseTraces {
  let byTrace: ReadonlyMap<string, ReducedCase> | undefined;
  return (traceIds) => {
    const reduced = cases();
    byTrace ??= new Map([...reduced.list()].flatMap((one) => one.traceIds.map((traceId) => [traceId, one])));
    const wanted = new Set(traceIds.map((traceId) => byTrace!.get(traceId)).filter((one) => one !== undefined));
    return [...wanted].flatMap((one) => reduced.recall(one).spans.map(traceSpan));
  };
}

function casesByTrace(spans: readonly Span[]): ReadonlyMap<string, Case> {
  const cases = casesBy({ by: 'trace' }, spans);
  return new Map(cases.flatMap((one) => one.traceIds.map((traceId) => [traceId, one])));
}

function traceSpan({
  traceId,
  spanId,
  parentSpanId,
  links,
  resource,
  name,
  kind,
  status,
  start,
  end,
}: Span): TraceSpan {
  return {
    traceId,
    spanId,
    ...(parentSpanId !== undefined && { parentSpanId }),
    links: links.map((link) => `${link.traceId}/${link.spanId}`),
    service: resource.serviceName,
    clock: resource.host,
    name,
    kind: kind === 'unspecified' ? '' : kind,
    failed: status === 'error',
    start,
    end,
  };
}
