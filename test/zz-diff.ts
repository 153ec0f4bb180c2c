import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { unifiedDiff } from '../src/reports/unified-diff.ts';
const dir = mkdtempSync('/tmp/d-');
let bad=0;
for (let i=0;i<300;i++){
  const r=()=>Array.from({length:Math.floor(Math.random()*25)},()=> 'abcde'[Math.floor(Math.random()*5)]).join('\n')+(Math.random()<.8?'\n':'');
  const a=r(), b=r();
  writeFileSync(`${dir}/x`, a); const d=unifiedDiff('x',a,b); if(!d) continue;
  const p=spawnSync('patch',['-s','-p1',`${dir}/x`],{input:d});
  if (p.status!==0||readFileSync(`${dir}/x`,'utf8')!==b) { bad++; if(bad<3) console.log(JSON.stringify(a),JSON.stringify(b),d,String(p.stdout)); }
}
console.log('bad',bad);
