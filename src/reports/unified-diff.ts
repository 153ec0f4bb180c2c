/** How many equal lines stand around a change. */
const context = 3;

/** Beyond so many steps of the search, what is left is told as replaced altogether. */
const mostSteps = 2000;

/** What changed, line by line, as `diff -u` shows it and `patch` reads it; empty where nothing did. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, now] = [linesOf(before), linesOf(after)];
  const parts = [`--- a/${path}\n+++ b/${path}\n`];
  for (const hunk of hunksOf(changesBetween(old, now), old.length, now.length)) {
    const [fromOld, toOld, fromNow, toNow] = hunk.around;
    parts.push(`@@ -${place(fromOld, toOld)} +${place(fromNow, toNow)} @@\n`);
    let at = fromOld;
    for (const change of hunk.changes) {
      for (; at < change.fromOld; at++) parts.push(shown(' ', old[at]!));
      for (; at < change.toOld; at++) parts.push(shown('-', old[at]!));
      for (let line = change.fromNow; line < change.toNow; line++) parts.push(shown('+', now[line]!));
    }
    for (; at < toOld; at++) parts.push(shown(' ', old[at]!));
  }
  return parts.join('');
}

/** Lines with their line breaks, so that a missing one at the end is a difference. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function shown(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}

function place(from: number, to: number): string {
  const count = to - from;
  return count === 1 ? `${from + 1}` : `${count === 0 ? from : from + 1},${count}`;
}

/** Half-open stretches of lines, counted from 0. */
interface Change {
  readonly fromOld: number;
  readonly toOld: number;
  readonly fromNow: number;
  readonly toNow: number;
}

interface Hunk {
  readonly changes: Change[];
  around: readonly [fromOld: number, toOld: number, fromNow: number, toNow: number];
}

function hunksOf(changes: readonly Change[], oldLength: number, nowLength: number): Hunk[] {
  const hunks: Hunk[] = [];
  for (const change of changes) {
    const before = Math.min(context, change.fromOld, change.fromNow);
    const after = Math.min(context, oldLength - change.toOld, nowLength - change.toNow);
    const last = hunks.at(-1);
    if (last && change.fromOld - before <= last.around[1]) {
      last.changes.push(change);
      last.around = [last.around[0], change.toOld + after, last.around[2], change.toNow + after];
    } else {
      const around = [
        change.fromOld - before,
        change.toOld + after,
        change.fromNow - before,
        change.toNow + after,
      ] as const;
      hunks.push({ changes: [change], around });
    }
  }
  return hunks;
}

/** The fewest removed and added lines (Myers, An O(ND) Difference Algorithm, 1986), in order. */
function changesBetween(old: readonly string[], now: readonly string[]): Change[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd -= 1;
    nowEnd -= 1;
  }
  const kept = commonLines(old.slice(start, oldEnd), now.slice(start, nowEnd));
  const changes: Change[] = [];
  let [atOld, atNow] = [start, start];
  for (const [lineOld, lineNow] of [...kept, [oldEnd - start, nowEnd - start] as const]) {
    const [toOld, toNow] = [lineOld + start, lineNow + start];
    if (toOld > atOld || toNow > atNow) changes.push({ fromOld: atOld, toOld, fromNow: atNow, toNow });
    [atOld, atNow] = [toOld + 1, toNow + 1];
  }
  return changes;
}

/** Pairs of equal lines, in order. */
function commonLines(old: readonly string[], now: readonly string[]): (readonly [number, number])[] {
  const limit = Math.min(old.length + now.length, mostSteps);
  const history: Int32Array[] = [];
  // How far along `old` each diagonal reaches, from -limit to limit.
  const reach = new Int32Array(2 * limit + 3);
  const middle = limit + 1;
  for (let steps = 0; steps <= limit; steps++) {
    history.push(reach.slice(middle - steps - 1, middle + steps + 2));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const down =
        diagonal === -steps || (diagonal !== steps && reach[middle + diagonal - 1]! < reach[middle + diagonal + 1]!);
      let x = down ? reach[middle + diagonal + 1]! : reach[middle + diagonal - 1]! + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x += 1;
      reach[middle + diagonal] = x;
      if (x >= old.length && x - diagonal >= now.length) return wayBack(history, old.length, now.length);
    }
  }
  return [];
}

function wayBack(history: readonly Int32Array[], oldLength: number, nowLength: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [oldLength, nowLength];
  for (let steps = history.length - 1; steps > 0; steps--) {
    const reach = history[steps]!;
    const at = (diagonal: number) => reach[diagonal + steps + 1]!;
    const diagonal = x - y;
    const down = diagonal === -steps || (diagonal !== steps && at(diagonal - 1) < at(diagonal + 1));
    const before = down ? diagonal + 1 : diagonal - 1;
    const beforeX = at(before);
    const beforeY = beforeX - before;
    while (x > beforeX && y > beforeY) pairs.push([--x, --y]);
    [x, y] = [beforeX, beforeY];
  }
  while (x > 0 && y > 0) pairs.push([--x, --y]);
  return pairs.reverse();
}
