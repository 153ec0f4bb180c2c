/** The way from texts and files to verdicts that all tests here go, the product's own. */
import {
  bindDrawings,
  type CaseResult,
  type CheckedDrawings,
  checkDrawings,
  type DrawingBindings,
} from '../../src/checks/index.ts';
import { SourceText } from '../../src/diagnostics/index.ts';
import { readDocument } from '../../src/parsers/index.ts';
import { joinCases, ResourcePool, readTraces, type Span } from '../../src/traces/index.ts';
import { type Encoding, encode } from './encodings.ts';
import { type Dialect, readTelemetry } from './telemetry.ts';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

export async function spansOf(files: readonly { path: string; bytes: Uint8Array }[]): Promise<Span[]> {
  const pool = new ResourcePool();
  const spans: Span[] = [];
  for (const file of files) {
    const reading = await readTraces(file, pool);
    if (reading.diagnostics.length > 0) throw new Error(reading.diagnostics.map(({ message }) => message).join('\n'));
    spans.push(...reading.spans);
  }
  return spans;
}

export function spansOfText(text: string, dialect?: Dialect, encoding: Encoding = 'otlp-json'): Promise<Span[]> {
  return spansOf([{ path: 'trace.json', bytes: Buffer.from(encode(readTelemetry(text, dialect), encoding)) }]);
}

export async function checkable({ path, text }: TextFile) {
  const { drawings, diagnostics } = await readDocument(new SourceText(path, text));
  const problems = [...diagnostics, ...drawings.flatMap((drawing) => drawing.diagnostics)];
  if (problems.some(({ severity }) => severity === 'error')) {
    throw new Error(`${path}: ${problems.map(({ message }) => message).join('\n')}`);
  }
  return drawings.map(({ language, interaction }) => {
    if (!interaction) throw new Error(`${path}: no sequence`);
    return { path, name: path, language, line: 1, interaction };
  });
}

export async function check(drawing: TextFile, spans: readonly Span[]): Promise<CheckedDrawings> {
  return checkDrawings({ drawings: await checkable(drawing), cases: () => joinCases(spans) });
}

export async function bindings(drawing: TextFile, spans: readonly Span[]): Promise<DrawingBindings> {
  return bindDrawings({ drawings: await checkable(drawing), cases: () => joinCases(spans) })[0]!;
}

/** `violates sequence/missing-message@7`; for one case, findings in the order of their lines. */
export function inBrief({ verdict, findings, reasons }: CaseResult): string {
  const found = findings.map(({ code, range }) => `${code}@${range?.start.line ?? '-'}`);
  const why = verdict === 'inconclusive' ? reasons.map(({ code }) => code) : [];
  return [verdict, ...why, ...new Set(found)].join(' ');
}

export function casesInBrief(checked: CheckedDrawings): string[] {
  return checked.drawings.flatMap(({ cases }) => cases.map(inBrief));
}
