/** Other names for the participants of a drawing. Only the places that name them are written anew; all else stays. */
import { isDeepStrictEqual } from 'node:util';
import type { Finding } from '#checks';
import { didYouMean, SourceText } from '#diagnostics';
import { type Interaction, type Lifeline, type LifelineId, walkFragments, withoutRanges } from '#model';
import type { DrawingLanguage } from '#parsers';
import { hasErrors } from '../drawings.ts';
import { patternFindings } from './findings.ts';

export interface Rename {
  /** What is written on a head, or the short name that the text goes by. */
  readonly from: string;
  readonly to: string;
}

export interface Renamed {
  readonly text: string;
  /** What is written on the heads, before and after. */
  readonly renamed: readonly Rename[];
}

/** The same drawing with other names, or why there is none. */
export async function renameParticipants(
  text: string,
  renames: readonly Rename[],
  about: { readonly pattern: string; readonly language: DrawingLanguage; readonly path: string },
): Promise<Renamed | readonly Finding[]> {
  if (renames.length === 0) return { text, renamed: [] };
  const { pattern, language, path } = about;
  const source = new SourceText(path, text);
  const before = await interactionIn(source);
  if (!before) throw new Error(`the drawing of ${pattern} cannot be read`);
  const { chosen, problems } = choose(before, renames, pattern);
  if (problems.length > 0) return problems;

  const ids = newIds(before, chosen);
  const edits = editsOf(before, source, language, chosen, ids);
  const written = edited(text, edits);
  const after = await interactionIn(new SourceText(path, written));
  if (!after || !isDeepStrictEqual(withoutRanges(after), expected(before, chosen, ids))) {
    const name = language === 'plantuml' ? 'PlantUML' : 'Mermaid';
    return [...chosen.values()].map((to) => patternFindings.unwritableName(to, name));
  }
  const renamed = before.lifelines
    .filter(({ id }) => chosen.has(id))
    .map(({ id, label }) => ({ from: spoken(label), to: chosen.get(id)! }));
  return { text: written, renamed };
}

async function interactionIn(source: SourceText): Promise<Interaction | undefined> {
  const { readDocument } = await import('#parsers');
  const { drawings } = await readDocument(source);
  const [drawing] = drawings;
  return drawing && drawings.length === 1 && !hasErrors(drawing) ? drawing.interaction : undefined;
}

/** A head as one would say it. */
function spoken(label: string): string {
  return label.replaceAll(/\s*\n\s*/g, ' ');
}

function choose(
  { lifelines }: Interaction,
  renames: readonly Rename[],
  pattern: string,
): { readonly chosen: ReadonlyMap<LifelineId, string>; readonly problems: readonly Finding[] } {
  const chosen = new Map<LifelineId, string>();
  const problems: Finding[] = [];
  const names = lifelines.map(({ label }) => spoken(label));
  for (const { from, to } of renames) {
    const lifeline = named(from, lifelines);
    if (!lifeline) {
      const meant =
        didYouMean(from, names) ??
        didYouMean(
          from,
          lifelines.map(({ id }) => id),
        );
      problems.push(patternFindings.unknownParticipant(from, pattern, meant, names));
    } else if (chosen.has(lifeline.id)) problems.push(patternFindings.renamedTwice(spoken(lifeline.label)));
    else chosen.set(lifeline.id, to);
  }
  const labels = lifelines.map(({ id, label }) => (chosen.get(id) ?? spoken(label)).toLowerCase());
  for (const [id, to] of chosen)
    if (labels.filter((label) => label === to.toLowerCase()).length > 1 && isFirst(id, to, chosen))
      problems.push(patternFindings.sameName(to));
  return { chosen, problems };
}

function isFirst(id: LifelineId, to: string, chosen: ReadonlyMap<LifelineId, string>): boolean {
  return [...chosen].find(([, other]) => other.toLowerCase() === to.toLowerCase())![0] === id;
}

function named(name: string, lifelines: readonly Lifeline[]): Lifeline | undefined {
  const wanted = name.trim().toLowerCase();
  return (
    lifelines.find(({ label }) => spoken(label).toLowerCase() === wanted) ??
    lifelines.find(({ id }) => id.toLowerCase() === wanted)
  );
}

/** Words that mean something else where a participant is named. */
const reserved = new Set(
  'activate actor alt and as autonumber boundary box break collections control create critical database deactivate destroy else end entity footer group header hide legend link links loop newpage note opt option over par participant queue rect ref return show skinparam title'.split(
    ' ',
  ),
);

/** Short names that fit the new ones; who cannot have one keeps what it had. */
function newIds(
  { lifelines }: Interaction,
  chosen: ReadonlyMap<LifelineId, string>,
): ReadonlyMap<LifelineId, LifelineId> {
  const ids = new Map<LifelineId, LifelineId>();
  const taken = new Set(lifelines.map(({ id }) => id).filter((id) => !chosen.has(id)));
  for (const [id, to] of chosen) {
    const [first = '', ...rest] = to.match(/[\p{L}\p{N}]+/gu) ?? [];
    const short = [lowered(first), ...rest.map((word) => word[0]!.toUpperCase() + word.slice(1))].join('');
    const fits = /^\p{L}/u.test(short) && !reserved.has(short.toLowerCase()) && !taken.has(short);
    const own = fits ? short : id;
    ids.set(id, own);
    taken.add(own);
  }
  // One that keeps its own may meet one that has taken it.
  return new Set([...ids.values()]).size === ids.size ? ids : new Map([...ids.keys()].map((id) => [id, id]));
}

/** `Web` as `web`, `API` as `api`, `iPhone` as it is. */
function lowered(word: string): string {
  return /^\p{Lu}+$/u.test(word) ? word.toLowerCase() : word.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase());
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Heads of statements name participants; labels, guards and what notes say do not. */
function editsOf(
  interaction: Interaction,
  source: SourceText,
  language: DrawingLanguage,
  chosen: ReadonlyMap<LifelineId, string>,
  ids: ReadonlyMap<LifelineId, LifelineId>,
): Edit[] {
  const place = ({ range }: Pick<Lifeline, 'range'>) => ({
    start: source.offset(range.start),
    end: source.offset(range.end),
  });
  // By their start: what an arrow says of activations (`++`) has the place of the arrow.
  const edits = new Map<number, Edit>();
  const add = (edit: Edit) => edits.set(edit.start, edit);
  for (const lifeline of interaction.lifelines) {
    const to = chosen.get(lifeline.id);
    const { start, end } = place(lifeline);
    if (to !== undefined) add({ start, end, text: declared(source.text.slice(start, end), language, ids, to) });
  }
  for (const { fragment } of walkFragments(interaction.fragments)) {
    if (fragment.type !== 'message' && fragment.type !== 'note' && fragment.type !== 'activation') continue;
    const { start, end } = place(fragment);
    const head = /^[^:\n]*/.exec(source.text.slice(start, end))![0];
    const text = withIds(head, ids);
    if (text !== head) add({ start, end: start + head.length, text });
  }
  return [...edits.values()];
}

/** `actor "Client" as client`, `participant client as Client`, `participant b@{ "type": "queue" } as Broker`. */
function declared(
  statement: string,
  language: DrawingLanguage,
  ids: ReadonlyMap<LifelineId, LifelineId>,
  to: string,
): string {
  if (language === 'plantuml') {
    const text = withIds(statement.replace(/"[^"]*"/, '""'), ids);
    return text.endsWith(` as ${to}`) ? text.replace('"" as ', '') : text.replace('""', () => `"${to}"`);
  }
  const [, head = '', id = '', options = ''] = /^(\s*\w+\s+)([\p{L}\p{N}_]+)(@\{[^}]*\})?/u.exec(statement) ?? [];
  const own = ids.get(id) ?? id;
  return own === to ? `${head}${own}${options}` : `${head}${own}${options} as ${to}`;
}

function withIds(text: string, ids: ReadonlyMap<LifelineId, LifelineId>): string {
  return text.replaceAll(/[\p{L}_][\p{L}\p{N}_]*/gu, (word) => ids.get(word) ?? word);
}

function edited(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: own } of [...edits].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(at, start), own);
    at = end;
  }
  return [...parts, text.slice(at)].join('');
}

/** What the model has to be afterwards: the same, but for names. */
function expected(
  before: Interaction,
  chosen: ReadonlyMap<LifelineId, string>,
  ids: ReadonlyMap<LifelineId, LifelineId>,
): unknown {
  const references = new Set(['from', 'to', 'lifeline']);
  const lists = new Set(['lifelines', 'of']);
  const name = (value: unknown) => (typeof value === 'string' ? (ids.get(value) ?? value) : value);
  const lifelines = before.lifelines.map((each) => ({
    ...each,
    id: ids.get(each.id) ?? each.id,
    label: chosen.get(each.id) ?? each.label,
  }));
  const fragments: unknown = JSON.parse(
    JSON.stringify(before.fragments, (key, value: unknown) => {
      if (references.has(key)) return name(value);
      return lists.has(key) && Array.isArray(value) ? value.map(name) : value;
    }),
  );
  return withoutRanges({ ...before, lifelines, fragments } as Interaction);
}
