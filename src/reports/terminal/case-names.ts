import type { CaseResult } from '#checks';
import { count, oneLine, someOf } from './text.ts';

const shortest = 8;
/** Of more cases than this a short name would hardly be anybody's own. */
const most = 10_000;

/**
 * Short names for cases: the first eight digits of a trace id, more where two cases would share them (X-Ray's ids begin
 * with the time). What is no id of hex digits, such as a correlation key, stays whole; so do all ids of very many.
 */
export function caseNames(allIds: Iterable<string>): (id: string) => string {
  const ids = new Set<string>();
  for (const id of allIds) {
    if (/^[0-9a-f]{16,}$/.test(id)) ids.add(id);
    if (ids.size > most) return (whole) => whole;
  }
  let length = shortest;
  while (length < 32 && new Set([...ids].map((id) => id.slice(0, length))).size < ids.size) length += 4;
  return (id) => (ids.has(id) ? id.slice(0, length) : id);
}

/** `case 17ccb589 (37 spans)`, and `and in 3 more cases: …` where there are more; nothing for what belongs to none. */
export function seenIn(
  [first, ...others]: readonly CaseResult[],
  nameOf: (id: string) => string,
): { readonly seenIn?: string; readonly repeated?: string } {
  if (!first) return {};
  const names = others.slice(0, 5).map(({ id }) => oneLine(nameOf(id)));
  return {
    seenIn: `case ${oneLine(nameOf(first.id))} (${count(first.spanCount, 'span')})`,
    ...(names.length > 0 && {
      repeated: `and in ${count(others.length, 'more case')}: ${someOf(names, 4, others.length)}`,
    }),
  };
}
