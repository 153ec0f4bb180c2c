import type { Lifecycle, Structure } from '#model';
import { type Interaction, type Message, messagesOf, pseudostateId } from '#model';
import type { Drawing } from '#parsers';
import type { OfficialFacts } from './corpus.ts';

/** What differs between a model and the official facts, a line each; undefined where there is no model to compare. */
export type Comparison = (drawing: Drawing, official: OfficialFacts) => string[] | undefined;

/** Is there the model that belongs to a kind? */
export function isModelled(kind: string, { interaction, structure, lifecycle }: Drawing): boolean {
  return (kind === 'sequence' ? interaction : kind === 'state' ? lifecycle : structure) !== undefined;
}

/** How the kinds of diagrams are compared. */
export const comparisons: Readonly<Record<string, Comparison>> = {
  sequence: ({ interaction }, official) => interaction && sequenceDifferences(interaction, official),
  flowchart: ({ structure }, official) => structure && structureDifferences(structure, official),
  component: ({ structure }, official) => structure && structureDifferences(structure, official),
  state: ({ lifecycle }, official) => lifecycle && lifecycleDifferences(lifecycle, official),
};

function sequenceDifferences(interaction: Interaction, { actors, messages, participants }: OfficialFacts): string[] {
  const said: string[] = [];
  if (participants !== undefined && participants !== interaction.lifelines.length)
    said.push(`${interaction.lifelines.length} participants for ${participants}`);
  if (actors) {
    const ours = interaction.lifelines.map(({ id, label, kind }) => `${kind} ${shown(id)} "${shown(label)}"`);
    const theirs = actors.map(({ id, label, type }) => `${type} ${written(id)} "${written(label)}"`);
    said.push(...inOrder('participant', ours, theirs));
  }
  if (messages) {
    const own = messagesOf(interaction);
    const ours = own.map((message) => {
      const { from, to, label } = message;
      return `${shown(from ?? '')} -> ${shown(to ?? '')} ${lineOf(message)}: ${shown(label)}`;
    });
    const theirs = messages.map(({ from, to, text, type }, index) => {
      const [sender, receiver] = isReversed(type) ? [to, from] : [from, to];
      // A message that creates its receiver is no call and no answer here, whatever its line.
      const line = own[index]?.sort === 'createMessage' ? lineOf(own[index]) : officialLine(type);
      return `${written(sender)} -> ${written(receiver)} ${line}: ${written(text)}`;
    });
    said.push(...inOrder('message', ours, theirs));
  }
  return said;
}

function lineOf({ sort, messageKind }: Message): string {
  const lost = messageKind === 'lost' ? ' lost' : '';
  if (sort === 'createMessage') return `creating${lost}`;
  return (sort === 'reply' ? 'dashed' : sort === 'asynchSignal' ? 'open' : 'solid') + lost;
}

/** By mermaid's LINETYPE (sequenceDb.ts). */
function officialLine(type: number): string {
  if (type === 3) return 'solid lost';
  if (type === 4) return 'dashed lost';
  if ([1, 6, 25, 34].includes(type) || type >= 51) return 'dashed';
  return [24, 43, 44, 47, 48].includes(type) ? 'open' : 'solid';
}

/**
 * Half arrows with their head on the left: mermaid names the left participant as the sender all the same. Read here as
 * drawn, towards the head.
 */
function isReversed(type: number): boolean {
  return (type >= 45 && type <= 48) || (type >= 55 && type <= 58);
}

function structureDifferences(structure: Structure, { vertices, edges, subgraphs }: OfficialFacts): string[] {
  const said: string[] = [];
  const groups = new Set(structure.groups.map(({ id }) => id));
  if (vertices) {
    const ours = structure.nodes.map(({ id, label }) => `${id} "${shown(label)}"`);
    // A subgraph at the end of an edge is a vertex as well.
    const theirs = vertices.filter(({ id }) => !groups.has(id)).map(({ id, text }) => `${id} "${written(text)}"`);
    said.push(...inAnyOrder('node', ours, theirs));
  }
  if (edges) {
    const ours = structure.edges.map(({ from, to, label }) => `${from} -> ${to}: ${shown(label)}`);
    const theirs = edges.map(({ from, to, text }) => `${from} -> ${to}: ${written(text)}`);
    said.push(...inAnyOrder('edge', ours, theirs));
  }
  if (subgraphs) {
    const inside = (id: string) =>
      [...structure.nodes, ...structure.groups].filter(({ group }) => group === id).map((node) => node.id);
    const ours = structure.groups.map(({ id, label }) => `${id} "${shown(label)}" { ${inside(id).sort().join(' ')} }`);
    const theirs = subgraphs.map(
      ({ id, title, nodes }) => `${id} "${written(title)}" { ${[...nodes].sort().join(' ')} }`,
    );
    said.push(...inAnyOrder('subgraph', ours, theirs));
  }
  return said;
}

/**
 * The official facts are those of the outermost region, which may name states of inner ones: what they name must be
 * there, and what is there outside of all states must be named.
 */
function lifecycleDifferences(lifecycle: Lifecycle, { states, relations }: OfficialFacts): string[] {
  const said: string[] = [];
  const named = (id: string) =>
    id === pseudostateId('initial', null, 0) ? 'root_start' : id === pseudostateId('final', null, 0) ? 'root_end' : id;
  const all = lifecycle.states.map(({ id }) => named(id));
  const outer = lifecycle.states.filter(({ parent }) => parent === null).map(({ id }) => named(id));
  if (states) said.push(...missingAndExcess('state', all, outer, states));
  if (relations) {
    const isOuter = new Set(outer);
    const drawn = lifecycle.transitions.map(({ from, to, label }) => ({
      outer: isOuter.has(named(from)) && isOuter.has(named(to)),
      text: `${named(from)} -> ${named(to)}: ${shown(label)}`,
    }));
    const theirs = relations.map(({ from, to, text }) => `${from} -> ${to}: ${written(text)}`);
    const ours = drawn.filter((each) => each.outer).map(({ text }) => text);
    said.push(
      ...missingAndExcess(
        'transition',
        drawn.map(({ text }) => text),
        ours,
        theirs,
      ),
    );
  }
  return said;
}

const entities: Readonly<Record<string, string>> = { quot: '"', lt: '<', gt: '>', amp: '&' };

/** A text of ours as it is compared: white space, `\n` and the quotes of tags' attributes do not count. */
function shown(text: string): string {
  return text
    .replace(/="([^"]*)"/g, "='$1'")
    .replace(/(?:\s|\\n)+/g, ' ')
    .trim();
}

/** An official text, in which line breaks and entities stand as they were written; `ﬂ°` and `¶ß` are mermaid's own marks. */
function written(text: string): string {
  const decoded = text
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(/(?:#|&#?|ﬂ°°?)(\w+)(?:;|¶ß)/g, (entity, name: string) =>
      /^\d+$/.test(name) ? String.fromCodePoint(Number(name)) : (entities[name] ?? entity),
    );
  return shown(decoded);
}

function inOrder(what: string, ours: readonly string[], theirs: readonly string[]): string[] {
  const first = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, index) => index).find(
    (index) => ours[index] !== theirs[index],
  );
  if (first === undefined) return [];
  return [`${what} ${first + 1}: ${ours[first] ?? 'none'} for ${theirs[first] ?? 'none'}`];
}

function inAnyOrder(what: string, ours: readonly string[], theirs: readonly string[]): string[] {
  return missingAndExcess(what, ours, ours, theirs);
}

/** Theirs must be among `all` of ours, and `expected` of ours among theirs. */
function missingAndExcess(
  what: string,
  all: readonly string[],
  expected: readonly string[],
  theirs: readonly string[],
): string[] {
  const missing = without(theirs, all).map((each) => `${what} missing: ${each}`);
  return [...missing, ...without(expected, theirs).map((each) => `${what} in excess: ${each}`)];
}

function without(all: readonly string[], some: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const each of some) counts.set(each, (counts.get(each) ?? 0) + 1);
  return all.filter((each) => {
    const left = counts.get(each) ?? 0;
    counts.set(each, left - 1);
    return left <= 0;
  });
}
