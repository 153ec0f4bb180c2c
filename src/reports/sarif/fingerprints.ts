import { createHash } from 'node:crypto';
import { pathInCheckout } from '../place.ts';
import type { ReportOptions } from '../report.ts';
import type { ToldFinding } from '../told.ts';

/** The name says by which rule a fingerprint was made; another rule gets another number. */
const made = 'asdrawn/v1';

/**
 * What makes a finding the same one after lines have moved: its code, its file and drawing, the text that it points at,
 * and how many such there were before it. No line, no case, and no sentence, for sentences hold counts.
 */
export class Fingerprints {
  readonly #seen = new Map<string, number>();

  of({ finding, drawing }: ToldFinding, options: ReportOptions): Record<string, string> {
    const { code, path, range, message } = finding;
    const text = range && options.sources(path)?.slice(range).replace(/\s+/g, ' ').trim();
    const identity = JSON.stringify([code, pathInCheckout(path, options), drawing?.name ?? '', text ?? message]);
    const before = this.#seen.get(identity) ?? 0;
    this.#seen.set(identity, before + 1);
    const hash = createHash('sha256').update(identity).digest('hex').slice(0, 32);
    return { [made]: `${hash}:${before + 1}` };
  }
}
