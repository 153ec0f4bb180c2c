import { createHash } from 'node:crypto';
import { html, type Markup } from '../markup.ts';
import { filterStyle } from './filters.ts';
import { script } from './script.ts';
import { drawingStyle } from './styles/drawing.ts';
import { pageStyle } from './styles/page.ts';
import { timelineStyle } from './styles/timeline.ts';

export interface Page {
  readonly title: string;
  readonly top: Markup;
  readonly filters: Markup | undefined;
  readonly main: Markup;
}

/**
 * One file that needs nothing else. Its policy allows no request at all, and of all scripts the one whose hash it names:
 * even what might slip through the escaping could not run.
 */
export function page({ title, top, filters, main }: Page): string {
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const head = html`<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>`;
  const body = html`<a class="skip" href="#main">To the findings</a>
<header class="top wide"><div>${top}</div>${themeChoice}</header>
${filters}
<main id="main" class="wide" tabindex="-1">${main}</main>
<footer class="wide">Written by asdrawn. This page is one file and asks the network for nothing.</footer>`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
${head}
<style>${pageStyle}${drawingStyle}${timelineStyle}${filterStyle}</style>
</head>
<body>
${body}
<script>${script}</script>
</body>
</html>
`;
}

const themeChoice = html`<fieldset class="theme"><legend>Theme</legend>
<span class="choice"><label><input type="radio" name="theme" id="theme-auto" checked> auto</label>
<label><input type="radio" name="theme" id="theme-light"> light</label>
<label><input type="radio" name="theme" id="theme-dark"> dark</label></span></fieldset>`;
