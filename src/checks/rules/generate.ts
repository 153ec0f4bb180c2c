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
]);

/** The JSON Schemas that bodies are held against, by contract tests and by `asdrawn stub`. */
export const schemasRules = family('schemas', [
  [
    'no-folder',
    'error',
    'the folder of schemas for bodies cannot be read',
    'It is named by `--schemas`, or by `schemas` in asdrawn.yaml, relative to that file.',
  ],
  [
    'invalid',
    'error',
    'a file of the folder of schemas is no JSON Schema',
    'Every `.json` file there has to be one, of draft 2020-12, 2019-09 or 07. They may refer to one another by file name; nothing is fetched.',
  ],
  [
    'none-fits',
    'warning',
    'no file of the folder of schemas is named after a message of the drawing',
    'Then no body is looked at. The finding lists the names that would do. Where the folder is configured it is a note, for not every drawing of a project needs schemas.',
  ],
]);
