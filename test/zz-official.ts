import { readFileSync } from 'node:fs';
import { printMermaid } from '#printers';
import { read } from './printers/reading.ts';
class Option { style: Record<string,string> = {}; }
Object.assign(globalThis, { window: globalThis, Option: class { style = new Proxy({}, { set: (t: any, k, v) => { t[k] = /^(transparent|aqua|red|[a-z]*blue|[a-z]*green|rgb.*)$/i.test(v) ? v : ''; return true; } }) }, CSS: { supports: (_: string, v: string) => /^(transparent|aqua|red|rgb.*)$/i.test(v) } });
// @ts-ignore
const purify: any = (await import('dompurify')).default; Object.assign(purify, { addHook() {}, removeHook() {}, sanitize: (s: string) => s });
const mermaid = (await import('mermaid')).default;
let ok=0, bad=0;
for (const file of ['mermaid','plantuml']) for (const line of readFileSync(`../shared/corpus/${file}.jsonl`,'utf8').trim().split('\n')) {
  const row = JSON.parse(line); if (row.kind!=='sequence'||!row.accepted) continue;
  let d; try { d = await read(row.language, row.source);} catch { continue; }
  if (!d.interaction) continue;
  const p = printMermaid(d.interaction); if (p.losses.length && !process.argv[2]) continue;
  try { await mermaid.parse(p.text); ok++; } catch (e) { bad++; if (bad<12) console.log(row.id, file, String(e).slice(0,300), '\n', p.text.slice(0,600)); }
}
console.log(ok,bad);
