import type { Lifeline, LifelineBox } from '#model';

/** Declarations in their order, with the boxes around them. */
export type Placed =
  | { readonly type: 'lifeline'; readonly lifeline: Lifeline }
  | { readonly type: 'open'; readonly box: LifelineBox }
  | { readonly type: 'close' };

/** Undefined where a box does not stand around neighbours, or boxes cut each other. */
export function arrange(lifelines: readonly Lifeline[], boxes: readonly LifelineBox[]): Placed[] | undefined {
  const placed: Placed[] = [];
  const ends: number[] = [];
  const places = new Map(lifelines.map(({ id }, index) => [id, index]));
  let at = 0;
  const closeEnded = () => {
    while (ends.length > 0 && ends[ends.length - 1]! <= at) {
      placed.push({ type: 'close' });
      ends.pop();
    }
  };
  const placeUntil = (end: number) => {
    for (; at < end; at++) {
      closeEnded();
      placed.push({ type: 'lifeline', lifeline: lifelines[at]! });
    }
    closeEnded();
  };
  for (const box of boxes) {
    const start = box.lifelines.length === 0 ? at : (places.get(box.lifelines[0]!) ?? -1);
    if (start < at || !box.lifelines.every((id, index) => places.get(id) === start + index)) return undefined;
    placeUntil(start);
    const end = start + box.lifelines.length;
    if (end > (ends.at(-1) ?? Number.POSITIVE_INFINITY)) return undefined;
    placed.push({ type: 'open', box });
    ends.push(end);
    // An empty box ends where it begins; one that is not goes on until its last lifeline.
    if (end === start) closeEnded();
  }
  placeUntil(lifelines.length);
  return placed;
}
