/** What there is to say about a repository that a configuration is to be written for. */
import type { Finding } from '#checks';
import { finding } from '../findings.ts';

export const initFindings = {
  configurationThere: (path: string): Finding =>
    finding({
      code: 'init/configuration-exists',
      severity: 'error',
      message: `${path} configures asdrawn already and was not touched`,
      path,
      help: '--dry-run prints what would be written, --force writes asdrawn.yaml all the same',
    }),

  notLookedInto: (path: string): Finding =>
    finding({
      code: 'init/not-yaml',
      severity: 'note',
      message: `${path} is no YAML, so no services were looked for in it`,
      path,
    }),
};
