/** A real browser for pages: whatever Chromium the machine has. */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The one that CHROMIUM names, else the first on the path. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.CHROMIUM) return env.CHROMIUM;
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export function launch(executablePath: string): Promise<Browser> {
  // Chromium refuses its sandbox to root, which containers run as.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({
    executablePath,
    args: [...sandbox, '--hide-scrollbars', '--disable-lcd-text', '--font-render-hinting=none'],
  });
}

/** A page, and whatever it did that a report must not do. */
export interface Watched {
  readonly page: Page;
  /** Dialogs, requests, errors and warnings of the console. */
  readonly misdeeds: readonly string[];
}

export async function open(browser: Browser, html: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  const misdeeds: string[] = [];
  // The page itself is a request like any other: it is answered here, so that nothing leaves the machine.
  await page.route('**', async (route) => {
    const url = route.request().url();
    if (url === address) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
    misdeeds.push(`request ${url}`);
    return route.abort();
  });
  page.on('dialog', async (dialog) => {
    misdeeds.push(`dialog ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('pageerror', (error) => misdeeds.push(`error ${error.message}`));
  page.on('console', (message) => misdeeds.push(`console ${message.type()} ${message.text()}`));
  await page.goto(address);
  return { page, misdeeds };
}

const address = 'http://report.invalid/report.html';

/** What the tests need of a browser's `window`; their own code runs in Node. */
export function inPage<Result>(page: Page, expression: string): Promise<Result> {
  return page.evaluate(expression);
}
