import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasErrors, SourceText } from '#diagnostics';
import { readDocument } from '#parsers';
import {
  comparableFlowchart,
  comparableState,
  type FlowchartFacts,
  flowchartFacts,
  type StateFacts,
  stateFacts,
} from './agreement-facts-mermaid.ts';

/** What the official tool makes of sources that others wrote; kept beside the repository. */
const corpus = '../shared/corpus/mermaid.jsonl';

type Source = FlowchartFacts & StateFacts & { id: string; kind: string; source: string; accepted: boolean };

test.skipIf(existsSync(corpus))(`skipped: ${corpus} is not here`, () => {});

describe.runIf(existsSync(corpus))('the official tool and we', () => {
  const lines = existsSync(corpus) ? readFileSync(corpus, 'utf8').trim().split('\n') : [];
  const sources = lines.map((line) => JSON.parse(line) as Source).filter(({ kind }) => kind !== 'sequence');

  test('accept the same texts', async () => {
    const differ: string[] = [];
    for (const { id, kind, source, accepted } of sources) {
      const { drawings } = await readDocument(new SourceText('a.mmd', source));
      const ours = drawings[0]?.kind === kind && !hasErrors(drawings[0].diagnostics);
      if (ours !== accepted) differ.push(id);
    }
    expect(differ).toEqual([]);
  });

  test('find the same in them', async () => {
    const differ: string[] = [];
    for (const official of sources.filter(({ accepted }) => accepted)) {
      const { structure, lifecycle } = (await readDocument(new SourceText('a.mmd', official.source))).drawings[0]!;
      const [theirs, ours] = lifecycle
        ? [comparableState(official), stateFacts(lifecycle)]
        : [comparableFlowchart(official), flowchartFacts(structure!)];
      if (JSON.stringify(theirs) !== JSON.stringify(ours)) differ.push(official.id);
    }
    // There the official tool lists a state of an inner level because an outer `style` names it.
    expect(differ).toEqual(['547dad960c12']);
  });
});
