/** A browser that is installed, driven over a pipe (Chrome DevTools Protocol). Nothing is ever downloaded. */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, rmSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { unfinished } from '../unfinished.ts';

/** Variables that name a browser, the first that is set. The last two are known from other tools. */
export const browserVariables = ['CHROMIUM', 'PUPPETEER_EXECUTABLE_PATH', 'CHROME_PATH'] as const;

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const usualPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map((path) =>
      join(process.env[variable] ?? '', path),
    ),
  ),
};

/** The program of a browser; `wrong` names a variable that leads to none. */
export function findBrowser(
  environment: NodeJS.ProcessEnv,
): { readonly program: string } | { readonly wrong?: string } {
  const variable = browserVariables.find((name) => environment[name]);
  if (variable) {
    const program = environment[variable]!;
    return isProgram(program) ? { program } : { wrong: `${variable}=${program}` };
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const named = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const program = [...named, ...(usualPlaces[process.platform] ?? [])].find(isProgram);
  return program === undefined ? {} : { program };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

const switches = [
  '--headless',
  '--remote-debugging-pipe',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-background-networking',
  '--hide-scrollbars',
  '--no-first-run',
  // What a drawing names on the network is not fetched, and cannot tell that it was drawn.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=socks5://127.0.0.1:1',
  '--proxy-bypass-list=<-loopback>',
];

const ownGroup = process.platform !== 'win32';

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A page of its own in a browser of its own, with a profile that is thrown away. */
export class BrowserPage {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #waiting = new Map<number, { done: (reply: Reply) => void; fail: (error: Error) => void }>();
  #calls = 0;
  #session: string | undefined;
  #said = '';
  readonly #finished: () => void;

  private constructor(program: string, profile: string) {
    // Chromium refuses to sandbox itself as root, which is what containers run as.
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    this.#profile = profile;
    this.#process = spawn(program, [...switches, ...asRoot, `--user-data-dir=${profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      // Its helpers write to the profile as well; they end with their group.
      detached: ownGroup,
    });
    this.#finished = unfinished(() => {
      this.#kill();
      removeProfile(profile);
    });
    this.#process.stderr!.setEncoding('utf8').on('data', (text: string) => {
      if (this.#said.length < 10_000) this.#said += text;
    });
    this.#listen(this.#process.stdio[4] as Readable);
    const ended = (reason: string) => {
      for (const { fail } of this.#waiting.values()) fail(new Error(reason));
      this.#waiting.clear();
    };
    this.#process.on('error', (error) => ended(error.message));
    // What it said last may still be on its way.
    this.#process.on('exit', () => {
      setTimeout(() => ended(`the browser ended by itself: ${complaint(this.#said)}`), 100);
    });
    // A pipe breaks only because the browser ends, which tells more.
    (this.#process.stdio[3] as Writable).on('error', () => undefined);
  }

  static async open(program: string, limit = 60_000): Promise<BrowserPage> {
    const page = new BrowserPage(program, await mkdtemp(join(tmpdir(), 'asdrawn-browser-')));
    try {
      const { targetId } = (await page.#call('Target.createTarget', { url: 'about:blank' }, limit)) as {
        targetId: string;
      };
      const attached = await page.#call('Target.attachToTarget', { targetId, flatten: true }, limit);
      page.#session = (attached as { sessionId: string }).sessionId;
      return page;
    } catch (error) {
      await page.close();
      throw error;
    }
  }

  /** What an expression comes to; a promise is waited for, and what is thrown is thrown here. */
  async evaluate(expression: string, limit = 30_000): Promise<unknown> {
    const options = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = (await this.#call('Runtime.evaluate', options, limit)) as {
      result: { value?: unknown };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** A stretch of the page as PNG, in pixels from its corner. */
  async photograph(width: number, height: number, limit = 30_000): Promise<Uint8Array> {
    const clip = { x: 0, y: 0, width, height, scale: 1 };
    const { data } = (await this.#call(
      'Page.captureScreenshot',
      { format: 'png', clip, captureBeyondViewport: true },
      limit,
    )) as { data: string };
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (this.#process.pid !== undefined && exitCode === null && signalCode === null) {
      const gone = new Promise((done) => this.#process.once('exit', done));
      this.#kill();
      await gone;
    }
    // Its helpers may still be writing for a moment.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined);
    this.#finished();
  }

  #kill(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(ownGroup ? -pid : pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }

  #call(method: string, params: object, limit: number): Promise<unknown> {
    const id = ++this.#calls;
    const message = JSON.stringify({ id, method, params, ...(this.#session && { sessionId: this.#session }) });
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error(`the browser did not answer within ${limit / 1000} s`));
      }, limit);
      const settle = <Value>(end: (value: Value) => void) => {
        return (value: Value) => {
          clearTimeout(timer);
          end(value);
        };
      };
      const done = ({ result, error }: Reply) => (error ? reject(new Error(error.message)) : resolve(result));
      this.#waiting.set(id, { done: settle(done), fail: settle(reject) });
      (this.#process.stdio[3] as Writable).write(`${message}\0`);
    });
  }

  /** Messages end with a zero byte. */
  #listen(stream: Readable): void {
    let parts: string[] = [];
    stream.setEncoding('utf8').on('data', (text: string) => {
      const [first, ...rest] = text.split('\0');
      parts.push(first!);
      for (const next of rest) {
        const reply: Reply = JSON.parse(parts.join(''));
        parts = [next];
        const waiting = reply.id === undefined ? undefined : this.#waiting.get(reply.id);
        if (waiting) this.#waiting.delete(reply.id!);
        waiting?.done(reply);
      }
    });
    stream.on('error', () => undefined);
  }
}

function removeProfile(profile: string): void {
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {
    // It is in the folder for what is temporary, and was only in the way.
  }
}

/** Of what a browser prints, the line that tells most. */
function complaint(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((each) => /sandbox|error|cannot|missing/i.test(each)) ?? lines.at(-1) ?? 'without a word';
  return line.replace(/^\[[^\]]*\]\s*/, '').slice(0, 300);
}
