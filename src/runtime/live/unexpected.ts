import { didYouMean } from '#diagnostics';
import { type LifelineId, type Message, readLabel } from '#model';
import type { ArrangedMessage } from './arrangement.ts';
import { arrowText, type Deviation, type Naming } from './deviations.ts';
import type { HttpRequest } from './http.ts';
import { type Cast, isOurs } from './parts-played.ts';
import { drawnRequest, fitsRoute, routeText } from './routes.ts';

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

/** What came back, in short. */
export function bodyText(body: unknown): string {
  if (body === undefined) return '';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ` (${text.length > 120 ? `${text.slice(0, 120)}…` : text})`;
}
