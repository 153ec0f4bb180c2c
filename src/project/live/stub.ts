import type { Finding } from '#checks';
import { type Interaction, type LifelineId, type Message, words } from '#model';
import {
  choicesMeantBy,
  type Flow,
  first,
  type Handler,
  isOurs,
  type LiveNeighbours,
  lifelineNamed,
  type MessagingTransport,
  NotPlayable,
  type Policy,
  type Preparation,
  type PlayOptions as RuntimePlayOptions,
  random,
  readWish,
  type Sending,
  startNeighbours,
  type Time,
  wished,
} from '#runtime';
import { seededRandom } from '#semantics';
import type { Span } from '#traces';
import type { Schemas } from '../bodies/read-schemas.ts';
import { schemasFor } from '../bodies/schemas-for.ts';
import { wrongBodies } from '../bodies/wrong-bodies.ts';
import { judgePlayed, type PlayResult } from './judging.ts';
import { type LiveDrawing, type LiveReading, readLiveDrawing, unknownWishes } from './live-drawing.ts';
import { findingOfDeviation, liveFindings } from './live-findings.ts';
import { StubError } from './stub-error.ts';

export interface StubOptions {
  /** The file of the drawing; of several in it one by name: `docs/shop.md#Checkout`. */
  readonly drawing: string;
  /** The participant under test, by id or label: everybody else is played. */
  readonly for: string;
  /**
   * Where it listens: `http://127.0.0.1:3000`. Without it nobody calls it: then who only calls it (a client) is not
   * played, and neighbours answer whoever comes.
   */
  readonly target?: string;
  /** Ports of neighbours by id or label; others listen on a free one. */
  readonly listen?: Readonly<Record<string, number>>;
  /** How choices are made that are the neighbours' to make. Default `first`. */
  readonly policy?: 'first' | 'random';
  /** Of `random`. Default 1. */
  readonly seed?: number;
  /** Choices: an operand's guard, the status that it answers with (`409`), its line, or `line=number`. */
  readonly choose?: readonly string[];
  /** Milliseconds that anything is waited for. Default 5000. */
  readonly timeout?: number;
  /** Milliseconds that others may take until they listen. Default: the timeout. */
  readonly startTimeout?: number;
  /** Milliseconds without anything new that count as the end, where the drawing may end. Default 200. */
  readonly settling?: number;
  /** A folder of JSON Schemas that bodies which come have to meet, instead of that of asdrawn.yaml. */
  readonly schemas?: string;
  /** What the drawing's brokers are; without one they are left alone. */
  readonly broker?: MessagingTransport;
  /** Body and headers of what neighbours send, where those made up from labels will not do. */
  readonly sending?: (message: Message) => Sending | undefined;
  readonly config?: string;
}

export interface PlayOptions {
  /** Instead of those of the stub. */
  readonly choose?: readonly string[];
  readonly sending?: StubOptions['sending'];
  readonly signal?: AbortSignal;
  /** Told of everything that our participants send and receive. */
  readonly tell?: RuntimePlayOptions['tell'];
  /** Spans that others reported meanwhile; asked when the play is over. */
  readonly received?: () => Promise<readonly Span[]>;
}

export interface BeginOptions extends Pick<PlayOptions, 'tell'> {
  /** Choices of our participants, made beforehand; without it they follow from what is sent. */
  readonly choose?: readonly string[];
  /** Instead of that of the stub. */
  readonly sending?: (message: Message) => Sending | undefined;
}

/** The neighbours of a service, listening. */
export interface Neighbours {
  /** Where each listens that is called, by id. */
  readonly urls: Readonly<Record<string, string>>;
  /** The same as variables, named after their labels: `PAYMENT_SERVICE_URL`. */
  readonly environment: Readonly<Record<string, string>>;
  /** What is left alone, and other things to know. */
  readonly notes: readonly Finding[];
  /** Plays the drawing once, and says how that went. Waits no longer than the timeout for anything. */
  play(options?: PlayOptions): Promise<PlayResult>;
  /** One run driven by hand, for tests. */
  begin(options?: BeginOptions): Flow;
  /** What came of a run driven by hand, with spans that others reported meanwhile. */
  judge(flow: Flow, received?: readonly Span[]): PlayResult;
  /** Answers whoever asks, flow after flow, until the signal comes; with `once` until the first flow is over. */
  serve(options: PlayOptions & { readonly signal: AbortSignal; readonly once?: boolean }): Promise<PlayResult>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** Reads the drawing and lets everybody but the service under test listen. Rejects with a `StubError`. */
export async function stub(options: StubOptions, cwd: string): Promise<Neighbours> {
  const reading = await readLiveDrawing(options.drawing, options, cwd);
  const schemas = await schemasFor(reading, options.schemas, cwd);
  return (await stubDrawing(reading, { ...options, ...(schemas && { bodies: schemas }) })).neighbours;
}

export interface Stubbed {
  readonly neighbours: Neighbours;
  readonly live: LiveDrawing;
  /** The participant under test. */
  readonly subject: LifelineId;
  readonly played: readonly LifelineId[];
}

export async function stubDrawing(
  { live, findings }: LiveReading,
  options: StubOptions & Pick<PlayingOptions, 'bodies'>,
): Promise<Stubbed> {
  if (!live) throw new StubError(findings);
  const { interaction } = live;
  const subject = lifelineOf(live, options.for);
  const others = interaction.lifelines.map(({ id }) => id).filter((id) => id !== subject);
  const { target } = options;
  const callers = others.filter((id) => isOnlyCaller(interaction, id, subject));
  const played = target === undefined ? others.filter((id) => !callers.includes(id)) : others;
  const neighbours = await playing(live, findings, {
    ...options,
    ...{ played, callers },
    targets: new Map(target === undefined ? [] : [[subject, target]]),
  });
  return { neighbours, live, subject, played };
}

export interface PlayingOptions extends Omit<StubOptions, 'drawing' | 'for' | 'target' | 'schemas'> {
  /** Bodies that come are held against these. */
  readonly bodies?: Schemas;
  readonly played: readonly LifelineId[];
  /** Of those, who only calls others, and therefore leaves that to somebody else while whoever comes is served. */
  readonly callers?: readonly LifelineId[];
  readonly targets: ReadonlyMap<LifelineId, string>;
  readonly handlers?: ReadonlyMap<LifelineId, Handler>;
  /** Real unless it is said otherwise. */
  readonly time?: Time;
}

/** Lets the participants that are played listen. Rejects with a `StubError`. */
export async function playing(
  live: LiveDrawing,
  said: readonly Finding[],
  options: PlayingOptions,
): Promise<Neighbours> {
  const { path, interaction } = live;
  const {
    timeout,
    startTimeout,
    settling,
    handlers,
    time,
    broker,
    bodies,
    sending,
    choose = [],
    listen = {},
  } = options;
  const bad = [...options.targets].flatMap(([id, url]) => (isAddress(url) ? [] : [liveFindings.badAddress(id, url)]));
  const problems = [...bad, ...unknownWishes(live, choose)];
  if (problems.length > 0) throw new StubError([...said, ...problems]);
  const started = await startNeighbours({
    interaction,
    played: new Set(options.played),
    callers: new Set(options.callers),
    targets: options.targets,
    ports: new Map(Object.entries(listen).map(([name, port]) => [lifelineOf(live, name), port])),
    ...(timeout !== undefined && { timeout }),
    ...(startTimeout !== undefined && { startTimeout }),
    ...(settling !== undefined && { settling }),
    ...(broker && { broker }),
    ...(handlers && { handlers }),
    ...(time && { time }),
    ...(bodies && { wrongIn: wrongBodies(bodies.validate) }),
  }).catch((error: unknown) => unplayable(error));
  function unplayable(error: unknown): never {
    if (!(error instanceof NotPlayable)) throw error;
    throw new StubError([...said, ...error.problems.map((problem) => findingOfDeviation(path, problem))]);
  }
  const notes = [
    ...said,
    ...(bodies?.findings ?? []),
    ...started.preparation.problems.map((problem) => findingOfDeviation(path, problem)),
    ...choose.flatMap((wish) => idleWish(path, wish, started.preparation)),
  ];
  const policy = (wishes: readonly string[]): Policy => {
    const { seed = 1 } = options;
    const otherwise = options.policy === 'random' ? random(seededRandom(seed)) : first;
    return wished(wishes.map(readWish), otherwise);
  };
  const arranged = ({ choose: wishes = choose, sending: own = sending, signal, tell }: PlayOptions) => {
    const unknown = unknownWishes(live, wishes);
    if (unknown.length > 0) throw new StubError(unknown);
    return {
      policy: policy(wishes),
      ...(signal && { signal }),
      ...(tell && { tell }),
      ...(own && { sendingFor: own }),
    };
  };
  return {
    urls: Object.fromEntries(started.urls),
    environment: environmentOf(started, interaction),
    notes,
    play: async (playOptions = {}) => {
      const outcome = await started.play(arranged(playOptions));
      return judgePlayed(live, started.preparation, outcome, await playOptions.received?.());
    },
    begin: ({ choose: wishes, tell, sending: own = sending } = {}) =>
      started.begin({
        ...(wishes && { policy: arranged({ choose: wishes }).policy }),
        ...(tell && { tell }),
        ...(own && { sendingFor: own }),
      }),
    judge: (flow, received) => judgePlayed(live, started.preparation, flow.played, received),
    serve: async (playOptions) => {
      const { signal, once = false } = playOptions;
      const outcome = await started.serve({ ...arranged(playOptions), signal, once }).catch(unplayable);
      return judgePlayed(live, outcome.preparation, outcome, await playOptions.received?.());
    },
    close: () => started.close(),
  };
}

/** That a wish is about what others choose. */
function idleWish(path: string, wish: string, { interaction, isOurChoice }: Preparation): readonly Finding[] {
  const meant = choicesMeantBy(readWish(wish), interaction);
  return meant.length === 0 || meant.some(isOurChoice)
    ? []
    : [liveFindings.notOursToChoose(path, wish, meant[0]!.range)];
}

/** By id or label. Throws a `StubError` that names those that there are. */
export function lifelineOf({ path, interaction }: LiveDrawing, name: string): LifelineId {
  const found = lifelineNamed(interaction, name);
  if ('problem' in found) throw new StubError([findingOfDeviation(path, found.problem)]);
  return found.id;
}

/** Does it call the service, while nobody who is asked for anything would have to ask it? */
function isOnlyCaller({ fragments }: Interaction, id: LifelineId, subject: LifelineId): boolean {
  let calls = false;
  let isCalled = false;
  const visit = (own: Interaction['fragments']): void => {
    for (const fragment of own) {
      if (fragment.type === 'combined') for (const operand of fragment.operands) visit(operand.fragments);
      if (fragment.type !== 'message' || fragment.sort === 'reply' || fragment.from === fragment.to) continue;
      if (fragment.from === id && fragment.to === subject) calls = true;
      if (fragment.to === id && fragment.from === subject && !/^\d{3}\b/.test(fragment.label)) isCalled = true;
    }
  };
  visit(fragments);
  return calls && !isCalled;
}

function environmentOf({ urls, preparation }: LiveNeighbours, { lifelines }: Interaction): Record<string, string> {
  return Object.fromEntries(
    lifelines.flatMap(({ id, label }) => {
      const url = urls.get(id);
      if (url === undefined || !isOurs(preparation.cast, id)) return [];
      const name = words(label).join('_').toUpperCase() || words(id).join('_').toUpperCase();
      return [[`${name.replace(/[^A-Z0-9_]/g, '_')}_URL`, url]];
    }),
  );
}

function isAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
