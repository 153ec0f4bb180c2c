import type { Lifecycle, State, StateId, Transition } from '#model';

/** What is written next, composite states around what they hold. */
export type LifecycleStep =
  | { readonly type: 'state'; readonly state: State }
  | { readonly type: 'open' | 'close'; readonly state: State }
  /** The line between two concurrent regions. */
  | { readonly type: 'region' }
  | { readonly type: 'transition'; readonly transition: Transition };

type Region = { readonly states: State[]; readonly transitions: Transition[] };

/**
 * The order in which a lifecycle is written so that every state is first mentioned where it was. A transition stands in
 * the innermost region that holds both its ends; a state that nothing needs to be said of is not declared if the next
 * transition mentions it.
 */
export function* lifecycleSteps(
  { states, transitions }: Lifecycle,
  isPlain: (state: State) => boolean,
): Generator<LifecycleStep> {
  const byId = new Map(states.map((state) => [state.id, state]));
  const composites = new Set(states.map(({ parent }) => parent));
  const regions = new Map<StateId | null, Region[]>();
  const regionOf = (parent: StateId | null, number: number): Region => {
    const list = regions.get(parent) ?? [];
    regions.set(parent, list);
    while (list.length <= number) list.push({ states: [], transitions: [] });
    return list[number]!;
  };
  for (const state of states) regionOf(state.parent, state.region).states.push(state);
  const places = new Map(transitions.map((transition, index) => [transition, index]));
  /** The place of the first transition within a composite state. */
  const firstInside = new Map<StateId, number>();
  for (const [transition, place] of places) {
    const ends = [byId.get(transition.from), byId.get(transition.to)];
    const star = ends.find((state) => state !== undefined && isStar(state));
    const [parent, number] = star ? ([star.parent, star.region] as const) : commonRegion(ends[0], ends[1], byId);
    regionOf(parent, number).transitions.push(transition);
    for (let around = parent; around !== null && !firstInside.has(around); around = byId.get(around)?.parent ?? null)
      firstInside.set(around, place);
  }

  /** Declared, or mentioned where it stands. */
  const mentioned = new Set<StateId>();
  const mention = (id: StateId, around: StateId | null, region: number) => {
    const state = byId.get(id);
    if (state?.parent === around && state.region === region) mentioned.add(id);
  };
  const wouldMisplace = (id: StateId, around: StateId | null, region: number): boolean => {
    const state = byId.get(id);
    return state !== undefined && !mentioned.has(id) && (state.parent !== around || state.region !== region);
  };
  /** Is the transition written before the state is declared? */
  const comesFirst = (next: Transition, state: State, isComposite: boolean): boolean => {
    if (isComposite) {
      if (places.get(next)! > (firstInside.get(state.id) ?? Number.POSITIVE_INFINITY)) return false;
    } else if (mentioned.has(state.id)) return false;
    const known = mentioned.has(next.from) && mentioned.has(next.to);
    // What has a kind or a label of its own is declared before it is mentioned.
    const mentionable = isComposite || isPlain(state) || (state.kind === 'state' && state.label === state.id);
    return known || (mentionable && introduces(next, state, mentioned));
  };
  const levels: { readonly regions: readonly Region[]; region: number; at: number; sent: number; around?: State }[] = [
    { regions: regions.get(null) ?? [], region: 0, at: 0, sent: 0 },
  ];
  while (levels.length > 0) {
    const level = levels[levels.length - 1]!;
    const region = level.regions[level.region];
    if (!region) {
      levels.pop();
      if (level.around) yield { type: 'close', state: level.around };
      continue;
    }
    const next = region.transitions[level.sent];
    const state = region.states[level.at];
    const isComposite = state !== undefined && composites.has(state.id);
    const around = level.around?.id ?? null;
    const misplaces = next && [next.from, next.to].some((id) => wouldMisplace(id, around, level.region));
    if (state && mentioned.has(state.id) && !isComposite && isPlain(state)) level.at += 1;
    else if (state && !(next && !misplaces && comesFirst(next, state, isComposite))) {
      level.at += 1;
      mentioned.add(state.id);
      if (isComposite) {
        yield { type: 'open', state };
        levels.push({ regions: regions.get(state.id)!, region: 0, at: 0, sent: 0, around: state });
      } else yield { type: 'state', state };
    } else if (next) {
      level.sent += 1;
      mention(next.from, around, level.region);
      mention(next.to, around, level.region);
      yield { type: 'transition', transition: next };
    } else {
      level.region += 1;
      level.at = 0;
      level.sent = 0;
      if (level.region < level.regions.length) yield { type: 'region' };
    }
  }
}

/** Is it drawn as `[*]`? What that stands for depends on where it is written. */
export function isStar({ id, kind }: State): boolean {
  return (kind === 'initial' || kind === 'final') && id.endsWith(`[*]${kind}`);
}

/** Does the transition mention the state before any other that is not known yet? */
function introduces({ from, to }: Transition, { id }: State, mentioned: ReadonlySet<StateId>): boolean {
  return from === id || (to === id && mentioned.has(from));
}

function commonRegion(
  from: State | undefined,
  to: State | undefined,
  byId: ReadonlyMap<StateId, State>,
): readonly [StateId | null, number] {
  const around = new Map<StateId | null, number>();
  for (let state = from; state; state = state.parent === null ? undefined : byId.get(state.parent))
    around.set(state.parent, state.region);
  for (let state = to; state; state = state.parent === null ? undefined : byId.get(state.parent))
    if (around.get(state.parent) === state.region) return [state.parent, state.region];
  return [null, 0];
}
