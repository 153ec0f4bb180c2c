import { squash, words } from '#model';

/**
 * Names as people write them in drawings against names as software reports them. Case, line breaks, spaces,
 * punctuation and emoji do not count; a trailing "service" or the like does not either, where that stays unambiguous.
 */

const generic = new Set(['service', 'services', 'svc', 'api', 'app', 'application', 'server', 'microservice', 'ms']);

/** What stands beside a service, and is another program. */
const parts = new Set(
  'worker consumer producer job jobs cron scheduler db database cache queue proxy sidecar web frontend ui'.split(' '),
);

/** Without words at its end that say only that it is a service; never empty. */
export function coreWords(name: string): string[] {
  const all = words(name);
  let end = all.length;
  while (end > 1 && generic.has(all[end - 1]!)) end--;
  return all.slice(0, end);
}

/** How surely two names are the same one's, from 0 (not) to 100 (equal). */
export function nameAffinity(drawn: string, reported: string): number {
  const left = squash(drawn);
  const right = squash(reported);
  if (left.length === 0 || right.length === 0) return 0;
  if (left === right) return 100;
  const leftCore = coreWords(drawn);
  const rightCore = coreWords(reported);
  if (leftCore.join('') === rightCore.join('')) return 80;
  // "Frontend (Next.js)" for frontend; productpage for productpage.bookinfo.
  if (rightCore.every((word) => includesWord(leftCore, word))) return 60;
  if (leftCore.every((word) => word.length > 2 && includesWord(rightCore, word))) {
    // "Order Service" is not the order-worker.
    const more = rightCore.filter((word) => !includesWord(leftCore, word));
    return leftCore.length < words(drawn).length && more.some((word) => parts.has(word)) ? 0 : 50;
  }
  // "Acme Pay" for api.acmepay.com.
  const joined = leftCore.join('');
  if (joined.length > 3 && rightCore.includes(joined)) return 50;
  return 0;
}

/** Singular and plural are the same word here. */
export function includesWord(list: readonly string[], word: string): boolean {
  return list.some((other) => sameWord(other, word));
}

export function sameWord(a: string, b: string): boolean {
  return (
    a === b ||
    `${a}s` === b ||
    a === `${b}s` ||
    (a.length > 3 && a.replace(/y$/, 'ies') === b) ||
    (b.length > 3 && a === b.replace(/y$/, 'ies'))
  );
}
