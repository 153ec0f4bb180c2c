import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { SourceText } from '#diagnostics';
import { checkMermaid, checkPlantuml, closeEngines } from '#engines';
import { readDocument } from '#parsers';
import { mermaidProbes, plantumlProbes } from './probes.ts';

afterAll(closeEngines);

const check = { mmd: checkMermaid, puml: checkPlantuml } as const;

/** Whether we and the official tool accept a text, and what either has against it. */
async function verdicts(extension: keyof typeof check, text: string) {
  const official = await check[extension](text);
  const { drawings, diagnostics } = await readDocument(new SourceText(`a.${extension}`, text));
  const errors = [...diagnostics, ...drawings.flatMap((drawing) => drawing.diagnostics)]
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code);
  return {
    kind: drawings[0]?.kind,
    ours: errors.length === 0,
    official: official.accepted,
    told: { errors, official },
  };
}

describe('a sequence is accepted where the official tool accepts it', () => {
  test.each(mermaidProbes)('mermaid %j', async (probe) => {
    const { ours, official, told } = await verdicts('mmd', `sequenceDiagram\n${probe}\n`);
    expect(official, JSON.stringify(told)).not.toBeNull();
    expect(ours, JSON.stringify(told)).toBe(official);
  });

  test.each(plantumlProbes)('plantuml %j', async (probe) => {
    const text = `@startuml\nparticipant First\nFirst -> First : begin\n${probe}\n@enduml\n`;
    const { ours, official, told } = await verdicts('puml', text);
    expect(official, JSON.stringify(told)).not.toBeNull();
    expect(ours, JSON.stringify(told)).toBe(official);
  });
});

test('the drawings of this repository are accepted by both', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const files = ['diagrams', 'test/cases'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const drawings = files.filter((file) => /\.(?:mmd|puml)$/.test(file));
  expect(drawings.length).toBeGreaterThan(25);
  for (const file of drawings) {
    const extension = file.endsWith('.mmd') ? 'mmd' : 'puml';
    const { kind, ours, official, told } = await verdicts(extension, readFileSync(join(root, file), 'utf8'));
    expect({ file, kind, ours, official }, JSON.stringify(told)).toEqual({
      file,
      kind: 'sequence',
      ours: true,
      official: true,
    });
  }
});
