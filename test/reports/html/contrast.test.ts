import { expect, test } from 'vitest';
import { pageStyle } from '../../../src/reports/html/styles/page.ts';

const colours = new Map(
  [...pageStyle.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [name!, { light: light!, dark: dark! }] as const,
  ),
);

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'raised', 'sunk'];
const texts = ['ink', 'quiet', 'link', 'good', 'bad', 'open', 'never'].flatMap((text) =>
  grounds.map((ground) => [text, ground] as const),
);
const tinted = [
  ['good', 'good-ground'],
  ['bad', 'bad-ground'],
  ['ink', 'bad-ground'],
  ['open', 'open-ground'],
  ['ink', 'open-ground'],
  ['never', 'never-ground'],
  ['quiet', 'never-ground'],
  ['quiet', 'bad-ground'],
  ['raised', 'bad'],
] as const;

test.each([...texts, ...tinted])('%s can be read on %s, in light and dark', (text, ground) => {
  for (const theme of ['light', 'dark'] as const) {
    expect(contrast(colours.get(text)![theme], colours.get(ground)![theme]), theme).toBeGreaterThanOrEqual(4.5);
  }
});

test.each(grounds)('lines can be told from %s', (ground) => {
  for (const theme of ['light', 'dark'] as const) {
    expect(contrast(colours.get('strong')![theme], colours.get(ground)![theme]), theme).toBeGreaterThanOrEqual(3);
  }
});
