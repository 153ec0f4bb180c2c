import { didYouMean } from '#diagnostics';
import type { Interaction, Lifeline, LifelineId } from '#model';
import { squash } from '#model';
import type { ParticipantSetting, ParticipantTarget } from '../settings/settings.ts';
import type { Inventory, InventoryEndpoint } from './inventory.ts';
import type { LifelineBinding } from './lifeline-binding.ts';

/** What a person has said about participants comes before everything that names suggest. */
export function bindAsSaid(
  { lifelines }: Interaction,
  settings: ReadonlyMap<LifelineId, ParticipantSetting>,
  inventory: Inventory,
): Map<LifelineId, LifelineBinding> {
  const bindings = new Map<LifelineId, LifelineBinding>();
  for (const lifeline of lifelines) {
    const setting = settings.get(lifeline.id);
    if (setting) bindings.set(lifeline.id, bind(lifeline, setting, inventory));
  }
  return bindings;
}

function bind(lifeline: Lifeline, { target, origin }: ParticipantSetting, { endpoints }: Inventory): LifelineBinding {
  const said = { lifeline, said: target.type };
  if (target.type === 'outside' || target.type === 'unobserved') {
    const why = `${origin.spoken} says that it is ${target.type}`;
    return { ...said, role: 'unobserved', keys: new Set(), strength: 'unobservable', why };
  }
  const all = [...endpoints.values()];
  const meant = all.filter((endpoint) => isMeant(target, endpoint));
  if (meant.length > 0) {
    const why = `${origin.spoken} says so`;
    return { ...said, role: roleOf(target, meant), keys: new Set(meant.map(({ key }) => key)), strength: 'exact', why };
  }
  const close = target.type === 'services' ? closestService(target.names, all) : undefined;
  const why = `${origin.spoken} says ${spokenTarget(target)}, which is not in the evidence`;
  return {
    ...said,
    role: 'unobserved',
    keys: new Set(),
    strength: 'unbound',
    why: close === undefined ? why : `${why}; did you mean ${close}?`,
  };
}

function isMeant(target: ParticipantTarget, { endpoint }: InventoryEndpoint): boolean {
  const isEqual = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  switch (target.type) {
    case 'services':
      if (endpoint.type === 'outside') return false;
      return target.names.some((name) =>
        endpoint.type === 'service'
          ? isEqual(name, endpoint.name) || isEqual(name, `${endpoint.namespace}/${endpoint.name}`)
          : endpoint.role === 'service' && isEqual(name, endpoint.address),
      );
    case 'database':
      return (
        endpoint.type === 'peer' &&
        endpoint.role === 'database' &&
        squash(endpoint.system).includes(squash(target.system)) &&
        (target.namespace === undefined || isEqual(target.namespace, endpoint.namespace))
      );
    case 'broker':
      return (
        endpoint.type === 'peer' &&
        endpoint.role === 'broker' &&
        squash(endpoint.system).includes(squash(target.system))
      );
    case 'host':
      return endpoint.type === 'peer' && isEqual(target.name, endpoint.address);
    default:
      return false;
  }
}

function roleOf(target: ParticipantTarget, meant: readonly InventoryEndpoint[]): LifelineBinding['role'] {
  if (target.type === 'database' || target.type === 'broker') return target.type;
  const [first] = meant;
  if (meant.some(({ endpoint }) => endpoint.type === 'service')) return 'service';
  return first?.endpoint.type === 'peer' && first.endpoint.role !== 'service' ? first.endpoint.role : 'peer';
}

function closestService(names: readonly string[], endpoints: readonly InventoryEndpoint[]): string | undefined {
  const known = endpoints.flatMap(({ endpoint }) => (endpoint.type === 'service' ? [endpoint.name] : []));
  return names.map((name) => didYouMean(name, known)).find((meant) => meant !== undefined);
}

function spokenTarget(target: ParticipantTarget): string {
  switch (target.type) {
    case 'services':
      return `service ${target.names.join(' or ')}`;
    case 'database':
      return `database ${[target.system, target.namespace].filter(Boolean).join(' ')}`;
    case 'broker':
      return `broker ${target.system}`;
    case 'host':
      return `host ${target.name}`;
    default:
      return target.type;
  }
}
