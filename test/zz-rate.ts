import fc from 'fast-check';
import { printMermaid, printPlantuml } from '#printers';
import { interactions } from './printers/arbitrary.ts';
const sample = fc.sample(interactions, {numRuns:2000, seed:1});
for (const print of [printPlantuml, printMermaid]) {
  let ok=0; const why = new Map<string,number>();
  for (const m of sample) { const r = print(m); if (!r.losses.length) ok++; for (const k of new Set(r.losses.map(l=>l.message.replace(/"[^"]*"/g,'…').slice(0,60)))) why.set(k,(why.get(k)??0)+1); }
  console.log(print.name, ok, [...why].sort((a,b)=>b[1]-a[1]));
}
console.log(printPlantuml(sample[3]!).text); console.log(printMermaid(sample[3]!).text);
