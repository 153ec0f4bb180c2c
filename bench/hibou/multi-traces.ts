import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type CaseEvent, decideMembership, Stepper, type Term } from '#semantics';
import { Archive, decompress } from './archive.ts';
import { type Component, readInteraction, readMultiTrace, Signature } from './format.ts';

/** Published by HIBOU's authors: accepted and rejected multi-traces of each kind. */
const published: Readonly<Record<string, readonly [accepted: number, rejected: number]>> = {
  accepted: [23114, 0],
  slices: [23114, 0],
  noise: [2543, 20571],
  swap_act: [16738, 6376],
  swap_comp: [22498, 616],
};

/** As the prototype's table calls the kinds. */
const shortNames: Readonly<Record<string, string>> = {
  accepted: 'ACPT',
  slices: 'PREF',
  noise: 'NOIS',
  swap_act: 'SACT',
  swap_comp: 'SCMP',
};

/** All multi-traces judged as multi-prefixes; the number of disagreements. */
export function judgeMultiTraces(folder: string): number {
  const begin = performance.now();
  const archive = new Archive(join(folder, 'hibou-multitrace.tar.xz'));
  const unpacking = performance.now() - begin;
  const { signature, interactions } = readInteractions(archive);

  const accepted = new Map<string, boolean>();
  const totals = new Map<string, { accepted: number; rejected: number; exhausted: number }>();
  let mostNodes = 0;
  let allNodes = 0;
  let judging = 0;
  for (const { name, text } of archive.files()) {
    const [, id, kind, file] = /(i\d+)_(\w+)\/(\w+)\.htf$/.exec(name) ?? [];
    if (id === undefined) continue;
    const { stepper, term } = interactions.get(id)!;
    const components = readMultiTrace(text(), signature);
    const start = performance.now();
    const { outcome, nodes } = decideMembership(stepper, term, eventsOf(components), {
      mode: 'prefix',
      maxNodes: 1_000_000,
    });
    judging += performance.now() - start;
    accepted.set(`${id};${shortNames[kind!]};${file}.htf`, outcome === 'accepted');
    const total = totals.get(kind!) ?? { accepted: 0, rejected: 0, exhausted: 0 };
    total[outcome]++;
    totals.set(kind!, total);
    mostNodes = Math.max(mostNodes, nodes);
    allNodes += nodes;
  }
  const all = performance.now() - begin;

  console.log(`multi-traces: ${accepted.size} against ${interactions.size} interactions`);
  let wrong = 0;
  for (const [kind, [yes, no]] of Object.entries(published)) {
    const total = totals.get(kind) ?? { accepted: 0, rejected: 0, exhausted: 0 };
    wrong += total.exhausted + Math.abs(total.accepted - yes) + Math.abs(total.rejected - no);
    const counts = `${total.accepted} accepted, ${total.rejected} rejected, ${total.exhausted} given up`;
    console.log(`  ${kind.padEnd(10)} ${counts} (published ${yes}, ${no})`);
  }
  wrong += compareWithTable(folder, accepted);
  const terms = [...interactions.values()].reduce((sum, { stepper }) => sum + stepper.arena.size, 0);
  const steppers = [...interactions.values()].map(({ stepper }) => stepper);
  const asked = steppers.reduce((sum, stepper) => sum + stepper.asked, 0);
  const derived = steppers.reduce((sum, stepper) => sum + stepper.derived, 0);
  console.log(`  ${allNodes} nodes, at most ${mostNodes} a trace; ${terms} terms`);
  console.log(`  ${asked} steps asked for, ${((100 * (asked - derived)) / asked).toFixed(1)} % of them remembered`);
  console.log(
    `  ${seconds(unpacking)} unpacking, ${seconds(all - unpacking - judging)} reading, ${seconds(judging)} judging, ${seconds(all)} in all`,
  );
  return wrong;
}

function readInteractions(archive: Archive) {
  const files = [...archive.files()].filter(({ name }) => /\.h[is]f$/.test(name));
  const signature = new Signature(files.find(({ name }) => name.endsWith('.hsf'))!.text());
  const interactions = new Map<string, { readonly stepper: Stepper; readonly term: Term }>();
  for (const { name, text } of files) {
    const [, id] = /(i\d+)\.hif$/.exec(name) ?? [];
    if (id === undefined) continue;
    const arena = signature.arena();
    interactions.set(id, { stepper: new Stepper(arena), term: readInteraction(text(), signature, arena) });
  }
  return { signature, interactions };
}

/** A component's actions come one after the other, whatever lifelines they are on. */
export function eventsOf(components: readonly Component[]): CaseEvent[] {
  const events: CaseEvent[] = [];
  for (const { lifelines, actions } of components) {
    if (lifelines.length > 1) throw new RangeError('removing lifelines one by one needs components of one lifeline');
    const lifeline = lifelines[0]!;
    actions.forEach((action, index) => {
      events.push({ actions: [action], lifeline, optional: false, after: index === 0 ? [] : [events.length - 1] });
    });
  }
  return events;
}

function compareWithTable(folder: string, accepted: ReadonlyMap<string, boolean>): number {
  const rows = decompress(join(folder, 'multitrace-verdicts.csv.xz')).toString('latin1').split('\n');
  const differences: string[] = [];
  let compared = 0;
  for (const row of rows) {
    const [interaction, kind, file, , verdict] = row.trim().split(';');
    if (verdict === undefined) continue;
    compared++;
    const key = `${interaction};${kind};${file}`;
    if (accepted.get(key) !== (verdict === 'Ok')) differences.push(`${key}: ${verdict} expected`);
  }
  console.log(
    `  ${differences.length} of ${compared} verdicts differ from the table${differences.length > 0 ? ':' : ''}`,
  );
  for (const difference of differences.slice(0, 10)) console.log(`    ${difference}`);
  return differences.length + Math.abs(accepted.size - compared);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
