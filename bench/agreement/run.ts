import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Compared, compare } from './compare.ts';
import { readSamples } from './corpus.ts';
import { agreementTable, differenceTable, isDifferent, type Reasons } from './table.ts';

/**
 * Holds the parsers against the official tools on diagrams that others wrote, and writes down how far they agree.
 * Usage: npm run agreement [-- folder [language [kind]]]; with a language or a kind it shows each difference instead.
 * The folder holds mermaid.jsonl, plantuml.jsonl and features.jsonl: one object a line, see corpus.ts. The status is 1
 * where something is read differently without a reason, or has a reason without need.
 */
const [folder = '../shared/corpus', language, kind] = process.argv.slice(2);
const here = new URL('.', import.meta.url);
const documentPath = new URL('../../docs/agreement.md', here);
const reasonsPath = new URL('reasons.json', here);

const paths = ['mermaid', 'plantuml', 'features'].map((name) => join(folder, `${name}.jsonl`));
const missing = paths.filter((path) => !existsSync(path));
if (missing.length > 0) {
  console.error(`there is no ${missing.join(', ')}; name the folder of a corpus`);
  process.exit(2);
}
const samples = paths.flatMap(readSamples);
const wanted = samples.filter((each) => (!language || each.language === language) && (!kind || each.kind === kind));
const compared: Compared[] = [];
for (const sample of wanted) compared.push(await compare(sample));
// A kind without any model is not read at all, which is no disagreement.
const kindOf = ({ sample }: Compared) => `${sample.language} ${sample.kind}`;
const modelledKinds = new Set(compared.filter(({ modelled }) => modelled).map(kindOf));
const read = compared.filter((each) => modelledKinds.has(kindOf(each)));
const different = read.filter(isDifferent);
const reasons: Reasons = JSON.parse(readFileSync(reasonsPath, 'utf8'));
const table = agreementTable(read);
console.log(table);

if (language) {
  for (const { sample, accepted, sameVerdict, differences, errors } of different) {
    const verdict = sameVerdict ? '' : `, ${accepted ? 'accepted here alone' : 'rejected here alone'}`;
    console.log(`\n──── ${sample.id} (${sample.kind})${verdict}`);
    for (const line of [...differences, ...errors.slice(0, 3)]) console.log(`     ${line}`);
    console.log(sample.source);
  }
} else {
  const between = (text: string, name: string, content: string) => {
    const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
    const [from, to] = [text.indexOf(start), text.indexOf(end)];
    if (from < 0 || to < 0) throw new Error(`docs/agreement.md has no place for ${name}`);
    return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
  };
  const text = readFileSync(documentPath, 'utf8');
  const withTable = between(text, 'table', table);
  writeFileSync(documentPath, between(withTable, 'differences', differenceTable(read, reasons)));

  const ids = new Set(different.map(({ sample }) => sample.id));
  const unexplained = different.filter(({ sample }) => reasons[sample.id] === undefined).map(({ sample }) => sample.id);
  const outdated = Object.keys(reasons).filter((id) => !ids.has(id));
  for (const id of unexplained) console.log(`without a reason: ${id}`);
  for (const id of outdated) console.log(`no longer different: ${id}`);
  process.exitCode = unexplained.length + outdated.length > 0 ? 1 : 0;
}
