import { family } from './rules.ts';

/** About what `convert`, `format` and `patterns add` could not write. */
export const rewritingRules = [
  ...family('convert', [
    [
      'both-languages',
      'error',
      'a document holds diagrams of both languages',
      'Say which one they are to have: `--to plantuml` or `--to mermaid`.',
    ],
    ['file-exists', 'error', 'a file is in the way', 'Give another name, or `--force` to write over it.'],
    [
      'in-place',
      'error',
      'only Markdown documents are converted in place',
      'Name a file for the other language: `-o <file>`.',
    ],
    [
      'left-behind',
      'note',
      'comments, styles or numbers are not carried over',
      'They mean nothing in the other language, or something else.',
    ],
    ['name', 'note', 'the name of a diagram becomes a comment', 'Mermaid has no place for it.'],
    [
      'not-expressible',
      'error',
      'the other language has no words for something',
      'With `--lossy` the nearest is written, with a comment, and this is a warning.',
    ],
    ['nothing', 'error', 'there is nothing to convert', 'A note, where all diagrams are in that language already.'],
    [
      'one-file',
      'error',
      'what was named is not one file',
      'Name a drawing or a document; a loop of the shell converts several.',
    ],
    ['other-kind', 'note', 'a diagram is of a kind that is not converted', 'An error, where it is the only one.'],
    ['renamed', 'note', 'short names are written otherwise', 'What is shown stays the same.'],
    [
      'several-drawings',
      'error',
      'several diagrams do not fit in one Mermaid text',
      'Put each in a file or a Markdown fence of its own.',
    ],
  ]),
  ...family('patterns', [
    ['file-exists', 'error', 'a file is in the way', 'Name another folder, or `--force` to write over it.'],
    [
      'renamed-twice',
      'error',
      'a participant is given two names',
      'Name each participant once; its short name and what is written on its head are the same one.',
    ],
    [
      'same-name',
      'error',
      'two participants would have one name',
      'Give each a name of its own, or the drawing could not be told from one with fewer participants.',
    ],
    [
      'unknown-participant',
      'error',
      'a pattern has no participant of that name',
      '`asdrawn patterns show <pattern>` lists its participants.',
    ],
    [
      'unwritable-name',
      'error',
      'the language has no way to write a name',
      'Choose one of letters, digits, spaces and hyphens.',
    ],
  ]),
  ...family('format', [
    [
      'meaning-would-change',
      'error',
      'in order, a file would not be read as the same drawing',
      'It was left as it is. A defect of asdrawn: please report it together with the drawing.',
    ],
    ['other-kind', 'note', 'a diagram is of a kind that is not put in order', 'It was left as it is.'],
  ]),
];

/** About comments that keep findings silent. */
export const suppressionRules = family('lint', [
  [
    'suppression-without-reason',
    'error',
    'a comment keeps something silent without saying why',
    'Write `asdrawn: disable <rule> -- <reason>`.',
  ],
  [
    'unknown-suppression',
    'error',
    'a comment names no rule, or one that there is none of',
    'The help names what was meant; `asdrawn explain` lists all.',
  ],
  [
    'unused-suppression',
    'warning',
    'a comment keeps nothing silent',
    'Take it out, so that it does not hide what comes later.',
  ],
]);
