import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { readDocument } from '#parsers';

/** Diagrams of PlantUML's own collection with the verdict of @plantuml/core, kept beside the repository. */
const corpus = '../shared/corpus/plantuml.jsonl';
const there = existsSync(corpus);

interface Sample {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly accepted: boolean;
  readonly message?: string;
}

/**
 * What the build of PlantUML for JavaScript refuses and the other one reads: includes and sprites of the standard
 * library, which it comes without, and lines that end in a backslash.
 */
function isOfThatBuild({ source, message = '' }: Sample): boolean {
  return /Fatal parsing error|No such internal sprite|about \\/.test(message) || /\\\s*$/m.test(source);
}

test.skipIf(there)(`skipped: ${corpus} is not here`, () => {});

describe.runIf(there)('diagrams others wrote', () => {
  const samples: Sample[] = [];
  beforeAll(() => {
    for (const line of readFileSync(corpus, 'utf8').trim().split('\n')) samples.push(JSON.parse(line));
  });

  test.each(['component', 'state'])('%s: what PlantUML accepts is read, what it rejects has an error', async (kind) => {
    const different: string[] = [];
    const misread: string[] = [];
    const asked = samples.filter((sample) => sample.kind === kind);
    for (const sample of asked) {
      const { drawings } = await readDocument(new SourceText('a.puml', sample.source));
      const { diagnostics, structure, lifecycle } = drawings[0]!;
      const accepted = diagnostics.every(({ severity }) => severity !== 'error');
      if (accepted !== sample.accepted && !isOfThatBuild(sample)) different.push(sample.id);
      if (!(kind === 'state' ? lifecycle : structure)) misread.push(sample.id);
    }
    expect(asked.length).toBeGreaterThan(100);
    expect(different).toEqual([]);
    expect(misread).toEqual([]);
  });
});
