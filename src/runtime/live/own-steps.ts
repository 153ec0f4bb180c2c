import { readLabel, squash } from '#model';
import type { Action } from '#semantics';
import type { ArrangedMessage } from './arrangement.ts';
import { destinationOf, type Intent } from './arrivals.ts';
import type { Progress } from './progress.ts';

/** Receptions among ours first, then what we may send, in the order of the drawing; equal messages together. */
export function ownGroups(progress: Progress): readonly (readonly Action[])[] {
  const groups = new Map<string, Action[]>();
  const own = progress.next().filter((action) => {
    const { occurrence, passage } = progress.meaning(action);
    return occurrence === 'send' || passage === 'within';
  });
  const rank = (action: Action) => {
    const { occurrence, arranged } = progress.meaning(action);
    return (occurrence === 'receive' ? 0 : 1e9) + arranged.message.id;
  };
  for (const action of [...own].sort((a, b) => rank(a) - rank(b))) {
    const { occurrence, arranged } = progress.meaning(action);
    const { from, to, sort, label } = arranged.message;
    const key = [occurrence, from, to, sort, label].join('\0');
    const group = groups.get(key);
    if (group) group.push(action);
    else groups.set(key, [action]);
  }
  return [...groups.values()];
}

/** Does everything that others may do now stay possible? What they choose is not ours to choose. */
export function isSafe(progress: Progress, actions: readonly Action[]): boolean {
  const after = progress.copy();
  after.take(actions);
  const left = new Set(receptionsIn(after));
  if (receptionsIn(progress).some((id) => !left.has(id))) return false;
  const isChosen = actions.some((action) => progress.meaning(action).arranged.operands.length > 0);
  return isChosen || after.canEndAlone() || !progress.canEndAlone();
}

/** The steps among ours that lead to a send that is wanted, and that send. */
export function wayTo(from: Progress, intent: Intent): readonly (readonly Action[])[] | undefined {
  const queue: { readonly progress: Progress; readonly way: readonly (readonly Action[])[] }[] = [
    { progress: from.copy(), way: [] },
  ];
  for (let index = 0; index < queue.length && index < 200; index++) {
    const { progress, way } = queue[index]!;
    const groups = ownGroups(progress);
    const wanted = groups.find((group) => {
      const { occurrence, passage, arranged } = progress.meaning(group[0]!);
      return occurrence === 'send' && passage !== 'within' && meets(intent, arranged);
    });
    if (wanted) return [...way, wanted];
    for (const group of groups) {
      if (progress.meaning(group[0]!).passage !== 'within') continue;
      const after = progress.copy();
      after.take(group);
      queue.push({ progress: after, way: [...way, group] });
    }
  }
  return undefined;
}

function receptionsIn(progress: Progress): readonly string[] {
  return progress
    .next()
    .map((action) => progress.meaning(action))
    .filter(({ occurrence, passage }) => occurrence === 'receive' && passage !== 'within')
    .map(({ arranged: { message } }) => `${message.from}\0${message.to}\0${message.label}`);
}

function meets({ from, to, label }: Intent, { message, isAnswer }: ArrangedMessage): boolean {
  if (message.from !== from || (to !== undefined && message.to !== to)) return false;
  if (squash(message.label) === squash(label)) return true;
  if (isAnswer)
    return (
      readLabel(label).status?.code !== undefined &&
      readLabel(label).status?.code === readLabel(message.label).status?.code
    );
  const [wanted, drawn] = [readLabel(label).http, readLabel(message.label).http];
  if (wanted && drawn) return wanted.path === drawn.path && (wanted.method ?? 'POST') === (drawn.method ?? 'POST');
  return destinationOf(message) !== undefined && destinationOf(message) === label;
}
