import { type LoopBounds, readLoopGuard } from '#model';

/** What stands beside `loop` so that count and condition are read from it again; undefined where nothing does. */
export function loopText(bounds: LoopBounds, guard: string | undefined): string | undefined {
  return candidates(bounds, guard).find((text) => {
    const read = readLoopGuard(text);
    return read.bounds.min === bounds.min && read.bounds.max === bounds.max && read.guard === guard;
  });
}

/** Ways to write it, the most readable first. */
function candidates(bounds: LoopBounds, guard: string | undefined): string[] {
  const { min, max } = bounds;
  const count = countText(bounds);
  if (guard === undefined) return min === 0 && max === null ? ['', '*'] : [count];
  return [
    ...(min === 0 && max === null ? [guard] : []),
    `${count} [${guard}]`,
    `${count}: ${guard}`,
    `${count} (${guard})`,
    `${guard} (${count})`,
    `(${count}) ${guard}`,
  ];
}

function countText({ min, max }: LoopBounds): string {
  const times = (count: number) => `${count} ${count === 1 ? 'time' : 'times'}`;
  if (max === null) return min === 0 ? '0..*' : `at least ${times(min)}`;
  if (min === max) return times(min);
  return min === 0 ? `up to ${times(max)}` : `${min}..${times(max)}`;
}
