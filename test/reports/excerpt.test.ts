import { expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { excerpt } from '../../src/reports/terminal/excerpt.ts';
import { paintWith } from '../../src/reports/terminal/paint.ts';

const plain = paintWith(false);

/** `«` and `»` mark the range. */
function show(marked: string, label?: string, width = 60): string {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const source = new SourceText('a.mmd', marked.replace(/[«»]/g, ''));
  return `\n${excerpt(source, source.range(start, end), { label, width, paint: plain, style: plain }).join('\n')}\n`;
}

test('underlines the place, with the label beside it', () => {
  expect(show('one\n  «a -> b» : c\n', 'drawn: a calls b')).toBe(`
   2 │   a -> b : c
     │   ^^^^^^ drawn: a calls b
`);
});

test('underlines the first line of several', () => {
  expect(show('«alt yes  \n  a -> b\nend»')).toBe(`
   1 │ alt yes
     │ ^^^^^^^
`);
});

test('tabs are as wide in the underline as in the line', () => {
  expect(show('\ta\t«b»')).toBe(`
   1 │     a   b
     │         ^
`);
});

test('wide characters and emoji take two columns, combining marks none', () => {
  expect(show('用户 «👩‍💻 -> e\u0301» : ok')).toBe(`
   1 │ 用户 👩‍💻 -> e\u0301 : ok
     │      ^^^^^^^
`);
});

test('an empty range is shown as one place, also at the end of the line', () => {
  expect(show('a -> b«»')).toBe(`
   1 │ a -> b
     │       ^
`);
});

test('what could steer a terminal is made visible', () => {
  expect(show('a -> «\u001b[31mred\u202e»')).toBe(`
   1 │ a -> ␛[31mred\ufffd
     │      ^^^^^^^^^
`);
});

test('a long label goes below', () => {
  expect(show('a -> b : «some words»', 'drawn: this is said at great length, and with good reason')).toBe(`
   1 │ a -> b : some words
     │          ^^^^^^^^^^
     │          drawn: this is said at great length, and
     │          with good reason
`);
});

test('a long line is shown around the place', () => {
  const text = show(`${'x'.repeat(80)} «here» ${'y'.repeat(80)}`);
  expect(text).toMatch(/… ?x* here y*…/);
  const [, line = '', carets = ''] = text.split('\n');
  expect(line.length).toBeLessThanOrEqual(60);
  expect(carets.indexOf('^^^^')).toBe(line.indexOf('here'));
});

test('what is shown of a place does not depend on how long the line is', () => {
  const near = show(`${'x 用 '.repeat(20)}«here»${' y 户'.repeat(20)}`).trim();
  const far = show(`${'x 用 '.repeat(20_000)}«here»${' y 户'.repeat(20_000)}`).trim();
  expect(far).toBe(near);
  expect(far).toContain('here');
});
