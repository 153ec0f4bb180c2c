import { type Case, endpointName, exchangesOf } from '#traces';
import { describeExchange } from '../binding/describe.ts';
import {
  type Candidate,
  type DrawnMessage,
  elideUndrawn,
  fitRank,
  type LabelFit,
  takeInventory,
} from '../binding/index.ts';
import type { BindingStrength, DrawingBindings, MessageBindingResult } from '../binding-result.ts';
import type { CheckInput } from './check-drawings.ts';
import { messageText } from './findings.ts';
import { PreparedDrawing } from './prepared-drawing.ts';
import type { CaseEvidence } from './scene.ts';

/** What each line of the drawings was bound to, how, and how strongly. */
export function bindDrawings({ drawings, cases }: CheckInput): readonly DrawingBindings[] {
  const { evidence, inventory } = gather(cases);
  return drawings.map((source) => {
    const drawing = new PreparedDrawing(source, inventory, drawings);
    const hits = collectHits(drawing, evidence);
    return {
      path: source.path,
      name: source.name,
      line: source.line,
      lifelines: [...drawing.interaction.lifelines].map((lifeline) => {
        const { strength, why, keys } = drawing.bindings.byLifeline.get(lifeline.id)!;
        const boundTo = [...keys].map((key) => endpointName(inventory.endpoints.get(key)!.endpoint));
        return { id: lifeline.id, label: lifeline.label, range: lifeline.range, strength, boundTo, why };
      }),
      messages: drawing.messages.map((drawn) => messageBinding(drawing, drawn, hits.get(drawn))),
    };
  });
}

function gather(cases: readonly Case[]) {
  const evidence: CaseEvidence[] = cases.map((observed) => ({ observed, communications: exchangesOf(observed) }));
  const inventory = takeInventory(evidence.map(({ communications }) => communications.exchanges));
  return { evidence, inventory };
}

interface Hits {
  count: number;
  fit: LabelFit;
  example: string;
}

function collectHits(drawing: PreparedDrawing, evidence: readonly CaseEvidence[]): Map<DrawnMessage, Hits> {
  const hits = new Map<DrawnMessage, Hits>();
  const isDrawn = (endpoint: Parameters<typeof endpointName>[0]) => drawing.matcher.lifelines(endpoint).length > 0;
  for (const { communications } of evidence) {
    for (const { exchange } of elideUndrawn(communications.exchanges, communications.tree, isDrawn)) {
      const { requests, replies } = drawing.matcher.candidates(exchange);
      const example = `${describeExchange(exchange)} (span ${exchange.spans[0]!.spanId})`;
      for (const { drawn, fit } of [...requests, ...replies] satisfies Candidate[]) {
        const known = hits.get(drawn);
        if (!known) hits.set(drawn, { count: 1, fit, example });
        else {
          known.count++;
          if (fitRank[fit] > fitRank[known.fit]) Object.assign(known, { fit, example });
        }
      }
    }
  }
  return hits;
}

function messageBinding(drawing: PreparedDrawing, drawn: DrawnMessage, hits: Hits | undefined): MessageBindingResult {
  const { message } = drawn;
  const ends = [message.from, message.to];
  const unobservable = !hits && (message.from === message.to || ends.every((end) => drawing.roleOf(end) !== 'service'));
  const strength: BindingStrength = hits && hits.fit !== 'none' ? hits.fit : unobservable ? 'unobservable' : 'unbound';
  return {
    id: message.id,
    message: messageText(message),
    range: message.range,
    strength,
    reading: readingOf(drawn),
    matches: hits?.count ?? 0,
    ...(hits && { example: hits.example }),
  };
}

function readingOf({ label, flow, pulls }: DrawnMessage): string {
  const answer = flow.role === 'answer' ? 'answer' : flow.role === 'answer-or-call' ? 'answer or call' : '';
  const read = label.http
    ? `HTTP ${label.http.method ?? ''} ${label.http.path ?? ''}`.replace(/\s+/g, ' ').trim()
    : label.status
      ? `status ${label.status.code ?? label.status.rpc ?? `${label.status.hundreds}xx`}`
      : label.sql
        ? `SQL ${label.sql.operation} ${label.sql.table ?? ''}`.trim()
        : label.identifiers.length > 0
          ? `name ${label.identifiers.join(', ')}`
          : label.bare
            ? `word ${label.bare}`
            : 'prose';
  return [answer, pulls ? 'asks the broker' : '', read].filter(Boolean).join(', ');
}
