import { family } from './rules.ts';

/** About what `init`, `render` and `run` find, and what reports have no room for. */
export const adoptingRules = [
  ...family('init', [
    [
      'configuration-exists',
      'error',
      'there is a configuration already',
      'It was not touched. `--dry-run` prints what would be written, and `--force` writes it all the same.',
    ],
    [
      'not-yaml',
      'note',
      'a file that may name services is no YAML',
      'Templates are often not; its services can be named in `asdrawn.yaml` by hand.',
    ],
  ]),
  ...family('render', [
    [
      'browser-failed',
      'error',
      'a browser could not draw a diagram',
      'Another one can be named by `CHROMIUM`; the message says what this one answered.',
    ],
    [
      'engine-failed',
      'error',
      'node-plantuml could not draw a diagram',
      'It needs Java; try whether it runs by itself, or leave `--engine` out.',
    ],
    [
      'file-exists',
      'error',
      'a file is in the way that asdrawn did not make',
      'Name another place with `-o`, or write over it with `--force`.',
    ],
    [
      'left-over',
      'warning',
      'a picture shows a drawing that is not in its file any more',
      'Take it away, or make one of the drawing that has taken its place.',
    ],
    ['missing', 'error', 'there is no picture of a drawing', '`asdrawn render` makes it.'],
    [
      'no-browser',
      'error',
      'there is no browser that could draw Mermaid',
      'Install Chromium, Chrome or Edge, or name one by `CHROMIUM`; asdrawn downloads none. PlantUML needs no browser.',
    ],
    [
      'no-engine',
      'error',
      'node-plantuml is asked for and not installed',
      'Install it in the project, or leave `--engine` out.',
    ],
    [
      'no-fonts',
      'error',
      'there is no font that letters could be painted with',
      'Install one, such as fonts-liberation, or render to SVG, which needs none.',
    ],
    [
      'not-judged',
      'warning',
      'results of a check say nothing of a drawing',
      'It is rendered without colours. Check and render from the same folder, so that paths are the same; only sequences are checked.',
    ],
    [
      'not-rendered',
      'error',
      'a well-formed drawing could not be rendered',
      'The message says what was in the way; what a drawing names on the network is not fetched.',
    ],
    [
      'not-results',
      'error',
      'what is to be painted are no results of a check',
      '`asdrawn check docs --traces traces.jsonl -f json -o results.json` writes them.',
    ],
    [
      'results-out-of-date',
      'error',
      'a drawing has changed since the results were written',
      'It is not painted, for colours could stand at the wrong lines. Check once more.',
    ],
    [
      'same-name',
      'error',
      'several drawings would have the same picture',
      'Give one of the files another name, or render them to different folders with `-o`.',
    ],
    ['stale', 'error', 'a picture does not show what its drawing says now', '`asdrawn render` makes it anew.'],
    [
      'unknown',
      'warning',
      'a picture does not say which text it was made from',
      'Nobody can tell whether it is up to date; `asdrawn render --force` makes one that says it.',
    ],
    ['unknown-theme', 'error', 'Mermaid has no such theme', 'The help lists those that there are.'],
  ]),
  ...family('report', [
    [
      'too-many-results',
      'warning',
      'a SARIF report holds only the first of its findings',
      'Servers take no more; a report in JSON holds them all.',
    ],
  ]),
];
