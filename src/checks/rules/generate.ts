import { family } from './rules.ts';

/** What is to be said of tests that are made of drawings. */
export const generateRules = family('generate', [
  [
    'not-under-test',
    'error',
    'the participant is none that tests could be written for',
    'Tests call a service and play its neighbours: actors, databases, brokers and participants without messages are none.',
  ],
  [
    'foreign-file',
    'error',
    'the file that tests were to go to was not written by asdrawn',
    'Choose another name with `-o`, or write over it with `--force`.',
  ],
  [
    'broken-mark',
    'error',
    'a marked place in a file of tests has no end, no beginning, or the name of another',
    'Each begins with `// asdrawn: keep <name>` and ends with `// asdrawn: end`. Nothing is written before it is mended, so that nothing is lost.',
  ],
  [
    'gone',
    'warning',
    'what was written into a marked place belongs to a test that is not drawn any more',
    'It stands as a comment at the end of the file. When the test comes back, so does what was written for it.',
  ],
  [
    'bad-schema',
    'error',
    'a file of the folder of schemas is no JSON Schema',
    'Every `.json` file there has to be one.',
  ],
]);
