import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import type { Sample } from './corpus.ts';
import { comparisons, isModelled } from './facts.ts';

/** How a sample was read, beside what the official tool says. */
export interface Compared {
  readonly sample: Sample;
  /** Is there a model of it at all, of its own kind? */
  readonly modelled: boolean;
  readonly accepted: boolean;
  /** Do both accept it or both reject it? */
  readonly sameVerdict: boolean;
  /** What is drawn by one and not by the other; only of what both accept. */
  readonly differences: readonly string[];
  /** Our errors, for who looks into it. */
  readonly errors: readonly string[];
}

const extensions = { mermaid: 'mmd', plantuml: 'puml' } as const;

export async function compare(sample: Sample): Promise<Compared> {
  const path = `sample.${extensions[sample.language]}`;
  const { drawings, diagnostics } = await readDocument(new SourceText(path, sample.source));
  // The official tools draw the first diagram of a text.
  const drawing = drawings[0];
  const errors = [...diagnostics, ...(drawing?.diagnostics ?? [])].filter(({ severity }) => severity === 'error');
  const accepted = errors.length === 0;
  const sameVerdict = sample.accepted === undefined || accepted === sample.accepted;
  // Of a feature's probe only the verdict is known, and its kind is what it was meant to be.
  const isTold = Object.keys(sample.facts).length > 0;
  const differences =
    drawing && accepted && sample.accepted && isTold ? comparisons[sample.kind]?.(drawing, sample.facts) : [];
  const misread = isTold && drawing && sample.accepted && drawing.kind !== sample.kind && drawing.kind !== 'unknown';
  return {
    sample,
    modelled: drawing !== undefined && isModelled(sample.kind, drawing),
    accepted,
    sameVerdict,
    differences: misread ? [`read as a ${drawing.kind} diagram`] : (differences ?? ['no model']),
    errors: errors.map(({ code, message, range }) => `${range?.start.line ?? '-'}: ${code} ${message}`),
  };
}
