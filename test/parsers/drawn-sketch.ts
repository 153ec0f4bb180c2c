import { type Diagnostic, SourceText } from '#diagnostics';
import type { EdgeHead, EdgeLine, Lifecycle, Structure } from '#model';
import { type Drawing, type Includes, readDocument } from '#parsers';

/** The drawing of a PlantUML body (without `@startuml`). */
export async function drawingOf(body: string, includes?: Includes): Promise<Drawing> {
  const text = new SourceText('docs/a.puml', `@startuml\n${body}\n@enduml\n`);
  const { drawings } = await readDocument(text, { includes });
  if (drawings.length !== 1) throw new Error(`not one drawing but ${drawings.length}`);
  return drawings[0]!;
}

/** Its structure or lifecycle in short lines, and what was complained of. */
export async function drawn(body: string, includes?: Includes): Promise<string[]> {
  const { structure, lifecycle, kind, diagnostics } = await drawingOf(body, includes);
  const lines = structure ? structureLines(structure) : lifecycle ? lifecycleLines(lifecycle) : [`kind ${kind}`];
  return [...lines, ...diagnostics.map(complaint)].map((line) => line.replaceAll('\n', '⏎'));
}

function complaint({ severity, code, range }: Diagnostic): string {
  return `${severity} ${code} in line ${(range?.start.line ?? 1) - 1}`;
}

const strokes: Readonly<Record<EdgeLine, string>> = {
  solid: '--',
  dashed: '..',
  dotted: '~~',
  thick: '==',
  invisible: '  ',
};
const left: Readonly<Record<EdgeHead, string>> = {
  ...{ none: '', arrow: '<', triangle: '<|', diamond: 'o', 'filled-diamond': '*', circle: '0', cross: 'x', other: '?' },
};
const right: typeof left = { ...left, arrow: '>', triangle: '|>' };

function structureLines({ name, title, direction, groups, nodes, edges, notes }: Structure): string[] {
  const inside = (group: string | null) => (group === null ? '' : ` in ${group}`);
  const words = (all: readonly string[]) => all.map((word) => ` <<${word}>>`).join('');
  const label = (id: string, text: string) => (text === id ? '' : ` "${text}"`);
  return [
    ...(name === undefined ? [] : [`name ${name}`]),
    ...(title === undefined ? [] : [`title ${title}`]),
    ...(direction === undefined ? [] : [`direction ${direction}`]),
    ...groups.map((g) => `[${g.shape}] ${g.id}${label(g.id, g.label)}${words(g.stereotypes)}${inside(g.group)}`),
    ...nodes.map(
      (n) =>
        `${n.declared ? '' : '?'}${n.shape} ${n.id}${label(n.id, n.label)}${words(n.stereotypes)}${inside(n.group)}`,
    ),
    ...edges.map((e) => {
      const from = `${e.from}${e.fromLabel === undefined ? '' : ` "${e.fromLabel}"`}`;
      const to = `${e.toLabel === undefined ? '' : `"${e.toLabel}" `}${e.to}`;
      const arrow = `${left[e.fromHead]}${strokes[e.line]}${right[e.toHead]}`;
      return `${from} ${arrow} ${to}${e.label === '' ? '' : `: ${e.label}`}`;
    }),
    ...notes.map(({ of, text }) => `note${of.length > 0 ? ` of ${of.join(', ')}` : ''}: ${text}`),
  ];
}

function lifecycleLines({ title, direction, states, transitions, notes }: Lifecycle): string[] {
  return [
    ...(title === undefined ? [] : [`title ${title}`]),
    ...(direction === undefined ? [] : [`direction ${direction}`]),
    ...states.map(({ id, label, kind, descriptions, stereotypes, parent, region }) => {
      const place = parent === null ? '' : ` in ${parent}`;
      const words = stereotypes.map((word) => ` <<${word}>>`).join('');
      const said = descriptions.map((text) => ` | ${text}`).join('');
      return `${kind} ${id}${label === id ? '' : ` "${label}"`}${words}${place}${region === 0 ? '' : ` #${region}`}${said}`;
    }),
    ...transitions.map(({ from, to, label, event, guard, effect }) => {
      const parts = [event, guard && `[${guard}]`, effect && `/ ${effect}`].filter(Boolean).join(' ');
      return `${from} > ${to}${label === '' ? '' : `: ${parts}`}`;
    }),
    ...notes.map(({ of, text }) => `note${of.length > 0 ? ` of ${of.join(', ')}` : ''}: ${text}`),
  ];
}

/** Files by path, as the project would hand them out. */
export function filesOf(files: Readonly<Record<string, string>>): Includes {
  return {
    read(path, from) {
      if (path.startsWith('/')) return { refused: 'it lies outside of the project' };
      const folder = from.split('/').slice(0, -1);
      for (const part of path.split('/')) {
        if (part === '..') folder.pop();
        else if (part !== '.') folder.push(part);
      }
      const found = folder.join('/');
      return found in files ? { path: found, text: files[found]! } : undefined;
    },
  };
}
