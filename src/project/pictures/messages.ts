/** What there is to say about pictures. */
import type { Finding } from '#checks';
import type { SourceRange } from '#diagnostics';
import { browserVariables } from './browser.ts';

function told(parts: Omit<Finding, 'spans'>): Finding {
  return { ...parts, spans: [] };
}

function firstLineOf({ start }: SourceRange): SourceRange {
  return { start, end: start };
}

const again = '`asdrawn render` makes it anew';

export const pictureFindings = {
  stale: (path: string, range: SourceRange, picture: string, why: string): Finding =>
    told({
      code: 'render/stale',
      severity: 'error',
      message: `${picture} ${why}`,
      path,
      range: firstLineOf(range),
      help: again,
    }),

  missing: (path: string, range: SourceRange, picture: string): Finding =>
    told({
      code: 'render/missing',
      severity: 'error',
      message: `there is no picture of this drawing: ${picture} is not there`,
      path,
      range: firstLineOf(range),
      help: '`asdrawn render` makes it; a picture that asdrawn made is known by what it says of its source, wherever it lies',
    }),

  unknown: (path: string, range: SourceRange, picture: string): Finding =>
    told({
      code: 'render/unknown',
      severity: 'warning',
      message: `${picture} does not say which text it was made from, so that nobody can tell whether it is up to date`,
      path,
      range: firstLineOf(range),
      help: '`asdrawn render --force` makes one that says it',
    }),

  leftOver: (path: string, picture: string, drawing: string): Finding =>
    told({
      code: 'render/left-over',
      severity: 'warning',
      message: `${picture} was made from the drawing "${drawing}", which is not in this file any more`,
      path,
      help: 'take the picture away, or make one of the drawing that has taken its place',
    }),

  inTheWay: (path: string, range: SourceRange, picture: string): Finding =>
    told({
      code: 'render/file-exists',
      severity: 'error',
      message: `${picture} is there already, was not made by asdrawn from this drawing, and was not touched`,
      path,
      range: firstLineOf(range),
      help: 'name another place with -o, or write over it with --force',
    }),

  sameName: (path: string, range: SourceRange, picture: string, other: string): Finding =>
    told({
      code: 'render/same-name',
      severity: 'error',
      message: `the picture of this drawing would be ${picture}, which is that of ${other}`,
      path,
      range: firstLineOf(range),
      help: 'give one of the files another name, or render them to different folders with -o',
    }),

  severalForOne: (path: string, range: SourceRange, picture: string, count: number): Finding =>
    told({
      code: 'render/same-name',
      severity: 'error',
      message: `${picture} is one file, and there are ${count} drawings`,
      path,
      range: firstLineOf(range),
      help: 'name a folder with -o, or a single drawing',
    }),

  noBrowser: (path: string, range: SourceRange, wrong: string | undefined): Finding =>
    told({
      code: 'render/no-browser',
      severity: 'error',
      message: wrong
        ? `${wrong} is no program that can be run, so that no Mermaid can be drawn`
        : 'Mermaid is drawn by a browser, and there is none: this drawing was not rendered',
      path,
      range: firstLineOf(range),
      help: `install Chromium or Chrome (\`apt-get install chromium\`, \`brew install --cask chromium\`), or name one by ${browserVariables.join(' or ')}; nothing is downloaded by asdrawn. PlantUML needs no browser`,
    }),

  browserFailed: (path: string, range: SourceRange, reason: string): Finding =>
    told({
      code: 'render/browser-failed',
      severity: 'error',
      message: `the browser could not draw this: ${reason}`,
      path,
      range: firstLineOf(range),
      help: `another browser can be named by ${browserVariables.join(' or ')}`,
    }),

  noFonts: (path: string, range: SourceRange): Finding =>
    told({
      code: 'render/no-fonts',
      severity: 'error',
      message: 'there is no font to draw letters with',
      path,
      range: firstLineOf(range),
      help: 'install one, such as fonts-liberation, or render to SVG, which needs none',
    }),

  notRendered: (path: string, range: SourceRange, language: 'plantuml' | 'mermaid', reason: string): Finding =>
    told({
      code: 'render/not-rendered',
      severity: 'error',
      message: `this drawing was not rendered: ${reason}`,
      path,
      range: firstLineOf(range),
      help:
        language === 'plantuml'
          ? 'a PlantUML of your own draws what the built-in one does not: `npm install node-plantuml`, then --engine node-plantuml'
          : 'its text is well-formed; what it names on the network is not fetched',
    }),

  noEngine: (path: string, range: SourceRange): Finding =>
    told({
      code: 'render/no-engine',
      severity: 'error',
      message: 'node-plantuml is not installed in this project',
      path,
      range: firstLineOf(range),
      help: '`npm install --save-dev node-plantuml` (it needs Java), or leave --engine out',
    }),

  engineFailed: (path: string, range: SourceRange, reason: string): Finding =>
    told({
      code: 'render/engine-failed',
      severity: 'error',
      message: `node-plantuml could not draw this: ${reason}`,
      path,
      range: firstLineOf(range),
      help: 'does it run by itself, and is there a Java that it can find?',
    }),

  unknownTheme: (path: string, range: SourceRange, theme: string, known: string): Finding =>
    told({
      code: 'render/unknown-theme',
      severity: 'error',
      message: `Mermaid has no theme "${theme}"`,
      path,
      range: firstLineOf(range),
      help: `there are: ${known}`,
    }),

  notResults: (path: string): Finding =>
    told({
      code: 'render/not-results',
      severity: 'error',
      message: 'these are no results of a check',
      path,
      help: '`asdrawn check docs --traces traces.jsonl -f json -o results.json` writes them',
    }),

  resultsOutOfDate: (path: string, range: SourceRange, results: string): Finding =>
    told({
      code: 'render/results-out-of-date',
      severity: 'error',
      message: `this drawing has changed since ${results} was written, and is not painted`,
      path,
      range: firstLineOf(range),
      help: 'check once more, and paint with what that finds',
    }),

  notJudged: (path: string, range: SourceRange, results: string): Finding =>
    told({
      code: 'render/not-judged',
      severity: 'warning',
      message: `${results} says nothing of this drawing; it is rendered without colours`,
      path,
      range: firstLineOf(range),
      help: 'paths in the results are those from the folder that the check was run in; render from the same',
    }),

  notPaintable: (path: string, range: SourceRange, kind: string): Finding =>
    told({
      code: 'render/not-judged',
      severity: 'note',
      message: `only sequences are checked; this ${kind} diagram is rendered without colours`,
      path,
      range: firstLineOf(range),
    }),
};
