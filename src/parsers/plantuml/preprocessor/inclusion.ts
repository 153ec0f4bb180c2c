import type { Span } from '../../lowering/builder.ts';
import type { Problem } from '../../lowering/problem.ts';
import { c4File } from './c4.ts';
import { diagramIn, type Includes, partsIn, readRequest } from './includes.ts';
import { isLibrary } from './library.ts';
import { linesOfFile, placeOf, type SourceLine } from './lines.ts';
import * as say from './messages.ts';
import type { Library } from './writer.ts';

/** How much may be included in all, in characters. */
const mostIncluded = 16_000_000;

/** The files that were included so far, and those that are being read. */
export class Files {
  readonly path: string;
  readonly includes: Includes | undefined;
  readonly #open: string[] = [];
  readonly #seen = new Set<string>();
  #characters = 0;

  constructor(path: string, includes: Includes | undefined) {
    this.path = path;
    this.includes = includes;
  }

  enter(path: string): void {
    this.#open.push(path);
    this.#seen.add(path);
  }

  leave(): void {
    this.#open.pop();
  }

  isOpen(path: string): boolean {
    return path === this.path || this.#open.includes(path);
  }

  wasIncluded(path: string): boolean {
    return this.#seen.has(path);
  }

  /** False where it is too much. */
  count(text: string): boolean {
    this.#characters += text.length;
    return this.#characters <= mostIncluded;
  }
}

interface Asking {
  readonly problems: Problem[];
  readonly files: Files;
  readonly library: Library;
}

interface Directive {
  readonly keyword: string;
  /** With its variables written out. */
  readonly path: string;
  readonly span: Span;
  /** The file that holds the directive, where that is not the drawing's own. */
  readonly from?: string;
  readonly line: SourceLine;
}

/** The lines that an include directive stands for; none where it cannot or need not be read, which has been said. */
export function includedLines(
  asking: Asking,
  { keyword, path: written, span, from, line }: Directive,
): { readonly path: string; readonly parts: readonly SourceLine[][] } | undefined {
  const { path, part, kind } = readRequest(written);
  const c4 = c4File(path);
  if (c4 !== undefined) {
    asking.library.usesC4 = true;
    if (c4 === 'c4_sequence') asking.library.c4.sequence = true;
    if (c4 === 'c4_dynamic') asking.library.c4.dynamic = true;
    return undefined;
  }
  if (kind === 'library' || (kind === 'url' && isLibrary(path))) {
    asking.library.usesOthers = true;
    return undefined;
  }
  const unread = (problem: Problem) => {
    asking.problems.push(problem);
    asking.library.unresolved = true;
    return undefined;
  };
  if (kind === 'url') return unread(say.refusedInclude(span, path, 'nothing is fetched from the network'));
  const { includes } = asking.files;
  if (!includes) return unread(say.noIncludes(span, path));
  const found = includes.read(path, from ?? asking.files.path);
  if (!found) return unread(say.missingInclude(span, path, placeOf(line)));
  if ('refused' in found) return unread(say.refusedInclude(span, path, found.refused));
  if (asking.files.isOpen(found.path)) return unread(say.includeCycle(span, path, placeOf(line)));
  if (asking.files.wasIncluded(found.path) && keyword !== 'include_many' && keyword !== 'includesub') {
    // PlantUML includes a file once unless it is told otherwise.
    if (keyword === 'include_once') asking.problems.push(say.includedAgain(span, path));
    return undefined;
  }
  if (!asking.files.count(found.text)) return unread(say.tooMuch(span, 'include too much text'));
  const texts = found.text.split('\n');
  const lines = linesOfFile(found.path, found.text);
  const sub = keyword === 'includesub';
  const whole = sub ? undefined : diagramIn(texts, part);
  const stretches = sub ? partsIn(texts, part ?? '') : whole ? [whole] : [];
  if (stretches.length === 0) return unread(say.missingPart(span, path, part ?? ''));
  return { path: found.path, parts: stretches.map(({ from: first, to }) => lines.slice(first, to)) };
}
