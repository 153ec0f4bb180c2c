import type { CaseResult } from '#checks';

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
