import type { LifelineId, Message } from '#model';
import type { Case, CaseExchanges, Exchange } from '#traces';
import { elideUndrawn, isSessionControl, keyOf } from '../binding/index.ts';
import { CaseView, signatureOf } from './case-view.ts';
import type { JudgedExchange } from './observations.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import { tolerates } from './tolerance.ts';

/** A case with the communications that were read off its spans. */
export interface CaseEvidence {
  readonly observed: Case;
  readonly communications: CaseExchanges;
}

export interface Scene {
  readonly view: CaseView;
  readonly judged: readonly JudgedExchange[];
  /** Between drawn participants, but like no drawn message. */
  readonly strangers: readonly Exchange[];
  readonly undrawn: readonly Exchange[];
  /** Requests from outside that are like nothing drawn. */
  readonly otherEntries: number;
}

/** What of a case concerns a drawing, before any of its flows is looked at. */
export function setScene(drawing: PreparedDrawing, { observed, communications }: CaseEvidence): Scene {
  const { matcher } = drawing;
  const isDrawn = (endpoint: Exchange['from']) => matcher.lifelines(endpoint).length > 0;
  const reporting = new Set<LifelineId>();
  for (const { resource } of observed.spans) {
    const key = keyOf({ type: 'service', name: resource.serviceName, namespace: resource.serviceNamespace });
    for (const lifeline of drawing.bindings.byKey.get(key) ?? []) reporting.add(lifeline);
  }
  const judged: JudgedExchange[] = [];
  const strangers: Exchange[] = [];
  const undrawn: Exchange[] = [];
  const shownLocally = new Set<Message>();
  for (const { exchange, composed, elided = false } of elideUndrawn(
    communications.exchanges,
    communications.tree,
    isDrawn,
  )) {
    if (drawing.settings.ignore.length > 0 && drawing.ignores(exchange)) continue;
    const candidates = matcher.candidates(exchange);
    const tolerated =
      composed || exchange.kind === 'local' || !isBetweenDrawn(drawing, exchange)
        ? []
        : drawing.tolerances.filter((tolerance) => tolerates(tolerance, exchange, drawing.inventory.vocabulary));
    if (candidates.requests.length > 0 || tolerated.length > 0) {
      judged.push({ exchange, candidates, composed, tolerated });
      if (exchange.kind === 'local') for (const { drawn } of candidates.requests) shownLocally.add(drawn.message);
    } else if (!composed && exchange.kind !== 'local' && !isSessionControl(exchange)) {
      const { undrawnCalls, undrawnParticipants } = drawing.settings;
      const isAmongDrawn = isBetweenDrawn(drawing, exchange) || (!elided && drawing.isEntry(exchange));
      const isOfDrawn = isDrawn(exchange.from) || isDrawn(exchange.to);
      if (isAmongDrawn ? undrawnCalls === 'forbid' : isOfDrawn && undrawnParticipants === 'forbid')
        strangers.push(exchange);
      else if (isAmongDrawn || isOfDrawn) undrawn.push(exchange);
    }
  }
  // Where nobody outside is drawn, who calls from there says nothing.
  const isBegunOutside = drawing.stretches.some(({ trigger }) => trigger !== undefined);
  const otherEntries = isBegunOutside ? undrawn.filter(({ from }) => from.type === 'outside').length : 0;
  return { view: viewOf(drawing, reporting, shownLocally), judged, strangers, undrawn, otherEntries };
}

/** Cases that see the same share what is known of it. */
const knownViews = new WeakMap<PreparedDrawing, Map<string, CaseView>>();

function viewOf(
  drawing: PreparedDrawing,
  reporting: ReadonlySet<LifelineId>,
  shownLocally: ReadonlySet<Message>,
): CaseView {
  const signature = signatureOf(reporting, shownLocally);
  const views = knownViews.get(drawing) ?? new Map<string, CaseView>();
  knownViews.set(drawing, views);
  const view = views.get(signature) ?? new CaseView(drawing, reporting, shownLocally);
  views.set(signature, view);
  return view;
}

export function isBetweenDrawn({ matcher }: PreparedDrawing, { from, to }: Exchange): boolean {
  return matcher.lifelines(from).length > 0 && matcher.lifelines(to).length > 0;
}
