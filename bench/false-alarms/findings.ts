import { type Finding, isSound, type LintedDocument, lint, rules } from '#checks';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import { readSamples, type Sample } from '../agreement/corpus.ts';

/** A finding on a drawing that the official tool takes. */
export interface Raised {
  readonly sample: Sample;
  readonly finding: Pick<Finding, 'code' | 'severity' | 'message' | 'range'>;
  /** Names the finding in a list: sample, line, code. */
  readonly key: string;
}

/** All that rules with their own settings, and the parsers, say of the accepted drawings of a corpus, each linted alone. */
export async function raisedOn(
  paths: readonly string[],
): Promise<{ readonly drawings: number; readonly raised: Raised[] }> {
  const accepted = paths.flatMap(readSamples).filter((sample) => sample.accepted === true);
  const raised: Raised[] = [];
  for (const sample of accepted) {
    const document = await documentOf(sample);
    const workspace = { documents: [document.linted], exists: () => false, pictureOf: () => undefined };
    const { findings } = lint({ workspace, rules, settingOf: () => undefined, found: document.found });
    for (const finding of findings)
      raised.push({ sample, finding, key: `${sample.id}:${finding.range?.start.line ?? 0} ${finding.code}` });
  }
  return { drawings: accepted.length, raised };
}

async function documentOf(
  sample: Sample,
): Promise<{ readonly linted: LintedDocument; readonly found: readonly Finding[] }> {
  const path = `${sample.id}.${sample.language === 'mermaid' ? 'mmd' : 'puml'}`;
  const source = new SourceText(path, sample.source);
  const { drawings, pictures, diagnostics } = await readDocument(source);
  const found = [...diagnostics, ...drawings.flatMap((drawing) => drawing.diagnostics)];
  const linted = drawings.map((drawing) => ({ ...drawing, source, isSound: isSound(drawing.diagnostics) }));
  return { linted: { path, source, pictures, drawings: linted }, found: found.map((each) => ({ ...each, spans: [] })) };
}

/** So many of them by chance, the same for the same seed (mulberry32). */
export function sampled<T>(all: readonly T[], count: number, seed: number): T[] {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const left = [...all];
  // The first places of a shuffle.
  for (let at = 0; at < Math.min(count, left.length); at++) {
    const other = at + Math.floor(random() * (left.length - at));
    [left[at], left[other]] = [left[other]!, left[at]!];
  }
  return left.slice(0, count);
}
