/** How wide texts are, without any font at hand: by the widths that Helvetica, Arial and Liberation Sans share. */

/** Of the characters from space to tilde, in thousandths of the font's size (Adobe's Helvetica.afm). */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

export interface Letters {
  readonly size: number;
  readonly bold?: boolean;
  readonly monospaced?: boolean;
}

/** In the unit of the size. */
export function widthOf(text: string, { size, bold = false, monospaced = false }: Letters): number {
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code > 0x2e80) thousandths += 1000;
    else if (monospaced) thousandths += 600;
    // Bold letters are wider by a tenth on average, and signs as wide as the others.
    else thousandths += (widths[code - 32] ?? 570) * (bold && /[a-z]/.test(character) ? 1.1 : 1);
  }
  return (thousandths * size) / 1000;
}

/** The letters that a canvas's font (`bold 13px monospace`) stands for. */
export function lettersOf(font: string): Letters {
  const size = Number.parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? '12');
  return { size, bold: /\bbold\b|\b[6-9]00\b/.test(font), monospaced: /mono|courier/i.test(font) };
}

/** Names for fonts of these widths, so that a picture looks the same wherever it is shown. */
const families: Readonly<Record<string, string>> = {
  'sans-serif': "Arial, Helvetica, 'Liberation Sans', sans-serif",
  monospace: "'Courier New', 'Liberation Mono', monospace",
};

/** A theme's font is seldom installed everywhere. */
function withSubstitutes(family: string): string {
  const known = families[family];
  if (known !== undefined || /\b(?:sans-serif|serif|monospace)$/.test(family)) return known ?? family;
  return `${family}, ${/mono|courier/i.test(family) ? families.monospace : families['sans-serif']}`;
}

/** The SVG with each text held to the width that its place was made for, whatever font it is shown in. */
export function fitted(svg: string): string {
  return svg.replace(/<text ([^<>]*)>([^<]*)<\/text>/g, (whole, attributes: string, written: string) => {
    const family = /font-family="([^"]*)"/.exec(attributes)?.[1] ?? '';
    const size = Number(/font-size="([\d.]+)"/.exec(attributes)?.[1]);
    if (!size || /textLength=/.test(attributes) || written.trim() === '') return whole;
    const bold = /font-weight="(?:bold|[6-9]00)"/.test(attributes);
    const text = written.replace(/&(?:#\d+|\w+);/g, '&');
    const width = widthOf(text, { size, bold, monospaced: /mono|courier/i.test(family) });
    const own = attributes.replace(/font-family="[^"]*"/, `font-family="${withSubstitutes(family)}"`);
    return `<text ${own} textLength="${width.toFixed(2)}" lengthAdjust="spacingAndGlyphs">${written}</text>`;
  });
}
