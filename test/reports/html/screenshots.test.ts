import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, inPage, launch, open } from './browser.ts';
import { judged, order, orders, pageOf, shipping } from './judged.ts';
import { likeness } from './likeness.ts';

/**
 * Pictures and timelines as they were when somebody last looked at them and found them good. Their geometry is the
 * program's own; only letters depend on the fonts of a machine, so they are left out. After a change that is meant,
 * `UPDATE_SCREENSHOTS=1 npx vitest run test/reports/html/screenshots.test.ts`, and look at them again.
 */
const folder = new URL('./screenshots/', import.meta.url);
const executable = findBrowser();
/** Of the blocks of a picture; where one message is not drawn it is more than twice as much. */
const allowed = 0.002;

const looks = [
  { name: 'drawing-light', selector: '#d1 svg.body', width: 1280, colorScheme: 'light' },
  { name: 'drawing-dark', selector: '#d1 svg.body', width: 1280, colorScheme: 'dark' },
  { name: 'heads-light', selector: '#d1 svg.heads', width: 1280, colorScheme: 'light' },
  { name: 'spans-light', selector: '#d1c1 .spans', width: 1280, colorScheme: 'light' },
  { name: 'spans-phone-dark', selector: '#d1c1 .spans', width: 360, colorScheme: 'dark' },
] as const;

const still = `
  svg text, .who, .track em { visibility: hidden !important }
  .who { height: 1.4rem; line-height: 1.4rem; overflow: hidden }
  .heads-bar { position: static !important }
  .spans { width: min(60rem, 100vw); background: var(--raised) }`;

describe.runIf(executable)('in a browser', () => {
  let browser: Browser;
  let html: string;
  beforeAll(async () => {
    browser = await launch(executable!);
    html = pageOf(await judged({ 'order.puml': order, 'shipping.puml': shipping }, orders));
  });
  afterAll(() => browser?.close());

  async function shot(look: (typeof looks)[number], change = ''): Promise<Buffer> {
    const { width, colorScheme, selector } = look;
    const { page } = await open(browser, html, { viewport: { width, height: 1000 }, colorScheme });
    await page.addStyleTag({
      content: `${still} ${selector} { position: fixed; top: 0; left: 0; z-index: 9; background: var(--raised) }`,
    });
    await inPage(page, `document.querySelector('#d1c1').open = true; ${change}`);
    const image = await page.locator(selector).first().screenshot();
    await page.context().close();
    return image;
  }

  test.each(looks)('$name looks as it did', async (look) => {
    const image = await shot(look);
    const reference = new URL(`${look.name}.png`, folder);
    if (process.env.UPDATE_SCREENSHOTS) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(reference, image);
    }
    expect(existsSync(reference), `${look.name}.png is missing: run with UPDATE_SCREENSHOTS=1`).toBe(true);
    const { sameSize, different } = await likeness(browser, readFileSync(reference), image);
    const isAlike = sameSize && different <= allowed;
    const seen = join(tmpdir(), `asdrawn-${look.name}.png`);
    if (!isAlike) writeFileSync(seen, image);
    expect({ sameSize, isAlike }, `${(different * 100).toFixed(2)} % differ; what was seen is in ${seen}`).toEqual({
      sameSize: true,
      isAlike: true,
    });
  });

  test('one message that is not drawn, or a mark in another colour, is noticed', async () => {
    const [light] = looks;
    const whole = await shot(light);
    const without = await shot(light, `document.querySelector('#d1m5').remove();`);
    expect((await likeness(browser, whole, without)).different).toBeGreaterThan(allowed);
    expect((await likeness(browser, whole, whole)).different).toBe(0);
    const other = await shot(
      light,
      `document.querySelector('#d1 .message.violated').classList.replace('violated', 'covered');`,
    );
    expect((await likeness(browser, whole, other)).different).toBeGreaterThan(allowed);
  });
});
