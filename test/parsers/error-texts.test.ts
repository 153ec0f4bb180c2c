import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Diagnostic, SourceText } from '#diagnostics';
import { findingsReport } from '#reports';
import { diagnosticsOf } from './range-markers.ts';

/**
 * What a person sees on the terminal for a wrong sequence, whole. Each file of `error-texts` holds cases of one language:
 * `=== what was done`, the body of a diagram, `---`, and the output. UPDATE_ERROR_TEXTS=1 writes the outputs anew; then
 * they want reading.
 */
const folder = new URL('error-texts/', import.meta.url);
const around = {
  mermaid: { path: 'orders.mmd', before: 'sequenceDiagram\n', after: '' },
  plantuml: { path: 'orders.puml', before: '@startuml\n', after: '@enduml\n' },
} as const;

interface Case {
  readonly title: string;
  readonly body: string;
  readonly output: string;
}

function readCases(text: string): Case[] {
  const parts = text.split(/^=== /m).slice(1);
  return parts.map((part) => {
    const [head = '', output = ''] = part.split(/^---\n/m);
    const lineEnd = head.indexOf('\n');
    return { title: head.slice(0, lineEnd), body: head.slice(lineEnd + 1), output: output.trimEnd() };
  });
}

async function outputOf(language: keyof typeof around, body: string): Promise<string> {
  const { path, before, after } = around[language];
  const text = before + body + after;
  const source = new SourceText(path, text);
  const findings = (await diagnosticsOf(path, text)).map(({ fix: _, ...rest }: Diagnostic) => ({ ...rest, spans: [] }));
  const report = await findingsReport();
  return report(findings, { sources: () => source, colors: false, width: 100 }).trimEnd();
}

describe.each(readdirSync(folder).map((name) => name.replace('.txt', '') as keyof typeof around))('%s', (language) => {
  const file = new URL(`${language}.txt`, folder);
  const cases = readCases(readFileSync(file, 'utf8'));

  test('there are many', () => expect(cases.length).toBeGreaterThanOrEqual(25));

  test.skipIf(process.env.UPDATE_ERROR_TEXTS)('each output says where, what and what now, and nothing twice', () => {
    for (const { title, output } of cases) {
      const heads = output.split('\n').filter((line) => /^(?:error|warning)\[/.test(line));
      expect(heads.length, title).toBeGreaterThan(0);
      expect(new Set(heads).size, title).toBe(heads.length);
      expect(output.split('\n').filter((line) => line.startsWith('   help: ')).length, title).toBe(heads.length);
    }
  });

  test.each(cases)('$title', async ({ title, body, output }) => {
    const seen = await outputOf(language, body);
    if (process.env.UPDATE_ERROR_TEXTS) {
      const text = readFileSync(file, 'utf8');
      const start = text.indexOf(`=== ${title}\n${body}`);
      const end = text.indexOf('\n=== ', start);
      const rest = end < 0 ? '' : text.slice(end + 1);
      writeFileSync(file, `${text.slice(0, start)}=== ${title}\n${body}---\n${seen}\n${rest ? `\n${rest}` : ''}`);
    } else expect(seen).toBe(output);
  });
});
