import { readFileSync } from 'node:fs';
import { checkDrawings } from '#checks';
import { SourceText } from '#diagnostics';
import { inlineUses, messagesOf } from '#model';
import { readDocument } from '#parsers';
import { coveringPolicies, first, record, scenarioOf, simulate } from '#runtime';
import { joinCases } from '#traces';

const verbose = process.env.V;
const tally: Record<string, number> = {};
const items = process.argv.slice(2).flatMap((p) =>
  p.endsWith('.jsonl')
    ? readFileSync(p, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((l, i) => {
          const o = JSON.parse(l);
          return {
            path: `${p.includes('mermaid') ? 'm' : 'p'}${i}.${p.includes('mermaid') ? 'mmd' : 'puml'}`,
            text: o.text ?? o.source ?? o.code,
            accepted: o,
          };
        })
    : [{ path: p, text: readFileSync(p, 'utf8') }],
);
const only = process.env.ONLY;
for (const { path, text } of items) {
  if (only && path !== only) continue;
  let drawings;
  try {
    ({ drawings } = await readDocument(new SourceText(path, text)));
  } catch (e) {
    continue;
  }
  for (const [i, { language, interaction }] of drawings.entries()) {
    if (
      !interaction ||
      drawings[i]!.diagnostics.some((d) => d.severity === 'error') ||
      messagesOf(interaction).length === 0
    )
      continue;
    const inlined = inlineUses(interaction, () => undefined).interaction;
    const drawing = { path, name: path, language, line: 1, interaction };
    let policies;
    try {
      policies = coveringPolicies(inlined);
    } catch (e) {
      console.log(path, 'cover', e);
      continue;
    }
    for (const [k, policy] of policies.slice(0, 30).entries()) {
      try {
        const run = simulate(scenarioOf(inlined, policy));
        const spans = record(run);
        const checked = checkDrawings({ drawings: [drawing], cases: () => joinCases(spans) });
        const cases = checked.drawings[0]!.cases;
        const verdicts = [...new Set(cases.map((c) => c.verdict))].join('+') || 'none';
        tally[verdicts] = (tally[verdicts] ?? 0) + 1;
        if (verdicts !== 'conforms' && verbose) {
          console.log(`${path}#${i} run ${k} ${verdicts} spans ${spans.length}`);
          for (const c of cases) {
            for (const f of c.findings) console.log('   ', f.code, f.range?.start.line, f.message);
            for (const r of c.reasons) console.log('   ', r.code, r.message);
          }
          for (const f of checked.findings) console.log('   !', f.code, f.message);
        }
      } catch (e) {
        tally.error = (tally.error ?? 0) + 1;
        console.log(path, k, (e as Error).stack?.split('\n').slice(0, 4).join('\n'));
      }
    }
  }
}
console.log(tally);
