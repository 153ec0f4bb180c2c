import type { Case, Exchange, Span } from '#traces';
import type { Discrepancy, Exchanges } from './discrepancies.ts';
import type { JudgedCase } from './judge-case.ts';

/**
 * What was found of one case, said of another of the same shape: the spans at the same places. Only discrepancies and
 * the case itself change; whoever reads more of a judgement than its findings must read it of the first case.
 */
export function transplant(judged: JudgedCase, to: Case): JudgedCase {
  const from = judged.evidence.observed;
  if (from === to) return judged;
  const places = new Map(from.spans.map((span, index) => [span, to.spans[index]!]));
  const spanOf = (span: Span): Span => places.get(span)!;
  const exchanges = new Map<Exchange, Exchange>();
  const exchangeOf = (exchange: Exchange): Exchange => {
    let moved = exchanges.get(exchange);
    if (!moved) {
      const { sending, receiving, spans, publish } = exchange;
      moved = {
        ...exchange,
        ...(sending && { sending: spanOf(sending) }),
        ...(receiving && { receiving: spanOf(receiving) }),
        ...(publish && { publish: exchangeOf(publish) }),
        spans: spans.map(spanOf),
      };
      exchanges.set(exchange, moved);
    }
    return moved;
  };
  const discrepancyOf = (found: Discrepancy): Discrepancy => {
    if (!('exchanges' in found)) return found;
    return { ...found, exchanges: found.exchanges.map(exchangeOf) as unknown as Exchanges } as Discrepancy;
  };
  const { otherReading } = judged;
  return {
    ...judged,
    evidence: { ...judged.evidence, observed: to },
    discrepancies: judged.discrepancies.map(discrepancyOf),
    ...(otherReading && {
      otherReading: { ...otherReading, discrepancies: otherReading.discrepancies.map(discrepancyOf) },
    }),
  };
}
