import { family } from './rules.ts';

/** About what was configured; docs/configuration.md tells what can be. */
export const configurationRules = [
  ...family('configuration', [
    ['not-yaml', 'error', '`asdrawn.yaml` is not YAML', 'Nothing is judged, for what was configured is not known.'],
    [
      'unknown-setting',
      'error',
      '`asdrawn.yaml` has a setting that there is none of',
      'The help names what was meant.',
    ],
    ['unknown-rule', 'error', '`asdrawn.yaml` sets a rule that there is none of', 'The help names what was meant.'],
    [
      'invalid',
      'error',
      'a setting of `asdrawn.yaml` has a value that it cannot have',
      'The message says what it can have.',
    ],
  ]),
  ...family('settings', [
    [
      'unknown-participant',
      'warning',
      'something is set for a participant that no drawing has',
      'Name it by its id or its label, as it is drawn.',
    ],
    [
      'unknown-message',
      'warning',
      'something is set for a message that no drawing has',
      'Write the label as it is drawn.',
    ],
  ]),
  ...family('directive', [
    [
      'unknown',
      'error',
      'a comment `asdrawn: …` begins with a word that means nothing',
      'The drawing is not judged until it is mended.',
    ],
    ['invalid', 'error', 'a comment `asdrawn: …` cannot be followed', 'The help shows its form.'],
    [
      'nothing-below',
      'error',
      'a comment `asdrawn: …` is about the line below, and there is none that fits',
      'Put it right above what it is about, or name that.',
    ],
  ]),
];
