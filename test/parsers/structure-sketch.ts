import { SourceText } from '#diagnostics';
import type { Lifecycle, Structure } from '#model';
import { readDocument } from '#parsers';

/** The structure of a text that holds one flowchart or component diagram. */
export async function structureOf(path: string, text: string): Promise<Structure> {
  const { drawings } = await readDocument(new SourceText(path, text));
  const structure = drawings[0]?.structure;
  if (drawings.length !== 1 || !structure) throw new Error(`not one structure but ${drawings.map((d) => d.kind)}`);
  return structure;
}

export async function lifecycleOf(path: string, text: string): Promise<Lifecycle> {
  const { drawings } = await readDocument(new SourceText(path, text));
  const lifecycle = drawings[0]?.lifecycle;
  if (drawings.length !== 1 || !lifecycle) throw new Error(`not one lifecycle but ${drawings.map((d) => d.kind)}`);
  return lifecycle;
}

/** A structure in short lines: groups, nodes (`?` where only named by an edge), edges, notes. */
export function sketchStructure({ title, direction, groups, nodes, edges, notes }: Structure): string[] {
  return [
    ...(title === undefined ? [] : [`title ${title}`]),
    ...(direction === undefined ? [] : [`direction ${direction}`]),
    ...groups.map((group) => {
      const turned = group.direction === undefined ? '' : ` ${group.direction}`;
      return `group ${named(group.id, group.label)}${turned}${inside(group.group)}`;
    }),
    ...nodes.map(({ id, label, shape, group, declared }) => {
      return `${shape} ${named(id, label)}${declared ? '' : '?'}${inside(group)}`;
    }),
    ...edges.map(({ from, to, label, line, fromHead, toHead, id }) => {
      const text = label === '' ? '' : `: ${label}`;
      return `${id === undefined ? '' : `${id}@ `}${from} ${fromHead}-${line}-${toHead} ${to}${text}`;
    }),
    ...notes.map(({ of, text }) => `note ${of.join(', ')}: ${text}`),
  ].map((line) => line.replaceAll('\n', '⏎'));
}

/** A lifecycle in short lines: states, transitions, notes. */
export function sketchLifecycle({ title, direction, states, transitions, notes }: Lifecycle): string[] {
  return [
    ...(title === undefined ? [] : [`title ${title}`]),
    ...(direction === undefined ? [] : [`direction ${direction}`]),
    ...states.map(({ id, label, kind, descriptions, parent, region, direction: turned }) => {
      const texts = descriptions.length === 0 ? '' : ` / ${descriptions.join(' / ')}`;
      const home = inside(parent) + (region === 0 ? '' : ` #${region}`);
      return `${kind} ${kind === 'initial' || kind === 'final' ? id : named(id, label)}${texts}${turned ? ` ${turned}` : ''}${home}`;
    }),
    ...transitions.map(({ from, to, event, guard, effect }) => {
      const parts = [event, guard && `[${guard}]`, effect && `/ ${effect}`].filter((part) => part !== undefined);
      return `${from} > ${to}${parts.length === 0 ? '' : `: ${parts.join(' ')}`}`;
    }),
    ...notes.map(({ of, text }) => `note ${of.join(', ')}: ${text}`),
  ].map((line) => line.replaceAll('\n', '⏎'));
}

function named(id: string, label: string): string {
  return label === id ? id : `${id} "${label}"`;
}

function inside(group: string | null): string {
  return group === null ? '' : ` in ${group}`;
}
