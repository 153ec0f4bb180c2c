import { didYouMean } from '#diagnostics';
import { type LifelineId, type Message, readLabel } from '#model';
import { answerOf } from '../recording/requests.ts';
import type { ArrangedMessage } from './arrangement.ts';
import { type Arrival, destinationOf } from './arrivals.ts';
import { arrowText, type Deviation, type Naming } from './deviations.ts';
import type { HttpReply, HttpRequest } from './http.ts';
import { type Cast, isOurs } from './parts-played.ts';
import { drawnRequest, fitsRoute, fitsStatus, routeText } from './routes.ts';

/** What there is to know when something comes that does not fit. */
export interface Known {
  readonly messages: readonly ArrangedMessage[];
  readonly awaited: readonly Message[];
  readonly name: Naming;
  readonly cast: Cast;
}

export function unexpectedRequest(
  { messages, awaited, name, cast }: Known,
  lifeline: LifelineId,
  { method, path }: HttpRequest,
): Deviation {
  const said = `${method} ${path}`;
  const own = messages.filter(({ message, isAnswer }) => message.to === lifeline && !isAnswer);
  const drawnHere = own.find(({ message }) => {
    const drawn = drawnRequest(message);
    return drawn && fitsRoute(drawn, method, path) !== undefined;
  });
  const elsewhere = messages.find(({ message, isAnswer }) => {
    const drawn = drawnRequest(message);
    return (
      !isAnswer && message.to !== lifeline && readLabel(message.label).http && drawn && fitsRoute(drawn, method, path)
    );
  });
  const routes = own.flatMap(({ message }) => drawnRequest(message) ?? []).map(routeText);
  const meant = drawnHere ? undefined : nearestRoute(said, routes);
  const isOfOurs = drawnHere && isOurs(cast, drawnHere.message.from);
  const why = isOfOurs
    ? `which is drawn to come from ${name(drawnHere.message.from)}`
    : drawnHere
      ? 'which is not to come now'
      : elsewhere
        ? `which is drawn to go to ${name(elsewhere.message.to)}`
        : 'which is not drawn';
  const nearest = drawnHere ?? elsewhere ?? own.find(({ message }) => routeText(drawnRequest(message) ?? {}) === meant);
  const drawn = nearest?.drawn ?? awaited[0] ?? own[0]?.drawn;
  return {
    code: 'live/unexpected-request',
    severity: 'error',
    message: `${name(lifeline)} was asked for ${said}, ${why}${meant ? `; did you mean ${meant}?` : ''}`,
    ...(drawn && { drawn }),
    expected: awaited.map((message) => arrowText(message, name)),
    help: 'correct the service, or draw this request',
  };
}

export function unexpectedMessage({ messages, awaited, name }: Known, destination: string): Deviation {
  const known = messages.find(({ message }) => destinationOf(message) === destination);
  return {
    code: 'live/unexpected-message',
    severity: 'error',
    message: `${destination} was published, which ${known ? 'is not to come now' : 'is not drawn'}`,
    ...(known && { drawn: known.drawn }),
    expected: awaited.map((message) => arrowText(message, name)),
    help: 'correct the service, or draw this message',
  };
}

/** `messages` are the answers that are drawn, `nearest` the one that was to come. */
export function unexpectedReply(
  { messages, awaited, name }: Known,
  { message }: ArrangedMessage,
  { status, body }: HttpReply,
  nearest: ArrangedMessage,
): Deviation {
  const isDrawn = messages.some(({ message: { label } }) => fitsStatus(label, status, answerOf(label).failed));
  return {
    code: 'live/unexpected-reply',
    severity: 'error',
    message: `${name(message.to)} answered "${message.label}" with ${status}${bodyText(body, 120)}${isDrawn ? ', before what has to come first' : ''}`,
    drawn: nearest.drawn,
    expected: (isDrawn ? awaited : messages.map(({ drawn }) => drawn)).map((one) => arrowText(one, name)),
    help: isDrawn
      ? 'let the service do what is drawn before it answers, or draw it elsewhere'
      : 'correct the service, or draw this reply',
  };
}

/** Nobody took what ours published. */
export function unheard(
  messages: readonly ArrangedMessage[],
  { destination, seconds }: Extract<Arrival, { readonly type: 'unheard' }>,
): Deviation {
  const drawn = messages.findLast(({ message }) => destinationOf(message) === destination)?.drawn;
  return {
    code: 'live/nobody-subscribed',
    severity: 'error',
    message: `${destination} was published, and within ${seconds} s nobody had subscribed to it`,
    ...(drawn && { drawn }),
    help: 'does the service use this broker, and this name? Its own log tells',
  };
}

/** A handler could not deal with what a broker handed on. */
export function threw(
  { lifeline, drawn, error }: Extract<Arrival, { readonly type: 'threw' }>,
  name: Naming,
): Deviation {
  const said = error instanceof Error ? error.message : String(error);
  return {
    code: 'live/handler-threw',
    severity: 'error',
    message: `the handler of ${name(lifeline)} threw: ${said}`,
    ...(drawn && { drawn }),
    help: 'a handler returns an answer, or nothing',
  };
}

/** Of routes with parameters that is meant which is nearest when the parameters are what was sent in their places. */
function nearestRoute(said: string, routes: readonly string[]): string | undefined {
  const given = said.split('/');
  const filled = new Map(
    routes.map((route) => {
      const segments = route.split('/');
      const isParameter = (segment: string) => /^[:{<[$]/.test(segment);
      return [segments.map((segment, index) => (isParameter(segment) && given[index]) || segment).join('/'), route];
    }),
  );
  const meant = didYouMean(said, filled.keys());
  if (meant !== undefined) return filled.get(meant);
  return routes.find((route) => route.split(' ')[1] === said.split(' ')[1]);
}

/** What came back, in so many characters at most. */
export function bodyText(body: unknown, most: number): string {
  if (body === undefined) return '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ` (${text.length > most ? `${text.slice(0, most)}…` : text})`;
}

/** A message that stands in no drawing. */
export function undrawn(from: LifelineId | null, to: LifelineId, label: string): Message {
  const at = { line: 1, column: 1 };
  const range = { start: at, end: at };
  return { type: 'message', id: 0, sort: 'synchCall', messageKind: 'complete', from, to, label, range } as Message;
}
