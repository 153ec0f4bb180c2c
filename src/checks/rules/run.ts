import { family } from './rules.ts';

/** What concerns the run as a whole, or a drawing as a whole. */
export const checkRules = family('check', [
  ['no-drawings', 'error', 'there was nothing to judge', 'Name the files or folders that hold sequence diagrams.'],
  [
    'no-spans',
    'error',
    'there was nothing to judge the drawings by',
    'Was tracing switched on, and did the exporter flush before the services ended?',
  ],
  [
    'no-matching-case',
    'warning',
    'no case enters this drawing',
    'The finding says how one would begin; `asdrawn bindings` shows what each line was bound to.',
  ],
  [
    'not-parsed',
    'error',
    'the drawing has errors, so nothing was held against it; it never passes',
    'The errors are findings of their own, each with its place.',
  ],
  [
    'not-seen',
    'warning',
    'of a participant that a test must have led to there is no span at all',
    'A test that conforms says that all of the drawing was judged. Bind the participant, or say that nothing shows it: `participants: { mailer: { role: unobserved } }`.',
  ],
  [
    'several-drawings',
    'error',
    'a test names a file with several sequence diagrams, and one is to be judged',
    'Name one after a #, by its heading or its own name: `docs/flows.md#signing-up`.',
  ],
  ['other-kind', 'note', 'the diagram is of a kind that is not checked', 'Only sequence diagrams are judged.'],
  [
    'command-failed',
    'error',
    'the command after `--` failed',
    'Its own output says why. What it emitted was judged all the same, but a failed run stays a failed run.',
  ],
  [
    'command-not-started',
    'error',
    'the command after `--` could not be started',
    'After `--` the command and its arguments are separate words; no shell is involved.',
  ],
  ['interrupted', 'error', 'a signal ended the run', 'Nothing was judged.'],
  [
    'still-exporting',
    'warning',
    'telemetry was still coming when the longest wait was over',
    'Wait longer with `--max-wait`, or end what the command has left running.',
  ],
  [
    'short-idle',
    'note',
    '`--idle` is shorter than the pause between two batches, so that the last one may be missing',
    'Leave `--idle` out, or set a shorter `OTEL_BSP_SCHEDULE_DELAY`.',
  ],
]);

export const baselineRules = family('baseline', [
  [
    'known',
    'note',
    'everything that speaks against the drawing is in the baseline already',
    'What is new is still a finding. `asdrawn-baseline.json` lists what is known.',
  ],
  [
    'stale',
    'warning',
    'the baseline knows a finding that is not found any more',
    'Take it out with `--update-baseline`, so that it does not hide the same when it comes back.',
  ],
  [
    'invalid',
    'error',
    'the baseline cannot be followed',
    'Mend it, or delete it and write it anew with `--update-baseline`. Until then nothing is known.',
  ],
]);

export const projectRules = family('project', [
  ['unreadable', 'error', 'a file cannot be read', 'The message holds the reason.'],
  [
    'no-such-drawing',
    'error',
    'the file has no drawing of the name that follows the #',
    'A drawing goes by its own name or title, and by the heading that it stands beneath: `docs/flows.md#signing-up`.',
  ],
  ['unwritable', 'error', 'a file cannot be written', 'The message holds the reason; the file is what it was before.'],
  [
    'unknown-revision',
    'error',
    'git cannot tell what has changed since the commit that `--since` names',
    'The message holds the reason. Fetch the commit first; a shallow checkout knows no earlier ones.',
  ],
  ['unchanged', 'note', 'no diagram has changed since the commit that `--since` names', 'There was nothing to do.'],
  [
    'syntax-only',
    'note',
    'of a diagram of another kind only the syntax was checked, by the official tool',
    'Nothing more is known of its kind.',
  ],
  [
    'not-checked',
    'warning',
    'the official tool could not judge a diagram of another kind',
    'It includes something, is of a kind that the tool’s JavaScript build lacks, or took too long.',
  ],
  ['not-utf8', 'warning', 'a file is not UTF-8', 'Save it as UTF-8, or names in it will match nothing.'],
]);

export const internalRules = family('internal', [
  [
    'rule-failed',
    'error',
    'a rule of `asdrawn lint` failed',
    'A defect of asdrawn: please report it together with the drawing. The other rules were held against it all the same.',
  ],
  [
    'invalid-model',
    'error',
    'the model of a drawing does not fit its own schema',
    'This is a defect of asdrawn; please report it together with the drawing.',
  ],
]);

/** About a file of drawings as a whole. */
export const documentRules = [
  ...family('document', [
    [
      'unknown-language',
      'error',
      'a file is neither PlantUML, Mermaid nor Markdown with diagrams',
      'Name it `.puml`, `.mmd` or `.md`, or begin it with `@startuml` or `sequenceDiagram`.',
    ],
    [
      'too-long',
      'error',
      'a file has more lines or statements, or a line is longer, than can be kept in memory, and was not read',
      'Split it; or leave it out, if it was never meant to be a drawing.',
    ],
    [
      'many-more',
      'error',
      'a drawing has more of the same than is told',
      'It is as severe as they are. Mend the first of them; or leave the file out, if it was never meant to be a drawing.',
    ],
  ]),
  ...family('markdown', [
    [
      'unclosed-fence',
      'warning',
      'a fence is never closed and takes in the rest of the document',
      'End it on a line of its own after the diagram.',
    ],
    [
      'stray-fence',
      'warning',
      'a fence closes nothing, and opens a block that takes in the rest of the document',
      'Take it out; or close the block, if one was meant to begin there.',
    ],
    [
      'nested-fence',
      'warning',
      'a diagram stands in an example of Markdown whose fence is no longer than its own',
      'The next closing fence ends the example. Begin and end the example with one sign more.',
    ],
    [
      'too-costly',
      'warning',
      'a document nests deeper, or marks more in one paragraph, than can be read in good time',
      'Its fences were read without regard to lists and quotations. Split it to have it read in full.',
    ],
    [
      'no-drawing',
      'note',
      'a Markdown file holds no diagram',
      'Diagrams are read from ```` ```mermaid ```` and ```` ```plantuml ```` fences.',
    ],
  ]),
];
