import { type Case, joinCases } from './cases.ts';
import type { AttributeValue, Span } from './span.ts';

/**
 * What makes spans one case. `trace`: a trace with those that its links lead to. `attribute`: the same value of an
 * attribute (a business key, a session, a test's name), which spans beneath and behind its bearer share. `run`:
 * everything there is.
 */
export type CaseScope =
  | { readonly by: 'trace' }
  | { readonly by: 'attribute'; readonly name: string }
  | { readonly by: 'run' };

/** The cases of a scope, in the order in which their first span was seen. */
export function casesBy(scope: CaseScope, spans: readonly Span[]): readonly Case[] {
  const joined = joinCases(spans);
  switch (scope.by) {
    case 'trace':
      return joined;
    case 'run':
      return joined.length === 0 ? [] : [merge('run', joined)];
    case 'attribute':
      return byAttribute(scope.name, joined);
  }
}

/** Cases in which nobody bears the attribute stay what they are. */
function byAttribute(name: string, joined: readonly Case[]): Case[] {
  const parts = new Map<string, Case[]>();
  let unkeyed = 0;
  for (const one of joined) {
    const keys = keysOf(name, one);
    const values = new Set(keys.values());
    // A value cannot be mistaken for the place of a case that has none.
    if (values.size === 0) parts.set(`\u0000${unkeyed++}`, [one]);
    for (const value of values) {
      const part = values.size === 1 ? one : partOf(one, (span) => (keys.get(span) ?? value) === value);
      const known = parts.get(value);
      if (known) known.push(part);
      else parts.set(value, [part]);
    }
  }
  return [...parts].map(([value, cases]) => (value.startsWith('\u0000') ? cases[0]! : merge(value, cases)));
}

/** The value that each span bears: its own, else that of what it is part of, else that of what it links to. */
function keysOf(name: string, { spans }: Case): ReadonlyMap<Span, string> {
  const byId = new Map(spans.map((span) => [`${span.traceId}/${span.spanId}`, span]));
  const keys = new Map<Span, string>();
  const asked = new Set<Span>();
  for (const span of spans) {
    // From the span upwards until something is known, then back down.
    const path: Span[] = [];
    let at: Span | undefined = span;
    let value: string | undefined;
    while (at && value === undefined) {
      value = keys.get(at) ?? ownKey(name, at);
      if (value !== undefined || asked.has(at)) break;
      asked.add(at);
      path.push(at);
      const parent: Span | undefined =
        at.parentSpanId === undefined ? undefined : byId.get(`${at.traceId}/${at.parentSpanId}`);
      at = parent ?? at.links.map(({ traceId, spanId }) => byId.get(`${traceId}/${spanId}`)).find(Boolean);
    }
    if (value === undefined) continue;
    if (at) keys.set(at, value);
    for (const one of path) keys.set(one, value);
  }
  return keys;
}

/** Baggage is on spans where a processor copies it there, under its own name or with a prefix. */
function ownKey(name: string, { attributes, resource }: Span): string | undefined {
  const value = attributes.get(name) ?? attributes.get(`baggage.${name}`) ?? resource.attributes.get(name);
  return value === undefined || value === '' ? undefined : textOf(value);
}

function textOf(value: AttributeValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What lies between a span that is left out and one that stays is a beginning. */
function partOf(whole: Case, belongs: (span: Span) => boolean): Case {
  const kept = whole.spans.filter(belongs);
  const ids = new Set(kept.map(({ spanId }) => spanId));
  const lost = new Set(whole.facts.missingParents.map(({ span }) => span));
  const spans = kept.map((span) => {
    if (span.parentSpanId === undefined || ids.has(span.parentSpanId) || lost.has(span)) return span;
    const { parentSpanId: _, ...root } = span;
    return root;
  });
  const { facts } = whole;
  return {
    ...whole,
    traceIds: whole.traceIds.filter((traceId) => spans.some((span) => span.traceId === traceId)),
    spans,
    facts: {
      ...facts,
      missingParents: facts.missingParents.filter(({ span }) => belongs(span)),
      danglingLinks: facts.danglingLinks.filter(({ span }) => belongs(span)),
      cyclicParents: facts.cyclicParents.filter(({ span }) => belongs(span)),
    },
  };
}

function merge(id: string, cases: readonly Case[]): Case {
  return {
    id,
    traceIds: [...new Set(cases.flatMap(({ traceIds }) => traceIds))],
    spans: cases.flatMap(({ spans }) => spans),
    facts: {
      missingParents: cases.flatMap(({ facts }) => facts.missingParents),
      danglingLinks: cases.flatMap(({ facts }) => facts.danglingLinks),
      cyclicParents: cases.flatMap(({ facts }) => facts.cyclicParents),
      duplicates: cases.reduce((sum, { facts }) => sum + facts.duplicates, 0),
      ...(cases.some(({ facts }) => facts.cutShort) && { cutShort: true }),
    },
  };
}
