import { type InteractionFragment, type Message, messagesIn } from '#model';
import { type Candidates, type DrawnMessage, fitRank } from '../binding/index.ts';
import { fitRequest } from '../binding/label-match.ts';
import type { PreparedDrawing } from './prepared-drawing.ts';
import type { Scene } from './scene.ts';
import type { Stretch } from './stretches.ts';

/** A part of a drawing that a case may be held against: stretches that follow one another. */
export interface Flow {
  /** Equal for the same flow of one drawing. */
  readonly key: string;
  readonly fragments: readonly InteractionFragment[];
  readonly messages: ReadonlySet<Message>;
}

const MOST_FLOWS = 64;

/**
 * The flows that a case enters; none if it is not about this drawing at all. A case enters where it shows what begins a
 * stretch. If only the beginning is unlike the drawing, a case that keeps to the rest of it is still about it: that is
 * how a wrong first message is found. Start-up, health checks and other flows among the same services are not.
 */
export function flowsOf(drawing: PreparedDrawing, scene: Scene): readonly Flow[] {
  const { stretches } = drawing;
  const { judged } = scene;
  const misdirected = misdirectedOf(drawing, scene);
  if (judged.length + misdirected.length === 0) return [];
  const triggered = new Set<Stretch>();
  let entries = 0;
  for (const { candidates } of judged) {
    const begun = stretches.filter((stretch) =>
      candidates.requests.some(({ drawn }) => drawn.message === stretch.trigger),
    );
    for (const stretch of begun) triggered.add(stretch);
    if (begun.length > 0) entries++;
  }
  const windows: (readonly Stretch[])[] = [];
  for (let start = 0; start < stretches.length; start++) {
    for (let length = 1; length <= Math.max(1, entries) && start + length <= stretches.length; length++) {
      const window = stretches.slice(start, start + length);
      if (triggered.size > 0 && !window.every((stretch) => triggered.has(stretch))) break;
      windows.push(window);
    }
  }
  // Longest first: a case with two entries is rather two stretches than one and a surprise.
  windows.sort((a, b) => b.length - a.length);
  if (triggered.size === 0 && stretches.length > 1) windows.push(stretches);
  return windows
    .slice(0, MOST_FLOWS)
    .map((window) => toFlow(drawing, window))
    .filter((flow) => isEntered(drawing, flow, scene, misdirected));
}

/** What a communication of the case may be in the drawing. */
type Shown = Pick<Candidates, 'requests'>;

/** Those that may be something in the flow, with what they may be there. */
function shownIn({ messages }: Flow, all: readonly Shown[]): readonly Shown[] {
  return all
    .map(({ requests }) => ({ requests: requests.filter(({ drawn }) => messages.has(drawn.message)) }))
    .filter(({ requests }) => requests.length > 0);
}

/** Between drawn participants, and just what some drawn message is called that goes between others. */
function misdirectedOf(drawing: PreparedDrawing, { strangers }: Scene): readonly Shown[] {
  const { vocabulary } = drawing.inventory;
  return strangers
    .map((exchange) => ({
      requests: drawing.messages
        .filter(({ flow, message }) => flow.role !== 'answer' && message.from !== message.to)
        .map((drawn) => ({ drawn, fit: fitRequest(drawn.label, exchange, vocabulary) }))
        .filter(({ fit }) => fit === 'exact'),
    }))
    .filter(({ requests }) => requests.length > 0);
}

type WindowedFlow = Flow & { readonly window: readonly Stretch[] };

const knownFlows = new WeakMap<PreparedDrawing, Map<string, WindowedFlow>>();

function toFlow(drawing: PreparedDrawing, window: readonly Stretch[]): WindowedFlow {
  const key = `${drawing.stretches.indexOf(window[0]!)}+${window.length}`;
  const flows = knownFlows.get(drawing) ?? new Map<string, WindowedFlow>();
  knownFlows.set(drawing, flows);
  let flow = flows.get(key);
  if (!flow) {
    const whole = window.length === drawing.stretches.length && window.length > 1;
    const fragments = whole ? drawing.interaction.fragments : window.flatMap((stretch) => stretch.fragments);
    flow = { key, fragments, messages: new Set(messagesIn(fragments)), window };
    flows.set(key, flow);
  }
  return flow;
}

function isEntered(
  drawing: PreparedDrawing,
  flow: WindowedFlow,
  { judged, view, strangers, otherEntries }: Scene,
  misdirected: readonly Shown[],
): boolean {
  const within = judged.filter(
    ({ exchange, candidates }) => exchange.kind !== 'local' && candidates.requests.length > 0,
  );
  const begins = within.every((judged) => isAstray(drawing, judged))
    ? []
    : shownIn(
        flow,
        within.map(({ candidates }) => candidates),
      );
  const matched = [...begins, ...shownIn(flow, misdirected)];
  if (matched.length === 0) return false;
  const trigger = flow.window[0]?.trigger;
  const isRead = (fit: keyof typeof fitRank) => fitRank[fit] >= fitRank.inferred;
  const begun = begins.flatMap(({ requests }) => requests.filter(({ drawn }) => drawn.message === trigger));
  if (begun.some(({ fit }) => isRead(fit))) return true;
  if (begun.length === 0 && drawing.begun.has(flow.window[0]!)) return false;

  const read = matched.filter(({ requests }) => requests.some(({ fit }) => isRead(fit)));
  const share = matched.length / (within.length + strangers.length + otherEntries);
  const calls = drawing.messages.filter(
    (drawn) => flow.messages.has(drawn.message) && drawn.flow.role === 'call' && drawn.message !== trigger,
  );
  // Of what is measured against what passed between participants, work inside of one is no part.
  const observable = drawing.messages.filter(
    (drawn) =>
      flow.messages.has(drawn.message) &&
      drawn.flow.role === 'call' &&
      drawn.message.from !== drawn.message.to &&
      view.isObservable(drawn),
  );
  const readable = observable.some(({ label }) => label.http?.path || label.sql?.table || label.identifiers.length > 0);
  const covered = new Set(matched.flatMap(({ requests }) => requests.map(({ drawn }) => drawn.message)));
  const coverage = observable.filter(({ message }) => covered.has(message)).length / observable.length;
  // Calls that other flows make, too, are no sign by themselves; most of what is drawn, between the wrong ones, is.
  if (begins.length === 0 && covered.size * 2 <= calls.length) return false;
  // Of a service that is drawn to go on, being called (by what no label tells) is not enough.
  const isDoorAlone =
    read.length === 0 && matched.every(({ requests }) => requests.some(({ drawn }) => drawn.message === trigger));
  const goesOn = ({ message: { from, to } }: DrawnMessage) => from !== null && from !== to && view.reporting.has(from);
  if (isDoorAlone && calls.some(goesOn)) return false;
  if (begun.length > 0) return (readable && read.length > 0) || (share >= 0.5 && coverage >= 0.5);
  if (readable && read.length === 0) return false;
  // Where nobody outside begins, the first message may tell as much, whichever way the case went on from there.
  const heads = trigger ? [] : headsOf(flow.fragments);
  const isBegun = begins.some(({ requests }) =>
    requests.some(({ drawn, fit }) => heads.includes(drawn.message) && isRead(fit)),
  );
  if (isBegun && share >= 0.5) return true;
  // Where nobody is drawn who begins, what begins the case counts neither way.
  return trigger ? share >= 0.5 && coverage > 0.5 : coverage > 0.5 || (share >= 0.5 && coverage >= 0.5);
}

/** What is called just so elsewhere in the drawing tells nothing by itself where it came to, but by name. */
function isAstray({ matcher }: PreparedDrawing, { exchange, candidates }: Scene['judged'][number]): boolean {
  return candidates.requests.every(({ fit }) => fit !== 'exact') && matcher.isAstray(exchange);
}

/** The messages between participants that every run begins with: several where they are drawn side by side. */
function headsOf(fragments: readonly InteractionFragment[]): readonly Message[] {
  for (const fragment of fragments) {
    if (fragment.type === 'ref') return [];
    if (fragment.type === 'message' && fragment.from !== fragment.to) return [fragment];
    if (fragment.type !== 'combined') continue;
    const { operator, operands, bounds } = fragment;
    if (operator === 'par') return operands.flatMap((operand) => headsOf(operand.fragments));
    return operator === 'loop' && bounds && bounds.min > 0 ? headsOf(operands[0]!.fragments) : [];
  }
  return [];
}
