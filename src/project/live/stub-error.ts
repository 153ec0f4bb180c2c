import type { Finding } from '#checks';
import { isError } from '../severity.ts';

/** It cannot be stubbed; `findings` says why. */
export class StubError extends Error {
  readonly findings: readonly Finding[];
  constructor(findings: readonly Finding[]) {
    super(findings.find(isError)?.message ?? 'the drawing cannot be played');
    this.findings = findings;
  }
}
