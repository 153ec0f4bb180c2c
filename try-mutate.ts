import { readFileSync } from 'node:fs';
import { checkDrawings, defaultSettings } from '#checks';
import { SourceText } from '#diagnostics';
import { inlineUses, messagesOf } from '#model';
import { readDocument } from '#parsers';
import { coveringPolicies, record, scenarioOf, simulate, possibleFaults, inject, Observer, describeFault, lineOf } from '#runtime';
import { casesBy } from '#traces';
const tally: Record<string, Record<string, number>> = {};
let n = 0; const t0 = performance.now();
for (const path of process.argv.slice(2)) {
  const { drawings } = await readDocument(new SourceText(path, readFileSync(path, 'utf8')));
  for (const { language, interaction } of drawings) {
    if (!interaction || messagesOf(interaction).length === 0) continue;
    const drawn = inlineUses(interaction, () => undefined).interaction;
    const drawing = { path, name: path, language, line: 1, interaction, settings: { ...defaultSettings, scope: { by: 'run' as const } } };
    const observer = new Observer(drawn);
    for (const policy of coveringPolicies(drawn)) {
      const scenario = scenarioOf(drawn, policy);
      const seen = observer.observe(simulate(scenario));
      if (seen !== 'same') console.log(path, 'healthy run is', seen);
      for (const fault of possibleFaults(scenario)) {
        const faulty = inject(scenario, fault, policy);
        const run = simulate(faulty.scenario, { timing: faulty.timing });
        const observability = observer.observe(run);
        const { spans } = record(run, faulty);
        const c = checkDrawings({ drawings: [drawing], cases: (s) => casesBy(s, spans) }).drawings[0]!.cases;
        const verdict = c.map((x) => x.verdict).join('+') || 'none';
        n++;
        const key = `${observability} ${verdict}`;
        (tally[fault.kind] ??= {})[key] = (tally[fault.kind]![key] ?? 0) + 1;
        const why = c.flatMap((x) => x.findings.map((f) => `${f.code}@${f.range?.start.line}`)).join(' ');
        if (process.env.V && observability === 'different' && verdict !== 'violates') console.log(path, verdict, describeFault(fault, (id) => scenario.instances.get(id)!.message), 'line', lineOf(fault, (id) => scenario.instances.get(id)!.drawn));
        if (process.env.V === '2' && observability !== 'different' && verdict === 'violates') console.log('bonus', describeFault(fault, (id) => scenario.instances.get(id)!.message), why);
      }
    }
  }
}
console.log(tally, n, Math.round(performance.now() - t0));
