import type { Finding } from '#checks';

/** What `asdrawn init` found, and what it made of it. */
export interface InitResult {
  readonly found: {
    readonly files: number;
    readonly diagrams: number;
    readonly sequences: number;
    readonly participants: number;
    /** By the names that they are known by. */
    readonly services: readonly string[];
  };
  readonly files: readonly InitFile[];
  readonly findings: readonly Finding[];
  /** Command lines to go on with. */
  readonly next: readonly string[];
}

export interface InitFile {
  readonly path: string;
  readonly what: string;
  /** What is new in it. */
  readonly added: string;
  /** `offered`: not written, as nobody could be asked. */
  readonly state: 'written' | 'offered' | 'declined';
}
