import { endpointName } from '#traces';
import { describeExchange } from '../binding/describe.ts';
import { type Candidate, type DrawnMessage, elideUndrawn, fitRank, type LabelFit } from '../binding/index.ts';
import type { BindingStrength, ConfigurationLine, DrawingBindings, MessageBindingResult } from '../binding-result.ts';
import { asService, messageSuggestion, participantSuggestion, type ResolvedMessageSetting } from '../settings/index.ts';
import type { CheckInput } from './check-drawings.ts';
import { messageText } from './findings.ts';
import { gatherer } from './gather.ts';
import { PreparedDrawing } from './prepared-drawing.ts';
import type { CaseEvidence } from './scene.ts';

/** What each line of the drawings was bound to, how, and how strongly. */
export function bindDrawings({ drawings, cases }: CheckInput): readonly DrawingBindings[] {
  const gathered = gatherer(cases);
  return drawings.map((source) => {
    const { evidence, inventory } = gathered(source.settings?.scope);
    const drawing = new PreparedDrawing(source, inventory, drawings);
    const hits = collectHits(drawing, evidence);
    return {
      path: source.path,
      name: source.name,
      line: source.line,
      ...policiesOf(drawing),
      lifelines: [...drawing.interaction.lifelines].map((lifeline) => {
        const { strength, why, keys } = drawing.bindings.byLifeline.get(lifeline.id)!;
        const boundTo = [...keys].map((key) => endpointName(inventory.endpoints.get(key)!.endpoint));
        const { id, label, range } = lifeline;
        return { id, label, range, strength, boundTo, why, configure: lifelineLine(drawing, id, boundTo) };
      }),
      messages: drawing.messages.map((drawn) => messageBinding(drawing, drawn, hits.get(drawn))),
    };
  });
}

interface Hits {
  count: number;
  fit: LabelFit;
  example: string;
  spanName: string;
}

function collectHits(drawing: PreparedDrawing, evidence: readonly CaseEvidence[]): Map<DrawnMessage, Hits> {
  const hits = new Map<DrawnMessage, Hits>();
  const isDrawn = (endpoint: Parameters<typeof endpointName>[0]) => drawing.matcher.lifelines(endpoint).length > 0;
  for (const { communications } of evidence) {
    for (const { exchange } of elideUndrawn(communications.exchanges, communications.tree, isDrawn)) {
      if (drawing.ignores(exchange)) continue;
      const { requests, replies } = drawing.matcher.candidates(exchange);
      const example = `${describeExchange(exchange)} (span ${exchange.spans[0]!.spanId})`;
      const spanName = exchange.spans[0]!.name;
      for (const { drawn, fit } of [...requests, ...replies] satisfies Candidate[]) {
        const known = hits.get(drawn);
        if (!known) hits.set(drawn, { count: 1, fit, example, spanName });
        else {
          known.count++;
          if (fitRank[fit] > fitRank[known.fit]) Object.assign(known, { fit, example, spanName });
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
    ...(drawn.setting && { configured: spokenSetting(drawn.setting) }),
    ...(drawn.flow.role !== 'answer' && { configure: messageLine(drawing, drawn, hits) }),
    ...(hits && { example: hits.example }),
  };
}

function policiesOf({ settings }: PreparedDrawing) {
  const { scope, undrawnCalls, undrawnParticipants, ignore } = settings;
  return {
    scope: scope.by === 'attribute' ? `attribute ${scope.name}` : scope.by,
    undrawnCalls,
    undrawnParticipants,
    ignored: ignore.map(({ origin, attributes = {}, ...said }) => {
      const parts = Object.entries({ ...said, ...attributes }).map(([name, value]) =>
        name === 'message' ? value : `${name} ${value}`,
      );
      return `${parts.join(', ')} (${origin.spoken})`;
    }),
  };
}

function lifelineLine(drawing: PreparedDrawing, id: string, boundTo: readonly string[]): ConfigurationLine {
  const { bindings, inventory, source } = drawing;
  const free = [...inventory.endpoints.values()].filter(
    ({ key, endpoint }) => endpoint.type === 'service' && !bindings.byKey.has(key),
  );
  // One that is left over is rather meant than not; of several nobody knows.
  const likely = free.length === 1 ? endpointName(free[0]!.endpoint) : undefined;
  return participantSuggestion(source.language, id, asService(boundTo[0] ?? likely ?? 'name-of-the-service'));
}

/** What would bind an unbound message by its spans; of one that is bound, what would bind it to others. */
function messageLine({ source, interaction }: PreparedDrawing, { message }: DrawnMessage, hits: Hits | undefined) {
  const nameOf = (end: string | null) => interaction.lifelines.find(({ id }) => id === end)?.id ?? 'outside';
  const ends = { label: message.label, from: nameOf(message.from), to: nameOf(message.to) };
  const span = hits?.spanName ?? 'name of its span';
  return messageSuggestion(source.language, ends, {
    yaml: `span: ${JSON.stringify(span)}`,
    directive: `span "${span}"`,
  });
}

function spokenSetting({ presence, as, span, attributes = {}, origins }: ResolvedMessageSetting): string {
  const said = [
    presence,
    as === undefined ? undefined : `read as "${as}"`,
    span === undefined ? undefined : `span "${span}"`,
    ...Object.entries(attributes).map(([name, value]) => `${name}=${value}`),
  ];
  return `${said.filter(Boolean).join(', ')} (${[...new Set(origins.map(({ spoken }) => spoken))].join(', ')})`;
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
