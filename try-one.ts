import { readFileSync } from 'node:fs';
import { checkDrawings, defaultSettings } from '#checks';
import { SourceText } from '#diagnostics';
import { inlineUses } from '#model';
import { readDocument } from '#parsers';
import { coveringPolicies, record, scenarioOf, simulate, possibleFaults, inject, describeFault } from '#runtime';
import { casesBy } from '#traces';
const [path, what] = process.argv.slice(2);
const { drawings } = await readDocument(new SourceText(path!, readFileSync(path!, 'utf8')));
const interaction = drawings[0]!.interaction!;
const drawing = { path: path!, name: 'x', language: 'plantuml', line: 1, interaction, settings: { ...defaultSettings, scope: { by: 'run' as const } } };
outer: for (const policy of coveringPolicies(interaction)) {
  const scenario = scenarioOf(interaction, policy);
  const all = what ? possibleFaults(scenario).map((f) => [f, inject(scenario, f, policy)] as const) : [[undefined, { scenario, timing: undefined, unreported: new Set<number>(), failed: new Set<number>() }] as const];
  for (const [f, faulty] of all) {
    const d = f ? describeFault(f, (id) => scenario.instances.get(id)!.message) : 'healthy';
    if (what && !d.includes(what)) continue;
    const run = simulate(faulty.scenario, faulty.timing ? { timing: faulty.timing } : {});
    const { spans } = record(run, faulty);
    const c = checkDrawings({ drawings: [drawing], cases: (s) => casesBy(s, spans) }).drawings[0]!;
    console.log(d);
    for (const s of spans) console.log(' ', s.traceId.slice(0, 4), s.spanId.slice(0, 4), s.parentSpanId?.slice(0, 4) ?? '----', s.resource.serviceName, s.kind, JSON.stringify(s.name), (s.start % 1e9).toFixed(0), (s.end % 1e9).toFixed(0), s.status);
    for (const x of c.cases) { console.log(x.verdict); for (const f of x.findings) console.log('   ', f.code, f.range?.start.line, f.message); for (const r of x.reasons) console.log('   r', r.code, r.message); }
    break outer;
  }
}
