import { readFile } from 'node:fs/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { closeEngines, pageDrawing, pageScript, rasterize, rasterProgram, renderPlantuml } from '#engines';
import { fitted, lettersOf, widthOf } from '../../src/engines/letters.ts';

afterAll(closeEngines);

test.each([
  // Adobe's Helvetica.afm.
  ['iii', { size: 10 }, 6.66],
  ['WWW', { size: 10 }, 28.32],
  ['a b', { size: 1000 }, 1390],
  ['iW', { size: 10, monospaced: true }, 12],
  ['漢字', { size: 10 }, 20],
  ['', { size: 10 }, 0],
])('%j in %j is %s wide', (text, letters, width) => expect(widthOf(text, letters)).toBeCloseTo(width));

test('bold letters are wider', () => {
  expect(lettersOf('bold 13px sans-serif')).toEqual({ size: 13, bold: true, monospaced: false });
  expect(widthOf('order', lettersOf('bold 13px monospace'))).toBe(5 * 13 * 0.6);
  expect(widthOf('order', lettersOf('700 13px Arial'))).toBeGreaterThan(widthOf('order', lettersOf('13px Arial')));
});

describe('texts of an SVG', () => {
  test.each([
    [
      '<text font-size="10" font-family="sans-serif">a &amp; b</text>',
      `<text font-size="10" font-family="Arial, Helvetica, 'Liberation Sans', sans-serif" textLength="23.35" lengthAdjust="spacingAndGlyphs">a &amp; b</text>`,
    ],
    [
      '<text font-size="10" font-family="Verdana">i</text>',
      `<text font-size="10" font-family="Verdana, Arial, Helvetica, 'Liberation Sans', sans-serif" textLength="2.22" lengthAdjust="spacingAndGlyphs">i</text>`,
    ],
    ['<text font-size="10"> </text>', '<text font-size="10"> </text>'],
    ['<text font-size="10" textLength="3">i</text>', '<text font-size="10" textLength="3">i</text>'],
  ])('%s', (svg, expected) => expect(fitted(svg)).toBe(expected));
});

test('a theme changes the drawing, and one that there is not is told', async () => {
  const uml = (theme: string) => `@startuml\n${theme}\nA -> B : x\n@enduml`;
  const [plain, themed, unknown] = [
    await renderPlantuml(uml('')),
    await renderPlantuml(uml('!theme cerulean')),
    await renderPlantuml(uml('!theme nonsense')),
  ];
  expect(themed.svg).toContain('#2FA4E7');
  expect(plain.svg).not.toContain('#2FA4E7');
  expect(unknown).toMatchObject({ verdict: { accepted: false, message: 'Cannot load theme nonsense', line: 2 } });
  expect((await renderPlantuml(uml(''), { dark: true })).svg).not.toBe(plain.svg);
});

test('SVG becomes PNG, and what is none is told', async () => {
  const program = new Uint8Array(await readFile(rasterProgram()));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><rect width="3" height="2"/></svg>';
  const { png } = await rasterize(svg, { fonts: [], program });
  // Width and height stand at the same place in every PNG.
  expect([png![19], png![23]]).toEqual([3, 2]);
  const { verdict } = await rasterize('<svg', { fonts: [], program });
  expect(verdict).toMatchObject({ accepted: null, reason: expect.stringContaining('cannot be drawn as PNG') });
});

test('the script for a page is one file, and a drawing in it is text', async () => {
  expect(await readFile(pageScript(), 'utf8')).toContain('sequenceDiagram');
  const hostile = 'a`\\</script>\u2028"';
  const expression = pageDrawing({ text: hostile, id: 'd' });
  expect(expression).toContain(JSON.stringify(hostile));
  expect(() => new Function(`return () => ${expression}`)).not.toThrow();
});
