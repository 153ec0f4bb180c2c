import type { CaseResult, CaseResults, CheckReport, CheckResult, Coverage, DrawingResult, Finding } from '#checks';
import { type SourceRange, SourceText } from '#diagnostics';

export const drawing = new SourceText(
  'docs/signup.puml',
  `@startuml
title Sign-up
actor Client
participant Gateway as gateway
participant "User\\nService" as users
participant "Billing" as billing

Client -> gateway : POST /api/users
alt in order
  gateway -> users : POST /users
  users --> gateway : 201 Created

else refused

  gateway -> billing : POST /accounts
  billing --> gateway : 400 Bad Request
end
gateway --> Client : 201 Created
@enduml
`,
);

/** The first place of a piece of text in the drawing. */
export function rangeOf(piece: string): SourceRange {
  const at = drawing.text.indexOf(piece);
  if (at < 0) throw new Error(`no "${piece}" in the drawing`);
  return drawing.range(at, at + piece.length);
}

const traceId = '17ccb5890a1b2c3d4e5f60718293a4b5';

export const wrongParticipant: Finding = {
  code: 'sequence/wrong-participant',
  severity: 'error',
  message: 'POST /accounts was sent by user-service, not by gateway',
  path: 'docs/signup.puml',
  range: rangeOf('gateway -> billing : POST /accounts'),
  label: 'drawn: gateway calls billing',
  observed: 'POST /accounts was sent by user-service, 10 ms into the case (span 4be1…)',
  expected: ['gateway -> billing: POST /accounts', 'gateway --> Client: 201 Created'],
  help: 'draw `users -> billing`, or bind "gateway" to user-service in asdrawn.yaml',
  spans: [{ traceId, spanId: '4be1000000000000', service: 'user-service', name: 'POST', at: 10 }],
};

export function caseOf(id: string, parts: Partial<CaseResult>): CaseResult {
  return { id, traceIds: [id], verdict: 'conforms', fitness: 1, reasons: [], findings: [], spanCount: 37, ...parts };
}

const coverage: Coverage = {
  lifelines: [
    { id: 'Client', label: 'Client', boundTo: [], observed: false },
    { id: 'gateway', label: 'Gateway', boundTo: ['gateway-service'], observed: true },
    { id: 'users', label: 'User\nService', boundTo: ['user-service'], observed: true },
    { id: 'billing', label: 'Billing', boundTo: ['billing'], observed: true },
  ],
  messages: [
    {
      id: 1,
      message: 'Client -> gateway: POST /api/users',
      range: rangeOf('Client -> gateway'),
      observable: true,
      cases: 6,
    },
    { id: 2, message: 'gateway -> users: POST /users', range: rangeOf('gateway -> users'), observable: true, cases: 0 },
    {
      id: 3,
      message: 'gateway --> Client: 201 Created',
      range: rangeOf('gateway --> Client'),
      observable: false,
      cases: 0,
    },
  ],
  operands: [
    { operand: 'alt in order', range: rangeOf('alt in order'), cases: 4 },
    { operand: 'else refused', range: rangeOf('else refused'), cases: 0 },
  ],
  loops: [],
  undrawn: ['redis', 'audit-service'],
};

export const violated: DrawingResult = {
  path: 'docs/signup.puml',
  name: 'Sign-up',
  line: 1,
  kind: 'sequence',
  language: 'plantuml',
  verdict: 'violates',
  reasons: [],
  cases: [
    caseOf(traceId, { verdict: 'violates', fitness: 0.9, findings: [wrongParticipant] }),
    caseOf('27ccb5890a1b2c3d4e5f60718293a4b5', { verdict: 'violates', fitness: 0.9, findings: [wrongParticipant] }),
    caseOf('37ccb5890a1b2c3d4e5f60718293a4b5', { verdict: 'violates', fitness: 0.9, findings: [wrongParticipant] }),
    caseOf('47ccb5890a1b2c3d4e5f60718293a4b5', {}),
    caseOf('57ccb5890a1b2c3d4e5f60718293a4b5', {
      verdict: 'inconclusive',
      fitness: null,
      reasons: [
        {
          code: 'case/spans-missing',
          message: 'the parent of 3 spans is missing, so what is absent may only be lost',
        },
      ],
    }),
    caseOf('67ccb5890a1b2c3d4e5f60718293a4b5', { verdict: 'not-applicable', fitness: null }),
  ],
  coverage,
};

export function resultOf(drawings: readonly DrawingResult[], parts: Partial<CheckResult> = {}): CheckResult {
  const cases = drawings.flatMap((one) => one.cases);
  const of = (verdict: string): number => cases.filter((one) => one.verdict === verdict).length;
  return {
    formatVersion: 1,
    verdict: drawings[0]?.verdict ?? 'not-applicable',
    drawings,
    findings: [],
    summary: {
      drawings: drawings.length,
      cases: cases.length,
      spans: cases.reduce((sum, { spanCount }) => sum + spanCount, 0),
      verdicts: {
        conforms: of('conforms'),
        violates: of('violates'),
        inconclusive: of('inconclusive'),
        'not-applicable': of('not-applicable'),
      },
    },
    ...parts,
  };
}

/** As the check hands it to reports. */
export function reportOf(result: CheckResult): CheckReport {
  return {
    ...result,
    drawings: result.drawings.map((drawing) => ({
      ...drawing,
      cases: casesOf(drawing.cases),
    })),
  };
}

function casesOf(cases: readonly CaseResult[]): CaseResults {
  return {
    length: cases.length,
    count: (verdict) => cases.filter((one) => one.verdict === verdict).length,
    ids: () => cases.map(({ id }) => id),
    telling: () => cases.filter(({ findings, reasons }) => findings.length + reasons.length > 0),
    [Symbol.iterator]: () => cases[Symbol.iterator](),
  };
}
