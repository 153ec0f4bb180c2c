import { readFileSync } from 'node:fs';
import { tidy } from '#printers';
Object.assign(globalThis, { window: globalThis, addEventListener() {}, document: { createElement: () => ({ style: {}, set innerHTML(_: string) {}, textContent: '' }), querySelector: () => null } });
// @ts-ignore
const purify: any = (await import('dompurify')).default; Object.assign(purify, { addHook() {}, removeHook() {}, sanitize: (s: string) => s });
const mermaid = (await import('mermaid')).default;
const count: Record<string, number> = {};
for (const file of ['mermaid','plantuml']) for (const line of readFileSync(`../shared/corpus/${file}.jsonl`,'utf8').trim().split('\n')) {
  const row = JSON.parse(line); if (row.kind==='sequence'||!row.accepted) continue;
  const bump=(k:string)=>{count[`${file} ${row.kind} ${k}`]=(count[`${file} ${row.kind} ${k}`]??0)+1;};
  const kind = row.kind === 'state' ? 'lifecycle' : 'structure';
  const lines = tidy(row.source.split(/\r\n?|\n/), row.language, kind);
  const twice = tidy(lines, row.language, kind);
  bump(twice.join('\n')===lines.join('\n')?'stable':'UNSTABLE');
  const bare = (l: string[]) => l.map(x=>x.trim()).filter(Boolean).join('\n');
  if (bare(lines)!==bare(row.source.split(/\r\n?|\n/))) { bump('WORDS'); if (process.argv[2]) console.log(row.id, row.source, '>>>', lines.join('\n')); }
  if (file==='mermaid') { try { await mermaid.parse(row.source); } catch (e) { bump('before bad'); continue; } try { await mermaid.parse(lines.join('\n')+'\n'); bump('ok'); } catch (e) { bump('BAD'); console.log(row.id, String(e).slice(0,200), row.source, '>>>', lines.join('\n')); } }
}
console.log(count);
