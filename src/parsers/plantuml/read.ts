import { compareDiagnostics, hasErrors } from '#diagnostics';
import type { DiagramText } from '../diagram-text.ts';
import type { BareDrawing } from '../drawing.ts';
import type { Span } from '../lowering/builder.ts';
import { type Problem, toDiagnostic } from '../lowering/problem.ts';
import { type Block, findBlocks } from './blocks.ts';

import * as say from './messages.ts';
import type { Includes } from './preprocessor/includes.ts';
import { preprocess } from './preprocessor.ts';
import { readKind } from './reading.ts';

/** Reads the diagrams of a PlantUML text. In a Markdown fence `@startuml` may be left out. */
export async function readPlantuml(
  text: DiagramText,
  options: { readonly fenced: boolean; readonly name?: string; readonly includes?: Includes | undefined },
): Promise<BareDrawing[]> {
  const blocks = findBlocks(text.text);
  if (blocks.length > 0) return Promise.all(blocks.map((block) => readBlock(text, block, options)));
  const start = text.text.length - text.text.trimStart().length;
  const end = text.text.trimEnd().length;
  if (start >= end) {
    return options.fenced ? [emptyDrawing(text, options.name)] : [];
  }
  const lineEnd = text.text.slice(start).search(/[\r\n]|$/) + start;
  const problems = options.fenced ? [] : [say.noStart({ start, end: lineEnd })];
  return [
    await readDiagram(text, {
      range: { start, end },
      problems,
      fallbackName: options.name,
      includes: options.includes,
    }),
  ];
}

function emptyDrawing(text: DiagramText, name: string | undefined): BareDrawing {
  return {
    path: text.path,
    language: 'plantuml',
    kind: 'unknown',
    ...(name === undefined ? {} : { name }),
    range: text.range(0, 0),
    diagnostics: [toDiagnostic(text, say.emptyDiagram({ start: 0, end: 0 }))],
  };
}

async function readBlock(
  text: DiagramText,
  block: Block,
  { name: fallbackName, includes }: { readonly name?: string; readonly includes?: Includes | undefined },
): Promise<BareDrawing> {
  const problems = block.closed ? [] : [say.noEnd(block.head, block.keyword)];
  if (block.language !== 'uml') {
    return {
      path: text.path,
      language: 'plantuml',
      kind: block.language,
      ...((block.name ?? fallbackName) === undefined ? {} : { name: (block.name ?? fallbackName)! }),
      range: text.range(block.start, block.end),
      diagnostics: problems.map((problem) => toDiagnostic(text, problem)),
    };
  }
  const inside = text.part(block.inside.start, block.inside.end);
  return readDiagram(inside, { outer: text, range: block, problems, ownName: block.name, fallbackName, includes });
}

interface Circumstances {
  /** The text that `range` and `problems` speak of, where it is not the diagram's own. */
  readonly outer?: DiagramText;
  readonly range: Span;
  readonly problems: readonly Problem[];
  readonly ownName?: string | undefined;
  readonly fallbackName?: string | undefined;
  readonly includes?: Includes | undefined;
}

async function readDiagram(text: DiagramText, given: Circumstances): Promise<BareDrawing> {
  const outer = given.outer ?? text;
  const range = outer.range(given.range.start, given.range.end);
  const around = given.problems.map((problem) => toDiagnostic(outer, problem));
  const preprocessed = preprocess(text, given.includes);
  const directives = preprocessed.problems.map((problem) => toDiagnostic(text, problem));
  const read = await readKind(preprocessed, given.ownName, range);
  const { kind, title, isEmpty } = read;
  const name = given.ownName ?? title ?? given.fallbackName;
  const drawing = {
    path: text.path,
    language: 'plantuml' as const,
    kind,
    ...(name === undefined ? {} : { name }),
    range,
  };
  if (!read.model) return { ...drawing, diagnostics: around.filter((diagnostic) => hasErrors([diagnostic])) };
  const own = [...directives, ...read.problems.map((problem) => toDiagnostic(preprocessed.text, problem))];
  if (isEmpty && own.length === 0 && !preprocessed.defines)
    own.push(toDiagnostic(outer, say.emptyDiagram({ start: given.range.start, end: given.range.start })));
  return { ...drawing, ...read.model, diagnostics: [...around, ...own].sort(compareDiagnostics) };
}
