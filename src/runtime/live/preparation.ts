import { didYouMean } from '#diagnostics';
import {
  type CombinedFragment,
  type Interaction,
  type LifelineId,
  type Message,
  messageFlow,
  messagesOf,
  readLabel,
  words,
} from '#model';
import { automatonOf, choicesOf, judgeChoice } from '#semantics';
import { type LifelinePart, partsOf } from '../recording/roles.ts';
import { arrowText, type Deviation, type Naming } from './deviations.ts';
import { type Cast, isOurs, OUTSIDE, type Passage, passageOf, withOutside } from './parts-played.ts';
import { drawnRequest } from './routes.ts';

export interface PreparationOptions {
  readonly interaction: Interaction;
  /** Lifelines that we play; stores and brokers need not be named. */
  readonly played: ReadonlySet<LifelineId>;
  /** Lifelines of others that can be called. */
  readonly reachable: ReadonlySet<LifelineId>;
  readonly hasBroker: boolean;
  /** Whoever comes is answered, and what begins outside is begun by others. */
  readonly isServing?: boolean;
}

/** A drawing that can be played, as far as `problems` has no errors. */
export interface Preparation {
  readonly interaction: Interaction;
  readonly cast: Cast;
  readonly passages: ReadonlyMap<number, Passage>;
  /** Choices that we make: all but those that others make. */
  readonly isOurChoice: (fragment: CombinedFragment) => boolean;
  /** Lifelines of ours that others call, which therefore have to listen. */
  readonly called: readonly LifelineId[];
  readonly problems: readonly Deviation[];
  readonly name: Naming;
}

/** What is played by whom, and whether it can be. Uses (`ref`) must have been inlined. */
export function prepare(options: PreparationOptions): Preparation {
  const drawn = withOutside(options.interaction);
  const parts = withSpokenStores(drawn, partsOf(drawn));
  // Nobody else would begin what begins outside.
  const reaches = messagesOf(drawn).filter(({ from }) => from === OUTSIDE);
  const isReached = ({ to }: Message) => options.played.has(to!) || (!options.isServing && options.reachable.has(to!));
  const isOutsideOurs = reaches.every(isReached);
  const played = isOutsideOurs ? new Set([...options.played, OUTSIDE]) : options.played;
  const cast: Cast = { parts, played, hasBroker: options.hasBroker };
  const name: Naming = (id) => (id === null ? 'outside' : (parts.get(id)?.lifeline.label ?? id).replace(/\s+/g, ' '));
  const { passages, answersOf } = passagesOf(drawn, cast);
  const { isOurChoice, problems: choices } = judgeChoices(drawn, cast, name);
  const messages = messagesOf(drawn);
  // Who is only called by others of ours listens, too: the service may call him where it should not.
  const isAsked = (message: Message) =>
    passages.get(message.id) === 'http' ||
    (passages.get(message.id) === 'within' && message.from !== message.to && readLabel(message.label).http?.path);
  const called = messages
    .filter((message) => isAsked(message) && cast.played.has(message.to!) && !isAnswer(message))
    .filter(({ to }) => cast.parts.get(to!)?.role === 'service')
    .map(({ to }) => to!);
  return {
    interaction: drawn,
    cast,
    passages,
    isOurChoice,
    called: [...new Set(called)],
    problems: [
      ...choices,
      ...unreadable(
        messages.filter((message) => passages.get(message.id) === 'http' && !isAnswer(message)),
        name,
      ),
      ...unreachable(
        messages.filter((message) => !isAnswer(message)),
        cast,
        passages,
        options.reachable,
        name,
      ),
      ...leftAlone(messages, cast, passages, name),
    ],
    name,
  };

  function isAnswer({ id }: Message): boolean {
    return answersOf.has(id);
  }
}

/** Whoever is asked for anything in SQL alone is a store, and so is what is called one and drawn as a participant. */
function withSpokenStores(
  interaction: Interaction,
  parts: ReadonlyMap<LifelineId, LifelinePart>,
): ReadonlyMap<LifelineId, LifelinePart> {
  const storeWords = ['db', 'database', 'datastore', 'cache', 'store', 'storage', 'table'];
  const messages = messagesOf(interaction);
  return new Map(
    [...parts].map(([id, part]) => {
      const asked = messages.filter(({ from, to, sort }) => to === id && from !== id && sort !== 'reply');
      const isCalledSo = words(part.lifeline.label).some((word) => storeWords.includes(word));
      const isStore =
        part.role === 'service' &&
        asked.length > 0 &&
        asked.every(({ label }) => readLabel(label).sql?.table !== undefined || (isCalledSo && !readLabel(label).http));
      return [id, isStore ? { ...part, role: 'store' } : part];
    }),
  );
}

function passagesOf(interaction: Interaction, cast: Cast) {
  const flow = messageFlow(interaction);
  const labels = new Map<number, string[]>();
  const answersOf = new Set<number>();
  for (const message of messagesOf(interaction)) {
    const { role, answers } = flow.get(message.id)!;
    if (role === 'call') continue;
    if (role === 'answer' || !drawnAsCall(message.label)) answersOf.add(message.id);
    for (const { id } of answers) labels.set(id, [...(labels.get(id) ?? []), message.label]);
  }
  const passages = new Map(
    messagesOf(interaction).map((message) => [
      message.id,
      passageOf(cast, message, labels.get(message.id) ?? [], answersOf.has(message.id)),
    ]),
  );
  return { passages, answersOf };
}

function drawnAsCall(label: string): boolean {
  const request = drawnRequest({ label });
  return request?.path !== undefined && /^[A-Z]+ \//.test(label);
}

function judgeChoices(
  interaction: Interaction,
  cast: Cast,
  name: Naming,
): { readonly isOurChoice: (fragment: CombinedFragment) => boolean; readonly problems: readonly Deviation[] } {
  const { lifelines } = interaction;
  const { arena, stepper, options, isReception } = automatonOf(interaction);
  const choices = choicesOf(arena, interaction.fragments, options);
  const theirs = new Set<CombinedFragment>();
  const problems: Deviation[] = [];
  for (const { fragment, ...choice } of choices) {
    const { deciders } = judgeChoice(stepper, choice, { isReception, maxNodes: 1 });
    const ids = deciders.map((index) => lifelines[index]!.id);
    const others = ids.filter((id) => !isOurs(cast, id));
    if (others.length > 0) theirs.add(fragment);
    if (others.length === 0 || others.length === ids.length) continue;
    problems.push({
      code: 'live/nobody-decides',
      severity: 'warning',
      message: `no participant can make this choice alone: ${listed(ids.map(name))} would each have to know what the others take; whoever sends first decides`,
      range: { start: fragment.range.start, end: fragment.range.start },
      help: 'let every way of the choice begin with the same participant; ours wait before they send, --timeout long',
    });
  }
  return { isOurChoice: (fragment) => !theirs.has(fragment), problems };
}

function unreadable(messages: readonly Message[], name: Naming): Deviation[] {
  return messages
    .filter((message) => drawnRequest(message)?.path === undefined)
    .map((message) => ({
      code: 'live/unreadable-route',
      severity: 'error',
      isFailure: true,
      message: `of "${arrowText(message, name)}" no HTTP request can be made: it names no path`,
      drawn: message,
      help: 'write method and path on the arrow: POST /orders/{id}',
    }));
}

function unreachable(
  messages: readonly Message[],
  cast: Cast,
  passages: ReadonlyMap<number, Passage>,
  reachable: ReadonlySet<LifelineId>,
  name: Naming,
): Deviation[] {
  const told = new Set<LifelineId>();
  return messages.flatMap((message) => {
    const { id, from, to } = message;
    if (passages.get(id) !== 'http' || !isOurs(cast, from) || isOurs(cast, to) || message.messageKind === 'lost')
      return [];
    if (reachable.has(to!) || told.has(to!)) return [];
    told.add(to!);
    return [
      {
        code: 'live/no-target',
        severity: 'error',
        isFailure: true,
        message: `${name(from)} calls ${name(to)}, and it was not said where that listens`,
        drawn: message,
        help: `say where ${name(to)} listens: --target http://127.0.0.1:3000, or with run --at ${to}=http://127.0.0.1:3000`,
      },
    ];
  });
}

/** What is drawn at stores and brokers that there is no transport for. */
function leftAlone(
  messages: readonly Message[],
  cast: Cast,
  passages: ReadonlyMap<number, Passage>,
  name: Naming,
): Deviation[] {
  const told = new Set<string>();
  return messages.flatMap((message) => {
    const { from, to, id } = message;
    if (passages.get(id) !== 'unseen' || from === to) return [];
    const roles = [from, to].map((one) => (one === null ? undefined : cast.parts.get(one)?.role));
    const at = roles.findIndex((role) => role === 'store' || role === 'broker');
    // Others talk among themselves as they like.
    if (at < 0 && !isOurs(cast, from) && !isOurs(cast, to)) return [];
    const who = at < 0 ? (isOurs(cast, to) ? to! : from!) : [from, to][at]!;
    if (told.has(who)) return [];
    told.add(who);
    const role = cast.parts.get(who)?.role;
    const what = role === 'store' ? 'a store cannot be stubbed over HTTP' : 'without a broker messages are not seen';
    return [
      {
        code: 'live/left-alone',
        severity: 'note',
        message: `${name(who)} is left alone, for ${what}; what is drawn there is taken to have happened`,
        drawn: message,
        help: role === 'store' ? 'give the service the store that it needs' : 'give the service a broker of its own',
      },
    ];
  });
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The lifeline that somebody means: by id or label, without regard to case, punctuation and line breaks. */
export function lifelineNamed(
  { lifelines }: Interaction,
  wanted: string,
): { readonly id: LifelineId } | { readonly problem: Deviation } {
  const key = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const bare = (text: string) => key(text).replace(/(?:service|svc|api|app)$/, '');
  for (const by of [(text: string) => text, key, bare]) {
    const found = lifelines.filter(({ id, label }) =>
      [id, label].some((name) => by(name) === by(wanted) && by(wanted) !== ''),
    );
    if (found.length === 1) return { id: found[0]!.id };
  }
  const names = lifelines.map(({ id }) => id);
  const meant = didYouMean(wanted, names);
  return {
    problem: {
      code: 'live/unknown-participant',
      severity: 'error',
      isFailure: true,
      message: `the drawing has no participant ${JSON.stringify(wanted)}${meant ? `; did you mean ${meant}?` : ''}`,
      help: `it has: ${names.join(', ')}`,
    },
  };
}
