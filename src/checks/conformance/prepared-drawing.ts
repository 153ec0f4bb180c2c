import {
  budgetsOf,
  type DrawnBudgets,
  type Interaction,
  inlineUses,
  type Lifeline,
  type LifelineId,
  type Message,
  type MessageFlow,
  messageFlow,
  messagesOf,
  type OperandPath,
  squash,
  walkFragments,
} from '#model';
import { type Action, type InteractionTerm, type LifelineIndex, Stepper, TermArena } from '#semantics';
import { type Exchange, OUTSIDE } from '#traces';
import {
  bindLifelines,
  type DrawnMessage,
  drawnMessages,
  fitRank,
  type Inventory,
  type LifelineBindings,
  MessageMatcher,
} from '../binding/index.ts';
import {
  type DrawingSettings,
  defaultSettings,
  isIgnored,
  resolveSettings,
  type UnknownSetting,
} from '../settings/index.ts';
import { cutIntoStretches, joinStretches, type Stretch } from './stretches.ts';
import { type Tolerance, tolerancesOf } from './tolerance.ts';

/** A drawing as the check takes it. */
export interface CheckableDrawing {
  readonly path: string;
  readonly name: string;
  readonly language: string;
  /** Where the drawing begins in its file. */
  readonly line: number;
  readonly interaction: Interaction;
  readonly settings?: DrawingSettings;
}

/** One end of a drawn message as an action of the automaton. */
export interface Occurrence {
  readonly drawn: DrawnMessage;
  readonly end: 'send' | 'receive';
}

/** A drawing with its bindings and its automaton, shared by all cases. */
export class PreparedDrawing {
  readonly source: CheckableDrawing;
  readonly settings: DrawingSettings;
  /** Settings that nothing in the drawing answers to. */
  readonly unknownSettings: readonly UnknownSetting[];
  /** With the interactions that it refers to in their places. */
  readonly interaction: Interaction;
  readonly bindings: LifelineBindings;
  readonly inventory: Inventory;
  readonly budgets: DrawnBudgets;
  readonly messages: readonly DrawnMessage[];
  /** The operands around each message, by its id. */
  readonly paths: ReadonlyMap<number, OperandPath>;
  readonly matcher: MessageMatcher;
  readonly arena: TermArena;
  readonly stepper: Stepper;
  readonly stretches: readonly Stretch[];
  /**
   * Lifelines that report nothing, but through which order runs from one service to another: their occurrences stay in
   * the term, at times that nobody knows. Others without spans are left out of it, which loses nothing.
   */
  readonly relays: ReadonlySet<LifelineId>;
  /** Stretches whose trigger some case shows by name: what lacks it is not about them. */
  readonly begun: ReadonlySet<Stretch>;
  /** By action; actions of tolerances have none. */
  readonly occurrences: (Occurrence | undefined)[] = [];
  /** What may come at any time in parts of the drawing. */
  readonly tolerances: readonly Tolerance[];
  /** An action that nothing observed is ever like: what may not be needed. */
  readonly neverObserved: Action;
  /** Terms of flows as cases see them, by both. */
  readonly terms = new Map<string, InteractionTerm>();
  readonly #sends = new Map<Message, Action>();
  readonly #receives = new Map<Message, Action>();
  readonly #lifelines: ReadonlyMap<LifelineId, LifelineIndex>;
  readonly #environment: ReadonlySet<LifelineId>;
  readonly #showsOutside: boolean;

  readonly #origins: ReadonlyMap<number, string>;

  /** `library` are the drawings that a `ref` may name. */
  constructor(source: CheckableDrawing, inventory: Inventory, library: readonly CheckableDrawing[] = [source]) {
    const { interaction, origins } = inlineUses(source.interaction, (name) => drawingCalled(name, source, library));
    const paths = new Map(library.map((other) => [other.interaction, other.path]));
    this.source = source;
    this.interaction = interaction;
    this.#origins = new Map([...origins].map(([id, origin]) => [id, paths.get(origin) ?? source.path]));
    this.inventory = inventory;
    this.settings = source.settings ?? defaultSettings;
    this.budgets = this.settings.budgets === 'off' ? { budgets: [], unjudged: [] } : budgetsOf(interaction);
    const said = resolveSettings(this.settings, interaction);
    this.unknownSettings = said.unknown;
    this.bindings = bindLifelines(interaction, inventory, said.participants);
    const flow = messageFlow(interaction);
    this.messages = drawnMessages(interaction, flow, this.bindings, inventory, said.messages);
    this.paths = pathsIn(interaction);
    this.matcher = new MessageMatcher(this.bindings, inventory, this.messages);
    this.#lifelines = new Map(interaction.lifelines.map((lifeline, index) => [lifeline.id, index]));
    this.arena = new TermArena(interaction.lifelines.length + 1);
    this.stepper = new Stepper(this.arena);
    for (const drawn of this.messages) {
      const { message } = drawn;
      if (message.from !== null) this.#sends.set(message, this.#occurrence(drawn, 'send', message.from));
      if (message.to !== null) this.#receives.set(message, this.#occurrence(drawn, 'receive', message.to));
    }
    this.tolerances = tolerancesOf(interaction, (lifeline) => this.arena.action(this.#lifelines.get(lifeline)!));
    this.neverObserved = this.arena.action(interaction.lifelines.length);
    this.#environment = this.#findEnvironment(flow);
    this.relays = this.#findRelays();
    this.#showsOutside =
      messagesOf(interaction).some(({ from }) => this.isEnvironment(from)) || this.#environment.size > 0;
    const entering = this.#findEntering();
    const stretches = cutIntoStretches(interaction.fragments, (message) => this.#isTrigger(message, entering));
    // By a key or a run a case is the whole drawing: its flows follow one another.
    this.stretches = this.settings.scope.by === 'trace' ? stretches : [joinStretches(interaction.fragments, stretches)];
    this.begun = new Set(this.stretches.filter(({ trigger }) => trigger && entering.has(trigger)));
  }

  /**
   * A request from outside to somebody drawn: where the drawing shows who is outside, what they ask for is drawn too.
   * Of one whose caller was not reported, or who only handles messages, nobody can say so.
   */
  isEntry({ kind, protocol, from, to, callerUnseen }: Exchange): boolean {
    if (kind !== 'call' || from.type !== 'outside' || callerUnseen || this.matcher.lifelines(to).length === 0)
      return false;
    return this.#showsOutside && (protocol === 'http' || protocol === 'rpc');
  }

  /** Messages that are what some request from outside is called. */
  #findEntering(): ReadonlySet<Message> {
    const entries = this.inventory.samples.filter(
      ({ kind, from }) => kind === 'call' && this.matcher.lifelines(from).length === 0,
    );
    return new Set(
      entries
        .flatMap((entry) => {
          const isAstray = this.matcher.isAstray(entry);
          const { requests } = this.matcher.candidates({ ...entry, from: OUTSIDE });
          return requests.filter(({ fit }) => fitRank[fit] >= (isAstray ? fitRank.exact : fitRank.inferred));
        })
        .map(({ drawn }) => drawn.message),
    );
  }

  /** Sent from outside the system, or by someone without spans (a payment provider's webhook) and seen to come in so. */
  #isTrigger(message: Message, entering: ReadonlySet<Message>): boolean {
    const { from, to } = message;
    if (this.isEnvironment(to) || this.messages[message.id - 1]!.flow.role === 'answer') return false;
    if (['database', 'broker'].includes(this.roleOf(to))) return false;
    return this.isEnvironment(from) || (entering.has(message) && ['peer', 'unobserved'].includes(this.roleOf(from)));
  }

  #occurrence(drawn: DrawnMessage, end: 'send' | 'receive', lifeline: LifelineId): Action {
    const action = this.arena.action(this.#lifelines.get(lifeline)!);
    this.occurrences[action] = { drawn, end };
    return action;
  }

  /** The file that the message's ranges are in. */
  pathOf(message: Message): string {
    return this.#origins.get(message.id) ?? this.source.path;
  }

  /** Counts for nothing, as a person has said. */
  ignores(exchange: Exchange): boolean {
    return this.settings.ignore.some((setting) => isIgnored(setting, exchange, this.inventory.vocabulary));
  }

  /** Drawn as what must not happen. */
  isForbidden({ id }: Message): boolean {
    return this.paths.get(id)?.some(({ fragment }) => fragment.operator === 'neg') ?? false;
  }

  sendOf(message: Message): Action | null {
    return this.#sends.get(message) ?? null;
  }

  receiveOf(message: Message): Action | null {
    return this.#receives.get(message) ?? null;
  }

  lifelineIndex(lifeline: LifelineId): LifelineIndex {
    return this.#lifelines.get(lifeline)!;
  }

  roleOf(lifeline: LifelineId | null): 'service' | 'database' | 'broker' | 'peer' | 'unobserved' {
    return lifeline === null ? 'unobserved' : (this.bindings.byLifeline.get(lifeline)?.role ?? 'unobserved');
  }

  /** Acts of its own accord, as far as the drawing and the evidence tell: outside the frame, or a user. */
  isEnvironment(lifeline: LifelineId | null): boolean {
    return lifeline === null || this.#environment.has(lifeline);
  }

  /**
   * Actors, and lifelines without spans that were not called by the system before they call it: the browser's frontend,
   * but not a consumer that happened to be down.
   */
  #findEnvironment(flow: ReadonlyMap<number, MessageFlow>): ReadonlySet<LifelineId> {
    const { lifelines } = this.interaction;
    const environment = new Set(lifelines.filter(({ id }) => this.roleOf(id) === 'unobserved').map(({ id }) => id));
    const isOutside = ({ id, kind }: Lifeline) => {
      const said = this.bindings.byLifeline.get(id)?.said;
      return said === undefined ? kind === 'actor' : said === 'outside';
    };
    const actors = new Set(lifelines.filter(isOutside).map(({ id }) => id));
    for (let changed = true; changed; ) {
      changed = false;
      const acted = new Set<LifelineId>();
      for (const message of messagesOf(this.interaction)) {
        const { from, to } = message;
        if (from !== null) acted.add(from);
        if (to === null || !environment.has(to) || actors.has(to) || acted.has(to)) continue;
        if (flow.get(message.id)!.role !== 'call' || this.#isOneOf(environment, from)) continue;
        environment.delete(to);
        changed = true;
      }
    }
    return environment;
  }

  #findRelays(): ReadonlySet<LifelineId> {
    const partners = new Map<LifelineId, Set<LifelineId>>();
    const meet = (relay: LifelineId, service: LifelineId) => {
      if (this.roleOf(relay) === 'service' || this.isEnvironment(relay) || this.roleOf(service) !== 'service') return;
      const known = partners.get(relay);
      if (known) known.add(service);
      else partners.set(relay, new Set([service]));
    };
    for (const { from, to } of messagesOf(this.interaction)) {
      if (from === null || to === null) continue;
      meet(from, to);
      meet(to, from);
    }
    return new Set([...partners].filter(([, services]) => services.size > 1).map(([relay]) => relay));
  }

  #isOneOf(environment: ReadonlySet<LifelineId>, lifeline: LifelineId | null): boolean {
    return lifeline === null || environment.has(lifeline);
  }
}

function pathsIn({ fragments }: Interaction): ReadonlyMap<number, OperandPath> {
  const paths = new Map<number, OperandPath>();
  for (const { fragment, path } of walkFragments(fragments)) {
    if (fragment.type === 'message') paths.set(fragment.id, path);
  }
  return paths;
}

/** By its own name, its title, or what it is called where it stands; one in the same file goes first. */
export function drawingCalled(
  name: string,
  from: CheckableDrawing,
  library: readonly CheckableDrawing[],
): Interaction | undefined {
  const wanted = squash(name);
  const named = library.filter(({ name: called, interaction }) =>
    [called, interaction.name, interaction.title].some((other) => other !== undefined && squash(other) === wanted),
  );
  const near = named.filter(({ path }) => path === from.path);
  // Twins in both languages say the same; the one in the referring drawing's own language is meant.
  const sameLanguage = named.filter(({ language }) => language === from.language);
  return (near[0] ?? sameLanguage[0] ?? named[0])?.interaction;
}
