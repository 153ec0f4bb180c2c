/** What there is to say about a pattern that is to be copied. */
import type { Finding } from '#checks';
import { finding } from '../findings.ts';

export const patternFindings = {
  alreadyThere: (path: string): Finding =>
    finding({
      code: 'patterns/file-exists',
      severity: 'error',
      message: `${path} is there already and was not touched`,
      path,
      help: 'name another folder, or --force to write over it',
    }),

  unknownParticipant: (name: string, pattern: string, meant: string | undefined, names: readonly string[]): Finding =>
    finding({
      code: 'patterns/unknown-participant',
      severity: 'error',
      message: `the pattern ${pattern} has no participant "${name}"`,
      help: meant === undefined ? `its participants are ${names.join(', ')}` : `did you mean "${meant}"?`,
    }),

  renamedTwice: (name: string): Finding =>
    finding({
      code: 'patterns/renamed-twice',
      severity: 'error',
      message: `--rename gives "${name}" two names`,
      help: 'name each participant once',
    }),

  sameName: (name: string): Finding =>
    finding({
      code: 'patterns/same-name',
      severity: 'error',
      message: `two participants would be called "${name}"`,
      help: 'give each participant a name of its own',
    }),

  unwritableName: (name: string, language: string): Finding =>
    finding({
      code: 'patterns/unwritable-name',
      severity: 'error',
      message: `a participant of a ${language} drawing cannot be called "${name}"`,
      help: 'choose a name of letters, digits, spaces and hyphens',
    }),
};
