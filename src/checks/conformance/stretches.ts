import type { InteractionFragment, Message } from '#model';

/** A part of a drawing that one trigger begins, in the order of the drawing. */
export interface Stretch {
  readonly fragments: readonly InteractionFragment[];
  /** The message from the environment that begins it; absent where the drawing begins inside the system. */
  readonly trigger?: Message;
}

/**
 * Cuts a drawing where the environment sends something: `user -> frontend` three times is three flows, each of which
 * has traces of its own. Frames that contain triggers (a loop around everything, an alt of two requests) are opened, so
 * that one trace is one round or one branch of them.
 */
export function cutIntoStretches(
  fragments: readonly InteractionFragment[],
  isTrigger: (message: Message) => boolean,
): readonly Stretch[] {
  const cut = (list: readonly InteractionFragment[]): Stretch[] => {
    const stretches: Stretch[] = [];
    let current: InteractionFragment[] = [];
    let trigger: Message | undefined;
    const close = () => {
      if (current.length > 0) stretches.push({ fragments: current, ...(trigger && { trigger }) });
      current = [];
      trigger = undefined;
    };
    for (const fragment of list) {
      if (fragment.type === 'message' && isTrigger(fragment)) {
        // What stands before the first trigger (its sender's own doings) belongs to it.
        if (trigger || hasMessages(current)) close();
        trigger = fragment;
        current.push(fragment);
      } else if (fragment.type === 'combined' && containsTrigger(fragment, isTrigger)) {
        const heads = fragment.operands.map(({ fragments: inside }) => headOf(inside, isTrigger));
        // What an operand does before somebody outside asks for more still belongs to what was asked before.
        if (continued.has(fragment.operator) && heads.some(hasMessages)) {
          const operands = fragment.operands.map((operand, index) => ({ ...operand, fragments: heads[index]! }));
          current.push({ ...fragment, operands });
        } else heads.fill([]);
        if (trigger || hasMessages(current)) close();
        fragment.operands.forEach((operand, index) => {
          stretches.push(...cut(operand.fragments.slice(heads[index]!.length)));
        });
        current = [];
      } else current.push(fragment);
    }
    close();
    return stretches;
  };
  const stretches = cut(fragments).filter((stretch) => hasMessages(stretch.fragments));
  return stretches.length > 0 ? stretches : [{ fragments }];
}

/** All of a drawing as one stretch, which begins where its first one does. */
export function joinStretches(fragments: readonly InteractionFragment[], [first]: readonly Stretch[]): Stretch {
  return { fragments, ...(first?.trigger && { trigger: first.trigger }) };
}

/** Frames that are there once, so that part of them may stand alone. */
const continued: ReadonlySet<string> = new Set(['alt', 'opt', 'par', 'break', 'critical', 'group', 'seq', 'strict']);

function headOf(
  fragments: readonly InteractionFragment[],
  isTrigger: (message: Message) => boolean,
): readonly InteractionFragment[] {
  const end = fragments.findIndex((fragment) => containsTrigger(fragment, isTrigger));
  return end < 0 ? fragments : fragments.slice(0, end);
}

function hasMessages(fragments: readonly InteractionFragment[]): boolean {
  return fragments.some(
    (fragment) => fragment.type !== 'note' && fragment.type !== 'divider' && fragment.type !== 'delay',
  );
}

function containsTrigger(fragment: InteractionFragment, isTrigger: (message: Message) => boolean): boolean {
  if (fragment.type === 'message') return isTrigger(fragment);
  return (
    fragment.type === 'combined' &&
    fragment.operands.some((operand) => operand.fragments.some((inner) => containsTrigger(inner, isTrigger)))
  );
}
