import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { withoutRanges } from '#model';
import { tidy } from '#printers';
import { read } from './printers/reading.ts';
const count: Record<string, number> = {};
for (const file of ['mermaid','plantuml']) for (const line of readFileSync(`../shared/corpus/${file}.jsonl`,'utf8').trim().split('\n')) {
  const row = JSON.parse(line); if (row.kind!=='sequence'||!row.accepted) continue;
  let d; try { d = await read(row.language, row.source);} catch { continue; }
  if (!d.interaction || d.diagnostics.some(x=>x.severity==='error')) continue;
  const bump=(k:string)=>{count[`${file} ${k}`]=(count[`${file} ${k}`]??0)+1;};
  const text = tidy(row.source.split(/\r\n?|\n/), row.language, 'interaction').join('\n')+'\n';
  const twice = tidy(text.split('\n'), row.language, 'interaction').join('\n')+'\n';
  if (text !== twice) { bump('UNSTABLE'); if (process.argv[2]) console.log('UNSTABLE', row.id, '\n', text, '\n>>\n', twice); }
  const after = await read(row.language, text);
  const same = after.interaction && isDeepStrictEqual(withoutRanges(after.interaction), withoutRanges(d.interaction)) && isDeepStrictEqual(after.diagnostics.map(x=>x.code).sort(), d.diagnostics.map(x=>x.code).sort());
  bump(same ? 'same' : 'CHANGED');
  if (!same && process.argv[2]) { console.log('CHANGED', row.id); console.log(row.source); console.log('>>>'); console.log(text, after.diagnostics.map(x=>x.message)); }
}
console.log(count);
