import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lint, rules } from '#checks';
import { documentOf } from './linted.ts';

/** Lines that rules look at, whole and broken; put together by chance they are drawings that nobody would draw. */
const lines: Readonly<Record<string, readonly string[]>> = {
  'a.puml': [
    ...[
      'participant A',
      'actor B as "B 2"',
      'participant "A" as B',
      'database D',
      'create E',
      'A -> B : 1. ask',
      'B --> A : 2b. no',
    ],
    ...[
      'A -> B ++ : 7) x',
      'B --> A --',
      'activate A',
      'deactivate A',
      'destroy B',
      'return x',
      'A ->x B',
      '[-> A',
      'A ->]',
    ],
    ...[
      'alt',
      'alt known',
      'else',
      'else known',
      'and',
      'end',
      'opt',
      'loop 0 times',
      'loop forever',
      'par',
      'break',
      'group x',
    ],
    ...[
      'note over A : t=5ms',
      'note over A, B : p99: 5-2 ms | Total: 3 s',
      'note left',
      'end note',
      'Throughput: 5K rps',
      '== x ==',
    ],
    ...[
      'skinparam component {',
      '}',
      'BorderColor #zz',
      'skinparam backgroundColr red',
      '!theme nowhere',
      'skinparam',
      '<style>',
      '</style>',
    ],
    ...[
      '<color:ornage>x',
      'ref over A : x',
      '...',
      "' asdrawn: disable step-numbers -- x",
      "' asdrawn: disable",
      "/'",
      "'/",
      '@enduml',
      '@startuml',
    ],
    ...[
      '[A] --> [B]',
      'component C #yelow',
      'package P {',
      'state S',
      '[*] --> S : go',
      'S --> T : go',
      'ÄÃ¼ğŸ“±',
      '10.1.2.3',
      'a@b.com',
    ],
  ],
  'a.mmd': [
    ...[
      'participant A',
      'participant A as B',
      'actor B',
      'A->>B: 1. ask',
      'B-->>A: 3. no',
      'A->>+B: x',
      'B-->>-A: y',
      'A-xB: z',
    ],
    ...[
      'alt',
      'alt known',
      'else known',
      'else',
      'and',
      'option',
      'end',
      'par',
      'critical x',
      'rect rbg(1)',
      'loop (3,1)',
      'break',
      'opt',
    ],
    ...[
      'Note over A: p99: 5 | total: 1s',
      'Note right of B: 5K → 1K (3%)',
      'activate A',
      'deactivate A',
      'box red X',
      'autonumber',
      ';',
    ],
    ...[
      'A[One] --> B',
      'B -->|2. x| C',
      'subgraph S [T]',
      'style A fill:#ff,stroke:gren',
      'classDef k fill:rgb(1',
      'class Z k',
      'A --> B',
    ],
    ...[
      '[*] --> S : go',
      'S --> T : go',
      'S --> [*]',
      'state S {',
      '}',
      'state c <<choice>>',
      '%%{init: {"theme": "x"}}%%',
      '---',
      'theme: y',
    ],
    ...[
      '%% asdrawn: disable too-big -- x',
      '%% asdrawn: disable-next-line',
      '\t',
      '\u2028',
      'ÄÃ¼ğŸ“±',
      'eyJ',
      '```',
      '#quot;',
    ],
  ],
};
const heads: Readonly<Record<string, readonly string[]>> = {
  'a.puml': ['@startuml', '@startuml x', ''],
  'a.mmd': ['sequenceDiagram', 'flowchart TD', 'stateDiagram-v2', '---\nconfig:\n  theme: z\n---\nsequenceDiagram', ''],
};

const drawing = fc.constantFrom('a.puml', 'a.mmd').chain((path) =>
  fc.record({
    path: fc.constant(path),
    text: fc
      .tuple(fc.constantFrom(...heads[path]!), fc.array(fc.constantFrom(...lines[path]!), { maxLength: 40 }))
      .map(([head, body]) => `${head}\n${body.join('\n')}\n`),
  }),
);
/** With a stretch cut out or doubled. */
const damaged = fc
  .tuple(drawing, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.boolean())
  .map(([{ path, text }, where, length, isDoubled]) => {
    const at = Math.floor(where * text.length);
    return { path, text: text.slice(0, at) + (isDoubled ? text.slice(at - length, at) : '') + text.slice(at + length) };
  });

async function linted(path: string, text: string) {
  const documents = [
    await documentOf(path, text),
    await documentOf('b.md', `# X\n\n\`\`\`mermaid\n${text}\n\`\`\`\n![x flow](y.png)\n`),
  ];
  return {
    documents,
    ...lint({
      workspace: { documents, exists: () => false, pictureOf: () => undefined },
      rules,
      // Also those that are off unless they are set.
      settingOf: () => ({ severity: 'warning' }),
      found: [],
    }),
  };
}

describe('whatever a drawing holds', () => {
  test('no rule fails, and every finding has its place in the text', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async ({ path, text }) => {
        const { findings, documents } = await linted(path, text);
        expect(findings.filter(({ code }) => code === 'internal/rule-failed')).toEqual([]);
        for (const finding of findings) {
          const { source } = documents.find((document) => document.path === finding.path)!;
          const { start, end } = finding.range!;
          expect(start.line).toBeGreaterThan(0);
          expect(end.line).toBeLessThanOrEqual(source.lineCount);
          expect(start.column).toBeGreaterThan(0);
          expect(start.line < end.line || start.column <= end.column).toBe(true);
          for (const edit of finding.fix?.edits ?? [])
            expect(source.slice(edit.range).length).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 400 },
    );
  });
});
