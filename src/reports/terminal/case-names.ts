import type { CaseResult } from '#checks';
import { count, oneLine, someOf } from './text.ts';

const shortest = 8;

/**
 * Short names for cases: the first eight digits of a trace id, more where two cases would share them (X-Ray's ids begin
 * with the time). What is no id of hex digits, such as a correlation key, stays whole.
 */
export function caseNames(cases: Iterable<CaseResult>): (id: string) => string {
  const ids = [...new Set([...cases].map(({ id }) => id))].filter((id) => /^[0-9a-f]{16,}$/.test(id));
  let length = shortest;
  while (length < 32 && new Set(ids.map((id) => id.slice(0, length))).size < ids.length) length += 4;
  const short = new Set(ids);
  return (id) => (short.has(id) ? id.slice(0, length) : id);
}

/** `case 17ccb589 (37 spans)`, and `and in 3 more cases: …` where there are more; nothing for what belongs to none. */
export function seenIn(
  [first, ...others]: readonly CaseResult[],
  nameOf: (id: string) => string,
): { readonly seenIn?: string; readonly repeated?: string } {
  if (!first) return {};
  const names = others.map(({ id }) => oneLine(nameOf(id)));
  return {
    seenIn: `case ${oneLine(nameOf(first.id))} (${count(first.spanCount, 'span')})`,
    ...(names.length > 0 && { repeated: `and in ${count(names.length, 'more case')}: ${someOf(names, 4)}` }),
  };
}
