import type { Interaction, InteractionFragment } from '#model';
import { OUTSIDE } from './parts-played.ts';
import type { Preparation } from './preparation.ts';

/**
 * The flows of a drawing: each begins with something that the environment does by itself, at the top of the drawing.
 * What is before the first belongs to it.
 */
export function stretchesOf({ interaction, cast }: Preparation): readonly Interaction[] {
  const environment = new Set([...cast.parts].filter(([, { role }]) => role === 'environment').map(([id]) => id));
  const stretches: InteractionFragment[][] = [[]];
  let hasTrigger = false;
  for (const fragment of interaction.fragments) {
    const isTrigger =
      fragment.type === 'message' &&
      fragment.sort !== 'reply' &&
      fragment.from !== fragment.to &&
      (fragment.from === OUTSIDE || fragment.from === null || environment.has(fragment.from));
    if (isTrigger && hasTrigger) stretches.push([]);
    hasTrigger ||= isTrigger;
    stretches.at(-1)!.push(fragment);
  }
  return stretches.map((fragments) => ({ ...interaction, fragments }));
}
