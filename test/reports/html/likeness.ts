/** Are two pictures alike? Compared in blocks, so that another font's strokes make no difference and a missing line does. */
import type { Browser } from 'playwright-core';

export interface Likeness {
  readonly sameSize: boolean;
  /** The share of blocks that differ, from 0 to 1. */
  readonly different: number;
}

const block = 12;
/** Of 255, in the mean of a block and one colour. */
const tolerance = 14;

/** Both PNG; the browser reads them. */
export async function likeness(browser: Browser, a: Buffer, b: Buffer): Promise<Likeness> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      `(${compare})(${JSON.stringify([a, b].map((png) => `data:image/png;base64,${png.toString('base64')}`))}, ${block}, ${tolerance})`,
    );
  } finally {
    await page.close();
  }
}

// Runs in the page, and so is text.
const compare = `async (urls, block, tolerance) => {
  const [a, b] = await Promise.all(urls.map(async (url) => {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height);
  }));
  if (a.width !== b.width || a.height !== b.height) return { sameSize: false, different: 1 };
  let blocks = 0;
  let different = 0;
  for (let top = 0; top < a.height; top += block) {
    for (let left = 0; left < a.width; left += block) {
      const sums = [0, 0, 0];
      let pixels = 0;
      for (let y = top; y < Math.min(top + block, a.height); y++) {
        for (let x = left; x < Math.min(left + block, a.width); x++) {
          const at = 4 * (y * a.width + x);
          for (let colour = 0; colour < 3; colour++) sums[colour] += a.data[at + colour] - b.data[at + colour];
          pixels++;
        }
      }
      blocks++;
      if (sums.some((sum) => Math.abs(sum) / pixels > tolerance)) different++;
    }
  }
  return { sameSize: true, different: different / blocks };
}`;
