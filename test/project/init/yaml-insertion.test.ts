import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { insertYaml } from '../../../src/project/init/yaml-insertion.ts';

const value = { id: 'new', run: 'it' };

test.each([
  ['an empty text', '', ['a'], 'a:\n  id: new\n  run: it\n'],
  ['behind what is there', 'test: [ x,y ]   # kept\n', ['a'], 'test: [ x,y ]   # kept\na:\n  id: new\n  run: it\n'],
  ['without a line break at the end', 'test: 1', ['a'], 'test: 1\na:\n  id: new\n  run: it\n'],
  [
    'behind the last of a list, before what follows',
    'list:\n- {id:  one} # kept\n\nafter: 1\n',
    ['list'],
    'list:\n- {id:  one} # kept\n- id: new\n  run: it\n\nafter: 1\n',
  ],
  ['a list in brackets', 'list: []\n', ['list'], 'list: [ { id: new, run: it } ]\n'],
  [
    'into a map that is there',
    'a:\n    b:\n        c: 1\nd: 2\n',
    ['a', 'b', 'e'],
    'a:\n    b:\n        c: 1\n        e:\n          id: new\n          run: it\nd: 2\n',
  ],
])('%s', (_, before, path, after) => {
  const inserted = insertYaml(before, path, value);
  expect(inserted?.text).toBe(after);
  expect(parse(inserted!.text)).not.toEqual(parse(before));
});

test.each([
  ['what is no YAML', 'a: [', ['b']],
  ['what is no map', '- a\n', ['b']],
  ['what is taken', 'b: 1\n', ['b']],
])('%s is left alone', (_, before, path) => {
  expect(insertYaml(before, path, value)).toBeUndefined();
});
