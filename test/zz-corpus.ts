import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { printMermaid, printPlantuml } from '#printers';
import { withoutRanges } from '#model';
import { read, withIds } from './printers/reading.ts';
const show = process.argv[2];
for (const file of ['mermaid','plantuml','features']) {
  const rows = readFileSync(`../shared/corpus/${file}.jsonl`,'utf8').trim().split('\n').map(l=>JSON.parse(l)).filter(r=>(r.kind==='sequence'||(file==='features'&&r.kind==='sequence'))&&r.accepted);
  for (const source of ['mermaid','plantuml'] as const) {
    const count: Record<string, number> = {}; const why = new Map<string, number>();
    for (const row of rows.filter(r=>r.language===source)) {
      let drawing; try { drawing = await read(source, row.source); } catch { count.notone=(count.notone??0)+1; continue; }
      if (!drawing.interaction || drawing.kind!=='sequence' || drawing.diagnostics.some(d=>d.severity==='error')) { count.unread=(count.unread??0)+1; continue; }
      for (const target of ['mermaid','plantuml'] as const) {
        const label = target===source?'same':'other';
        const bump=(k:string)=>{count[`${label} ${k}`]=(count[`${label} ${k}`]??0)+1;};
        const { text, losses, renamed } = target==='mermaid'?printMermaid(drawing.interaction):printPlantuml(drawing.interaction);
        if (losses.length) { bump('losses'); for (const w of new Set(losses.map(l=>`${label} ${l.message.replace(/"[^"]*"/g,'…').slice(0,55)}`))) why.set(w,(why.get(w)??0)+1); if (label==='same') console.log('SAME LOSS', row.id, losses.map(l=>l.message)); continue; }
        if (renamed.size) { bump('renamed'); if (label==='same') console.log('SAME RENAMED', row.id, [...renamed]); }
        let back; try { back = await read(target, text); } catch(e) { bump('BROKEN'); console.log(String(e)); continue; }
        const errors = back.diagnostics.filter(d=>d.severity==='error');
        const { name, ...unnamed } = drawing.interaction;
        const expected = target==='mermaid'?unnamed:drawing.interaction;
        if (errors.length || !back.interaction || !isDeepStrictEqual(withIds(back.interaction,new Map()), withIds(expected, renamed))) {
          bump('DIFFERENT'); 
          if (show) { console.log('----', row.id, label, target, errors.map(e=>e.message)); console.log(row.source); console.log('>>>>'); console.log(text); }
        } else bump('equal');
      }
    }
    if (Object.keys(count).length) console.log(file, source, count, [...why].sort((a,b)=>b[1]-a[1]));
  }
}
