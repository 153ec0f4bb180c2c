import type { Finding } from '#checks';

/** What `asdrawn render` did, or what it found with --check. */
export interface RenderResult {
  readonly mode: 'write' | 'check';
  readonly pictures: readonly RenderedPicture[];
  readonly findings: readonly Finding[];
}

export interface RenderedPicture {
  readonly path: string;
  /** The file of the drawing, and its first line there. */
  readonly source: string;
  readonly line: number;
  /** `current`: it shows what the drawing says, and was left as it is. `unknown`: it does not say what it shows. */
  readonly state: 'written' | 'current' | 'stale' | 'missing' | 'unknown';
  /** How messages were painted, where they were. */
  readonly painted?: Readonly<Record<'seen' | 'violated' | 'unseen' | 'unobservable', number>>;
}
