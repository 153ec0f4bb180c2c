import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser, inPage, launch, open } from './browser.ts';
import { judged, order, orders, pageOf, shipping } from './judged.ts';

const executable = findBrowser();

test.skipIf(executable)(
  'no Chromium was found: install one, or name it in CHROMIUM, to test pages in a browser',
  () => {
    expect(executable).toBeDefined();
  },
);

describe.runIf(executable)('in a browser', () => {
  let browser: Browser;
  let html: string;

  beforeAll(async () => {
    browser = await launch(executable!);
    html = pageOf(await judged({ 'order.puml': order, 'shipping.puml': shipping }, orders));
  });
  afterAll(() => browser?.close());

  const hash = (page: Page) => inPage<string>(page, 'location.hash');
  const isDark = async (page: Page) =>
    /^rgb\(\d\d?,/.test(await inPage<string>(page, 'getComputedStyle(document.documentElement).backgroundColor'));
  const focused = (page: Page) => inPage<string>(page, 'document.activeElement.id');

  test('opens without a request, an error or a word on the console', async () => {
    const { page, misdeeds } = await open(browser, html);
    expect(await page.title()).toBe('1 of 2 drawings is violated · asdrawn');
    expect(misdeeds).toEqual([]);
  });

  test('a click on a violated message leads to its finding, and from there back', async () => {
    const { page, misdeeds } = await open(browser, html);
    const message = page.locator('#d1 a.message.violated').filter({ hasText: 'UPDATE stock' });
    await message.locator('.hit').click();
    const id = (await hash(page)).slice(1);
    expect(await page.locator(`#${id} h4`).innerText()).toBe('"UPDATE stock" did not come where it is drawn');
    expect(await focused(page)).toBe(id);
    await page.locator(`#${id} a.place`).click();
    expect(await focused(page)).toBe(await message.getAttribute('id'));
    expect(misdeeds).toEqual([]);
  });

  test('findings stand beside their places, in the order of the drawing', async () => {
    const { page } = await open(browser, html);
    const card = page.locator('#d1 .finding').first();
    const place = page.locator(`#${await card.getAttribute('data-at')}`);
    await expect
      .poll(async () => {
        const [above, beside] = [await card.boundingBox(), await place.boundingBox()];
        return Math.abs(above!.y - beside!.y) < 60;
      })
      .toBe(true);
    const tops = await inPage<number[]>(
      page,
      `[...document.querySelectorAll('#d1 .finding')].map((card) => card.getBoundingClientRect().top)`,
    );
    expect(tops.length).toBeGreaterThan(1);
    expect(tops).toEqual([...tops].sort((a, b) => a - b));
  });

  test('arrow keys go from message to message and tell of each', async () => {
    const { page } = await open(browser, html);
    await page.locator('#d1 .scroller').focus();
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('d1m1');
    expect(await page.locator('#d1 .picture .teller').innerText()).toContain('POST /orders (line 11): seen in 3 cases');
    await page.keyboard.press('End');
    expect(await page.locator('#d1 .picture .teller').innerText()).toContain('201 Created');
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe('d1m1');
  });

  test('arrow keys go from span to span and tell of each', async () => {
    const { page } = await open(browser, html);
    await page.locator('#d1c0 .spans').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#d1c0 .teller').innerText()).toMatch(/^shop: POST, client, took 12 ms, span b0+a?\w*$/);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('#d1c0 .teller').innerText()).toMatch(/^payments: .*failed, .*caused by shop/);
  });

  test('filters hide what is not chosen, count what is left, and are kept in the address', async () => {
    const { page } = await open(browser, html);
    await page.selectOption('#filter-code', 'sequence/moved-message');
    expect(await page.locator('#counted').innerText()).toBe('1 of 2 drawings, 1 finding');
    expect(await page.locator('.finding:visible').count()).toBe(1);
    expect(await hash(page)).toBe('#code=sequence%2Fmoved-message');
    await page.reload();
    expect(await page.locator('.finding:visible').count()).toBe(1);
    await page.selectOption('#filter-code', '');
    await page.fill('#filter-text', 'shipping.puml');
    expect(await page.locator('.drawing:visible').count()).toBe(1);
    await page.fill('#filter-text', '');
    await page.locator('label', { has: page.locator('#verdict-violates') }).click();
    expect(await page.locator('#d1').isVisible()).toBe(false);
    expect(await hash(page)).toBe('#verdict=not-applicable');
  });

  test('what is hidden is shown where a link leads into it', async () => {
    const { page } = await open(browser, html);
    await page.locator('#d1 > details > summary').click();
    expect(await page.locator('#d1f0').isVisible()).toBe(false);
    await inPage(page, `location.hash = '#d1f0'`);
    await expect.poll(() => page.locator('#d1f0').isVisible()).toBe(true);
    await expect.poll(() => focused(page)).toBe('d1f0');
  });

  test('without scripts everything is there, links lead, and verdicts can be chosen', async () => {
    const { page } = await open(browser, html, { javaScriptEnabled: false });
    expect(await page.locator('#d1 .finding').count()).toBe(2);
    expect(await page.locator('#d1 svg.heads').isVisible()).toBe(true);
    expect(await page.locator('#filter-text').isVisible()).toBe(false);
    expect(await page.locator('#d1 .span').first().isVisible()).toBe(true);
    await page.locator('label', { has: page.locator('#verdict-violates') }).click();
    expect(await page.locator('#d1').isVisible()).toBe(false);
    await page.locator('label', { has: page.locator('#theme-dark') }).click();
    expect(await isDark(page)).toBe(true);
  });

  test('follows the wish for dark, and the choice against it', async () => {
    const { page } = await open(browser, html, { colorScheme: 'dark' });
    expect(await isDark(page)).toBe(true);
    await page.locator('label', { has: page.locator('#theme-light') }).click();
    expect(await isDark(page)).toBe(false);
  });

  test.each([360, 768, 1280])('at %i pixels only drawings scroll sideways', async (width) => {
    const { page } = await open(browser, html, { viewport: { width, height: 800 } });
    await inPage(page, `for (const each of document.querySelectorAll('details')) each.open = true`);
    expect(await inPage<number>(page, 'document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    const small = await inPage<string[]>(
      page,
      `[...document.querySelectorAll('a, input, summary, select')].filter((one) => !one.closest('svg') && !one.closest('p, li, dd, td, th') && one.getClientRects().length > 0 && (one.closest('label') ?? one).getBoundingClientRect().height < 24).map((one) => one.outerHTML)`,
    );
    // WCAG 2.2, 2.5.8: targets of 24 pixels, but for those in a line of text.
    expect(
      small.filter((one) => !/class="(skip|place|line |mark)/.test(one) && !one.includes('type="checkbox"')),
    ).toEqual([]);
  });

  test('heads stay in sight and move sideways with the drawing', async () => {
    const { page } = await open(browser, html, { viewport: { width: 360, height: 600 } });
    await inPage(page, `document.querySelector('#d1 .scroller').scrollLeft = 120`);
    await expect.poll(() => inPage<number>(page, `document.querySelector('#d1 .heads-bar').scrollLeft`)).toBe(120);
    await page.locator('#d1 .message').last().scrollIntoViewIfNeeded();
    expect((await page.locator('#d1 .heads-bar').boundingBox())!.y).toBeGreaterThanOrEqual(0);
  });

  test('headings, landmarks and names are in order', async () => {
    const { page } = await open(browser, html);
    const levels = await inPage<number[]>(
      page,
      `[...document.querySelectorAll('h1, h2, h3, h4')].map((one) => Number(one.tagName[1]))`,
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(
      await page.locator('main, header, footer, nav[aria-label], form[aria-label]').count(),
    ).toBeGreaterThanOrEqual(5);
    const tree = await page.locator('body').ariaSnapshot();
    expect(tree).toMatch(/region "Drawing An order"/);
    expect(tree).toMatch(/link "Shop -> Stock: UPDATE stock \(line 24\)/);
    expect(tree).toMatch(/list "Spans of case/);
    expect(tree).not.toMatch(/(?:link|button|img|checkbox|textbox|combobox)(?:\n|$)/m);
  });

  test('ids are unique and links lead somewhere', async () => {
    const { page } = await open(browser, html);
    const ids = await inPage<string[]>(page, `[...document.querySelectorAll('[id]')].map((one) => one.id)`);
    const links = await inPage<string[]>(
      page,
      `[...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))`,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !ids.includes(link.slice(1)))).toEqual([]);
  });

  test('on paper everything is open and nothing is cut off', async () => {
    const { page } = await open(browser, html);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('#d1 .listing').isVisible()).toBe(true);
    const [picture, frame] = [
      await page.locator('#d1 svg.body').boundingBox(),
      await page.locator('#d1 .picture').boundingBox(),
    ];
    expect(picture!.width).toBeLessThanOrEqual(frame!.width);
  });
});
