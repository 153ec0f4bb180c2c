/** Who draws: the built-in PlantUML, mermaid in a browser that is installed, or the user's own node-plantuml. */
import { readFile } from 'node:fs/promises';
import type { Finding } from '#checks';
import type { PageAnswer, PagePaint } from '#engines';
import { messagesOf } from '#model';
import type { Drawing, DrawnText } from '#parsers';
import { reasonOf } from '../files.ts';
import { findings } from '../findings.ts';
import { BrowserPage, findBrowser } from './browser.ts';
import { systemFonts } from './fonts.ts';
import { pictureFindings } from './messages.ts';
import type { PictureFormat } from './names.ts';
import { drawByNodePlantuml } from './node-plantuml.ts';
import { colors, type Paint } from './paint.ts';
import { paintedPlantuml } from './paint-plantuml.ts';

export type PlantumlEngine = 'plantuml' | 'node-plantuml';

export interface Wish {
  readonly drawing: Drawing;
  readonly drawn: DrawnText;
  readonly format: PictureFormat;
  readonly plantuml: PlantumlEngine;
  readonly theme?: string;
  readonly paint?: Paint;
  /** Of the text and the manner; makes ids in an SVG its own. */
  readonly hash: string;
}

export interface DrawersPlace {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** Each tool is started for the first drawing that needs it, and ends with `close`. */
export class Drawers {
  readonly #place: DrawersPlace;
  #page: Promise<BrowserPage> | undefined;
  #fonts: Promise<Uint8Array[]> | undefined;
  #program: Promise<Uint8Array<ArrayBuffer>> | undefined;

  constructor(place: DrawersPlace) {
    this.#place = place;
  }

  /** The picture, or why there is none. */
  async draw(wish: Wish): Promise<Uint8Array | Finding> {
    if (wish.drawing.language === 'mermaid') return this.#mermaid(wish);
    return wish.plantuml === 'plantuml' ? this.#plantuml(wish) : this.#nodePlantuml(wish);
  }

  async close(): Promise<void> {
    const page = await this.#page?.catch(() => undefined);
    await page?.close();
    if (this.#program) await (await import('#engines')).closeEngines();
  }

  async #plantuml(wish: Wish): Promise<Uint8Array | Finding> {
    const { drawing, theme, format } = wish;
    const { path, range, kind } = drawing;
    const { renderPlantuml } = await import('#engines');
    const { text, lineOf } = plantumlText(wish);
    const dark = theme === 'dark';
    const { verdict, svg } = await renderPlantuml(text, { dark });
    if (verdict.accepted === false) {
      const { line, message } = verdict;
      return findings.rejected(path, 'plantuml', kind, message, line === undefined ? range : lineOf(line));
    }
    if (svg === undefined)
      return pictureFindings.notRendered(
        path,
        range,
        'plantuml',
        verdict.accepted === null ? verdict.reason : 'nothing was drawn',
      );
    return format === 'svg' ? new TextEncoder().encode(svg) : this.#rasterized(svg, dark, drawing);
  }

  async #rasterized(svg: string, dark: boolean, { path, range }: Drawing): Promise<Uint8Array | Finding> {
    const { rasterize, rasterProgram } = await import('#engines');
    this.#fonts ??= systemFonts();
    this.#program ??= readFile(rasterProgram()).then((bytes) => new Uint8Array(bytes));
    const fonts = await this.#fonts;
    if (fonts.length === 0) return pictureFindings.noFonts(path, range);
    const { png, verdict } = await rasterize(svg, { dark, fonts, program: await this.#program });
    return png ?? pictureFindings.notRendered(path, range, 'plantuml', verdict.accepted === null ? verdict.reason : '');
  }

  async #nodePlantuml(wish: Wish): Promise<Uint8Array | Finding> {
    const { path, range, kind } = wish.drawing;
    const { text, lineOf } = plantumlText(wish);
    const drawn = await drawByNodePlantuml(text, wish.format, this.#place.cwd);
    if (drawn instanceof Uint8Array) return drawn;
    if (drawn.problem === 'not-installed') return pictureFindings.noEngine(path, range);
    if (drawn.problem === 'rejected')
      return findings.rejected(path, 'plantuml', kind, 'syntax error', lineOf(drawn.line));
    return pictureFindings.engineFailed(path, range, drawn.reason);
  }

  async #mermaid({ drawing, drawn, format, theme, paint, hash }: Wish): Promise<Uint8Array | Finding> {
    const { path, range, kind } = drawing;
    const { checkMermaid, mermaidThemes, pageDrawing } = await import('#engines');
    if (theme !== undefined && !mermaidThemes.some((known) => known === theme))
      return pictureFindings.unknownTheme(path, range, theme, mermaidThemes.join(', '));
    const found = findBrowser(this.#place.environment);
    if (!('program' in found)) return pictureFindings.noBrowser(path, range, found.wrong);
    const fates = paint && messagesOf(drawing.interaction!).map(({ id }) => paint.fates.get(id) ?? 'unobservable');
    const colours = fates?.map((fate): PagePaint | null =>
      fate === 'unobservable' ? null : { color: colors[fate], dotted: fate === 'unseen' },
    );
    const wanted = {
      text: drawn.text,
      id: `d${hash.slice(0, 8)}`,
      ...(theme && { theme }),
      ...(colours && { paint: colours }),
    };
    try {
      const page = await this.#mermaidPage(found.program);
      const answer = (await page.evaluate(pageDrawing(wanted))) as PageAnswer;
      if ('failure' in answer) {
        // Where it is wrong, the parser alone says more exactly.
        const verdict = await checkMermaid(drawn.text);
        if (verdict.accepted !== false)
          return pictureFindings.notRendered(path, range, 'mermaid', answer.failure.split('\n')[0]!);
        const { message, line } = verdict;
        return findings.rejected(path, 'mermaid', kind, message, line === undefined ? range : drawn.lineRange(line));
      }
      if (colours && answer.messages !== colours.length)
        return pictureFindings.browserFailed(path, range, 'mermaid has drawn other messages than were read');
      if (format === 'svg') return new TextEncoder().encode(answer.svg);
      return await page.photograph(answer.width, answer.height);
    } catch (error) {
      // It may hang or have crashed; the next drawing gets another.
      const page = await this.#page?.catch(() => undefined);
      this.#page = undefined;
      await page?.close();
      return pictureFindings.browserFailed(path, range, error instanceof Error ? error.message : reasonOf(error));
    }
  }

  #mermaidPage(program: string): Promise<BrowserPage> {
    this.#page ??= this.#open(program);
    return this.#page;
  }

  async #open(program: string): Promise<BrowserPage> {
    const { pageScript } = await import('#engines');
    const [page, script] = await Promise.all([BrowserPage.open(program), readFile(pageScript(), 'utf8')]);
    await page.evaluate(`${script}\n;undefined`);
    return page;
  }
}

/** What PlantUML is given, and where its lines stand in the file. */
function plantumlText({ drawing, drawn, theme, paint }: Wish) {
  const painted = paint ? paintedPlantuml(drawing, drawn, paint) : drawn.text;
  const isStarted = /^\s*@start/i.test(painted);
  const lines = (isStarted ? painted : `@startuml\n${painted}\n@enduml`).split('\n');
  const start = lines.findIndex((line) => /^\s*@start/i.test(line));
  const themed = theme !== undefined && theme !== 'dark';
  if (themed) lines.splice(start + 1, 0, `!theme ${theme}`);
  const lineOf = (line: number) => {
    const shifted = themed && line > start + 1 ? line - 1 : line;
    return drawn.lineRange(isStarted ? shifted : shifted - 1);
  };
  return { text: lines.join('\n'), lineOf };
}
