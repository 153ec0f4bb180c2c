import type { ArtifactLocation, Location, PhysicalLocation, Region } from 'sarif';
import type { SourceRange } from '#diagnostics';
import { isAbsolute, pathInCheckout, uriOf } from '../place.ts';
import type { ReportOptions } from '../report.ts';
import { messageText } from './texts.ts';

/** Relative addresses are relative to the root of the checkout, wherever that is. */
export const baseId = 'PROJECTROOT';

export function artifactOf(path: string, options: ReportOptions): ArtifactLocation {
  const seen = pathInCheckout(path, options);
  if (isAbsolute(seen)) return { uri: `file://${seen.startsWith('/') ? '' : '/'}${uriOf(seen).replace('%3A', ':')}` };
  // A path that leads out of the checkout has no base that is known.
  return { uri: uriOf(seen), ...(seen.startsWith('../') ? {} : { uriBaseId: baseId }) };
}

/** Ours are SARIF's: counted from 1, in UTF-16 code units, the end not included. */
export function regionOf({ start, end }: SourceRange): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

export function physicalOf(path: string, range: SourceRange | undefined, options: ReportOptions): PhysicalLocation {
  const artifactLocation = artifactOf(path, options);
  if (!range) return { artifactLocation };
  const text = options.sources(path)?.slice(range);
  const snippet = text ? { snippet: { text: text.toWellFormed() } } : {};
  return { artifactLocation, region: { ...regionOf(range), ...snippet } };
}

export function locationOf(
  path: string,
  range: SourceRange | undefined,
  message: string | undefined,
  options: ReportOptions,
): Location {
  return {
    physicalLocation: physicalOf(path, range, options),
    ...(message ? { message: { text: messageText(message) } } : {}),
  };
}
