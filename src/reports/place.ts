/** Places as others name them, who know the checkout and not our working folder. */
import type { SourceRange } from '#diagnostics';
import type { ReportOptions } from './report.ts';

/** Of a path, seen from the root of the checkout. What leads out of it, and what is absolute, stays as it is. */
export function pathInCheckout(path: string, { checkout }: ReportOptions): string {
  const slashed = path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  if (!checkout || checkout.folder === '' || isAbsolute(slashed)) return slashed;
  const parts: string[] = [];
  for (const part of `${checkout.folder}${slashed}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** From the root of the file system, or of a drive of Windows. */
export function isAbsolute(path: string): boolean {
  return /^(?:\/|[A-Za-z]:\/)/.test(path);
}

/** A path as a relative URI reference (RFC 3986): segments are percent-encoded, slashes stay. */
export function uriOf(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[!'()*]/g, hex))
    .join('/');
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Where a reader gets on a click: a page of the server where one is known, else relative to the checkout. */
export function linkTo(path: string, range: SourceRange | undefined, options: ReportOptions): string {
  const uri = uriOf(pathInCheckout(path, options));
  // Servers show Markdown rendered, and then lines have no anchors.
  const plain = options.checkout?.pages && /\.mdx?$/i.test(path) ? '?plain=1' : '';
  const line = range ? `#L${range.start.line}` : '';
  return `${options.checkout?.pages ?? ''}${uri}${plain}${line}`;
}

/** `docs/signup.puml:14:3`. */
export function spokenPlace(path: string, range: SourceRange | undefined): string {
  return range ? `${path}:${range.start.line}:${range.start.column}` : path;
}
