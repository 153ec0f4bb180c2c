import fc from 'fast-check';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkHtml } from '../../../src/reports/html/check-html.ts';
import { lintHtml } from '../../../src/reports/html/lint-html.ts';
import { html as markup } from '../../../src/reports/markup.ts';
import { findBrowser, inPage, launch, open } from './browser.ts';
import { hostileResult, hostileText } from './hostile.ts';

function pageOf(text: string): string {
  const { result, options } = hostileResult(text);
  return checkHtml(result, options);
}

/** The names of the elements that the page's text opens, and of their attributes, without styles and script. */
function skeleton(html: string): string[] {
  const bare = html.replace(/<style>[\s\S]*?<\/style>|<script>[\s\S]*?<\/script>/g, '');
  return bare.match(/<[a-zA-Z!/][^>]*>/g)!.map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

test('whatever a text holds, the same elements with the same attributes come of it', () => {
  // Lines are broken by what is in them; so texts of one kind of length are compared.
  const names = (text: string) => new Set(skeleton(pageOf(text)));
  const harmless = new Set(['a', `${'x'.repeat(300)}\nx`, '`x` y'].flatMap((text) => [...names(text)]));
  fc.assert(
    fc.property(hostileText, (text) => {
      expect([...names(text)].filter((tag) => !harmless.has(tag))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('markup escapes what it is given, in elements and attributes', () => {
  expect(String(markup`<b title="${'"\'<>&`'}">${'<i>'}${['a', '&']}${undefined}${1 / 3}</b>`)).toBe(
    '<b title="&quot;&#39;&lt;&gt;&amp;&#96;">&lt;i&gt;a&amp;0.33</b>',
  );
  expect(String(markup`${markup`<i>`}${'\u0000\u202e'}`)).toBe('<i>\u2400\ufffd');
});

const executable = findBrowser();

describe.runIf(executable)('in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch(executable!);
  });
  afterAll(() => browser?.close());

  const suspicious = `[...document.querySelectorAll('script, img, iframe, object, embed, link, base, foreignObject, form, meta, a, [autofocus]')]
    .filter((one) => !(one.matches('body > script:last-child, form#filters, head > meta') || (one.localName === 'a' && one.getAttribute('href').startsWith('#'))))
    .concat([...document.querySelectorAll('*')].filter((one) => [...one.attributes].some(({ name, value }) => name.startsWith('on') || (name === 'style' && value.includes('url')))))
    .map((one) => one.outerHTML.slice(0, 200))`;

  async function misdeedsOf(html: string): Promise<readonly string[]> {
    const { page, misdeeds } = await open(browser, html);
    await inPage(page, `for (const each of document.querySelectorAll('details')) each.open = true`);
    await page.locator('#d1 [data-item]').first().hover();
    const elements = await inPage<string[]>(page, suspicious);
    await page.context().close();
    return [...misdeeds, ...elements];
  }

  test('no text runs, asks for anything, or becomes an element', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        expect(await misdeedsOf(pageOf(text))).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  test('neither do the findings of lint', async () => {
    const { result, options } = hostileResult('</script><img src=x onerror=alert(1)>');
    const summary = { files: 1, drawings: 1, errors: 2, warnings: 0, notes: 0, fixed: 0, suppressed: 0 };
    const html = lintHtml({ formatVersion: 1, findings: result.findings, summary }, options);
    const { page, misdeeds } = await open(browser, html);
    expect([...misdeeds, ...(await inPage<string[]>(page, suspicious))]).toEqual([]);
    expect(await page.locator('.finding').count()).toBe(2);
  });

  test('what slipped through the escaping could not run either, and would be seen here', async () => {
    const html = pageOf('harmless').replace(
      '<main',
      '<img src="http://evil.invalid/x.png" onerror="alert(1)"><script>alert(2)</script><main',
    );
    const { page, misdeeds } = await open(browser, html);
    expect(misdeeds.filter((deed) => deed.startsWith('dialog') || deed.startsWith('request'))).toEqual([]);
    expect(misdeeds.join('\n')).toMatch(/Content Security Policy/);
    expect(await inPage<string[]>(page, suspicious)).toHaveLength(3);
  });
});
