/** Results of a size that nobody would write down. */
import type { CaseResult, CheckResult, DrawingResult, Finding } from '../../../src/checks/index.ts';
import { SourceText } from '../../../src/diagnostics/index.ts';
import { messagesOf } from '../../../src/model/index.ts';
import { readDocument } from '../../../src/parsers/index.ts';
import type { ReportOptions, TraceSpan } from '../../../src/reports/index.ts';
import { resultOf } from '../fixtures.ts';

export interface Size {
  readonly drawings: number;
  /** Of all drawings; each enters one of them. */
  readonly cases: number;
  readonly messages: number;
  readonly spans: number;
}

/** Every fourth drawing is violated by every fifth of its cases, each time at another message. */
export async function largeResult(size: Size): Promise<{ result: CheckResult; options: ReportOptions }> {
  const sources = new Map<string, SourceText>();
  const interactions = new Map<string, NonNullable<Awaited<ReturnType<typeof read>>>>();
  const drawings: DrawingResult[] = [];
  for (let number = 0; number < size.drawings; number++) {
    const path = `docs/flow-${number}.puml`;
    const source = new SourceText(path, drawingText(number, size.messages));
    const interaction = await read(source);
    if (!interaction) throw new Error(`${path} holds no sequence`);
    sources.set(path, source);
    interactions.set(path, interaction);
    const messages = messagesOf(interaction);
    const finding = (at: number): Finding => ({
      code: 'sequence/missing-message',
      severity: 'error',
      message: `"${messages[at]!.label}" is drawn and did not happen`,
      path,
      range: messages[at]!.range,
      label: 'drawn: gateway calls it',
      help: 'mend the service',
      spans: [{ traceId: '0', spanId: String(at), service: 'gateway', name: 'POST', at }],
    });
    const cases = Array.from({ length: size.cases }, (_, index): CaseResult => {
      const id = index.toString(16).padStart(32, '0');
      const common = { id, traceIds: [id], reasons: [], spanCount: size.spans };
      if (index % size.drawings !== number)
        return { ...common, verdict: 'not-applicable', fitness: null, findings: [] };
      const turn = Math.floor(index / size.drawings);
      if (number % 4 !== 0 || turn % 5 !== 0) return { ...common, verdict: 'conforms', fitness: 1, findings: [] };
      return { ...common, verdict: 'violates', fitness: 0.9, findings: [finding(turn % messages.length)] };
    });
    const verdict = cases.some((one) => one.verdict === 'violates') ? 'violates' : 'conforms';
    drawings.push({
      path,
      name: `Flow ${number}`,
      line: 1,
      kind: 'sequence',
      language: 'plantuml',
      verdict,
      reasons: [],
      cases,
      coverage: {
        lifelines: interaction.lifelines.map(({ id, label }) => ({ id, label, boundTo: [id], observed: true })),
        messages: messages.map(({ id, label, range }) => ({
          id,
          message: label,
          range,
          observable: true,
          cases: id % 7,
        })),
        operands: [],
        loops: [],
        undrawn: [],
      },
    });
  }
  const options: ReportOptions = {
    sources: (path) => sources.get(path),
    drawings: (path) => interactions.get(path),
    traces: ([traceId = '']) => spansOf(traceId, size.spans),
    colors: false,
  };
  return { result: resultOf(drawings, { verdict: 'violates' }), options };
}

async function read(source: SourceText) {
  return (await readDocument(source)).drawings[0]?.interaction;
}

function drawingText(number: number, messages: number): string {
  const services = ['orders', 'payments', 'mail'];
  return [
    '@startuml',
    `title Flow ${number}`,
    'actor Client',
    `Client -> gateway : POST /flow${number}`,
    ...Array.from({ length: messages }, (_, at) => `gateway -> ${services[at % 3]} : POST /step/${number}/${at}`),
    'gateway --> Client : 200 OK',
    '@enduml',
    '',
  ].join('\n');
}

function spansOf(traceId: string, count: number): readonly TraceSpan[] {
  return Array.from({ length: count }, (_, at) => ({
    traceId,
    spanId: String(at),
    ...(at > 0 && { parentSpanId: String(Math.floor((at - 1) / 3)) }),
    links: [],
    service: `service-${at % 5}`,
    clock: `service-${at % 5}`,
    name: `POST /step/${at}`,
    kind: 'server',
    failed: false,
    start: at * 1000,
    end: at * 1000 + 5000,
  }));
}
